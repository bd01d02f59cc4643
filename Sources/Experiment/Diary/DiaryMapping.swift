/// Which columns of a diary file hold which series, and how its words are to be read.
public struct DiaryMapping: Sendable, Equatable {
    /// The diary's file name as the plan gives it, relative to the plan's folder.
    public let file: String?
    public let layout: Layout
    public let day: DayColumn
    /// Series and the columns that hold them; several columns are several raters of one series.
    /// In a long file, the names under which the series stands in the series column.
    public let series: [SeriesColumns]
    public let condition: ConditionColumn?
    /// Columns that mark days on which something else happened.
    public let marks: [MarkColumn]
    public let words: Vocabulary
    /// Days outside the plan's schedule: refused (a typing error is likelier) or left out.
    public let leavesOutDaysOutsidePlan: Bool
    /// Whether a prompt may show yesterday's value; it can pull today's towards it.
    public let showsYesterday: Bool

    public enum Layout: Sendable, Equatable {
        /// One row a day or a moment, one column a series.
        case wide
        /// One row a measurement.
        case long(series: String, value: String, rater: String?)
    }

    public struct DayColumn: Sendable, Equatable {
        public let column: String
        public let notation: DayNotation
        /// Seconds after midnight at which a diary day begins; earlier entries belong to the day
        /// before.
        public let startsAt: Int
        /// A column that counts the study days beside the date, to hold them against each other.
        public let studyDay: String?
        /// A column that says when a row was written down.
        public let written: String?

        public static let defaultStart = 4 * 3600

        public init(
            column: String, notation: DayNotation, startsAt: Int = defaultStart,
            studyDay: String? = nil, written: String? = nil
        ) {
            self.column = column
            self.notation = notation
            self.startsAt = startsAt
            self.studyDay = studyDay
            self.written = written
        }
    }

    public enum DayNotation: Sendable, Equatable {
        case written(TimeFormat)
        /// Whole numbers; 0 is the given day.
        case studyDay(from: CalendarDay)

        var hasTime: Bool {
            switch self {
            case .written(let format): format.hasTime
            case .studyDay: false
            }
        }
    }

    public struct SeriesColumns: Sendable, Equatable {
        public let series: String
        public let columns: [String]
    }

    /// A column that says under which condition a row was written.
    public struct ConditionColumn: Sendable, Equatable {
        public let column: String
        /// Cell text, compared without case and outer spaces, and the condition's id.
        public let meanings: [Meaning]

        public struct Meaning: Sendable, Equatable {
            public let word: String
            public let condition: String
        }
    }

    public struct MarkColumn: Sendable, Equatable {
        public let mark: DayMark
        public let column: String
    }
}

/// Something that happened on a day beside the plan.
public enum DayMark: String, Sendable, CaseIterable, Comparable {
    case slip, rescue, illness, antibiotics, travel, reaction, period

    public static func < (a: DayMark, b: DayMark) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}

/// The words of a diary that mean yes, no and nothing. Case and outer spaces do not matter.
public struct Vocabulary: Sendable, Equatable {
    public let yes: [String]
    public let no: [String]
    public let missing: [String]

    public static let standard = Vocabulary(
        yes: ["yes", "true", "1", "x"], no: ["no", "false", "0"], missing: ["NA", "N/A", "-", "--"])

    public init(yes: [String], no: [String], missing: [String]) {
        self.yes = yes.map { $0.lowercased() }
        self.no = no.map { $0.lowercased() }
        self.missing = missing.map { $0.lowercased() }
    }

    /// An empty cell, or a word that stands for one.
    func isMissing(_ trimmed: String) -> Bool {
        trimmed.isEmpty || missing.contains(trimmed.lowercased())
    }

    func truth(_ trimmed: String) -> Bool? {
        let word = trimmed.lowercased()
        return yes.contains(word) ? true : no.contains(word) ? false : nil
    }
}
