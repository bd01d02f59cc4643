import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// A table without a plan: a time column, an outcome and further numeric columns, in the order of
/// time. It serves scripts; people have plans and diaries.
package struct PlainTable: Sendable {
    /// Names of the columns beside time and outcome, in the order asked for.
    package let names: [String]
    package let rows: [Row]
    /// How the times were written, so that answers can be written in the same way.
    package let notation: Notation
    /// What reading the times settled.
    package let notes: [String]

    package struct Row: Sendable, Equatable {
        /// Whole steps, strictly increasing from row to row.
        package let time: Int
        /// Nil where it is missing.
        package let outcome: Double?
        /// One a name; nil where the cell is empty.
        package let values: [Double?]
        package let source: SourceLine

        package init(time: Int, outcome: Double?, values: [Double?], source: SourceLine) {
            self.time = time
            self.outcome = outcome
            self.values = values
            self.source = source
        }
    }

    package typealias Notation = TimeNotation

    /// - Parameters:
    ///   - table: rows in any order; empty cells and the usual words for missing are missing.
    ///   - time: column of whole numbers, days or moments, as `TimeColumn` reads them.
    ///   - outcome: column of numbers, with a decimal point or, all of them, with a comma.
    ///   - names: further columns of numbers; yes and no count as 1 and 0.
    ///   - step: what one of the whole numbers is called.
    ///   - order: of day and month, where the user said it.
    /// - Throws: `ImportError` with every problem of the table.
    package init(
        _ table: CSVTable, time: String, outcome: String, columns names: [String],
        step: TimeStep = .unnamed, order: DateOrder? = nil
    ) throws(ImportError) {
        let places = try Self.places(table, time: time, outcome: outcome, names)
        let times = try TimeColumn(table, places[0], step: step, order: order)
        var parser = RowParser(table: table, places: Array(places.dropFirst()))
        let rows = zip(table.rows, times.times).map { parser.row($0, at: $1) }
            .sorted { $0.time < $1.time }
        let problems = parser.problems + Self.repeatedTimes(rows, times.notation)
        guard problems.isEmpty else { throw ImportError(problems) }
        guard rows.contains(where: { $0.outcome != nil }) else {
            throw ImportError(.noReadings(file: table.file, series: [outcome]))
        }
        self.names = names
        self.rows = rows
        notation = times.notation
        notes = times.notes
    }

    /// Rows with an outcome and all values.
    package var complete: [Row] {
        rows.filter { $0.outcome != nil && $0.values.allSatisfy { $0 != nil } }
    }

    /// Rows with an outcome that lack a value.
    package var incompleteCount: Int { rows.count { $0.outcome != nil } - complete.count }

    private static func places(
        _ table: CSVTable, time: String, outcome: String, _ names: [String]
    ) throws(ImportError) -> [Int] {
        let wanted =
            [(time, "the time"), (outcome, "the outcome")]
            + names.map { ($0, "an exposure or a covariate") }
        var problems: [ImportProblem] = []
        var places: [Int] = []
        for (name, purpose) in wanted {
            do throws(ImportProblem) {
                places.append(try table.index(of: name, for: "which was named as \(purpose)"))
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw ImportError(problems) }
        return places
    }

    private static func repeatedTimes(_ rows: [Row], _ notation: Notation) -> [ImportProblem] {
        zip(rows, rows.dropFirst()).compactMap { earlier, later in
            guard earlier.time == later.time else { return nil }
            let lines = [earlier.source, later.source].sorted()
            return .repeatedTime(lines[1], first: lines[0], time: notation.text(later.time))
        }
    }
}

private struct RowParser {
    let table: CSVTable
    /// Of the outcome and the further columns.
    let places: [Int]
    /// How each of these columns writes its numbers.
    private let marks: [DecimalMark]
    var problems: [ImportProblem] = []

    init(table: CSVTable, places: [Int]) {
        self.table = table
        self.places = places
        marks = places.map(table.decimalMark)
    }

    mutating func row(_ row: CSVRow, at time: Int) -> PlainTable.Row {
        let cells = RowCells(row: row, file: table.file, header: table.header)
        let numbers = zip(places, marks).map { number(cells, $0, $1) }
        return PlainTable.Row(
            time: time, outcome: numbers[0], values: Array(numbers.dropFirst()),
            source: cells.source)
    }

    private mutating func number(
        _ cells: RowCells, _ place: Int, _ mark: DecimalMark
    ) -> Double? {
        let cell = cells.trimmed(place)
        let words = Vocabulary.standard
        guard !words.isMissing(cell), cell.lowercased() != "nan" else { return nil }
        let number = mark == .comma ? exportedNumber(cell, mark: mark) : decimalNumber(cell)
        if let value = number ?? words.truth(cell).map({ $0 ? 1 : 0 }) { return value }
        problems.append(
            .notANumber(
                cells.source, column: cells.header(place), found: cell, expected: "a number"))
        return nil
    }
}
