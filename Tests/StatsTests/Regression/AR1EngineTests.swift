import Foundation
@testable import Stats
import Testing
import TestSupport

@Suite("Engine ar1")
struct AR1EngineTests {
    /// Series with gaps, a trend and covariates, up to 12 columns.
    static func data(rows: Int, columns: Int, seed: UInt64, offset: Double = 5) throws -> (
        design: DesignMatrix, y: [Double]
    ) {
        var generator = SeededGenerator(seed: seed)
        var times: [Int] = []
        var time = 0
        for _ in 0..<rows {
            times.append(time)
            time += generator.uniform() < 0.8 ? 1 : 1 + generator.uniform(below: 6)
        }
        var terms = [(name: "1", values: times.map { _ in 1.0 })]
        terms.append((name: "x", values: times.map { Double(($0 / 14) % 2) }))
        if columns > 2 { terms.append((name: "t", values: times.map { Double($0) / 30 })) }
        for j in 3..<max(columns, 3) {
            terms.append(
                (
                    name: "c\(j)", values: times.map { _ in standardNormal(using: &generator) }
                ))
        }
        let path = AR1Path(rho: 0.5).draw(time + 1, using: &generator)
        let y = times.map { offset - Double(($0 / 14) % 2) + path[$0] }
        return (try DesignMatrix(columns: terms, times: times), y)
    }

    @Test(
        "the quick route equals QR at every node",
        arguments: [(18, 2), (56, 3), (180, 12), (365, 8)])
    func fastEqualsSlow(rows: Int, columns: Int) throws {
        let (design, y) = try Self.data(rows: rows, columns: columns, seed: UInt64(rows))
        let prepared = try PreparedAR1(design: design)
        let solved = prepared.solve(Matrix(columns: [y]))
        let nu = Double(rows - columns)
        var logs: [Double] = []
        for (k, rho) in prepared.nodes.enumerated() {
            let slow = try GeneralizedLeastSquares(y, on: design, errors: AR1Errors(rho: rho))
            let sum = solved.remainders[k]
            // The bar of the engine; the outermost nodes (rho = 0.9997) have the worst products.
            expectClose(sum, slow.residualSumOfSquares, .iterative(1e-8), "S at \(rho)")
            let log = -0.5 * nu * Foundation.log(sum) + prepared.logFactors[k]
            let slowLog = slow.restrictedLogLikelihood - PreparedAR1.restrictedConstant(nu)
            expectClose(log, slowLog, .absolute(1e-8 * nu), "l at \(rho)")
            logs.append(log - slowLog)
            let factor = Matrix(
                rows: columns, columns: columns, elements: prepared.inverseFactor(node: k))
            let covariance = factor * factor.transposed
            let slowCovariance = slow.inverseFactor * slow.inverseFactor.transposed
            for j in 0..<columns {
                expectClose(covariance[j, j], slowCovariance[j, j], .iterative(1e-8), "V at \(rho)")
            }
        }
        // Where the posterior is, the agreement is far better.
        let middle = logs.prefix(logs.count * 3 / 4).map(\.magnitude).max() ?? 1
        #expect(middle < 1e-10 * nu)
    }

    @Test(
        "64 nodes and 96 nodes give the same interval to 1e-8 of its width",
        arguments: [(18, 2), (28, 3), (56, 3), (112, 8), (180, 12)])
    func convergence(rows: Int, columns: Int) throws {
        let (design, y) = try Self.data(rows: rows, columns: columns, seed: UInt64(rows + 1))
        let a = try PreparedAR1(design: design, nodes: 64).fit(y).estimate(ofColumn: "x").interval()
        let b = try PreparedAR1(design: design, nodes: 96).fit(y).estimate(ofColumn: "x").interval()
        expectClose(a.lower, b.lower, .absolute(1e-8 * b.width))
        expectClose(a.upper, b.upper, .absolute(1e-8 * b.width))
    }

    @Test("the default number of nodes is enough for long series", arguments: [365, 1000])
    func longSeries(rows: Int) throws {
        let (design, y) = try Self.data(rows: rows, columns: 3, seed: UInt64(rows + 2))
        let a = try PreparedAR1(design: design).fit(y).estimate(ofColumn: "x").interval()
        let b = try PreparedAR1(design: design, nodes: 1024).fit(y).estimate(ofColumn: "x")
            .interval()
        expectClose(a.lower, b.lower, .absolute(1e-8 * b.width))
        expectClose(a.upper, b.upper, .absolute(1e-8 * b.width))
    }

    @Test("many responses at once equal one at a time")
    func batch() throws {
        let (design, y) = try Self.data(rows: 40, columns: 4, seed: 9)
        let other = y.enumerated().map { $0.element * 2 + Double($0.offset % 3) }
        let prepared = try PreparedAR1(design: design)
        let contrast = try Contrast(column: "x", of: design)
        let both = try prepared.estimates(of: contrast, responses: Matrix(columns: [y, other]))
        for (estimate, response) in zip(both, [y, other]) {
            let single = try prepared.fit(response).estimate(of: contrast)
            expectClose(estimate.estimate, single.estimate, .iterative(1e-11))
            expectClose(estimate.standardError, single.standardError, .iterative(1e-11))
            expectClose(estimate.twoSidedP, single.twoSidedP, .iterative(1e-10))
        }
    }

    @Test("a fixed autocorrelation leaves generalised least squares with t(n - p)")
    func fixed() throws {
        let (design, y) = try Self.data(rows: 40, columns: 3, seed: 4)
        let options = RegressionOptions(rho: 0.35)
        let a = try Regression(.ar1, options: options).fit(y, on: design)
        let b = try Regression(.reml, options: options).fit(y, on: design)
        for (left, right) in zip(a.coefficients, b.coefficients) {
            expectClose(left.estimate, right.estimate, .iterative(1e-11))
            expectClose(left.standardError, right.standardError, .iterative(1e-11))
        }
        expectClose(a.sigma, b.sigma, .iterative(1e-11))
        expectClose(
            try #require(a.logLikelihood), try #require(b.logLikelihood), .iterative(1e-11))
        #expect(a.autocorrelation == RegressionFit.Autocorrelation(mean: 0.35))
    }

    @Test("the interval of the autocorrelation holds its mean, and narrows with its level")
    func autocorrelationInterval() throws {
        let data = RegressionOracle.named("d1")
        let wide = try Regression(.ar1).fit(data.responses, on: data.design)
        let narrow = try Regression(.ar1, options: RegressionOptions(level: 0.5))
            .fit(data.responses, on: data.design)
        let a = try #require(wide.autocorrelation?.interval)
        let b = try #require(narrow.autocorrelation?.interval)
        #expect(a.lower < b.lower && b.upper < a.upper)
        // The posterior of rho has mean 0.4396 and standard deviation 0.1379 (oracle_engine.csv) and
        // is near normal: 95 % is about 3.9 standard deviations wide.
        #expect((3.6...4.1).contains(a.width / data.value("ar1.rho_sd")))
    }
}

@Suite("Unusual designs")
struct UnusualDesignTests {
    static let times = Array(0..<20)
    static let exposure = times.map { ($0 / 5) % 2 == 0 ? 0.0 : 1.0 }
    static let y = times.map { Double(($0 * 13) % 7) - 3 }

    @Test(
        "an exposure alone, without an intercept, can be fitted by every engine without a local level",
        arguments: RegressionMethod.allCases.filter { $0 != .daily })
    func withoutIntercept(method: RegressionMethod) throws {
        let design = try DesignMatrix(
            columns: [(name: "diet", values: Self.exposure)], times: Self.times)
        let options = RegressionOptions(
            exposure: Exposure(
                column: "diet", path: ExposurePath(start: 0, values: Self.exposure)))
        let fit = try Regression(method, options: options).fit(Self.y, on: design)
        #expect(fit.coefficients.count == 1)
        #expect(try fit.estimate(ofColumn: "diet").interval().width > 0)
    }

    @Test("a design without columns leaves the noise")
    func empty() throws {
        let design = try DesignMatrix(columns: [], times: Self.times)
        let fit = try PreparedAR1(design: design, rho: 0).fit(Self.y)
        let square = Self.y.reduce(0) { $0 + $1 * $1 } / 20
        expectClose(fit.sigma, square.squareRoot(), .roundoff(operations: 4))
        #expect(throws: RegressionError.contrastIsZero) {
            try fit.estimate(of: Contrast(weights: []))
        }
    }

    @Test("times half a million steps apart are far apart, and times without end are refused")
    func farTimes() throws {
        let times = Self.times.map { $0 < 10 ? $0 : 500_000 + $0 }
        let design = try DesignMatrix(
            columns: [
                Terms.intercept(times), (name: "diet", values: Self.exposure),
            ], times: times)
        for method in [RegressionMethod.ar1, .reml, .kenwardRoger] {
            #expect(try Regression(method).fit(Self.y, on: design).sigma.isFinite)
        }
        let error = #expect(throws: RegressionError.self) {
            try DesignMatrix(columns: [], times: [Int.min, 0, Int.max])
        }
        #expect(
            error?.description
                == "Row 1 of the design has time \(Int.min); times must lie within 1000000000000 steps "
                + "of 0. Count them from a nearer start.")
        let path = #expect(throws: RegressionError.self) {
            try ExposurePath(carryingForward: [0, 1], at: [0, 5_000_000])
        }
        #expect(
            path?.description
                == "The exposure path would have 5000000 time steps; at most 1000000 are possible. "
                + "Count time in larger steps.")
    }
}
