import ExperimentDiary
import ExperimentText

/// A stretch of calendar days under one condition.
package struct Phase: Sendable, Equatable {
    package let name: String
    /// The id of the condition.
    package let condition: String
    package let first: CalendarDay
    package let lengthInDays: Int
    package let part: PhasePart
    /// The food that is tried again, or was just tried; nil outside a reintroduction.
    package let food: String?
    /// Portions of it on each day; nil where it is not eaten.
    package let portion: Double?

    package init(
        name: String, condition: String, first: CalendarDay, lengthInDays: Int,
        part: PhasePart = .comparison, food: String? = nil, portion: Double? = nil
    ) {
        self.name = name
        self.condition = condition
        self.first = first
        self.lengthInDays = lengthInDays
        self.part = part
        self.food = food
        self.portion = portion
    }

    package var last: CalendarDay { first.advanced(by: lengthInDays - 1) }
    package var days: ClosedRange<CalendarDay> { first...last }
}

/// What a phase is for.
package enum PhasePart: String, Sendable, CaseIterable {
    /// Before anything was changed.
    case baseline
    /// Under a condition that is compared.
    case comparison
    /// A food is left out before it is tried again.
    case elimination
    /// A food is eaten at a dose.
    case challenge
    /// Reactions to the food are watched for, without it.
    case observation
    /// The food is left out until its effect has gone.
    case washout
    /// The food is eaten again and again, if its challenges were quiet.
    case sustained

    /// Part of trying foods again; days that the comparison of conditions does not rest on.
    package var isReintroduction: Bool {
        switch self {
        case .challenge, .observation, .washout, .sustained: true
        case .baseline, .comparison, .elimination: false
        }
    }

    /// What a phase that tries a food again is called where its plan gives it no name; nil for the others.
    ///
    /// - `portion`: of the food on each day; nil for a whole one.
    package func name(of food: String, portion: Double?) -> String? {
        switch self {
        case .challenge: "\(food), \(Reintroduction.words(portion ?? 1))"
        case .observation: "watching after \(food)"
        case .washout: "settling after \(food)"
        case .sustained: "\(food) again and again"
        case .baseline, .comparison, .elimination: nil
        }
    }
}

/// The phases of a trial in the order of time, none overlapping another.
package struct Schedule: Sendable, Equatable {
    package let phases: [Phase]

    package init(phases: [Phase]) {
        self.phases = phases
    }

    /// From the first day of the first phase to the last day of the last.
    package var days: ClosedRange<CalendarDay> {
        // validated() refuses a plan without phases.
        (phases.first?.first ?? CalendarDay(daysSinceEpoch: 0))...(phases.last?.last
            ?? CalendarDay(daysSinceEpoch: 0))
    }

    package func phase(on day: CalendarDay) -> Phase? {
        var (low, high) = (0, phases.count)
        while low < high {
            let middle = (low + high) / 2
            if phases[middle].last < day { low = middle + 1 } else { high = middle }
        }
        return low < phases.count && phases[low].first <= day ? phases[low] : nil
    }

    /// The phase before, when it ends on the day before this one starts.
    package func phase(before phase: Phase) -> Phase? {
        self.phase(on: phase.first.advanced(by: -1))
    }
}
