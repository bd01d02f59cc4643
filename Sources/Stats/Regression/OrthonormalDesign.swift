/// A design on an orthonormal basis of its columns: X = Q T, once, by QR.
///
/// Engines that solve at many nodes work with Q, whose products stay well conditioned, and come
/// back to the columns of X through T^-1.
struct OrthonormalDesign: Sendable {
    let rows: Int
    let columns: Int
    /// Q, n x p.
    let basis: Matrix
    /// T^-1, upper triangular.
    let fromBasis: Matrix
    /// ln sqrt(det X'X).
    let logDeterminant: Double

    /// - Throws: `.rankDeficient`.
    init(_ design: DesignMatrix) throws(RegressionError) {
        do {
            let factor = try QRFactorization(design.matrix)
            rows = design.rows
            columns = design.columns
            basis = factor.basis
            fromBasis = factor.inverseFactor
            logDeterminant = factor.logDeterminant
        } catch {
            throw .rankDeficient(aliases: design.aliases)
        }
    }

    /// Whether a combination of the columns is 1 in every row.
    var spansConstant: Bool {
        let ones = [Double](repeating: 1, count: rows)
        let left = split(Matrix(columns: [ones])).residual.elements
        return dot(left, left) <= 1e-20 * Double(rows)
    }

    /// Q'B and B - Q Q'B; the subtraction is done twice, so that what is left is orthogonal to Q
    /// to rounding.
    func split(_ b: Matrix) -> (projection: Matrix, residual: Matrix) {
        var projection = Matrix(rows: columns, columns: b.columns)
        var residual = b
        guard columns > 0, b.columns > 0 else { return (projection, residual) }
        for _ in 0..<2 {
            var part = Matrix(rows: columns, columns: b.columns)
            LAPACK.gemm(
                .yes, .no, rows: columns, columns: b.columns, inner: rows, basis.elements,
                lda: rows, residual.elements, ldb: rows, &part.elements, ldc: columns)
            LAPACK.gemm(
                .no, .no, rows: rows, columns: b.columns, inner: columns, alpha: -1,
                basis.elements, lda: rows, part.elements, ldb: columns, beta: 1,
                &residual.elements, ldc: rows)
            for place in projection.elements.indices {
                projection.elements[place] += part.elements[place]
            }
        }
        return (projection, residual)
    }

    /// T^-1 gamma: coefficients of the columns of X from those on the basis.
    func coefficients(onBasis gamma: [Double]) -> [Double] {
        (0..<columns).map { row in
            var sum = 0.0
            for j in row..<columns { sum += fromBasis[row, j] * gamma[j] }
            return sum
        }
    }

    /// T^-T c: a contrast of the columns as one on the basis.
    func contrastOnBasis(_ c: [Double]) -> [Double] {
        (0..<columns).map { j in
            var sum = 0.0
            for row in 0...j { sum += fromBasis[row, j] * c[row] }
            return sum
        }
    }

    /// T^-1 U^-1 for an upper triangle U (p * p numbers at `place`), column after column.
    func inverseFactor(triangle place: UnsafePointer<Double>, lda: Int) -> [Double] {
        var result = [Double](repeating: 0, count: columns * columns)
        writeInverseFactor(triangle: place, lda: lda, into: &result, at: 0)
        return result
    }

    /// The same into zeros from `start` on: F U = T^-1, column by column, without allocation.
    func writeInverseFactor(
        triangle: UnsafePointer<Double>, lda: Int, into result: inout [Double], at start: Int
    ) {
        let p = columns
        for j in 0..<p {
            let diagonal = triangle[j * lda + j]
            for row in 0...j {
                var sum = fromBasis.elements[j * p + row]
                for i in row..<j { sum -= result[start + i * p + row] * triangle[j * lda + i] }
                result[start + j * p + row] = sum / diagonal
            }
        }
    }
}
