import ExperimentText

/// How a column writes a day, or a day with the time.
///
/// A pattern is made of `YYYY MM DD HH MM SS` and literal characters: `YYYY-MM-DD`, `DD.MM.YYYY`,
/// `MMDD-YYYY-HHMMSS`. An `MM` after `HH` means minutes. A pattern that ends with `*` lets any text
/// follow, such as a zone that the plan wants to ignore. The word `day` means a study day counted
/// from a calendar day that the plan names.
package struct TimeFormat: Sendable, Equatable {
    package let pattern: String
    private let parts: [Part]
    private let allowsRest: Bool

    private enum Part: Sendable, Equatable {
        case field(Field, digits: Int)
        case literal(UInt8)
    }

    private enum Field: Sendable, Equatable { case year, month, day, hour, minute, second }

    package static let isoDay = TimeFormat(parts: parse("YYYY-MM-DD"), pattern: "YYYY-MM-DD")

    /// Nil when year, month or day is not in the pattern exactly once.
    package init?(pattern: String) {
        let parts = Self.parse(pattern)
        func count(_ field: Field) -> Int {
            parts.count { if case .field(field, _) = $0 { true } else { false } }
        }
        guard count(.year) == 1, count(.month) == 1, count(.day) == 1 else { return nil }
        self.init(parts: parts, pattern: pattern)
    }

    private init(parts: [Part], pattern: String) {
        self.parts = parts
        self.pattern = pattern
        allowsRest = pattern.hasSuffix("*")
    }

    /// Whether the pattern says at what time of the day.
    package var hasTime: Bool {
        parts.contains { if case .field(.hour, _) = $0 { true } else { false } }
    }

    /// The moment that `text` writes, or nil when it does not follow the pattern or names no day.
    package func moment(_ text: String) -> Moment? {
        let bytes = Array(text.utf8)
        var values: [Field: Int] = [:]
        var position = 0
        for part in parts {
            switch part {
            case .literal(let byte):
                guard position < bytes.count, bytes[position] == byte else { return nil }
                position += 1
            case .field(let field, let digits):
                guard let value = Self.number(bytes, at: position, digits: digits) else {
                    return nil
                }
                values[field] = value
                position += digits
            }
        }
        guard position == bytes.count || allowsRest else { return nil }
        return moment(values)
    }

    /// A moment as the pattern writes it; midnight where the time is not known.
    package func text(of moment: Moment) -> String {
        let date = moment.day.components
        let second = moment.second ?? 0
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .literal(let byte): bytes.append(byte)
            case .field(let field, let digits):
                let value =
                    switch field {
                    case .year: date.year
                    case .month: date.month
                    case .day: date.day
                    case .hour: second / 3600
                    case .minute: second / 60 % 60
                    case .second: second % 60
                    }
                let text = Array(String(value).utf8)
                bytes += [UInt8](repeating: UInt8(ascii: "0"), count: max(0, digits - text.count))
                bytes += text
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func moment(_ values: [Field: Int]) -> Moment? {
        guard let year = values[.year], let month = values[.month], let dayOfMonth = values[.day],
            let day = CalendarDay(year: year, month: month, day: dayOfMonth)
        else { return nil }
        guard let hour = values[.hour] else { return Moment(day: day, second: nil) }
        let minute = values[.minute] ?? 0
        let second = values[.second] ?? 0
        guard hour < 24, minute < 60, second < 61 else { return nil }
        return Moment(day: day, second: (hour * 60 + minute) * 60 + second)
    }

    private static func number(_ bytes: [UInt8], at start: Int, digits: Int) -> Int? {
        guard start + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[start..<start + digits] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    private static func parse(_ pattern: String) -> [Part] {
        let tokens: [(String, Field)] = [
            ("YYYY", .year), ("MM", .month), ("DD", .day), ("HH", .hour), ("SS", .second),
        ]
        // By bytes, because a pattern may hold characters of several bytes.
        var rest = ArraySlice(pattern.utf8)
        if rest.last == UInt8(ascii: "*") { rest.removeLast() }
        var parts: [Part] = []
        var isAfterHour = false
        while let first = rest.first {
            if let (token, field) = tokens.first(where: { rest.starts(with: $0.0.utf8) }) {
                let meant = field == .month && isAfterHour ? Field.minute : field
                isAfterHour = isAfterHour || field == .hour
                parts.append(.field(meant, digits: token.utf8.count))
                rest = rest.dropFirst(token.utf8.count)
            } else {
                parts.append(.literal(first))
                rest = rest.dropFirst()
            }
        }
        return parts
    }
}

/// A calendar day and, where it was written, the second of that day.
package struct Moment: Sendable, Hashable {
    package let day: CalendarDay
    /// Seconds after midnight by the clock that wrote it; nil when only the day is known.
    package let second: Int?

    package init(day: CalendarDay, second: Int?) {
        self.day = day
        self.second = second
    }

    /// The day of waking of a night, of which a stretch of sleep ends at this moment: one that ends in the
    /// evening is its beginning.
    package var dayOfNight: CalendarDay {
        (second ?? 0) >= 18 * 3600 ? day.advanced(by: 1) : day
    }

    /// The day to which the moment belongs when days begin at `start` seconds after midnight.
    /// A day without a time of day belongs to itself.
    package func diaryDay(startingAt start: Int) -> CalendarDay {
        guard let second, second < start else { return day }
        return day.advanced(by: -1)
    }
}
