internal import RealModule

/// Powers of two that bring the columns of a matrix to comparable length.
///
/// Dividing by a power of two is exact in binary arithmetic, so a scaled column carries the very
/// digits of the unscaled one, while decisions about rank no longer depend on units.
/// d_j = 2^round(log2 |x_j|), and 1 for a column of zeros.
struct ColumnScaling: Sendable {
    let factors: [Double]

    init(of matrix: Matrix) {
        factors = (0..<matrix.columns).map { column in
            let norm = matrix.norm(ofColumn: column)
            guard norm > 0, norm.isFinite else { return 1 }
            return Double.exp2(Double.log2(norm).rounded())
        }
    }

    /// The matrix with column j divided by its factor.
    func applied(to matrix: Matrix) -> Matrix {
        var result = matrix
        for column in 0..<matrix.columns {
            for row in 0..<matrix.rows { result[row, column] /= factors[column] }
        }
        return result
    }
}

extension Matrix {
    /// Euclidean length of a column, without overflow.
    func norm(ofColumn column: Int) -> Double {
        elements.withUnsafeBufferPointer { buffer in
            guard rows > 0, let base = buffer.baseAddress else { return 0 }
            return LAPACK.norm(rows, base + column * rows)
        }
    }

    /// The place of the first element that is NaN or infinite.
    var firstNotFinite: (row: Int, column: Int)? {
        elements.firstIndex { !$0.isFinite }.map { ($0 % rows, $0 / rows) }
    }
}
