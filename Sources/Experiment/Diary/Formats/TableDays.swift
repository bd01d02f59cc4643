import ExperimentText

/// How the rows of a table say their days: as the plan spells it out, or as the cells prove.
struct TableDays: Sendable {
    /// The column of days, or of the days of the month.
    let place: Int
    private let reading: Reading

    private enum Reading: Sendable {
        case settled(DateColumn, LocalZone)
        case planned(TimeFormat)
        case counted(from: CalendarDay)
        /// Year, month and day of the month in columns of their own.
        case parts(year: Int, month: Int)
    }

    /// Names that a column of days has where nobody said so, the likeliest first.
    static let names = [
        "date", "day", "timestamp", "datetime", "date and time", "datum", "fecha", "dato", "tag",
        "jour", "día", "dag", "zeitstempel", "horodateur", "marca temporal", "tidsstempel",
        "full_date", "time",
    ]
    private static let partNames = [
        ["year", "month", "day"], ["jahr", "monat", "tag"], ["année", "mois", "jour"],
        ["año", "mes", "día"], ["år", "måned", "dag"],
    ]

    /// The moment of a row; nil when it writes none.
    func moment(_ row: ExportRow) -> Moment? {
        guard let cell = row.text(place) else { return nil }
        switch reading {
        case .settled(let column, let zone): return column.moment(cell, zone: zone)
        case .planned(let format): return format.moment(cell)
        case .counted(let first):
            return studyDay(cell).map { Moment(first.advanced(by: $0)) }
        case .parts(let year, let month):
            guard let year = row.text(year), let month = row.text(month) else { return nil }
            return DateText("\(plain(cell)) \(monthName(month)) \(plain(year))")?.day(nil)
                .map { Moment($0) }
        }
    }

    /// What settled the order of day and month; nil where nothing had to be settled.
    var settled: DateColumn? {
        guard case .settled(let column, _) = reading, column.order != nil else { return nil }
        return column
    }

    /// Whether a device wrote the rows, so that each keeps its own day of the calendar.
    var areOfSensor: Bool {
        if case .settled(let column, _) = reading { column.isOfSensor } else { false }
    }

    /// What is told of that; nil where a person wrote.
    var sensorNote: ImportNote? {
        guard case .settled(let column, _) = reading, column.isOfSensor else { return nil }
        return .said(
            "\"\(column.name)\": a device wrote, by day and by night; each row keeps its own day of the "
                + "calendar, from midnight.")
    }

    /// Whether a row says the time of its day.
    var haveTimes: Bool {
        switch reading {
        case .settled(let column, _): column.hasTimes
        case .planned(let format): format.hasTime
        case .counted, .parts: false
        }
    }
}

extension TableDays {
    /// Settles the days of a table and, in the same pass, how every column writes its numbers.
    ///
    /// - `planned`: the plan's column and notation; a notation that is spelt out is obeyed, and the
    ///   plain one is only a default.
    /// - `order`: of day and month, where the user said it.
    /// - `zone`: for moments that are written in UTC.
    ///
    /// Throws `ImportError` without a column of days, or when its days leave their order open.
    static func survey(
        _ table: ExportTable, planned: DiaryMapping.DayColumn?, order: DateOrder?, zone: LocalZone
    ) throws(ImportError) -> (days: TableDays, marks: [DecimalMark]) {
        let named = table.column((planned.map { [$0.column] } ?? []))
        if let parts = parts(of: table, named: named) {
            // No cell is a whole date; only the numbers are surveyed.
            let marks = try table.survey(day: parts.day, given: .dayFirst).marks
            return (
                TableDays(place: parts.day, reading: .parts(year: parts.year, month: parts.month)),
                marks
            )
        }
        guard let place = named ?? table.column(names) else {
            throw ImportError(.reader(.noDayColumn(file: table.file, header: table.header)))
        }
        if place == named, let planned, planned.notation != .written(.isoDay) {
            let marks = try table.survey(day: place, given: .dayFirst).marks
            let reading: Reading =
                switch planned.notation {
                case .written(let format): .planned(format)
                case .studyDay(let first): .counted(from: first)
                }
            return (TableDays(place: place, reading: reading), marks)
        }
        let (column, marks) = try table.survey(day: place, given: order)
        return (TableDays(place: place, reading: .settled(column, zone)), marks)
    }

    /// Columns of years, months and days, where no other column holds the day.
    private static func parts(
        of table: ExportTable, named: Int?
    ) -> (year: Int, month: Int, day: Int)? {
        for names in partNames {
            guard let year = table.column(names[0]), let month = table.column(names[1]),
                let day = table.column(names[2])
            else { continue }
            if let named, named != day { continue }
            if named == nil, let other = table.column(Self.names), other != day { continue }
            return (year, month, day)
        }
        return nil
    }
}

/// `12` and `12.0`, as programs write a whole number.
func studyDay(_ cell: String) -> Int? {
    guard let number = decimalNumber(cell), number == number.rounded(),
        (-100_000...100_000).contains(number)
    else { return nil }
    return Int(number)
}

/// `3.0` is 3; anything else stays.
private func plain(_ cell: String) -> String { studyDay(cell).map(String.init) ?? cell }

private func monthName(_ cell: String) -> String {
    let names = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    guard let number = studyDay(cell), (1...12).contains(number) else { return cell }
    return names[number - 1]
}
