import ExperimentText

/// A column of times of the day beside one of days, as in `date,time,itch`.
struct ClockColumn: Sendable {
    let place: Int
    let name: String
    /// Whether a device wrote a row every so many minutes, by day and by night.
    let isOfSensor: Bool

    private static let names = [
        "time", "time of day", "clock", "clock time", "uhrzeit", "zeit", "heure", "hora",
        "klokkeslæt", "tidspunkt", "tid",
    ]

    /// Nil where no column has such a name, or one of its cells is no time of the day. Times that all lie
    /// before 04:00 are lengths, as of a walk.
    init?(_ table: ExportTable, beside day: Int) throws(ImportError) {
        guard let place = table.column(Self.names), place != day else { return nil }
        var rows = (all: 0, early: 0, days: 0)
        var last = ""
        var isClock = true
        try table.rows { row in
            guard isClock, let cell = row[place] else { return }
            guard cell.contains(where: { $0 == ":" || $0.isLetter }), let second = secondOfDay(cell)
            else {
                isClock = false
                return
            }
            rows.all += 1
            if second < DiaryMapping.DayColumn.defaultStart { rows.early += 1 }
            if let day = row[day], day != last { (rows.days, last) = (rows.days + 1, day) }
        }
        guard isClock, rows.early < rows.all else { return nil }
        self.place = place
        name = table.header[place]
        isOfSensor = DateSurvey.isOfSensor(
            rows: rows.all, days: rows.days, beforeFour: rows.early)
    }
}

/// Seconds after midnight that a cell writes, as `21:30`, `9:30 pm`; nil for others.
func secondOfDay(_ cell: String) -> Int? { DateText("2000-01-01 \(cell)")?.second }
