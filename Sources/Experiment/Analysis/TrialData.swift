/// Every day of a trial for one outcome: plan and diary joined, exclusions decided.
public struct TrialData: Sendable {
    public let plan: TrialPlan
    public let outcome: PlannedOutcome
    public let specification: Specification
    /// From the first day of the schedule to the last.
    public let days: [TrialDay]

    public var analysed: [TrialDay] { days.filter(\.isAnalysed) }

    /// - Parameters:
    ///   - specification: which days are left out; nil is the plan's own analysis.
    /// - Throws: `ScoringError` when items do not make a score.
    public init(
        _ plan: TrialPlan, outcome: PlannedOutcome, diary: Diary,
        specification: Specification? = nil
    ) throws(ScoringError) {
        self.init(
            plan, outcome: outcome, series: try OutcomeSeries(outcome, in: diary), diary: diary,
            specification: specification ?? plan.specification(for: outcome))
    }

    /// From scores that were made beside the diary, as those of a simulation are; the diary gives
    /// the covariates, the marks and the conditions.
    init(
        _ plan: TrialPlan, outcome: PlannedOutcome, series: OutcomeSeries, diary: Diary,
        specification: Specification
    ) {
        self.plan = plan
        self.outcome = outcome
        self.specification = specification
        let calendar = DayBuilder(
            plan: plan, diary: diary, series: series, outcome: outcome,
            specification: specification)
        days = plan.schedule.days.map { calendar.day($0) }
    }
}

/// Makes the trial days of one outcome.
private struct DayBuilder {
    let plan: TrialPlan
    let diary: Diary
    let series: OutcomeSeries
    let outcome: PlannedOutcome
    let specification: Specification

    func day(_ day: CalendarDay) -> TrialDay {
        let phase = plan.schedule.phase(on: day)
        let score = series.score(on: day)
        let covariates = plan.covariates.map { covariate($0, on: day) }
        return TrialDay(
            day: day, studyDay: plan.schedule.days.lowerBound.distance(to: day), phase: phase,
            exposures: exposures(on: day, phase: phase), score: score, covariates: covariates,
            marks: diary.day(day)?.marks ?? [],
            exclusion: exclusion(day, phase, score: score, covariates: covariates))
    }

    /// The share of the day's entries under each tested condition, where the diary says so;
    /// otherwise what the schedule assigned.
    private func exposures(on day: CalendarDay, phase: Phase?) -> [Double] {
        let logged = (diary.day(day)?.entries ?? []).compactMap(\.condition)
        return plan.testedConditions.map { condition in
            guard !logged.isEmpty else { return phase?.condition == condition.id ? 1 : 0 }
            return Double(logged.count { $0 == condition.id }) / Double(logged.count)
        }
    }

    private func covariate(_ covariate: PlannedCovariate, on day: CalendarDay) -> Double? {
        let values =
            diary.day(day.advanced(by: -covariate.lagInDays))?.measurements(of: covariate.id) ?? []
        return (covariate.combining ?? .mean).combined(values.map(\.value), worseIs: .higher)
    }

    private func exclusion(
        _ day: CalendarDay, _ phase: Phase?, score: DayScore?, covariates: [Double?]
    ) -> Exclusion? {
        guard score != nil else { return .noScore }
        guard let phase else { return .outsidePhases }
        if specification.usesLags, let lag = lagExclusion(day, phase) { return lag }
        if looksBackAcrossSwitch(from: day, phase) { return .recall }
        let marks = diary.day(day)?.marks ?? []
        if let mark = specification.withoutMarks.first(where: marks.contains) {
            return .marked(mark)
        }
        if let place = covariates.firstIndex(where: { $0 == nil }) {
            return .noCovariate(plan.covariates[place].name)
        }
        return nil
    }

    private func lagExclusion(_ day: CalendarDay, _ phase: Phase) -> Exclusion? {
        let into = phase.first.distance(to: day)
        let before = plan.schedule.phase(before: phase)
        if before?.condition == phase.condition { return nil }
        if isTested(phase) { return into < specification.onsetLagInDays ? .onset : nil }
        let followsTested = before.map(isTested) ?? false
        return followsTested && into < specification.washoutInDays ? .washout : nil
    }

    /// Whether a score of this day also speaks of days under another condition, or of days that are left
    /// out after a switch. What was before the schedule is taken as the first phase's own.
    private func looksBackAcrossSwitch(from day: CalendarDay, _ phase: Phase) -> Bool {
        outcome.instrument.recall.days(endingOn: day).contains { earlier in
            guard let other = plan.schedule.phase(on: earlier) else { return false }
            if other.condition != phase.condition { return true }
            return specification.usesLags && lagExclusion(earlier, other) != nil
        }
    }

    private func isTested(_ phase: Phase) -> Bool {
        plan.condition(phase.condition)?.reference != nil
    }
}
