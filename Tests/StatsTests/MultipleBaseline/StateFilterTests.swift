import Testing
import TestSupport

@testable import Stats

/// The Kalman filter against dense matrices.
@Suite("Whitening of several series")
struct StateFilterTests {
    @Test(
        "whitened products are products in the inverse of the dense covariance",
        arguments: [(0.6, 0.0), (0.9, 0.4), (-0.7, 0.0), (0.0, 0.2)])
    func dense(rho: Double, noiseShare: Double) throws {
        let data = try SteppedOracle("mb4_one_reacts").data
        let contrasts = RowContrasts(data)
        let count = contrasts.count
        let size = contrasts.seriesCount
        var covariance = Matrix(rows: count, columns: count)
        for i in 0..<count {
            for j in 0..<count {
                let gap = (contrasts.times[i] - contrasts.times[j]).magnitude
                let power = (0..<gap).reduce(1.0) { value, _ in value * rho }
                let shared = (0..<size).reduce(0.0) {
                    $0 + contrasts.weights[i * size + $1] * contrasts.weights[j * size + $1]
                }
                covariance[i, j] =
                    shared * ((1 - noiseShare) * power + (gap == 0 ? noiseShare : 0))
            }
        }
        let factor = try CholeskyFactorization(covariance)
        let a = contrasts.applied { data.series[$0].responses[$1] ?? 0 }
        let b = contrasts.applied { data.series[$0].exposures[$1] }
        var filter = StateFilter(contrasts)
        filter.prepare(SteppedNode(rho: rho, noiseShare: noiseShare, prior: 1))
        var whitened = a + b
        filter.apply(a + b, into: &whitened)
        let product = dot(Array(whitened[..<count]), Array(whitened[count...]))
        // Sums of a few hundred terms of mixed sign, covariances of condition below 1e3.
        expectClose(product, dot(a, try factor.solve(b)), .absolute(1e-9))
        expectClose(filter.logDeterminant, factor.logDeterminant, .absolute(1e-9))
    }

    @Test("contrasts are orthonormal and blind to what the series share")
    func contrasts() throws {
        let data = try SteppedOracle("mb4_one_reacts").data
        let contrasts = RowContrasts(data)
        let size = contrasts.seriesCount
        for i in 0..<contrasts.count {
            let first = Array(contrasts.weights[i * size..<(i + 1) * size])
            expectClose(first.reduce(0, +), 0, .absolute(1e-15))
            expectClose(dot(first, first), 1, .absolute(1e-15))
            guard i > 0, contrasts.rows[i] == contrasts.rows[i - 1] else { continue }
            let before = Array(contrasts.weights[(i - 1) * size..<i * size])
            expectClose(dot(first, before), 0, .absolute(1e-15))
        }
        // 258 degrees of freedom, three levels and the effect.
        #expect(contrasts.count == 262)
    }
}
