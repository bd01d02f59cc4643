extension CalendarDay {
    /// A day as people write it: 2026-03-09, 2026-3-9, 9.3.2026.
    ///
    /// Dots are day-first everywhere that they are used; slashes are not read, because half of the world
    /// puts the month first. Nil for what is no day, or could be two.
    package init?(written text: String) {
        guard let day = CalendarDay(iso: text) ?? Self.dashed(text) ?? Self.dotted(text) else {
            return nil
        }
        self = day
    }

    private static func dashed(_ text: String) -> CalendarDay? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, let year = number(parts[0], digits: 4),
            let month = number(parts[1]), let day = number(parts[2])
        else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }

    private static func dotted(_ text: String) -> CalendarDay? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].count == 4, let year = number(parts[2], digits: 4),
            let month = number(parts[1]), let day = number(parts[0])
        else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }

    private static func number(_ text: Substring, digits: Int = 2) -> Int? {
        guard (1...digits).contains(text.count), text.allSatisfy({ "0"..."9" ~= $0 }) else {
            return nil
        }
        return Int(text)
    }
}
