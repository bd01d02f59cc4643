internal import RealModule

/// The Cholesky factorisation A = U'U of a symmetric positive definite matrix, through LAPACK.
public struct CholeskyFactorization: Sendable {
    public let size: Int
    /// U in the upper triangle, column after column.
    private let packed: [Double]

    /// - Parameter matrix: square; only its upper triangle is read.
    /// - Throws: `.lengthMismatch` unless square, `.notFinite`, `.notPositiveDefinite`.
    /// - Complexity: O(n^3).
    public init(_ matrix: Matrix) throws(LinearAlgebraError) {
        guard matrix.rows == matrix.columns else {
            throw .lengthMismatch(expected: matrix.rows, found: matrix.columns)
        }
        if let place = matrix.firstNotFinite {
            throw .notFinite(row: place.row, column: place.column)
        }
        size = matrix.rows
        var packed = matrix.elements
        if size > 0, let order = LAPACK.potrf(.upper, size: size, &packed, lda: size) {
            throw .notPositiveDefinite(order: order)
        }
        self.packed = packed
    }

    /// A^-1 b.
    /// - Throws: `.lengthMismatch`.
    func solve(_ b: [Double]) throws(LinearAlgebraError) -> [Double] {
        guard b.count == size else { throw .lengthMismatch(expected: size, found: b.count) }
        var solution = b
        if size > 0 { LAPACK.potrs(.upper, size: size, packed, lda: size, &solution, ldb: size) }
        return solution
    }

    /// A^-1.
    var inverse: Matrix {
        var result = packed
        if size > 0 { LAPACK.potri(.upper, size: size, &result, lda: size) }
        for column in 0..<size {
            for row in 0..<column { result[column + row * size] = result[row + column * size] }
        }
        return Matrix(rows: size, columns: size, elements: result)
    }

    /// ln det A.
    var logDeterminant: Double {
        (0..<size).reduce(0) { $0 + 2 * Double.log(packed[$1 * (size + 1)]) }
    }
}
