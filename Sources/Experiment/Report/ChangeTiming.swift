public import Stats

/// When the scores changed, compared with the switch of the plan. Filled from the change analysis;
/// a report of which none was made has none.
public struct ChangeTiming: Sendable, Equatable {
    /// First day of the tested phase.
    public let switchDay: CalendarDay
    /// Chance that the level changed at all.
    public let probabilityOfAnyChange: Double
    /// Chance that it changed before the switch.
    public let probabilityBeforeSwitch: Double
    /// First day of the new level; nil when no date stands out.
    public let date: DateSet?

    public struct DateSet: Sendable, Equatable {
        public let mostProbable: CalendarDay
        public let days: ClosedRange<CalendarDay>
        /// Probability that the days hold the change.
        public let level: Double

        public init(mostProbable: CalendarDay, days: ClosedRange<CalendarDay>, level: Double) {
            self.mostProbable = mostProbable
            self.days = days
            self.level = level
        }
    }

    /// The date, where a change is likelier than none: below that a most probable day says nothing.
    public var clearDate: DateSet? { probabilityOfAnyChange >= 0.5 ? date : nil }

    public init(
        switchDay: CalendarDay, probabilityOfAnyChange: Double, probabilityBeforeSwitch: Double,
        date: DateSet?
    ) {
        self.switchDay = switchDay
        self.probabilityOfAnyChange = probabilityOfAnyChange
        self.probabilityBeforeSwitch = probabilityBeforeSwitch
        self.date = date
    }
}

/// How long the effect took to build up, as far as the data can tell.
public struct OnsetTiming: Sendable, Equatable {
    /// Days until half of the effect was there, with its range.
    public let halfTime: OnsetSummary.Quantiles
}
