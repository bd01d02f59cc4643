import ExperimentDiary
import ExperimentText
import Stats

/// The design of a plan together with what assigned: a seed and the conditions' names. It can lay the same
/// schedule again, and is what a randomisation test redraws from.
package struct AssignedDesign: Sendable {
    package let settings: DesignSettings
    package let design: any TrialDesign
    package let seed: UInt64
    /// Ids of the conditions in the order of the design's numbers: the reference first.
    package let conditions: [String]
    /// Ids of the outcomes that are scheduled side by side, in the order of the design's series; empty
    /// where all outcomes follow one schedule.
    package let outcomes: [String]
    /// Why it was chosen although the template advises against it.
    package let reason: String?
    package let reintroduction: Reintroduction?

    /// The condition of every day that the seed assigns.
    package var schedule: DesignSchedule { design.schedule(seed: seed) }

    package var isRandomized: Bool { design.isRandomized }

    /// How many schedules could have been assigned, for sentences.
    package var scheduleCount: ArrangementCount { design.scheduleCount }

    /// The same design with another seed.
    func redrawn(seed: UInt64) -> AssignedDesign {
        AssignedDesign(
            settings: settings, design: design, seed: seed, conditions: conditions,
            outcomes: outcomes, reason: reason, reintroduction: reintroduction)
    }

    /// The assigned phases on the calendar.
    ///
    /// - `series`: which of the outcomes that are scheduled side by side.
    package func phases(
        from start: CalendarDay, series: Int = 0, names: (String) -> String
    ) -> [Phase] {
        var phases: [Phase] = []
        for phase in schedule.phases where phase.series == series {
            phases.append(
                named(phase, first: phases.last?.last.advanced(by: 1) ?? start, names))
        }
        return phases
    }

    private func named(_ phase: DesignPhase, first: CalendarDay, _ names: (String) -> String)
        -> Phase
    {
        let condition = condition(of: phase)
        let step = reintroduction?.step(of: phase.role)
        return Phase(
            name: step?.name ?? names(condition), condition: condition, first: first,
            lengthInDays: phase.days, part: step?.part ?? .comparison, food: step?.food,
            portion: step?.portion)
    }

    /// A day on which a food is eaten again stands under the reference; every other one under the
    /// condition of its number.
    private func condition(of phase: DesignPhase) -> String {
        switch phase.role {
        case .challenge, .sustained: conditions[0]
        case .baseline, .comparison, .elimination, .observation, .washout:
            conditions.indices.contains(phase.condition)
                ? conditions[phase.condition] : conditions[0]
        }
    }
}

extension TrialDesign {
    var scheduleCount: ArrangementCount { schedules.count }
}
