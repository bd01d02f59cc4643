import ExperimentText

/// What one row of a diary says: the day, the values, the condition, and where it stands.
package struct DiaryEntry: Sendable, Equatable {
    package let day: CalendarDay
    /// Seconds after midnight, when the row says so.
    package let second: Int?
    package let readings: [Reading]
    /// The id of the condition under which the row was written, when the row says so.
    package let condition: String?
    package let marks: [DayMark]
    /// What was written in words with an event, or as a note.
    package let words: [DiaryWords]
    package let source: SourceLine
    /// The day on which it was written down, when that is known.
    package let recordedOn: CalendarDay?
    /// The file's own count of study days, where it has one beside the date.
    package let studyDay: Int?
    /// Who gave it, as `typed in` or `imported from oura`, where the diary knows.
    package let origin: String?

    package init(
        day: CalendarDay, second: Int?, readings: [Reading], condition: String?, marks: [DayMark],
        words: [DiaryWords] = [], source: SourceLine, recordedOn: CalendarDay? = nil,
        studyDay: Int? = nil,
        origin: String? = nil
    ) {
        self.day = day
        self.second = second
        self.readings = readings
        self.condition = condition
        self.marks = marks
        self.words = words
        self.source = source
        self.recordedOn = recordedOn
        self.studyDay = studyDay
        self.origin = origin
    }
}

/// One value of one series, by one rater.
package struct Reading: Sendable, Equatable {
    package let series: String
    /// The column or name that gave it, where a series has several.
    package let rater: String?
    package let value: Double

    package init(series: String, rater: String?, value: Double) {
        self.series = series
        self.rater = rater
        self.value = value
    }
}
