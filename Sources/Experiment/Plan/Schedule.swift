/// A stretch of calendar days under one condition.
public struct Phase: Sendable, Equatable {
    public let name: String
    /// The id of the condition.
    public let condition: String
    public let first: CalendarDay
    public let lengthInDays: Int

    public var last: CalendarDay { first.advanced(by: lengthInDays - 1) }
    public var days: ClosedRange<CalendarDay> { first...last }
}

/// The phases of a trial in the order of time, none overlapping another.
public struct Schedule: Sendable, Equatable {
    public let phases: [Phase]

    init(phases: [Phase]) {
        self.phases = phases
    }

    /// From the first day of the first phase to the last day of the last.
    public var days: ClosedRange<CalendarDay> {
        // validated() refuses a plan without phases.
        (phases.first?.first ?? CalendarDay(daysSinceEpoch: 0))
            ... (phases.last?.last ?? CalendarDay(daysSinceEpoch: 0))
    }

    public func phase(on day: CalendarDay) -> Phase? {
        phases.first { $0.days.contains(day) }
    }

    /// The phase before, when it ends on the day before this one starts.
    public func phase(before phase: Phase) -> Phase? {
        phases.last { $0.last.advanced(by: 1) == phase.first }
    }
}
