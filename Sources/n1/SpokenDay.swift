import Experiment

/// A day as people say it: today, yesterday, 3 days ago, or one that is written out.
enum SpokenDay {
    /// Nil for what is no day, or could be two.
    static func day(_ text: String, today: CalendarDay) -> CalendarDay? {
        let words = text.lowercased().split(separator: " ")
        switch words {
        case ["today"]: return today
        case ["yesterday"]: return today.advanced(by: -1)
        case ["tomorrow"]: return today.advanced(by: 1)
        case _ where words.count == 3 && words[2] == "ago" && words[1].hasPrefix("day"):
            return daysAgo(words[0]).map { today.advanced(by: -$0) }
        default: return CalendarDay(written: text)
        }
    }

    /// - `near`: the word for a day that the option is likely to want.
    ///
    /// Throws `UsageError` that names the option.
    static func day(
        _ text: String, option: String, today: CalendarDay, near: String = "yesterday"
    ) throws(UsageError) -> CalendarDay {
        if let day = day(text, today: today) { return day }
        let doubt =
            text.contains("/")
            ? ", which may put the day or the month first; expected no doubt about the day"
            : "; expected a calendar day"
        throw UsageError(
            "\(option): found \"\(text)\"\(doubt). Write it like \(today), or \(near).")
    }

    private static func daysAgo(_ text: Substring) -> Int? {
        text.count <= 3 && text.allSatisfy { "0"..."9" ~= $0 } ? Int(text) : nil
    }
}
