@testable import Stats
import Testing
import TestSupport

/// What holds for every engine, whatever the data.
@Suite("Laws of engines")
struct RegressionLawTests {
    static let data = RegressionOracle.named("d2")

    static func regression(
        _ method: RegressionMethod, path: ExposurePath = data.path
    ) -> Regression {
        Regression(
            method, options: RegressionOptions(exposure: Exposure(column: "treat", path: path)))
    }

    static func fit(_ method: RegressionMethod, _ y: [Double]) throws -> RegressionFit {
        try regression(method).fit(y, on: data.design)
    }

    @Test(
        "a shift of every response moves the intercept and nothing else",
        arguments: RegressionMethod.allCases)
    func shift(method: RegressionMethod) throws {
        let before = try Self.fit(method, Self.data.responses)
        let after = try Self.fit(method, Self.data.responses.map { $0 + 64 })
        let width = before.coefficients[1].standardError
        // The likelihood of reml is flat at its top: rho there is known to 1e-7 only.
        let slack = method.isBayesian || method == .ols || method == .neweyWest ? 1e-11 : 1e-6
        for (a, b) in zip(before.coefficients, after.coefficients) {
            let move = a.name == "(Intercept)" ? 64.0 : 0
            expectClose(b.estimate - move, a.estimate, .absolute(slack * (1 + width)), a.name)
            expectClose(b.standardError, a.standardError, .iterative(slack), a.name)
        }
    }

    @Test("a change of unit scales everything", arguments: RegressionMethod.allCases)
    func scale(method: RegressionMethod) throws {
        let before = try Self.fit(method, Self.data.responses)
        let after = try Self.fit(method, Self.data.responses.map { 8 * $0 })
        // A power of two rounds nothing, except through the logarithms of the likelihood.
        let slack = method.isBayesian || method == .ols || method == .neweyWest ? 1e-12 : 1e-6
        for (a, b) in zip(before.coefficients, after.coefficients) {
            expectClose(b.estimate, 8 * a.estimate, .iterative(slack), a.name)
            expectClose(b.standardError, 8 * a.standardError, .iterative(slack), a.name)
        }
        expectClose(after.sigma, 8 * before.sigma, .iterative(slack))
        expectClose(
            try after.estimate(ofColumn: "treat").twoSidedP,
            try before.estimate(ofColumn: "treat").twoSidedP, .iterative(max(slack, 1e-10)))
    }

    @Test("rows given in any order give the same bits", arguments: RegressionMethod.allCases)
    func rowOrder(method: RegressionMethod) throws {
        let design = Self.data.design
        var generator = SeededGenerator(seed: 12)
        let order = generator.shuffled(Array(0..<design.rows))
        let sorted = try DesignMatrix.inTimeOrder(
            columns: design.names.enumerated().map { place, name in
                (name: name, values: order.map { design.matrix[$0, place] })
            },
            times: order.map { design.times[$0] }, responses: order.map { Self.data.responses[$0] })
        let a = try Self.fit(method, Self.data.responses)
        let b = try Self.regression(method).fit(sorted.responses, on: sorted.design)
        #expect(a.coefficients == b.coefficients)
        #expect(a.sigma == b.sigma)
        #expect(a.autocorrelation == b.autocorrelation)
    }

    @Test("a second run gives the same bits", arguments: RegressionMethod.allCases)
    func repeated(method: RegressionMethod) throws {
        let a = try Self.fit(method, Self.data.responses)
        let b = try Self.fit(method, Self.data.responses)
        #expect(a.coefficients == b.coefficients)
        let intervals = try [a, b].map { try $0.estimate(ofColumn: "treat").interval() }
        #expect(intervals[0] == intervals[1])
    }

    @Test("moving the clock changes nothing", arguments: RegressionMethod.allCases)
    func clock(method: RegressionMethod) throws {
        let design = Self.data.design
        let later = try DesignMatrix(
            names: design.names, matrix: design.matrix, times: design.times.map { $0 + 100 })
        let path = ExposurePath(start: Self.data.path.start + 100, values: Self.data.path.values)
        let a = try Self.fit(method, Self.data.responses)
        let b = try Self.regression(method, path: path).fit(Self.data.responses, on: later)
        #expect(a.coefficients == b.coefficients)
    }

    @Test("reversing time changes nothing for ar1, and swapping the labels turns the sign")
    func reversal() throws {
        let design = Self.data.design
        let rows = Array((0..<design.rows).reversed())
        let reversed = try DesignMatrix(
            names: design.names, matrix: design.matrix.selecting(rows: rows),
            times: rows.map { 100 - design.times[$0] })
        var swapped = design.matrix.elements
        for row in 0..<design.rows { swapped[design.rows + row] = 1 - swapped[design.rows + row] }
        let relabelled = try DesignMatrix(
            names: design.names,
            matrix: Matrix(rows: design.rows, columns: design.columns, elements: swapped),
            times: design.times)
        let y = Self.data.responses
        let plain = try Regression(.ar1).fit(y, on: design).estimate(ofColumn: "treat")
        let back = try Regression(.ar1).fit(rows.map { y[$0] }, on: reversed)
            .estimate(ofColumn: "treat")
        let other = try Regression(.ar1).fit(y, on: relabelled).estimate(ofColumn: "treat")
        expectClose(back.estimate, plain.estimate, .iterative(1e-10))
        expectClose(back.interval().lower, plain.interval().lower, .iterative(1e-10))
        expectClose(other.estimate, -plain.estimate, .iterative(1e-10))
        expectClose(other.interval().lower, -plain.interval().upper, .iterative(1e-10))
    }

    @Test(
        "adding c times the exposure to the responses adds c to its effect",
        arguments: RegressionMethod.allCases)
    func equivariance(method: RegressionMethod) throws {
        let design = Self.data.design
        let plain = try Self.fit(method, Self.data.responses)
        let shifted = try Self.fit(
            method,
            Self.data.responses.enumerated().map { row, value in
                value + 2 * design.matrix[row, 2]
            })
        let slack = method.isBayesian || method == .ols || method == .neweyWest ? 1e-10 : 1e-6
        expectClose(
            shifted.coefficients[2].estimate, plain.coefficients[2].estimate + 2,
            .absolute(slack))
        expectClose(
            shifted.coefficients[1].estimate, plain.coefficients[1].estimate, .absolute(slack))
    }

    @Test("each method has a label that is one sentence", arguments: RegressionMethod.allCases)
    func labels(method: RegressionMethod) {
        #expect(method.label.hasSuffix("."))
        #expect(method.label.contains("%"))
    }

    @Test("the estimates of a contrast agree with each other")
    func readOuts() throws {
        let estimate = try Self.fit(.ar1, Self.data.responses).estimate(ofColumn: "treat")
        let interval = estimate.interval(level: 0.9)
        expectClose(estimate.probability(below: interval.lower), 0.05, .absolute(1e-12))
        expectClose(estimate.probability(above: interval.upper), 0.05, .absolute(1e-12))
        let parts =
            estimate.probability(ofBenefitBeyond: 0.4, .lower)
            + estimate.probability(ofBenefitBeyond: 0.4, .higher)
            + estimate.probability(negligibleWithin: 0.4)
        expectClose(parts, 1, .roundoff(operations: 4))
        expectClose(
            estimate.twoSidedP,
            2
                * min(
                    estimate.probabilityOfBenefit(.lower), estimate.probabilityOfBenefit(.higher)),
            .roundoff())
    }

    @Test("a sum of coefficients is estimated with the covariance of its parts")
    func contrasts() throws {
        let fit = try Regression(.ols).fit(Self.data.responses, on: Self.data.design)
        let factor = try QRFactorization(Self.data.design.matrix)
        let inverse = factor.inverseFactor * factor.inverseFactor.transposed
        let contrast = try Contrast([("treat", 1), ("day", 30)], of: Self.data.design)
        let variance = inverse[1, 1] + 60 * inverse[1, 2] + 900 * inverse[2, 2]
        expectClose(
            try fit.estimate(of: contrast).standardError, fit.sigma * variance.squareRoot(),
            .iterative(1e-10))
    }
}
