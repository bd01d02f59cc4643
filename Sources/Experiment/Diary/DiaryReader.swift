import ExperimentText

/// Turns the rows of a table into diary entries, as the plan's mapping says, by the same reading of
/// days, numbers and words by which `TableReader` takes in a table of one's own.
///
/// All problems of a file are gathered before any is reported; surrounding spaces never change a
/// meaning, and where they were there it is noted.
package struct DiaryReader: Sendable {
    private let mapping: DiaryMapping
    private let rules: [ColumnRule]
    private let days: ClosedRange<CalendarDay>
    private let severalADay: [String]

    /// What a column of a wide table, or a name in a long one, becomes.
    package struct ColumnRule: Sendable {
        package let column: String
        package let rule: SeriesRule

        package init(column: String, rule: SeriesRule) {
            self.column = column
            self.rule = rule
        }
    }

    /// - `rules`: for everything that the mapping names but the day.
    /// - `days`: of the plan.
    /// - `severalADay`: ids of series that may be measured more than once a day.
    package init(
        mapping: DiaryMapping, rules: [ColumnRule], days: ClosedRange<CalendarDay>,
        severalADay: [String]
    ) {
        self.mapping = mapping
        self.rules = rules
        self.days = days
        self.severalADay = severalADay
    }

    /// Entries in the order of the file.
    /// - Throws: `ImportError` with every problem of the table.
    package func read(_ file: CSVTable) throws(ImportError) -> DiaryRecord {
        let table = file.export
        let columns = try DiaryColumns(table: file, mapping: mapping, rules: rules)
        let (days, marks) = try survey(table)
        var selection = try RowSelection(
            table, only: mapping.only, read: columns.places,
            days: days, isOneADay: severalADay.isEmpty)
        var run = DiaryRun(
            mapping: mapping, columns: columns, days: days, marks: marks, planned: self.days,
            header: table.header)
        try table.rows { row in
            guard selection.takes(row) else { return }
            if let entry = run.entry(row) { run.entries.append(entry) }
        }
        if run.problems.isEmpty, !run.entries.contains(where: { !$0.readings.isEmpty }) {
            run.problems.append(.noReadings(file: file.file, series: mapping.series.map(\.series)))
        }
        guard run.problems.isEmpty else { throw ImportError(run.problems) }
        return DiaryRecord(
            entries: run.entries,
            notes: notes(of: file, days, marks, columns) + run.notes
                + selection.notes(file: file.file, only: mapping.only),
            recordable: Recordable(
                marks: Set(mapping.marks.map(\.mark)), condition: mapping.condition != nil))
    }

    /// An order of day and month that nothing tells is a matter of the plan's format here.
    private func survey(_ table: ExportTable) throws(ImportError) -> (TableDays, [DecimalMark]) {
        do throws(ImportError) {
            return try TableDays.survey(table, planned: mapping.day, order: nil, zone: .utc)
        } catch {
            guard
                case .reader(.openDateOrder(let line, let column, let cell))? = error.problems.first
            else { throw error }
            throw ImportError(
                .notADay(
                    line, column: column, found: cell, pattern: "YYYY-MM-DD"))
        }
    }

    private func notes(
        of file: CSVTable, _ days: TableDays, _ marks: [DecimalMark], _ columns: DiaryColumns
    ) -> [DiaryNote] {
        let commas = columns.numbers.filter { marks[$0] == .comma }.map { file.header[$0] }
        return (file.encoding == .utf8 ? [] : [.encoding(file: file.file, file.encoding)])
            + (days.settled.map { [.settled(.dateOrder($0))] } ?? [])
            + (days.sensorNote.map { [.settled($0)] } ?? [])
            + (commas.isEmpty ? [] : [.settled(.decimalComma(columns: commas))])
    }
}

extension RowSelection {
    /// Rows that were not read.
    fileprivate func notes(file: String, only: [RowChoice]) -> [DiaryNote] {
        let repeated = dropped.map {
            DiaryNote.duplicateDropped(
                kept: SourceLine(file: file, line: $0.kept),
                dropped: SourceLine(file: file, line: $0.line))
        }
        return repeated + (passedOver == 0 ? [] : [.settled(.notChosen(count: passedOver, only))])
    }
}

/// What a diary file gave: entries in the order of the file, and what was settled on the way.
package struct DiaryRecord: Sendable, Equatable {
    package let entries: [DiaryEntry]
    package let notes: [DiaryNote]
    package let recordable: Recordable

    package init(
        entries: [DiaryEntry], notes: [DiaryNote], recordable: Recordable = Recordable()
    ) {
        self.entries = entries
        self.notes = notes
        self.recordable = recordable
    }
}
