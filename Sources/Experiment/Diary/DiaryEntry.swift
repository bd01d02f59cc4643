/// What one row of a diary says: the day, the values, the condition, and where it stands.
public struct DiaryEntry: Sendable, Equatable {
    public let day: CalendarDay
    /// Seconds after midnight, when the row says so.
    public let second: Int?
    public let readings: [Reading]
    /// The id of the condition under which the row was written, when the row says so.
    public let condition: String?
    public let marks: [DayMark]
    public let source: SourceLine
    /// The day on which it was written down, when that is known.
    public let recordedOn: CalendarDay?
    /// The file's own count of study days, where it has one beside the date.
    public let studyDay: Int?
    /// Who gave it, as `typed in` or `imported from oura`, where the diary knows.
    public let origin: String?

    public init(
        day: CalendarDay, second: Int?, readings: [Reading], condition: String?, marks: [DayMark],
        source: SourceLine, recordedOn: CalendarDay? = nil, studyDay: Int? = nil,
        origin: String? = nil
    ) {
        self.day = day
        self.second = second
        self.readings = readings
        self.condition = condition
        self.marks = marks
        self.source = source
        self.recordedOn = recordedOn
        self.studyDay = studyDay
        self.origin = origin
    }
}

/// One value of one series, by one rater.
public struct Reading: Sendable, Equatable {
    public let series: String
    /// The column or name that gave it, where a series has several.
    public let rater: String?
    public let value: Double
}
