internal import Stats

/// Something beside the condition that may have moved the scores, with what the data say about it.
public enum Explanation: Sendable {
    /// Whether the trial began in a bad spell, from which scores come back by themselves, and what
    /// the plan says about it. Without a baseline to tell from there is no starting point.
    case startingPoint(StartingPoint?, startedBecauseBad: Bool?)
    /// How many of the schedules that could have been drawn look as clear.
    case draw(RandomizationEvidence)
    /// Outcomes that disagree about the same condition.
    case discordance(OutcomeFamily)
    case marked(MarkedDays)
    case missing(MissingDays)
    /// The scores moved over the whole trial, whatever the condition.
    case drift(Drift)
    /// The conditions were lived one after the other, once: whatever else changed with them counts
    /// as their effect. What sites that began on other days say to that stands with the grade.
    case oneChangeOnly(switchDay: CalendarDay)
    /// Phases so long that a season may have turned between them.
    case season(days: Int, switches: Int)

    /// Beside the evidence of the first tested condition, where one was made.
    static func all(
        of analysis: EffectAnalysis, beside comparison: ComparisonEvidence?, drift: Drift?
    ) -> [Explanation] {
        let data = analysis.data
        var explanations: [Explanation] = []
        if case .success(let test)? = comparison?.randomization { explanations.append(.draw(test)) }
        let start = StartingPoint(analysis)
        let said = data.plan.startedBecauseBad
        if start != nil || said != nil {
            explanations.append(.startingPoint(start, startedBecauseBad: said))
        }
        if let family = comparison?.family, family.isDiscordant {
            explanations.append(.discordance(family))
        }
        explanations += DayMark.allCases.compactMap { MarkedDays($0, in: analysis) }
            .map(Explanation.marked)
        if let missing = MissingDays(analysis) { explanations.append(.missing(missing)) }
        if let drift { explanations.append(.drift(drift)) }
        return explanations + design(of: analysis)
    }

    private static func design(of analysis: EffectAnalysis) -> [Explanation] {
        guard let effect = analysis.effects.first else { return [] }
        let plan = analysis.data.plan
        let switches = plan.switches(between: effect.condition, effect.reference)
        let length = plan.schedule.days.count
        if switches < 2 {
            guard let first = plan.firstDay(of: effect.condition) else { return [] }
            return [.oneChangeOnly(switchDay: first)]
        }
        let isSlow = length >= seasonalDays && switches < 4
        return isSlow ? [.season(days: length, switches: switches)] : []
    }

    /// A trial of two months spans enough of a season to be said.
    private static let seasonalDays = 60
}

/// The days that carry one mark, and what the answer would be without them.
public struct MarkedDays: Sendable {
    public let mark: DayMark
    public let underCondition: Int
    public let conditionDays: Int
    public let underReference: Int
    public let referenceDays: Int
    public let sources: [SourceLine]
    /// Nil when there is no estimate without them.
    public let effectWithout: EffectEstimate?

    /// Nil when the plan does not record the mark.
    init?(_ mark: DayMark, in analysis: EffectAnalysis) {
        let data = analysis.data
        guard data.plan.diary.marks.contains(where: { $0.mark == mark }),
            let effect = analysis.effects.first
        else { return nil }
        let tested = data.days.filter { $0.phase?.condition == effect.condition.id }
        let usual = data.days.filter { $0.phase?.condition == effect.reference.id }
        let marked = data.days.filter { $0.marks.contains(mark) }
        self.mark = mark
        underCondition = tested.count { $0.marks.contains(mark) }
        conditionDays = tested.count
        underReference = usual.count { $0.marks.contains(mark) }
        referenceDays = usual.count
        sources = marked.flatMap { $0.score?.sources ?? [] }
        let others = data.mapDays { $0.marks.contains(mark) ? $0.leftOut(.marked(mark)) : $0 }
        effectWithout =
            marked.contains(where: \.isAnalysed)
            ? (try? EffectAnalysis(others))?.effects.first : nil
    }
}

/// The days without a score, and the answer if each of them had spoken against the condition.
public struct MissingDays: Sendable {
    public let underCondition: Int
    public let conditionDays: Int
    public let underReference: Int
    public let referenceDays: Int
    /// With every missing day of the condition at the worst score that was ever written down, and
    /// every missing day of the reference at the best; nil when there is no such estimate.
    public let effectAtWorst: EffectEstimate?

    /// Nil when no day is missing.
    init?(_ analysis: EffectAnalysis) {
        let data = analysis.data
        guard let effect = analysis.effects.first else { return nil }
        let tested = data.days.filter { $0.phase?.condition == effect.condition.id }
        let usual = data.days.filter { $0.phase?.condition == effect.reference.id }
        underCondition = tested.count { $0.score == nil }
        conditionDays = tested.count
        underReference = usual.count { $0.score == nil }
        referenceDays = usual.count
        guard underCondition + underReference > 0 else { return nil }
        let filled = data.filled(
            against: effect.condition, lowerIsBetter: effect.benefit == .lower)
        effectAtWorst = (try? EffectAnalysis(filled))?.effects.first
    }
}

extension TrialData {
    /// Every missing day that would be analysed gets the worst score of the trial under the condition
    /// and the best elsewhere; a covariate that is missing too gets its average.
    fileprivate func filled(against condition: Condition, lowerIsBetter: Bool) -> TrialData {
        let scores = days.compactMap(\.score?.value)
        let (low, high) = (scores.min() ?? 0, scores.max() ?? 0)
        let averages = plan.covariateColumns.indices.map { index in
            ScoreSummary(analysed.compactMap { $0.covariates[index] })?.mean ?? 0
        }
        return mapDays { day in
            guard day.score == nil, day.phase != nil, lag(on: day) == nil else { return day }
            let isAgainst = (day.phase?.condition == condition.id) == lowerIsBetter
            return day.scored(isAgainst ? high : low, covariates: averages)
        }
    }
}

extension TrialDay {
    /// The same day with a score that was never written down, for a what-if.
    fileprivate func scored(_ value: Double, covariates averages: [Double]) -> TrialDay {
        var day = self
        day.score = DayScore(value: value, measurements: 1, sources: [])
        day.covariates = zip(covariates, averages).map { $0 ?? $1 }
        day.exclusion = nil
        return day
    }
}
