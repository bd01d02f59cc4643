@testable import Stats
import Testing
import TestSupport

@Suite("Factorisations")
struct FactorizationTests {
    /// A matrix of uniform numbers with columns of very different length.
    static func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
        var generator = SeededGenerator(seed: seed)
        return Matrix(
            columns: (0..<columns).map { j in
                let unit = j % 2 == 0 ? 1e-6 : 1e7
                return (0..<rows).map { _ in unit * (generator.uniform() - 0.5) }
            })
    }

    @Test("Q has orthonormal columns and Q times R is the matrix", arguments: [1, 4, 9])
    func orthonormal(columns: Int) throws {
        let x = Self.random(30, columns, seed: 11)
        let factor = try QRFactorization(x)
        let q = factor.basis
        let gram = q.transposed * q
        for i in 0..<columns {
            for j in 0..<columns { expectClose(gram[i, j], i == j ? 1 : 0, .absolute(1e-14)) }
        }
        let product = q * factor.triangle
        for k in x.elements.indices {
            let column = k / x.rows
            let length = (0..<x.rows).reduce(0) { max($0, x[$1, column].magnitude) }
            expectClose(product.elements[k], x.elements[k], .absolute(1e-14 * length))
        }
    }

    @Test("least-squares residuals are orthogonal to every column")
    func residuals() throws {
        let x = Self.random(25, 5, seed: 2)
        var generator = SeededGenerator(seed: 5)
        let y = (0..<25).map { _ in generator.uniform() }
        let factor = try QRFactorization(x)
        let residual = try factor.residuals(y)
        let beta = try factor.solve(y)
        for j in 0..<5 {
            let column = Array(x.column(j))
            let inner = zip(column, residual).reduce(0) { $0 + $1.0 * $1.1 }
            let length = column.reduce(0) { $0 + $1.magnitude }
            expectClose(inner, 0, .absolute(1e-14 * length))
        }
        for row in 0..<25 {
            let fitted = (0..<5).reduce(0) { $0 + x[row, $1] * beta[$1] }
            expectClose(y[row] - fitted, residual[row], .absolute(1e-13))
        }
    }

    @Test("a line through three points by hand: y = 1, 2, 4 at 0, 1, 2")
    func byHand() throws {
        let x = Matrix(columns: [[1, 1, 1], [0, 1, 2]])
        let factor = try QRFactorization(x)
        // Slope (4 - 1)/2 = 1.5, mean 7/3 at the middle: intercept 5/6.
        expectClose(try factor.solve([1, 2, 4]), [5.0 / 6, 1.5], .roundoff(operations: 8))
        // (X'X)^-1 = [5/6 -1/2; -1/2 1/2].
        let inverse = factor.inverseFactor * factor.inverseFactor.transposed
        expectClose(
            inverse.elements, [5.0 / 6, -0.5, -0.5, 0.5], .roundoff(operations: 8))
    }

    @Test("scaling a column by a power of two changes no digit of the others")
    func exactScaling() throws {
        let x = Self.random(20, 3, seed: 8)
        var scaled = x
        for row in 0..<20 { scaled[row, 1] *= 0x1p-40 }
        let y = (0..<20).map { Double($0 % 7) }
        let a = try QRFactorization(x).solve(y)
        let b = try QRFactorization(scaled).solve(y)
        #expect(a[0] == b[0])
        #expect(a[1] == b[1] * 0x1p-40)
        #expect(a[2] == b[2])
    }

    @Test("Cholesky solves, inverts and has the determinant of a matrix by hand")
    func cholesky() throws {
        let a = Matrix(columns: [[4, 2], [2, 3]])  // determinant 8
        let factor = try CholeskyFactorization(a)
        expectClose(try factor.solve([8, 8]), [1, 2], .roundoff(operations: 4))
        expectClose(
            factor.inverse.elements, [3.0 / 8, -2.0 / 8, -2.0 / 8, 4.0 / 8],
            .roundoff(operations: 4))
        expectClose(factor.logDeterminant, 2.0794415416798357, .roundoff(operations: 4))
    }

    @Test("pivoted QR finds the rank and what a dependent column is made of, whatever the units")
    func dependence() throws {
        let t = (0..<12).map(Double.init)
        let x = Matrix(columns: [
            t.map { _ in 1 }, t.map { 1e9 * $0 }, t.map { 3 - 2e-3 * $0 }, t.map { $0 * $0 },
        ])
        let factor = try PivotedQR(x)
        #expect(factor.rank == 3)
        #expect(factor.dependences.count == 1)
        let dependence = try #require(factor.dependences.first)
        for row in 0..<12 {
            let combined = dependence.combination.reduce(0) {
                $0 + $1.multiple * x[row, $1.column]
            }
            let scale = (0..<12).reduce(0) { max($0, x[$1, dependence.column].magnitude) }
            expectClose(combined, x[row, dependence.column], .absolute(1e-12 * scale))
        }
    }

    @Test("refusals say what was found")
    func refusals() {
        func message(_ body: () throws -> Void) -> String {
            do { try body() } catch { return "\(error)" }
            return "no error"
        }
        #expect(
            message { _ = try QRFactorization(Matrix(rows: 2, columns: 3)) }
                == "The matrix has 2 rows for 3 columns; least squares needs at least as many rows "
                + "as columns. Add rows or drop columns.")
        #expect(
            message { _ = try QRFactorization(Matrix(columns: [[1, .nan, 2]])) }
                == "Row 2, column 1 of the matrix is not a finite number; every element must be "
                + "one. Drop the row.")
        #expect(
            message { _ = try QRFactorization(Matrix(columns: [[1, 1, 1], [1, 1, 1]])) }
                .hasPrefix("Only 1 of 2 columns are independent (condition number "))
        #expect(
            message { _ = try CholeskyFactorization(Matrix(columns: [[1, 2], [2, 1]])) }
                == "The leading minor of order 2 is not positive; a covariance or Gram matrix of "
                + "independent columns is expected. Drop or combine columns.")
        #expect(
            message { _ = try QRFactorization(Matrix(columns: [[1, 2]])).solve([1]) }
                == "A vector of 2 numbers is expected; found 1. Give one number a row.")
    }
}
