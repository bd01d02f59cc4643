import Foundation
@testable import Stats
import Testing
import TestSupport

/// What holds for every correlation structure: whitening with L^-1 gives the R that it stands for.
@Suite("Laws of correlation structures")
struct CorrelationStructureTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let structure: any CorrelationStructure
        let correlation: @Sendable (Int) -> Double
    }

    static let cases: [Case] = [
        Case(testDescription: "independent", structure: IndependentErrors()) { $0 == 0 ? 1 : 0 },
        Case(testDescription: "AR(1) 0.6", structure: AR1Errors(rho: 0.6)) { pow(0.6, Double($0)) },
        Case(testDescription: "AR(1) -0.4", structure: AR1Errors(rho: -0.4)) {
            pow(-0.4, Double($0))
        },
        Case(testDescription: "AR(1) 0", structure: AR1Errors(rho: 0)) { $0 == 0 ? 1 : 0 },
        Case(testDescription: "AR(1) + noise", structure: AR1PlusNoise(rho: 0.8, noiseShare: 0.3)) {
            0.7 * pow(0.8, Double($0)) + ($0 == 0 ? 0.3 : 0)
        },
    ]
    static let times = [3, 4, 5, 9, 11, 12, 20]

    @Test("the whitened identity W has W'W R = I and ln det R = -2 ln det W", arguments: cases)
    func inverse(item: Case) {
        let n = Self.times.count
        var whitener = Matrix.identity(n)
        let logDeterminant = item.structure.whiten(&whitener, times: Self.times)
        var correlation = Matrix(rows: n, columns: n)
        for i in 0..<n {
            for j in 0..<n {
                correlation[i, j] = item.correlation(abs(Self.times[i] - Self.times[j]))
            }
        }
        let product = whitener.transposed * whitener * correlation
        var diagonal = 0.0
        for i in 0..<n {
            diagonal += log(whitener[i, i])
            for j in 0..<n { expectClose(product[i, j], i == j ? 1 : 0, .absolute(1e-13)) }
        }
        expectClose(logDeterminant, -2 * diagonal, .absolute(1e-13))
    }

    @Test("white noise of share zero is the plain autoregression")
    func noNoise() {
        var a = Matrix(columns: [Self.times.map { Double($0 * $0) }])
        var b = a
        let first = AR1Errors(rho: 0.7).whiten(&a, times: Self.times)
        let second = AR1PlusNoise(rho: 0.7, noiseShare: 0).whiten(&b, times: Self.times)
        expectClose(b.elements, a.elements, .iterative(1e-13))
        expectClose(second, first, .iterative(1e-13))
    }

    @Test("a row that is the mean of k readings has a k-th of the noise")
    func readings() {
        var whitener = Matrix.identity(2)
        _ = AR1PlusNoise(rho: 0.5, noiseShare: 0.4, readings: [4, 1]).whiten(
            &whitener, times: [0, 1])
        // Variance of the first row 0.6 + 0.1.
        expectClose(whitener[0, 0], 1 / 0.7.squareRoot(), .roundoff(operations: 2))
    }
}
