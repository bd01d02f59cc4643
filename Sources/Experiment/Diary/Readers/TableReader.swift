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

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try ExportTable(text, file: context.file)
        let (days, marks) = try TableDays.survey(
            table, planned: context.mapping?.day, order: context.dateOrder, zone: context.zone)
        let cells = layout(table, days: days.places)
        var selection = try RowSelection(
            table, only: context.only, read: planned(table).union([days.place]),
            days: days, isOneADay: context.isOneADay)
        let isOfSensor = days.areOfSensor
        var problems: [ImportProblem] = []
        var undated = LeftOut("rows without a day")
        var silent = LeftOut("rows with a day and nothing else")
        try table.rows { row in
            guard selection.takes(row) else { return }
            guard let cell = row.text(days.place) else {
                if row.saysAnything { undated.add(row.line) }
                return
            }
            guard let moment = days.moment(row) else {
                problems.append(
                    .reader(
                        .notADate(row.source, column: table.header[days.place], found: cell)))
                return
            }
            var isSilent = true
            defer { if isSilent { silent.add(row.line) } }
            cells.values(of: row, at: moment, marks: marks) { value in
                isSilent = false
                guard isOfSensor else { return emit(value) }
                var value = value
                value.keepsDay = true
                emit(value)
            }
        }
        guard problems.isEmpty else { throw ImportError(problems) }
        return (text.encoding == .utf8 ? [] : [.encoding(text.encoding)])
            + (days.settled.map { [.dateOrder($0)] } ?? [])
            + days.timeNotes + undated.notes + silent.notes
            + commas(table, marks)
            + selection.notes(only: context.only)
    }

    private func commas(_ table: ExportTable, _ marks: [DecimalMark]) -> [ImportNote] {
        let names = table.header.indices.filter { marks[$0] == .comma }.map { table.header[$0] }
        return names.isEmpty ? [] : [.decimalComma(columns: names)]
    }

    /// The columns that the plan's diary reads.
    private func planned(_ table: ExportTable) -> Set<Int> {
        guard let mapping = context.mapping else { return [] }
        var names =
            mapping.series.flatMap(\.columns) + mapping.marks.map(\.column)
            + [mapping.condition?.column].compactMap(\.self)
        if case .long(let series, let value, let rater) = mapping.layout {
            names += [series, value] + [rater].compactMap(\.self)
        }
        return Set(names.compactMap { table.column($0) })
    }

    // MARK: Cells

    /// Where the values of a row stand.
    private enum Layout {
        case wide(columns: [(place: Int, name: String, unit: String?)])
        case long(name: Int, value: Int, unit: Int?)

        func values(
            of row: ExportRow, at moment: Moment, marks: [DecimalMark],
            emit: (ImportedValue) -> Void
        ) {
            switch self {
            case .wide(let columns):
                for column in columns {
                    guard let cell = row.text(column.place) else { continue }
                    emit(
                        ImportedValue(
                            column.name, cell: cell, mark: marks[column.place],
                            unit: column.unit, at: moment, line: row.line))
                }
            case .long(let name, let place, let unit):
                guard let name = row.text(name), let cell = row.text(place) else { return }
                emit(
                    ImportedValue(
                        name, cell: cell, mark: marks[place], unit: row[unit], at: moment,
                        line: row.line))
            }
        }
    }

    private func layout(_ table: ExportTable, days: Set<Int>) -> Layout {
        var names = ("series", "value")
        if let mapping = context.mapping, case .long(let series, let value, _) = mapping.layout {
            names = (series, value)
        }
        if let name = table.column(names.0), let value = table.column(names.1) {
            return .long(name: name, value: value, unit: table.unitColumn)
        }
        return .wide(
            columns: table.header.indices
                .filter { !days.contains($0) && !table.header[$0].isEmpty }
                .map { ($0, table.header[$0], WrittenUnit.of(header: table.header[$0])) })
    }
}

extension RowSelection {
    /// Rows that were not read.
    func notes(only: [RowChoice]) -> [ImportNote] {
        (passedOver == 0 ? [] : [.notChosen(count: passedOver, only)])
            + (dropped.first.map {
                [.repeated(count: dropped.count, line: $0.line, kept: $0.kept)]
            } ?? [])
    }
}
