import Experiment

/// A day as people write it: 2026-03-09, 2026-3-9, 9.3.2026, today, yesterday, 3 days ago.
///
/// Dots are day-first everywhere that they are used; slashes are not read, because half of the world
/// puts the month first.
enum SpokenDay {
    /// Nil for what is no day, or could be two.
    static func day(_ text: String, today: CalendarDay) -> CalendarDay? {
        let words = text.lowercased().split(separator: " ")
        switch words {
        case ["today"]: return today
        case ["yesterday"]: return today.advanced(by: -1)
        case ["tomorrow"]: return today.advanced(by: 1)
        case _ where words.count == 3 && words[2] == "ago" && words[1].hasPrefix("day"):
            return number(words[0], digits: 3).map { today.advanced(by: -$0) }
        default: return CalendarDay(iso: text) ?? dashed(text) ?? dotted(text)
        }
    }

    /// - Throws: `UsageError` that names the option.
    static func day(
        _ text: String, option: String, today: CalendarDay
    ) throws(UsageError) -> CalendarDay {
        if let day = day(text, today: today) { return day }
        let doubt =
            text.contains("/")
            ? ", which may put the day or the month first; expected no doubt about the day"
            : "; expected a calendar day"
        throw UsageError(
            "\(option): found \"\(text)\"\(doubt). Write it like \(today), or yesterday.")
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
