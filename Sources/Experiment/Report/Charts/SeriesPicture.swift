import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// What the picture of a series shows, worked out once for every width: the days, the levels that
/// the model fitted, and the range of the axis.
struct SeriesPicture {
    package let data: TrialData
    package let levels: [Level]
    let axis: ClosedRange<Double>
    /// Days on which a score was due and none came.
    let missing: Set<CalendarDay>
    package let worthwhile: Worthwhile?
    package let change: ChangeTiming?

    /// The fitted mean over consecutive days.
    package struct Level {
        package let days: ClosedRange<Int>
        package let mean: [Double]
        /// Where the mean would lie at the ends of the interval of the difference from days without any
        /// tested condition; nil on such days, which differ from nothing.
        package let band: Band?
        /// Name of the condition.
        let name: String
        let isTested: Bool
    }

    /// Ends of an interval, day by day.
    package struct Band {
        package let lower: [Double]
        package let upper: [Double]
    }

    /// The reference's level and a worthwhile difference on either side.
    package struct Worthwhile {
        package let reference: Double
        package let smallest: Double
    }

    package init(_ analysis: EffectAnalysis, change: ChangeTiming? = nil) {
        data = analysis.data
        missing = Set(analysis.data.completeness.missing)
        self.change = change
        let levels = Self.levels(analysis)
        self.levels = levels
        let reference = analysis.effects.first.flatMap {
            analysis.scores(under: $0.reference)?.mean
        }
        if let reference, let smallest = analysis.effects.first?.worthwhile {
            worthwhile = Worthwhile(reference: reference, smallest: smallest)
        } else {
            worthwhile = nil
        }
        axis = Self.axis(analysis.data, levels)
    }

    /// Scores without a model: of a trial that cannot be analysed yet.
    package init(_ data: TrialData) {
        self.data = data
        missing = Set(data.completeness.missing)
        change = nil
        levels = []
        worthwhile = nil
        axis = Self.axis(data, [])
    }

    /// The instrument's range where a worthwhile difference can be seen on it, so that all people of a
    /// plan have one axis, or where the scores fill at least two fifths of it; else their range with a
    /// margin. Never beyond the instrument's range, whatever a band says.
    private static func axis(_ data: TrialData, _ levels: [Level]) -> ClosedRange<Double> {
        let range = data.outcome.instrument.range
        let scores = data.days.compactMap(\.score?.value)
        if isReadable(whole: range, data.outcome) { return range }
        let bands = levels.compactMap(\.band).flatMap { $0.lower + $0.upper }.map {
            min(max($0, range.lowerBound), range.upperBound)
        }
        let values = scores + bands
        guard let low = values.min(), let high = values.max(), low.isFinite, high.isFinite else {
            return range
        }
        let isWide = high - low >= 0.4 * (range.upperBound - range.lowerBound)
        if isWide, range.lowerBound <= low, high <= range.upperBound { return range }
        let margin = max(0.06 * (high - low), 1e-9)
        let lower = low >= range.lowerBound ? max(low - margin, range.lowerBound) : low - margin
        let upper = high <= range.upperBound ? min(high + margin, range.upperBound) : high + margin
        guard upper - lower > 1e-6 else {
            let wide = (lower - 0.5)...(upper + 0.5)
            return range.contains(lower) ? wide.clamped(to: range) : wide
        }
        return lower...upper
    }

    /// Whether a worthwhile difference takes at least a twentieth of the instrument's range. It rests on
    /// the plan alone, never on the scores of one person.
    private static func isReadable(
        whole range: ClosedRange<Double>, _ outcome: PlannedOutcome
    ) -> Bool {
        guard let smallest = outcome.worthwhile else { return false }
        return 20 * smallest >= range.upperBound - range.lowerBound
    }

    /// The days on which a food was tried again, in the order of time; none that are to come.
    var foods: [Food] {
        let phases = data.plan.schedule.phases
        let largest = Dictionary(
            phases.compactMap { phase in phase.food.map { ($0, phase.portion ?? 0) } },
            uniquingKeysWith: max)
        return phases.compactMap { phase in
            guard let food = phase.food, phase.part == .challenge || phase.part == .sustained,
                data.record.isPast(phase.first)
            else { return nil }
            return Food(
                food: food, days: phase.days, told: phase.name,
                share: largest[food].flatMap { $0 > 0 ? (phase.portion ?? $0) / $0 : nil } ?? 1)
        }
    }

    /// The chance that a new level began on a day, where the picture shows such chances.
    func chance(on day: CalendarDay) -> Double? {
        guard let change, change.showsDays else { return nil }
        return change.daily.first { $0.day == day }?.probability
    }

    /// Days of one food.
    struct Food {
        let food: String
        let days: ClosedRange<CalendarDay>
        /// With its portion.
        let told: String
        /// Of the largest portion of this food, above 0 up to 1.
        let share: Double
    }

    // MARK: The model's mean

    private static func levels(_ analysis: EffectAnalysis) -> [Level] {
        let days = analysis.data.days.prefix { analysis.data.record.isPast($0.day) }
        var levels: [Level] = []
        var start: Int?
        for index in days.indices.map({ $0 }) + [days.count] {
            let continues =
                index < days.count && isModelled(days[index], analysis)
                && start.map { days[$0].phase == days[index].phase } ?? true
            if let first = start, !continues {
                levels += [level(analysis, first...(index - 1))].compactMap(\.self)
                start = nil
            }
            if start == nil, index < days.count, isModelled(days[index], analysis) {
                start = index
            }
        }
        return levels
    }

    /// Missing days inside a phase are modelled; days of a lag are not, and where the engine follows
    /// a slow onset, neither are the days before the effect is there.
    private static func isModelled(_ day: TrialDay, _ analysis: EffectAnalysis) -> Bool {
        guard let phase = day.phase, analysis.data.lag(on: day) == nil else { return false }
        if let onset = analysis.fit.onset {
            let into = phase.first.distance(to: day.day)
            let isFirst = analysis.data.plan.schedule.phases.first == phase
            guard isFirst || Double(into) >= onset.ninetyPercentTime.median else { return false }
        }
        switch day.exclusion {
        case nil, .noScore, .noCovariate, .recall: return true
        case .onset, .washout, .outsidePhases, .health, .reintroduction, .marked: return false
        }
    }

    private static func level(
        _ analysis: EffectAnalysis, _ days: ClosedRange<Int>
    ) -> Level? {
        var points: [LevelPoint] = []
        var last: LevelTerms?
        for index in days {
            let terms = analysis.levelTerms(on: analysis.data.days[index])
            // Without a trend the mean of a phase is one and the same: it is worked out once.
            let repeated = terms == last ? points.last : nil
            guard let point = repeated ?? analysis.point(terms) else { return nil }
            points.append(point)
            last = terms
        }
        let ends = points.compactMap(\.ends)
        let plan = analysis.data.plan
        let phase = analysis.data.days[days.lowerBound].phase
        return Level(
            days: days, mean: points.map(\.mean),
            band: ends.count == points.count
                ? Band(lower: ends.map(\.lower), upper: ends.map(\.upper)) : nil,
            name: phase.flatMap { plan.condition($0.condition)?.name } ?? "",
            isTested: phase.map(plan.isTested) ?? false)
    }
}

/// The mean of a day as weights of the fit's columns: what every day has, and what the condition adds.
private struct LevelTerms: Equatable {
    let base: Contrast
    let added: Contrast?
}

/// A fitted mean with the ends that the interval of the difference gives it.
private struct LevelPoint {
    let mean: Double
    let ends: (lower: Double, upper: Double)?
}

extension EffectAnalysis {
    fileprivate func point(_ terms: LevelTerms?) -> LevelPoint? {
        guard let terms, let base = try? fit.estimate(of: terms.base).estimate else { return nil }
        guard let added = terms.added else {
            return LevelPoint(mean: base, ends: nil)
        }
        guard let estimate = try? fit.estimate(of: added) else { return nil }
        let interval = estimate.interval(level: data.plan.analysis.level)
        return LevelPoint(
            mean: base + estimate.estimate, ends: (base + interval.lower, base + interval.upper))
    }

    /// The expected score of a day as planned, with every covariate at its average and no weekday
    /// in particular.
    fileprivate func levelTerms(on day: TrialDay) -> LevelTerms? {
        let plan = data.plan
        var terms: [(column: String, weight: Double)] = [(TrialDesignMatrix.intercept, 1)]
        if data.specification.hasTrend {
            let length = Double(plan.schedule.days.count)
            let place = (Double(day.studyDay) - (length - 1) / 2) / length
            terms.append((TrialDesignMatrix.trend, place))
        }
        if data.specification.hasWeekday {
            terms += fit.columns.filter { $0.hasPrefix("weekday ") }.map { ($0, 1.0 / 7) }
        }
        let added = plan.testedConditions.filter { day.phase?.condition == $0.id }
            .flatMap { levelTerms(of: $0) }
        guard let base = try? Contrast(terms, columns: fit.columns) else { return nil }
        return LevelTerms(
            base: base, added: added.isEmpty ? nil : try? Contrast(added, columns: fit.columns))
    }
}

extension EffectAnalysis {
    /// How the level under a condition differs from that without any, on the columns of the fit.
    fileprivate func levelTerms(of condition: Condition) -> [(column: String, weight: Double)] {
        let effect = effects.first { $0.condition.id == condition.id }
        if let effect, effect.reference.reference == nil { return effect.estimand.terms }
        return data.terms(of: condition).filter { fit.columns.contains($0.column) }
    }
}
