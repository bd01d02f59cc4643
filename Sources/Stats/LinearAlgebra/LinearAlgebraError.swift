/// What makes a matrix unfit for a factorisation, with the number that shows it.
public enum LinearAlgebraError: Error, Sendable, Equatable {
    /// More unknowns than equations.
    case tooFewRows(rows: Int, columns: Int)
    /// A NaN or an infinity; row and column from zero.
    case notFinite(row: Int, column: Int)
    /// Fewer independent columns than columns; the condition number is of the scaled matrix.
    case rankDeficient(rank: Int, columns: Int, condition: Double)
    /// The leading minor of this order is not positive.
    case notPositiveDefinite(order: Int)
    /// A vector or matrix of the wrong length.
    case lengthMismatch(expected: Int, found: Int)
}

extension LinearAlgebraError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooFewRows(let rows, let columns):
            "The matrix has \(rows) rows for \(columns) columns; least squares needs at least as "
                + "many rows as columns. Add rows or drop columns."
        case .notFinite(let row, let column):
            "Row \(row + 1), column \(column + 1) of the matrix is not a finite number; every "
                + "element must be one. Drop the row."
        case .rankDeficient(let rank, let columns, let condition):
            "Only \(rank) of \(columns) columns are independent (condition number "
                + "\(condition)); each must add something. Drop or combine columns."
        case .notPositiveDefinite(let order):
            "The leading minor of order \(order) is not positive; a covariance or Gram matrix of "
                + "independent columns is expected. Drop or combine columns."
        case .lengthMismatch(let expected, let found):
            "A vector of \(expected) numbers is expected; found \(found). Give one number a row."
        }
    }
}
