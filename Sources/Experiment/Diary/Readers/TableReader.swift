import ExperimentText

/// A table of one's own making: one row a day or a moment with a column for each series (wide), or
/// one row a measurement (long).
///
/// The plan's mapping says which is which; without one, the column of days is the one named `date`,
/// `day`, `timestamp` or the like, and a file with the columns `series` and `value` is long.
package struct TableReader: WholeFileImporter {
    package static let format = ImportFormat(
        "csv", name: "table (CSV)", looks: "a first line with the names of the columns")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    package static func recognises(_ head: ExportHead) -> Bool {
        !head.isJSON && !head.text.hasPrefix("<") && head.header.count > 1
    }

    private static let dayNames = [
        "date", "day", "timestamp", "datetime", "date and time", "datum", "full_date", "time",
    ]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try ExportTable(text, file: context.file)
        let day = try dayColumn(table)
        let (days, marks) = try survey(table, day)
        var problems: [ImportProblem] = []
        let cells = layout(table, day: day)
        try table.rows { row in
            guard let cell = row[day] else { return }
            guard let moment = days.moment(cell) else {
                problems.append(
                    .reader(.notADate(row.source, column: table.header[day], found: cell)))
                return
            }
            cells.values(of: row, at: moment, marks: marks, emit: emit)
        }
        guard problems.isEmpty else { throw ImportError(problems) }
        return notes(text, table, days, marks, cells)
    }

    // MARK: Days

    private func dayColumn(_ table: ExportTable) throws(ImportError) -> Int {
        let named = context.mapping.map { [$0.day.column] } ?? []
        if let place = table.column(named + Self.dayNames) { return place }
        throw ImportError(
            .reader(.noDayColumn(file: context.file, header: table.header)))
    }

    /// How the cells of the day column become moments.
    private enum DayReader {
        case settled(DateColumn, LocalZone)
        case planned(DiaryMapping.DayNotation)

        func moment(_ cell: String) -> Moment? {
            switch self {
            case .settled(let column, let zone): column.moment(cell, zone: zone)
            case .planned(.written(let format)): format.moment(cell)
            case .planned(.studyDay(let first)):
                Int(cell).flatMap { number in
                    (-100_000...100_000).contains(number)
                        ? Moment(first.advanced(by: number)) : nil
                }
            }
        }
    }

    /// A notation that the plan spells out is obeyed; the plain one is only a default.
    private func survey(
        _ table: ExportTable, _ place: Int
    ) throws(ImportError) -> (DayReader, [DecimalMark]) {
        if let mapping = context.mapping, mapping.day.notation != .written(.isoDay),
            table.header[place].lowercased() == collapsingSpaces(mapping.day.column).lowercased()
        {
            // The order is the plan's; only the numbers are surveyed.
            let marks = try table.survey(day: place, given: .dayFirst).marks
            return (.planned(mapping.day.notation), marks)
        }
        let (column, marks) = try table.survey(day: place, given: context.dateOrder)
        return (.settled(column, context.zone), marks)
    }

    // MARK: Cells

    /// Where the values of a row stand.
    private enum Layout {
        case wide(columns: [(place: Int, name: String)])
        case long(name: Int, value: Int)

        func values(
            of row: ExportRow, at moment: Moment, marks: [DecimalMark],
            emit: (ImportedValue) -> Void
        ) {
            switch self {
            case .wide(let columns):
                for column in columns {
                    guard let cell = row[column.place] else { continue }
                    emit(value(column.name, cell, moment, marks[column.place], row.line))
                }
            case .long(let name, let place):
                guard let name = row[name], let cell = row[place] else { return }
                emit(value(name, cell, moment, marks[place], row.line))
            }
        }

        private func value(
            _ name: String, _ cell: String, _ moment: Moment, _ mark: DecimalMark, _ line: Int
        ) -> ImportedValue {
            guard let number = exportedNumber(cell, mark: mark) else {
                return ImportedValue(name, moment, word: cell, line: line)
            }
            return ImportedValue(name, moment, number, line: line)
        }
    }

    private func layout(_ table: ExportTable, day: Int) -> Layout {
        var names = ("series", "value")
        if let mapping = context.mapping, case .long(let series, let value, _) = mapping.layout {
            names = (series, value)
        }
        if let name = table.column(names.0), let value = table.column(names.1) {
            return .long(name: name, value: value)
        }
        return .wide(
            columns: table.header.indices.filter { $0 != day && !table.header[$0].isEmpty }
                .map { ($0, table.header[$0]) })
    }

    private func notes(
        _ text: ExportText, _ table: ExportTable, _ days: DayReader, _ marks: [DecimalMark],
        _ layout: Layout
    ) -> [ImportNote] {
        var notes: [ImportNote] = []
        if text.encoding != .utf8 { notes.append(.encoding(text.encoding)) }
        if case .settled(let column, _) = days, column.order != nil {
            notes.append(.dateOrder(column))
        }
        let commas = table.header.indices.filter { marks[$0] == .comma }.map { table.header[$0] }
        if !commas.isEmpty { notes.append(.decimalComma(columns: commas)) }
        return notes
    }
}
