/// A dense real matrix, stored column by column as BLAS and LAPACK expect it.
///
/// `self[i, j]` is row `i`, column `j`, both from zero; element (i, j) stands at `i + j * rows`
/// of `elements`. Its rows are observations and its columns are terms wherever it is a design.
public struct Matrix: Sendable, Equatable {
    public let rows: Int
    public let columns: Int
    /// All elements, column after column; `rows * columns` of them.
    public internal(set) var elements: [Double]

    /// - Precondition: `elements.count == rows * columns`.
    public init(rows: Int, columns: Int, elements: [Double]) {
        precondition(
            rows >= 0 && columns >= 0 && elements.count == rows * columns,
            "a \(rows) x \(columns) matrix needs \(rows * columns) elements, not \(elements.count)")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    public init(rows: Int, columns: Int, repeating value: Double = 0) {
        self.init(
            rows: rows, columns: columns,
            elements: [Double](repeating: value, count: rows * columns))
    }

    /// A matrix from its columns, all of the same length.
    /// - Precondition: every column has the length of the first.
    public init(columns: [[Double]]) {
        let height = columns.first?.count ?? 0
        precondition(
            columns.allSatisfy { $0.count == height }, "columns of a matrix have one length")
        self.init(rows: height, columns: columns.count, elements: columns.flatMap(\.self))
    }

    public static func identity(_ size: Int) -> Matrix {
        var result = Matrix(rows: size, columns: size)
        for i in 0..<size { result[i, i] = 1 }
        return result
    }

    public subscript(row: Int, column: Int) -> Double {
        get { elements[row + column * rows] }
        set { elements[row + column * rows] = newValue }
    }

    public func column(_ index: Int) -> ArraySlice<Double> {
        elements[index * rows..<(index + 1) * rows]
    }

    public func row(_ index: Int) -> [Double] {
        (0..<columns).map { self[index, $0] }
    }

    var transposed: Matrix {
        var result = Matrix(rows: columns, columns: rows)
        for j in 0..<columns {
            for i in 0..<rows { result[j, i] = self[i, j] }
        }
        return result
    }

    /// The matrix with the given columns only, in the given order.
    public func selecting(columns indices: [Int]) -> Matrix {
        Matrix(rows: rows, columns: indices.count, elements: indices.flatMap { column($0) })
    }

    /// The matrix with the given rows only, in the given order.
    public func selecting(rows indices: [Int]) -> Matrix {
        Matrix(columns: (0..<columns).map { j in indices.map { self[$0, j] } })
    }
}
