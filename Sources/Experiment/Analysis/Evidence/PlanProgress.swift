import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// How much of the plan was lived and logged, and what its estimate lacks where it stopped early.
///
/// Errors that resemble their neighbours and days that are simply not there leave the estimate
/// valid; it stands on fewer days, and on the phases that happened.
package struct PlanProgress: Sendable {
    package let plannedDays: Int
    /// Days up to the last score or mark.
    package let livedDays: Int
    package let scoredDays: Int
    /// The last day of the schedule with a score; nil without any.
    package let lastScoredDay: CalendarDay?
    /// Phases of the plan as it was written that were not lived: without a scored day, and either
    /// after the last score or longer than a gap.
    package let missingPhases: [Phase]
    /// The phase in which it stopped, when it had days left.
    package let brokenOff: Phase?
    /// The amendment that ended the trial, if one did.
    package let stop: Amendment?

    /// A day or two without a score are a gap, not a phase that was not lived or an early end.
    private static let gap = 2

    package var isComplete: Bool { missingPhases.isEmpty && brokenOff == nil && stop == nil }

    package init(_ data: TrialData) {
        let planned = data.plan.plannedSchedule
        let scored = data.days.filter { $0.score != nil }
        let last = scored.last?.day
        plannedDays = planned.phases.reduce(0) { $0 + $1.lengthInDays }
        scoredDays = scored.count
        lastScoredDay = last
        livedDays = last.map { planned.days.lowerBound.distance(to: $0) + 1 } ?? 0
        let amendments = data.plan.amendments.inForce
        stop = amendments.last { $0.change == .stop }
        let phases = amendments.isEmpty ? data.plan.schedule.phases : data.plan.lived
        missingPhases = phases.filter { phase in
            let isAfterTheLast = last.map { phase.first > $0 } ?? true
            return (isAfterTheLast || phase.lengthInDays > Self.gap)
                && !scored.contains { phase.days.contains($0.day) }
        }
        brokenOff = last.flatMap { last in
            phases.first { $0.days.contains(last) && last.distance(to: $0.last) > Self.gap }
        }
    }
}

extension TrialPlan {
    /// The phases of the schedule, then those of the plan that a stop cut off.
    fileprivate var lived: [Phase] {
        let end = schedule.days.upperBound
        return schedule.phases + plannedSchedule.phases.filter { $0.first > end }
    }
}
