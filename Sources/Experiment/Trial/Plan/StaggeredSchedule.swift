import ExperimentDiary
import ExperimentText

/// The schedule of one outcome where outcomes (sites of the body, above all) are treated from different
/// days on: a multiple baseline.
package struct StaggeredSchedule: Sendable, Equatable {
    /// Id of the outcome.
    package let outcome: String
    /// As it is now, every amendment laid in.
    package let schedule: Schedule
    /// As it was planned.
    package let planned: Schedule
}

extension TrialPlan {
    /// Whether outcomes are treated from different days on.
    package var isStaggered: Bool { !staggered.isEmpty }

    /// The schedule of an outcome: its own where it has one, else that of the primary one.
    package func schedule(of outcome: PlannedOutcome) -> Schedule {
        staggered.first { $0.outcome == outcome.id }?.schedule ?? schedule
    }

    /// The plan with the schedule of this outcome in the place of the primary one's.
    package func seen(by outcome: PlannedOutcome) -> TrialPlan {
        let own = staggered.first { $0.outcome == outcome.id } ?? staggered.first
        guard let own else { return self }
        var plan = self
        plan.schedule = own.schedule
        plan.plannedSchedule = own.planned
        return plan
    }

    /// The plan as this outcome lives it, with no schedule but its own: what is laid anew from it is laid
    /// anew for good.
    package func alone(with outcome: PlannedOutcome) -> TrialPlan {
        var plan = seen(by: outcome)
        plan.staggered = []
        return plan
    }

    /// The outcomes with a schedule of their own, the primary one first; the primary one alone where all
    /// follow the same days.
    package var scheduledOutcomes: [PlannedOutcome] {
        guard isStaggered else { return [primaryOutcome] }
        return staggered.compactMap { own in outcomes.first { $0.id == own.outcome } }
    }

    /// Every schedule with the outcome that follows it; one without an outcome where all follow the same.
    package var schedules: [(outcome: PlannedOutcome?, schedule: Schedule)] {
        guard isStaggered else { return [(nil, schedule)] }
        return staggered.map { own in (outcomes.first { $0.id == own.outcome }, own.schedule) }
    }

    /// The plan as it was when only these amendments had been made; nil when they do not fit.
    package func amended(by amendments: [Amendment]) -> TrialPlan? {
        var plan = self
        guard let schedule = try? plannedSchedule.amended(by: amendments) else { return nil }
        plan.schedule = schedule
        plan.staggered = staggered.compactMap { own in
            (try? own.planned.amended(by: amendments)).map {
                StaggeredSchedule(outcome: own.outcome, schedule: $0, planned: own.planned)
            }
        }
        return plan.staggered.count == staggered.count ? plan : nil
    }
}
