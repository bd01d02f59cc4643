import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Every day of a trial for one outcome: plan and diary joined, exclusions decided.
package struct TrialData: Sendable {
    package let plan: TrialPlan
    package let outcome: PlannedOutcome
    package let specification: Specification
    /// What was due, scored and lived, of which the days are made.
    package let record: TrialRecord
    /// From the first day of the schedule to the last.
    package let days: [TrialDay]

    package var analysed: [TrialDay] { days.filter(\.isAnalysed) }

    /// Those of one phase of the schedule.
    /// - Complexity: O(1).
    package func days(in phase: Phase) -> ArraySlice<TrialDay> {
        let first = plan.schedule.days.lowerBound
        let place = first.distance(to: phase.first)
        return days[place..<place + phase.lengthInDays]
    }

    /// - `today`: the day of asking; nil takes the whole schedule as past.
    /// - `specification`: which days are left out; nil is the plan's own analysis.
    ///
    /// Throws `ScoringError` when items do not make a score.
    package init(
        _ plan: TrialPlan, outcome: PlannedOutcome, diary: Diary,
        today: CalendarDay? = nil, specification: Specification? = nil
    ) throws(ScoringError) {
        let specification = specification ?? plan.specification(for: outcome)
        let seen = plan.seen(by: outcome)
        let series = try OutcomeSeries(outcome, in: diary)
        self.init(
            TrialRecord(seen, diary: diary, today: today), outcome: outcome, series: series,
            settled: specification.rest.isNone
                ? series
                : try OutcomeSeries(
                    outcome, in: diary.leavingOutLags(of: seen, by: specification)),
            specification: specification)
    }

    /// From scores that were made beside the diary, as those of a simulation are; the diary gives
    /// the covariates, the marks and the conditions.
    ///
    /// - `settled`: the same without the hours in which an effect builds up or fades; nil where
    ///   the lags are whole days.
    package init(
        _ record: TrialRecord, outcome: PlannedOutcome, series: OutcomeSeries,
        settled: OutcomeSeries? = nil, specification: Specification
    ) {
        let (plan, diary) = (record.plan, record.diary)
        self.plan = plan
        self.record = record
        self.outcome = outcome
        self.specification = specification
        let marks = plan.schedule.days.map { day in
            (day: day, marks: diary.day(day)?.marks ?? [])
        }
        let calendar = DayBuilder(
            plan: plan, diary: diary, series: series, settled: settled ?? series, outcome: outcome,
            specification: specification, primaryAnalysis: record.primaryAnalysis,
            cycle: plan.analysis.cycle.map { ($0, CycleClock($0, diary: diary)) },
            health: HealthRule(plan, marks: marks))
        days = plan.schedule.days.map { calendar.day($0) }
    }
}

/// Makes the trial days of one outcome.
private struct DayBuilder {
    let plan: TrialPlan
    let diary: Diary
    let series: OutcomeSeries
    /// Without the hours of a lag.
    let settled: OutcomeSeries
    let outcome: PlannedOutcome
    let specification: Specification
    let primaryAnalysis: PrimaryAnalysis
    let cycle: (plan: PlannedCycle, clock: CycleClock)?
    let health: HealthRule

    func day(_ day: CalendarDay) -> TrialDay {
        let phase = plan.schedule.phase(on: day)
        let score = settled.score(on: day) ?? series.score(on: day)
        let covariates = plan.covariates.flatMap { columns($0, on: day) } + cycle(on: day)
        let done = done(on: day, phase: phase)
        return TrialDay(
            day: day, studyDay: plan.schedule.days.lowerBound.distance(to: day), phase: phase,
            exposures: primaryAnalysis == .asDone ? done : scheduled(phase), done: done,
            score: score, covariates: covariates, marks: diary.day(day)?.marks ?? [],
            exclusion: exclusion(day, phase, score: score, covariates: covariates))
    }

    private func scheduled(_ phase: Phase?) -> [Double] {
        plan.testedConditions.map { phase?.condition == $0.id ? 1 : 0 }
    }

    /// The share of the day's entries under each tested condition, where the diary says so;
    /// otherwise what the schedule assigned, unless the day was a slip. With outcomes that start on
    /// different days there is no condition of the whole day to log.
    private func done(on day: CalendarDay, phase: Phase?) -> [Double] {
        let found = diary.day(day)
        let logged = plan.isStaggered ? [] : (found?.entries ?? []).compactMap(\.condition)
        let isSlip = found?.marks.contains(.slip) ?? false
        return plan.testedConditions.map { condition in
            if let amount = amount(of: condition, on: day) { return amount }
            guard logged.isEmpty else {
                return Double(logged.count { $0 == condition.id }) / Double(logged.count)
            }
            return !isSlip && phase?.condition == condition.id ? 1 : 0
        }
    }

    /// The logged amount as a share of the full one; nil where none is logged.
    private func amount(of condition: Condition, on day: CalendarDay) -> Double? {
        guard let amount = condition.amount else { return nil }
        let values = diary.day(day)?.measurements(of: amount.series).map(\.value) ?? []
        return values.isEmpty ? nil : values.reduce(0, +) / amount.full
    }

    /// A tested day whose amount is asked for and was not written down: missing is never all of it.
    private func lacksAmount(_ day: CalendarDay, _ phase: Phase) -> String? {
        guard primaryAnalysis == .asDone, let condition = plan.condition(phase.condition),
            let asked = condition.amount, amount(of: condition, on: day) == nil
        else { return nil }
        return asked.series
    }

    /// One value a column; all nil when one of the days that they rest on has none.
    private func columns(_ covariate: PlannedCovariate, on day: CalendarDay) -> [Double?] {
        guard let lags = covariate.lags else {
            return [value(of: covariate, on: day.advanced(by: -covariate.lagInDays))]
        }
        let doses = (0...lags.days).compactMap { value(of: covariate, on: day.advanced(by: -$0)) }
        guard doses.count == lags.days + 1 else {
            return lags.columns(of: covariate.id).map { _ in nil }
        }
        return lags.values(doses)
    }

    private func cycle(on day: CalendarDay) -> [Double?] {
        guard let cycle else { return [] }
        guard let turns = cycle.clock.turns(on: day) else {
            return cycle.plan.columns.map { _ in nil }
        }
        return cycle.plan.values(turns: turns)
    }

    private func value(of covariate: PlannedCovariate, on day: CalendarDay) -> Double? {
        let values = diary.day(day)?.measurements(of: covariate.id) ?? []
        return (covariate.combining ?? .mean).combined(values.map(\.value), worseIs: .higher)
    }

    private func exclusion(
        _ day: CalendarDay, _ phase: Phase?, score: DayScore?, covariates: [Double?]
    ) -> Exclusion? {
        guard score != nil else { return .noScore }
        guard let phase else { return .outsidePhases }
        if let reason = health.reason(for: day) { return .health(reason) }
        if phase.part.isReintroduction { return .reintroduction }
        if let lag = plan.lag(on: day, in: phase, by: specification) { return lag }
        if settled.score(on: day) == nil, let part = plan.lagHours(on: day, by: specification) {
            return part.exclusion == .onset ? .onset : .washout
        }
        if looksBackAcrossSwitch(from: day, phase) { return .recall }
        let marks = diary.day(day)?.marks ?? []
        if let mark = specification.withoutMarks.first(where: marks.contains) {
            return .marked(mark)
        }
        if let series = lacksAmount(day, phase) { return .noCovariate(series) }
        if let place = covariates.firstIndex(where: { $0 == nil }) {
            return .noCovariate(plan.covariateColumns[place].name)
        }
        return nil
    }

    /// Whether a score of this day also speaks of days under another condition, or of days that are left
    /// out after a switch. What was before the schedule is taken as the first phase's own.
    private func looksBackAcrossSwitch(from day: CalendarDay, _ phase: Phase) -> Bool {
        outcome.instrument.recall.days(endingOn: day).contains { earlier in
            guard let other = plan.schedule.phase(on: earlier) else { return false }
            if other.condition != phase.condition { return true }
            return plan.lag(on: earlier, in: other, by: specification) != nil
        }
    }
}

extension TrialPlan {
    /// Whether an effect is building up or fading on a day of a phase, by the lags of a specification.
    package func lag(
        on day: CalendarDay, in phase: Phase, by specification: Specification
    ) -> Exclusion? {
        let before = schedule.phase(before: phase)
        guard specification.usesLags, before?.condition != phase.condition else { return nil }
        let into = phase.first.distance(to: day)
        if isTested(phase) { return into < specification.onsetLagInDays ? .onset : nil }
        let followsTested = before.map(isTested) ?? false
        return followsTested && into < specification.washoutInDays ? .washout : nil
    }
}

extension TrialData {
    /// Whether an effect is building up or fading on a day, whether or not it has a score.
    package func lag(on day: TrialDay) -> Exclusion? {
        day.phase.flatMap { plan.lag(on: day.day, in: $0, by: specification) }
    }
}

extension TrialData {
    /// What of this outcome was due by now, and what of that is there.
    package var completeness: Completeness {
        let scored = Set(days.lazy.filter { $0.score != nil }.map(\.day))
        return Completeness(of: outcome, in: plan, scored: scored, until: record.lastDay)
    }

    /// The days of the schedule that have come and belong to a phase.
    package var livedDays: [TrialDay] {
        days.filter { $0.phase != nil && record.isPast($0.day) }
    }

    /// How the days of these conditions were lived.
    package func kept(_ conditions: [Condition]) -> KeptDays {
        KeptDays(of: conditions.map(\.id), in: record, schedule: plan.schedule)
    }
}
