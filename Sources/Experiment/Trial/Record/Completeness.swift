import ExperimentDiary
import ExperimentText

/// How many of one outcome's scores were due by now, and how many of those are there.
///
/// A weekly questionnaire is due once a week, so its phase of 42 days is whole with six scores; a
/// day that has not come, or belongs to no phase, is not missing.
package struct Completeness: Sendable, Equatable {
    /// In the order of time.
    package let phases: [PhaseCompleteness]

    package var due: Int { phases.reduce(0) { $0 + $1.due } }
    package var scored: Int { phases.reduce(0) { $0 + $1.scored } }
    package var toCome: Int { phases.reduce(0) { $0 + $1.toCome } }
    /// Days on which a score was due and none came.
    package var missing: [CalendarDay] { phases.flatMap(\.missing) }
    /// From 0 to 1; nil while nothing was due.
    package var share: Double? { due == 0 ? nil : Double(scored) / Double(due) }

    /// - `scored`: days with a score of this outcome.
    /// - `lastDay`: the last day that has come.
    package init(
        of outcome: PlannedOutcome, in plan: TrialPlan, scored: Set<CalendarDay>,
        until lastDay: CalendarDay
    ) {
        let due = outcome.daysBetween == 1 ? nil : plan.dueDays(of: outcome)
        phases = plan.schedule(of: outcome).phases.map { phase in
            PhaseCompleteness(
                phase, due: (due ?? Array(phase.days)).filter { phase.days.contains($0) },
                every: outcome.daysBetween, scored: scored, until: lastDay)
        }
    }

    /// Due and scored days of the phases under one condition.
    package func under(_ condition: String) -> (due: Int, missing: Int) {
        let own = phases.filter { $0.phase.condition == condition }
        return (own.reduce(0) { $0 + $1.due }, own.reduce(0) { $0 + $1.missing.count })
    }
}

/// The scores of one outcome that were due in one phase, and those that are there.
package struct PhaseCompleteness: Sendable, Equatable {
    package let phase: Phase
    /// Scores due by now.
    package let due: Int
    /// Of those, how many are there; a score on another day than the due one counts too.
    package let scored: Int
    /// Days of this phase on which a score was due and none came.
    package let missing: [CalendarDay]
    /// Days of the phase that are still to come.
    package let toCome: Int

    /// From 0 to 1; nil while nothing was due.
    package var share: Double? { due == 0 ? nil : Double(scored) / Double(due) }

    init(
        _ phase: Phase, due days: [CalendarDay], every gap: Int, scored: Set<CalendarDay>,
        until lastDay: CalendarDay
    ) {
        let past = days.filter { $0 <= lastDay }
        self.phase = phase
        toCome = max(0, min(phase.lengthInDays, lastDay.distance(to: phase.last)))
        due = past.count
        let there = phase.days.count { scored.contains($0) && $0 <= lastDay }
        self.scored = min(there, due)
        // A score until the next one is due answers for the day on which it was.
        missing = past.filter { day in
            !(0..<gap).contains { later in
                let answer = day.advanced(by: later)
                return answer <= phase.last && scored.contains(answer)
            }
        }
    }
}
