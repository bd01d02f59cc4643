import ExperimentText

extension Phrase {
    package static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// `12 May 2026`.
    package static func day(_ day: CalendarDay) -> String {
        let parts = day.components
        return "\(parts.day) \(months[parts.month - 1]) \(parts.year)"
    }

    /// `12 May`.
    static func dayAndMonth(_ day: CalendarDay) -> String {
        let parts = day.components
        return "\(parts.day) \(months[parts.month - 1])"
    }

    /// `12 May` with a short month, for the axis of a picture.
    package static func shortDay(_ day: CalendarDay) -> String {
        let parts = day.components
        return "\(parts.day) \(months[parts.month - 1].prefix(3))"
    }

    /// `5 to 18 January 2026`, `25 January to 3 February 2026`.
    package static func days(_ days: ClosedRange<CalendarDay>) -> String {
        let (first, last) = (days.lowerBound.components, days.upperBound.components)
        if days.lowerBound == days.upperBound { return day(days.lowerBound) }
        if first.year != last.year { return "\(day(days.lowerBound)) to \(day(days.upperBound))" }
        if first.month != last.month {
            return "\(dayAndMonth(days.lowerBound)) to \(day(days.upperBound))"
        }
        return "\(first.day) to \(day(days.upperBound))"
    }

    /// Neighbouring days as stretches.
    package static func stretches(_ days: [CalendarDay]) -> String {
        let ranges = Self.ranges(days.map(\.daysSinceEpoch))
        return PlainNumber.list(
            ranges.map {
                Self.days(
                    CalendarDay(
                        daysSinceEpoch: $0.lowerBound)...CalendarDay(daysSinceEpoch: $0.upperBound))
            })
    }

    /// `diary.csv lines 12-14 and 30`.
    package static func lines(_ sources: [SourceLine]) -> String {
        let files = sources.map(\.file).firstOccurrences
        let parts = files.map { file in
            let lines = sources.filter { $0.file == file }.map(\.line).sorted().firstOccurrences
            let ranges = ranges(lines).map {
                $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
            }
            return "\(file) \(lines.count == 1 ? "line" : "lines") \(PlainNumber.list(ranges))"
        }
        return parts.joined(separator: "; ")
    }
}
