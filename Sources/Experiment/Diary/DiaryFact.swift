import ExperimentText

/// One thing that a diary says of a day: a value, the condition lived under, an event or a remark.
///
/// Facts are what is stored and imported; the entries of a `Diary` are made of them.
package struct DiaryFact: Sendable, Hashable {
    package let day: CalendarDay
    /// Seconds after midnight, when known.
    package let second: Int?
    package let content: Content

    package enum Content: Sendable, Hashable {
        case reading(series: String, rater: String?, value: Double)
        /// The id of the condition under which the day, or that moment, was spent.
        case condition(String)
        /// An event from the fact's day to `lastDay`, the same day when nil.
        case mark(DayMark, lastDay: CalendarDay?, about: String?)
        case note(String)
    }

    package init(day: CalendarDay, second: Int? = nil, _ content: Content) {
        self.day = day
        self.second = second
        self.content = content
    }
}

extension DiaryFact {
    /// Whether it says something of a day: its own, and of an event each day until its last one.
    package func covers(_ day: CalendarDay) -> Bool {
        guard case .mark(_, let lastDay?, _) = content else { return self.day == day }
        return (self.day...max(self.day, lastDay)).contains(day)
    }
}

extension DiaryFact: CustomStringConvertible {
    /// `2026-03-04: itch 4`.
    package var description: String { "\(day): \(content)" }
}

extension DiaryFact.Content: CustomStringConvertible {
    package var description: String {
        switch self {
        case .reading(let series, let rater, let value):
            series + (rater.map { " (\($0))" } ?? "") + " \(PlainNumber.text(value))"
        case .condition(let id): "condition \(id)"
        case .mark(let mark, let lastDay, let about):
            mark.rawValue + (lastDay.map { " until \($0)" } ?? "") + (about.map { ": \($0)" } ?? "")
        case .note(let text): "note \"\(text)\""
        }
    }
}

/// A fact as the diary database holds it.
package struct RecordedFact: Sendable, Hashable {
    /// Row of the database.
    package let id: Int
    /// Facts with one number were written together, as the items of a questionnaire.
    package let entry: Int
    package let fact: DiaryFact
    package let origin: FactOrigin
    /// The day on which it was written down; later than the fact's day when filled in afterwards.
    package let recordedOn: CalendarDay?
    /// False when a later fact took its place.
    package let isCurrent: Bool

    package init(
        id: Int, entry: Int, fact: DiaryFact, origin: FactOrigin, recordedOn: CalendarDay?,
        isCurrent: Bool
    ) {
        self.id = id
        self.entry = entry
        self.fact = fact
        self.origin = origin
        self.recordedOn = recordedOn
        self.isCurrent = isCurrent
    }
}

/// Who wrote a fact into the diary.
package enum FactOrigin: Sendable, Hashable, CustomStringConvertible {
    case typed
    /// An app, whatever its files are called, or one table of the user's own making.
    case imported(from: String)

    /// - `format`: id of the format.
    /// - `file`: the file's name. Two tables may hold different measurements of one thing, two
    ///   exports of one app the same ones.
    package static func imported(format: String, file: String) -> FactOrigin {
        .imported(from: format == TableReader.format.id ? file : format)
    }

    package var description: String {
        switch self {
        case .typed: "typed in"
        case .imported(let source): "imported from \(source)"
        }
    }
}
