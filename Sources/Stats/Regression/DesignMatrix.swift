/// The terms of a regression on the rows that were observed: n rows, p named columns, and the
/// integer time of each row.
///
/// Rows are complete (a row with anything missing was left out before) and in strictly
/// increasing time; a gap in the times is a longer step, not a missing value. What a unit of time
/// is, and where the columns come from, is the caller's business.
public struct DesignMatrix: Sendable, Equatable {
    /// One name a column, all different.
    public let names: [String]
    /// n x p, finite.
    public let matrix: Matrix
    /// n strictly increasing times.
    public let times: [Int]

    /// Times beyond this are taken for a mistake of units.
    static let latestTime = 1_000_000_000_000

    public var rows: Int { matrix.rows }
    public var columns: Int { matrix.columns }

    /// - Throws: `.columnCountMismatch`, `.rowCountMismatch`, `.duplicateColumn`,
    ///   `.timesNotIncreasing`, `.timeOutOfRange`, `.notFinite`.
    public init(names: [String], matrix: Matrix, times: [Int]) throws(RegressionError) {
        guard names.count == matrix.columns else {
            throw .columnCountMismatch(names: names.count, columns: matrix.columns)
        }
        guard times.count == matrix.rows else {
            throw .rowCountMismatch(what: "times", expected: matrix.rows, found: times.count)
        }
        for (place, name) in names.enumerated() where names[..<place].contains(name) {
            throw .duplicateColumn(name: name)
        }
        let range = -Self.latestTime...Self.latestTime
        if let row = times.firstIndex(where: { !range.contains($0) }) {
            throw .timeOutOfRange(row: row, found: times[row])
        }
        for row in times.indices.dropFirst() where times[row] <= times[row - 1] {
            throw .timesNotIncreasing(row: row, previous: times[row - 1], found: times[row])
        }
        if let place = matrix.firstNotFinite {
            throw .notFinite(row: place.row, column: names[place.column])
        }
        self.names = names
        self.matrix = matrix
        self.times = times
    }

    /// A design from its columns.
    /// - Throws: as the other initialiser; `.rowCountMismatch` also when a column is not as long
    ///   as the times.
    public init(columns: [(name: String, values: [Double])], times: [Int]) throws(RegressionError) {
        for column in columns where column.values.count != times.count {
            throw .rowCountMismatch(
                what: "values in column \"\(column.name)\"", expected: times.count,
                found: column.values.count)
        }
        try self.init(
            names: columns.map(\.name),
            matrix: columns.isEmpty
                ? Matrix(rows: times.count, columns: 0)
                : Matrix(columns: columns.map(\.values)), times: times)
    }

    /// Rows given in any order, brought into the order of time.
    /// - Returns: the design and the responses in its order.
    /// - Throws: as the initialisers; `.timesNotIncreasing` when two rows have one time.
    public static func inTimeOrder(
        columns: [(name: String, values: [Double])], times: [Int], responses: [Double]
    ) throws(RegressionError) -> (design: DesignMatrix, responses: [Double]) {
        guard responses.count == times.count else {
            throw .rowCountMismatch(
                what: "responses", expected: times.count, found: responses.count)
        }
        let unsorted = columns.first { $0.values.count != times.count }
        if let unsorted {
            throw .rowCountMismatch(
                what: "values in column \"\(unsorted.name)\"", expected: times.count,
                found: unsorted.values.count)
        }
        let order = times.indices.sorted { times[$0] < times[$1] }
        let sorted = columns.map { column in (column.name, order.map { column.values[$0] }) }
        let design = try DesignMatrix(columns: sorted, times: order.map { times[$0] })
        return (design, order.map { responses[$0] })
    }

    /// - Throws: `.unknownColumn`.
    public func index(of name: String) throws(RegressionError) -> Int {
        guard let index = names.firstIndex(of: name) else {
            throw .unknownColumn(name: name, known: names)
        }
        return index
    }

    /// Steps between neighbouring rows, n - 1 positive integers.
    var gaps: [Int] {
        zip(times.dropFirst(), times).map { $0 - $1 }
    }
}
