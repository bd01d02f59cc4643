import Foundation
import TestSupport
import Testing

@testable import Stats

/// The walks along the rows against the matrices of all rows that they stand for.
@Suite("Derivatives of an autoregression's correlation")
struct AR1DerivativesTests {
    private static let times = [0, 1, 2, 5, 6, 13, 14, 15, 40, 41]

    /// A function of the distance of two rows.
    private static func dense(_ value: (Int) -> Double) -> Matrix {
        var result = Matrix(rows: times.count, columns: times.count)
        for i in times.indices {
            for j in times.indices { result[i, j] = value(abs(times[i] - times[j])) }
        }
        return result
    }

    private static func first(_ rho: Double) -> Matrix {
        dense { $0 == 0 ? 0 : Double($0) * pow(rho, Double($0 - 1)) }
    }

    /// Rounding of some dozen steps a row, of sums whose parts are as large as the largest of them; R has
    /// a condition of some hundred at .95.
    private static func expectEqual(_ found: [Double], _ expected: [Double]) {
        let largest = expected.map(\.magnitude).max() ?? 0
        expectClose(found, expected, .absolute(5000 * largest.ulp))
    }

    private static let columns = Matrix(columns: [
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [3, -1, 4, 1, -5, 9, 2, 6, -5, 3],
    ])

    @Test(
        "products with R' and R'' are those of the whole matrices", arguments: [-0.7, 0, 0.3, 0.95])
    func products(rho: Double) {
        let derivatives = AR1Derivatives(rho: rho, times: Self.times)
        let (first, second) = derivatives.products(Self.columns)
        let denseSecond = Self.dense {
            $0 < 2 ? 0 : Double($0 * ($0 - 1)) * pow(rho, Double($0 - 2))
        }
        Self.expectEqual(
            first.elements, (Self.first(rho) * Self.columns).elements)
        Self.expectEqual(
            second.elements, (denseSecond * Self.columns).elements)
    }

    @Test("R times what R^-1 gives is what was there", arguments: [-0.7, 0, 0.3, 0.95])
    func solved(rho: Double) {
        let correlation = Self.dense { $0 == 0 ? 1 : pow(rho, Double($0)) }
        let solved = AR1Derivatives(rho: rho, times: Self.times).solved(Self.columns)
        Self.expectEqual(
            (correlation * solved).elements, Self.columns.elements)
    }

    @Test("the traces are those of the whole matrices", arguments: [-0.7, 0, 0.3, 0.95])
    func traces(rho: Double) {
        let derivatives = AR1Derivatives(rho: rho, times: Self.times)
        let product = derivatives.solved(Self.first(rho))
        let trace = Self.times.indices.reduce(0) { $0 + product[$1, $1] }
        Self.expectEqual([derivatives.trace], [trace])
        Self.expectEqual(
            [derivatives.squaredTrace], [product.traceOfProduct(with: product)])
    }
}
