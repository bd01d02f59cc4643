/// What is in a diary, what is missing, what was settled while reading it, and which days the
/// analysis will leave out and why.
public struct DiaryCheck: Sendable {
    public let plan: TrialPlan
    /// One an outcome, in the order of the plan.
    public let outcomes: [OutcomeCheck]
    public let notes: [DiaryNote]
    /// Days with something else on them, in the order of time.
    public let marks: [(mark: DayMark, days: [CalendarDay])]

    /// - Throws: `AnalysisError.scoring` when items do not make a score.
    public init(_ plan: TrialPlan, diary: Diary) throws(AnalysisError) {
        self.plan = plan
        notes = diary.notes
        var outcomes: [OutcomeCheck] = []
        for outcome in plan.outcomes {
            do throws(ScoringError) {
                outcomes.append(OutcomeCheck(try TrialData(plan, outcome: outcome, diary: diary)))
            } catch {
                throw .scoring(outcome: outcome.name, error)
            }
        }
        self.outcomes = outcomes
        marks = DayMark.allCases.compactMap { mark in
            let days = diary.days.filter { $0.marks.contains(mark) }.map(\.day)
            return days.isEmpty ? nil : (mark, days)
        }
    }
}

/// The state of one outcome.
public struct OutcomeCheck: Sendable {
    public let outcome: PlannedOutcome
    public let phases: [PhaseSummary]
    /// Scored days that the analysis leaves out, by reason, in the order in which reasons occur.
    public let leftOut: [(reason: Exclusion, days: [TrialDay])]
    /// Planned days without a score.
    public let missing: [CalendarDay]
    /// Days that were spent partly under a tested condition.
    public let mixed: [TrialDay]
    public let analysedDays: Int
    public let plannedDays: Int

    init(_ data: TrialData) {
        outcome = data.outcome
        phases = data.plan.schedule.phases.map { PhaseSummary($0, in: data) }
        missing = data.days.filter { $0.exclusion == .noScore && $0.phase != nil }.map(\.day)
        let excluded = data.days.filter { $0.exclusion != nil && $0.exclusion != .noScore }
        leftOut = grouped(excluded) { $0.exclusion }.compactMap { days in
            days.first?.exclusion.map { ($0, days) }
        }
        mixed = data.days.filter { day in day.exposures.contains { $0 > 0 && $0 < 1 } }
        analysedDays = data.analysed.count
        plannedDays = phases.reduce(0) { $0 + $1.plannedDays }
    }
}
