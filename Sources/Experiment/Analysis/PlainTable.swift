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

    package struct Row: Sendable, Equatable {
        /// Whole days, strictly increasing from row to row.
        package let time: Int
        /// Nil on a missing day.
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

    package enum Notation: Sendable, Equatable {
        case integers
        case dates

        /// The time as the file writes it.
        package func text(_ time: Int) -> String {
            switch self {
            case .integers: String(time)
            case .dates: CalendarDay(daysSinceEpoch: time).description
            }
        }

        /// So many steps of time: days where the file has dates, else nobody knows what a step is.
        package func stretch(_ count: some BinaryFloatingPoint) -> String {
            let unit = self == .dates ? "day" : "step"
            return "\(PlainNumber.text(Double(count))) \(count == 1 ? unit : unit + "s")"
        }

        package func stretch(_ count: Int) -> String { stretch(Double(count)) }

        /// Nil when the text is no time of this notation.
        package func time(_ text: String) -> Int? {
            switch self {
            case .integers: Int(text)
            case .dates: CalendarDay(iso: text)?.daysSinceEpoch
            }
        }
    }

    /// - Parameters:
    ///   - table: rows in any order; empty cells and the usual words for missing are missing.
    ///   - time: column of whole days or ISO dates.
    ///   - outcome: column of numbers.
    ///   - names: further columns of numbers; yes and no count as 1 and 0.
    /// - Throws: `ImportError` with every problem of the table.
    package init(
        _ table: CSVTable, time: String, outcome: String, columns names: [String]
    ) throws(ImportError) {
        let places = try Self.places(table, time: time, outcome: outcome, names)
        var parser = RowParser(table: table, places: places, notation: Self.notation(table, places))
        let rows = table.rows.compactMap { parser.row($0) }.sorted { $0.time < $1.time }
        let problems = parser.problems + Self.repeatedTimes(rows, parser.notation)
        guard problems.isEmpty else { throw ImportError(problems) }
        guard rows.contains(where: { $0.outcome != nil }) else {
            throw ImportError(.noReadings(file: table.file, series: [outcome]))
        }
        self.names = names
        self.rows = rows
        notation = parser.notation
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
        let wanted = [(time, "the time"), (outcome, "the outcome")] + names.map { ($0, "a term") }
        var problems: [ImportProblem] = []
        var places: [Int] = []
        for (name, purpose) in wanted {
            do throws(ImportProblem) {
                places.append(try table.index(of: name, for: purpose))
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw ImportError(problems) }
        return places
    }

    private static func notation(_ table: CSVTable, _ places: [Int]) -> Notation {
        let first = table.rows.first.map { trimmingSpaces($0.cells[places[0]]) } ?? ""
        return CalendarDay(iso: first) == nil ? .integers : .dates
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
    let places: [Int]
    let notation: PlainTable.Notation
    var problems: [ImportProblem] = []

    private static let farthest = 10_000_000

    init(table: CSVTable, places: [Int], notation: PlainTable.Notation) {
        self.table = table
        self.places = places
        self.notation = notation
    }

    mutating func row(_ row: CSVRow) -> PlainTable.Row? {
        let cells = RowCells(row: row, file: table.file, header: table.header)
        let text = cells.trimmed(places[0])
        guard let time = notation.time(text), time.magnitude <= Self.farthest else {
            problems.append(
                .notATime(
                    cells.source, column: cells.header(places[0]), found: text,
                    expected: notation == .dates
                        ? "a day like 2026-03-04" : "a whole number of days"))
            return nil
        }
        let numbers = places.dropFirst().map { number(cells, $0) }
        return PlainTable.Row(
            time: time, outcome: numbers[0], values: Array(numbers.dropFirst()),
            source: cells.source)
    }

    private mutating func number(_ cells: RowCells, _ place: Int) -> Double? {
        let cell = cells.trimmed(place)
        let words = Vocabulary.standard
        guard !words.isMissing(cell), cell.lowercased() != "nan" else { return nil }
        if let value = decimalNumber(cell) ?? words.truth(cell).map({ $0 ? 1 : 0 }) { return value }
        problems.append(
            .notANumber(
                cells.source, column: cells.header(place), found: cell, expected: "a number"))
        return nil
    }
}
