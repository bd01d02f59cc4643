import ExperimentText

/// REDCap: the records of a project as a table, with codes or with labels.
///
/// The day is the field that the plan names, the first date of the data dictionary, or the first column
/// of dates. Fields of the system (`redcap_…`, `…_complete`, `…_timestamp`) are no series. Rows without a
/// day, as those of the enrolment, are left out and counted; of several records one is to be chosen.
struct REDCapReader: WholeFileImporter {
    package static let format = ImportFormat(
        "redcap", name: "REDCap",
        looks: "a table with \"record_id\", and \"redcap_event_name\" or a column \"…_complete\"")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        let isSystem = head.header.contains {
            $0.hasPrefix("redcap_event_name") || $0.hasPrefix("redcap_repeat_inst")
        }
        return isSystem
            || head.header.first == "record_id"
                && head.header.contains { $0.hasSuffix("_complete") }
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let head = try ExportTable(text, file: context.file)
        let chosen = try chosenRows(head)
        let table = try DatedTable(text, context, day: [try day(head)])
        var passedOver = 0
        var undated = LeftOut("rows without a day")
        try head.rows { row in
            if !chosen.holds(row) {
                passedOver += 1
            } else if !table.isDated(row) {
                undated.add(row.line)
            }
        }
        let fields = series(head)
        try table.rows(where: chosen.holds) { row, moment in
            for field in fields where !table.isDay(field.place) {
                guard let cell = row.text(field.place) else { continue }
                emit(value(field, cell, table.marks[field.place], moment, row.line))
            }
        }
        return table.settled + undated.notes
            + (passedOver == 0 ? [] : [.notChosen(count: passedOver, chosen.choices)])
    }

    // MARK: Columns

    private func day(_ table: ExportTable) throws(ImportError) -> String {
        let planned = context.mapping.map { [$0.day.column] } ?? []
        let known = (context.dictionary?.fields ?? []).filter(\.isDay).map(\.name)
        if let place = table.column(planned + known) { return table.header[place] }
        var dates: [Int: Bool] = [:]
        try table.rows { row in
            for place in table.header.indices where dates[place] == nil {
                guard let cell = row[place] else { continue }
                dates[place] = decimalNumber(cell) == nil && DateText(cell) != nil
            }
        }
        if let place = table.header.indices.first(where: { dates[$0] == true }) {
            return table.header[place]
        }
        throw ImportError(.reader(.noDayColumn(file: context.file, header: table.header)))
    }

    private func series(_ table: ExportTable) -> [(place: Int, name: String)] {
        table.header.indices.dropFirst().compactMap { place in
            let name = table.header[place]
            let isSystem =
                name.hasPrefix("redcap_") || name.hasSuffix("_complete")
                || name.hasSuffix("_timestamp") || name.isEmpty
            return isSystem ? nil : (place, name)
        }
    }

    private func value(
        _ field: (place: Int, name: String), _ cell: String, _ mark: DecimalMark,
        _ moment: Moment, _ line: Int
    ) -> ImportedValue {
        if context.dictionary?[field.name]?.isRemark != true,
            exportedNumber(cell, mark: mark) == nil,
            let number = context.dictionary?.number(of: cell, in: field.name)
        {
            return ImportedValue(field.name, moment, word: cell, usually: number, line: line)
        }
        return ImportedValue(field.name, cell: cell, mark: mark, at: moment, line: line)
    }

    // MARK: Records

    /// The rows of one record.
    private struct Chosen {
        let choices: [RowChoice]
        let cells: [(place: Int, value: String)]

        func holds(_ row: ExportRow) -> Bool {
            cells.allSatisfy { row.text($0.place)?.lowercased() == $0.value.lowercased() }
        }
    }

    private func chosenRows(_ table: ExportTable) throws(ImportError) -> Chosen {
        var cells: [(place: Int, value: String)] = []
        for choice in context.only {
            // The first field is the record's id, whatever it is called.
            guard let place = choice.column.map({ table.column($0) }) ?? 0 else {
                throw ImportError(
                    .missingColumn(
                        file: context.file, name: choice.column ?? "",
                        purpose: "by which rows are chosen",
                        header: table.header))
            }
            cells.append((place, choice.value))
        }
        let chosen = Chosen(choices: context.only, cells: cells)
        var records: [(name: String, rows: Int)] = []
        try table.rows { row in
            guard let name = row.text(0), chosen.holds(row) else { return }
            if let place = records.firstIndex(where: { $0.name == name }) {
                records[place].rows += 1
            } else {
                records.append((name, 1))
            }
        }
        guard let first = records.first else {
            throw ImportError(
                .reader(
                    .noSuchRows(
                        file: context.file, column: table.header.first ?? "",
                        context.only.last?.value ?? "", [])))
        }
        guard records.count == 1 else {
            throw ImportError(
                .reader(
                    .severalPeople(
                        file: context.file, column: table.header.first ?? "",
                        found: records.map { "\($0.name) (\($0.rows))" }, first: first.name)))
        }
        return chosen
    }
}
