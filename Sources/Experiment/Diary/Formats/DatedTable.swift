import ExperimentText

/// A table of an app's export with one column of days or moments.
struct DatedTable {
    package let table: ExportTable
    package let text: ExportText
    package let marks: [DecimalMark]
    private let day: Int
    private let dates: DateColumn
    private let zone: LocalZone

    /// - `bytes`: the file.
    /// - `names`: of the column of days, the likeliest first.
    /// - `range`: the part of the text that holds the table, and the line on which it begins.
    ///
    /// Throws `ImportError` without such a column, or when its days leave their order open.
    package init(
        _ text: ExportText, _ context: ImportContext, day names: [String],
        range: Range<Int>? = nil, firstLine: Int = 1
    ) throws(ImportError) {
        self.text = text
        table = try ExportTable(text, file: context.file, range: range, firstLine: firstLine)
        guard let day = table.column(names) else {
            throw ImportError(
                .missingColumn(
                    file: context.file, name: names.first ?? "", purpose: "the day",
                    header: table.header))
        }
        self.day = day
        (dates, marks) = try table.survey(day: day, given: context.dateOrder)
        zone = context.zone
    }

    /// Visits every row with its moment; rows without a day are passed over.
    ///
    /// - `isDated`: whether a row is one that has a day; totals are not.
    ///
    /// Throws `ImportError` with every day that cannot be read.
    package func rows(
        where isDated: (ExportRow) -> Bool = { _ in true },
        _ visit: (ExportRow, Moment) -> Void
    ) throws(ImportError) {
        var problems: [ImportProblem] = []
        try table.rows { row in
            guard let cell = row[day], isDated(row) else { return }
            if let moment = dates.moment(cell, zone: zone) {
                visit(row, moment)
            } else {
                problems.append(
                    .reader(.notADate(row.source, column: table.header[day], found: cell)))
            }
        }
        guard problems.isEmpty else { throw ImportError(problems) }
    }

    package func number(_ row: ExportRow, _ place: Int?) -> Double? {
        guard let place, let cell = row[place] else { return nil }
        return exportedNumber(cell, mark: marks[place])
    }

    /// Whether a row says its day.
    func isDated(_ row: ExportRow) -> Bool { row[day] != nil }

    /// Whether this is the column of days.
    func isDay(_ place: Int) -> Bool { place == day }

    package var notes: [ImportNote] {
        let commas = table.header.indices.filter { marks[$0] == .comma }.map { table.header[$0] }
        return (text.encoding == .utf8 ? [] : [.encoding(text.encoding)])
            + (dates.order == nil ? [] : [.dateOrder(dates)])
            + (commas.isEmpty ? [] : [.decimalComma(columns: commas)])
    }
}

/// A measure of an app's table: the header of its column and the name that the series gets.
struct MeasureColumn {
    package let header: String
    package let series: String
    /// The series is the cell times this.
    package let factor: Double

    package init(_ header: String, _ series: String, times factor: Double = 1) {
        self.header = header
        self.series = series
        self.factor = factor
    }
}

extension DatedTable {
    /// Emits the known columns under their series' names and, if `others`, every other column of numbers
    /// under its header. Of columns with one name the first is taken.
    func emit(
        _ row: ExportRow, on moment: Moment, known: [MeasureColumn], others: Bool = true,
        emit: (ImportedValue) -> Void
    ) {
        for place in table.header.indices where !isDay(place) {
            let header = table.header[place]
            guard let number = number(row, place), table.header.firstIndex(of: header) == place
            else { continue }
            let measure = known.first { $0.header.lowercased() == header.lowercased() }
            guard others || measure != nil else { continue }
            emit(
                ImportedValue(
                    measure?.series ?? header, moment, number * (measure?.factor ?? 1),
                    line: row.line))
        }
    }
}

extension DatedTable {
    /// Adds the columns of numbers of a row to the sums of its day, under the names of `emit`.
    package func add(
        _ row: ExportRow, on day: CalendarDay, known: [MeasureColumn], others: Bool = true,
        to totals: inout DailyTotals
    ) {
        emit(row, on: Moment(day), known: known, others: others) { value in
            if case .number(let number) = value.content {
                totals.add(number, to: value.series, on: day, line: value.line)
            }
        }
    }
}
