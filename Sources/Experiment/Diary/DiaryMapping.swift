import ExperimentText

/// Which columns of a diary file hold which series, and how its words are to be read.
package struct DiaryMapping: Sendable, Equatable {
    /// The diary's file name as the plan gives it, relative to the plan's folder.
    package let file: String?
    package let layout: Layout
    package let day: DayColumn
    /// Series and the columns that hold them; several columns are several raters of one series.
    /// In a long file, the names under which the series stands in the series column.
    package let series: [SeriesColumns]
    package let condition: ConditionColumn?
    /// Columns that mark days on which something else happened.
    package let marks: [MarkColumn]
    package let words: Vocabulary
    /// Days outside the plan's schedule: refused (a typing error is likelier) or left out.
    package let leavesOutDaysOutsidePlan: Bool
    /// Which rows of the file are the diary's; all of them when empty.
    package let only: [RowChoice]
    /// Whether a prompt may show yesterday's value; it can pull today's towards it.
    package let showsYesterday: Bool

    package init(
        file: String?, layout: Layout, day: DayColumn, series: [SeriesColumns],
        condition: ConditionColumn?, marks: [MarkColumn], words: Vocabulary,
        leavesOutDaysOutsidePlan: Bool, only: [RowChoice] = [], showsYesterday: Bool
    ) {
        self.file = file
        self.layout = layout
        self.day = day
        self.series = series
        self.condition = condition
        self.marks = marks
        self.words = words
        self.leavesOutDaysOutsidePlan = leavesOutDaysOutsidePlan
        self.only = only
        self.showsYesterday = showsYesterday
    }

    package enum Layout: Sendable, Equatable {
        /// One row a day or a moment, one column a series.
        case wide
        /// One row a measurement.
        case long(series: String, value: String, rater: String?)
    }

    package struct DayColumn: Sendable, Equatable {
        package let column: String
        package let notation: DayNotation
        /// Seconds after midnight at which a diary day begins; earlier entries belong to the day
        /// before.
        package let startsAt: Int
        /// A column that counts the study days beside the date, to hold them against each other.
        package let studyDay: String?
        /// A column that says when a row was written down.
        package let written: String?

        package static let defaultStart = 4 * 3600

        package init(
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

    package enum DayNotation: Sendable, Equatable {
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

    package struct SeriesColumns: Sendable, Equatable {
        package let series: String
        package let columns: [String]

        package init(series: String, columns: [String]) {
            self.series = series
            self.columns = columns
        }
    }

    /// A column that says under which condition a row was written.
    package struct ConditionColumn: Sendable, Equatable {
        package let column: String
        /// Cell text, compared without case and outer spaces, and the condition's id.
        package let meanings: [Meaning]

        package init(column: String, meanings: [Meaning]) {
            self.column = column
            self.meanings = meanings
        }

        package struct Meaning: Sendable, Equatable {
            package let word: String
            package let condition: String

            package init(word: String, condition: String) {
                self.word = word
                self.condition = condition
            }
        }
    }

    package struct MarkColumn: Sendable, Equatable {
        package let mark: DayMark
        package let column: String

        package init(mark: DayMark, column: String) {
            self.mark = mark
            self.column = column
        }
    }
}

/// Something that happened on a day beside the plan.
package enum DayMark: String, Sendable, CaseIterable, Comparable {
    case slip, rescue, illness, antibiotics, travel, reaction, period

    package static func < (a: DayMark, b: DayMark) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}
