import ExperimentDiary
import ExperimentText
import Stats

/// A design: which conditions come when, and what of that is left to chance.
///
/// The admissible schedules are a `ReferenceSet`, so the value that assigns is the value that the
/// randomisation test redraws from. Conditions are numbered from 0, the reference; their names
/// belong to the plan. Add a design by one file in this folder.
package protocol TrialDesign: Sendable {
    associatedtype Schedules: ReferenceSet

    /// Every schedule that may be assigned: a condition for each day. Where several series (body
    /// sites, outcomes) are scheduled side by side, their days stand end to end.
    var schedules: Schedules { get }

    /// Series that are scheduled side by side.
    var seriesCount: Int { get }

    /// The phases of an admissible schedule, in the order of days (series after series).
    func phases(of arrangement: Arrangement) -> [DesignPhase]
}

extension TrialDesign {
    package var seriesCount: Int { 1 }

    package var conditionCount: Int { schedules.conditionCount }

    /// Days from the first to the last.
    package var days: Int { schedules.length / seriesCount }

    /// Whether chance decides anything. Only then can a randomisation test be made.
    package var isRandomized: Bool { schedules.count > ArrangementCount(1) }

    /// The schedule that this seed assigns: the same on every machine, for ever.
    package func schedule(seed: UInt64) -> DesignSchedule {
        // A stream of its own: simulations count theirs from 0.
        var generator = SeededGenerator(seed: seed, stream: 0x4153_5349_474E)
        let arrangement = schedules.draw(using: &generator)
        return DesignSchedule(
            arrangement: arrangement, phases: phases(of: arrangement), seriesCount: seriesCount)
    }
}

/// What a design assigned.
package struct DesignSchedule: Sendable, Hashable {
    /// Condition of each day; several series end to end.
    package let arrangement: Arrangement
    package let phases: [DesignPhase]
    package let seriesCount: Int

    /// Conditions of one series, day by day.
    package func conditions(series: Int = 0) -> ArraySlice<Int> {
        let days = arrangement.count / seriesCount
        return arrangement[series * days..<(series + 1) * days]
    }

    /// Whether each day is one in which an earlier condition may still act and the new one not yet.
    package var isLeadIn: [Bool] {
        phases.flatMap { phase in (0..<phase.days).map { $0 < phase.leadInDays } }
    }
}

/// Days in a row that belong together.
package struct DesignPhase: Sendable, Hashable {
    /// As in "A1", "baseline", "food 2, dose 1".
    package let label: String
    package let role: Role
    /// Number of the condition.
    package let condition: Int
    /// Length, lead-in included.
    package let days: Int
    /// Days at the start that the main estimate leaves out: wash-out of the condition before, and
    /// onset of this one.
    package let leadInDays: Int
    /// Which series, from 0.
    package let series: Int

    /// What a phase is for.
    package enum Role: Sendable, Hashable {
        /// Before anything was changed.
        case baseline
        /// Under a condition that is compared.
        case comparison
        /// A food is left out.
        case elimination
        /// A food is eaten at a dose; both counted from 0.
        case challenge(food: Int, dose: Int)
        /// Reactions to the food are watched for, without it.
        case observation(food: Int)
        /// The food is left out until its effect has gone.
        case washout(food: Int)
        /// The food is eaten again and again, if the challenges were quiet.
        case sustained(food: Int)
    }

    package init(
        label: String, role: Role = .comparison, condition: Int, days: Int, leadInDays: Int = 0,
        series: Int = 0
    ) {
        self.label = label
        self.role = role
        self.condition = condition
        self.days = days
        self.leadInDays = leadInDays
        self.series = series
    }
}
