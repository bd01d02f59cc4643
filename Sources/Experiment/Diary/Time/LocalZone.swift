import ExperimentText

/// The time zone in which a person lives: what turns a moment in UTC into a day and a time of day.
package struct LocalZone: Sendable {
    /// As `Europe/Berlin`.
    package let name: String
    private let offset: @Sendable (Int) -> Int

    /// - `offset`: seconds ahead of UTC at a moment, given as seconds since 1970 in UTC;
    ///   daylight saving makes it change.
    package init(name: String, offset: @escaping @Sendable (Int) -> Int) {
        self.name = name
        self.offset = offset
    }

    package static let utc = LocalZone(name: "UTC") { _ in 0 }

    package func moment(secondsSinceEpoch seconds: Int) -> Moment {
        // Beyond these there is no day of the calendar: years 1 to 9999.
        let bounded = min(max(seconds, -62_000_000_000), 253_000_000_000)
        let local = bounded + offset(bounded)
        let second = ((local % 86_400) + 86_400) % 86_400
        return Moment(
            day: CalendarDay(daysSinceEpoch: (local - second) / 86_400), second: second)
    }
}
