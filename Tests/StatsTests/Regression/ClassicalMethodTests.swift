@testable import Stats
import Testing
import TestSupport

/// Newey-West against R sandwich 3.0-2; the rest against Tests/Oracles/regression/classical.py.
@Suite("Classical methods")
struct ClassicalMethodTests {
    static let oracle = OracleFile.namedValues("regression/oracle_classical.csv")
    static let tags = ["d1", "d2", "d3"]

    static func values(_ prefix: String, _ names: [String]) -> [Double] {
        names.map { oracle["\(prefix)[\($0)]"] ?? .nan }
    }

    @Test(
        "Newey-West equals sandwich::NeweyWest", arguments: RegressionOracle.all.indices, [0, 3, 7])
    func neweyWest(set: Int, lag: Int) throws {
        let oracle = RegressionOracle.all[set]
        let fit = try Regression(.neweyWest, options: RegressionOptions(lag: lag))
            .fit(oracle.responses, on: oracle.design)
        // The bar of the method.
        expectClose(
            fit.coefficients.map(\.standardError), oracle.values("nw\(lag).se"), .iterative(1e-10))
    }

    /// statsmodels 0.15, Tests/Oracles/regression/oracle_py.py; its intercept is called const.
    @Test("Newey-West and maximum likelihood equal statsmodels' HAC and SARIMAX", arguments: tags)
    func statsmodels(tag: String) throws {
        let values = OracleFile.namedValues("regression/oracle_statsmodels.csv")
        let data = RegressionOracle.named(tag)
        let names = ["const"] + data.design.names.dropFirst()
        let robust = try Regression(.neweyWest, options: RegressionOptions(lag: 3))
            .fit(data.responses, on: data.design)
        expectClose(
            robust.coefficients.map(\.standardError),
            names.map { values["\(tag).nw3.se[\($0)]"] ?? .nan }, .iterative(1e-10))
        let likelihood = try Regression(.ml).fit(data.responses, on: data.design)
        // SARIMAX stops at a gradient of 1e-9: the likelihood is right to 1e-9, the rest to 1e-6.
        expectClose(
            try #require(likelihood.logLikelihood),
            values["\(tag).sarimax_ml.logLik"] ?? .nan, .iterative(1e-9))
        expectClose(
            likelihood.coefficients.map(\.estimate),
            names.map { values["\(tag).sarimax_ml.beta[\($0)]"] ?? .nan }, .iterative(1e-6))
    }

    @Test(
        "degrees of freedom and inflation follow Kenward and Roger's formulas",
        arguments: tags, [0.3, 0.7])
    func smallSample(tag: String, rho: Double) throws {
        let data = RegressionOracle.named(tag)
        let options = RegressionOptions(rho: rho)
        let plain = try Regression(.reml, options: options).fit(data.responses, on: data.design)
        let prefix = "\(tag).small.rho\(rho)"
        for method in [RegressionMethod.satterthwaite, .kenwardRoger] {
            let fit = try Regression(method, options: options).fit(data.responses, on: data.design)
            for (place, name) in data.design.names.enumerated() {
                let freedom = try fit.estimate(ofColumn: name).distribution.degreesOfFreedom
                // The oracle differentiates numerically.
                expectClose(freedom, Self.oracle["\(prefix).df[\(name)]"] ?? .nan, .iterative(1e-7))
                let inflation =
                    method == .satterthwaite
                    ? 1 : Self.oracle["\(prefix).inflation[\(name)]"] ?? .nan
                expectClose(
                    fit.coefficients[place].standardError,
                    plain.coefficients[place].standardError * inflation.squareRoot(),
                    .iterative(1e-7))
            }
        }
    }

    /// Seven days, four without and three with exposure.
    static func sevenDays(_ method: RegressionMethod, rho: Double) throws -> RegressionFit {
        let times = Array(0..<7)
        let design = try DesignMatrix(
            columns: [
                (name: "(Intercept)", values: times.map { _ in 1.0 }),
                (name: "diet", values: times.map { $0 < 4 ? 0 : 1 }),
            ], times: times)
        return try Regression(method, options: RegressionOptions(rho: rho))
            .fit([0, 6, 5, 4, 3, 2, 1], on: design)
    }

    @Test("where the correction of Kenward and Roger breaks down, Satterthwaite's is said to stand")
    func correctionLost() throws {
        // The corrected variance of every column is negative here.
        let plain = try Self.sevenDays(.satterthwaite, rho: 0.9)
        let lost = try Self.sevenDays(.kenwardRoger, rho: 0.9)
        for (a, b) in zip(lost.coefficients, plain.coefficients) {
            expectClose(a.standardError, b.standardError, .roundoff(operations: 4))
        }
        #expect(
            lost.notes.dropFirst() == [
                "The correction of Kenward and Roger breaks down here for \"(Intercept)\", \"diet\": "
                    + "the standard error printed there is Satterthwaite's, without it."
            ])
        #expect(plain.notes.count == 1)
        let sum = try Contrast([("(Intercept)", 1), ("diet", 1)], columns: lost.columns)
        #expect(throws: RegressionError.self) { try lost.estimate(of: sum) }
        #expect(throws: Never.self) { try plain.estimate(of: sum) }
        #expect(
            RegressionError.correctionLost(inflation: -11.0582).description
                == "The correction of Kenward and Roger breaks down for this comparison: it would "
                + "multiply the variance by -11.06. Use \"satterthwaite\" or \"ar1\", or record more "
                + "days.")
    }

    @Test("where it holds, it is used and there is no note")
    func correctionHolds() throws {
        let plain = try Self.sevenDays(.satterthwaite, rho: -0.6)
        let kept = try Self.sevenDays(.kenwardRoger, rho: -0.6)
        #expect(kept.coefficients[1].standardError > plain.coefficients[1].standardError)
        #expect(kept.notes == [RegressionMethod.kenwardRoger.label])
    }

    static let planned: [(String, [Int], [Double])] = [
        ("AB", [14, 42], [18.342005, 14.476294, 11.563832, 10.317186, 16.589944]),
        ("ABAB", [14, 14, 14, 14], [19.621232, 16.743643, 15.772809, 19.821940, 42.292092]),
    ]

    @Test(
        "Satterthwaite's degrees of freedom of planned designs are those of the planning tables",
        arguments: planned)
    func plannedFreedom(phases: String, lengths: [Int], expected: [Double]) throws {
        let design = try SimulatedDesign.phases(phases, lengths).design()
        var generator = SeededGenerator(seed: 3)
        let y = design.times.map { _ in generator.uniform() }
        for (rho, freedom) in zip([1e-6, 0.2, 0.4, 0.6, 0.8], expected) {
            let fit = try Regression(.satterthwaite, options: RegressionOptions(rho: rho))
                .fit(y, on: design)
            let found = try fit.estimate(ofColumn: "treat").distribution.degreesOfFreedom
            expectClose(found, freedom, .published(decimals: 6))
        }
    }

    @Test("Prais-Winsten reaches the fixed point", arguments: tags)
    func praisWinsten(tag: String) throws {
        let data = RegressionOracle.named(tag)
        let fit = try Regression(.praisWinsten).fit(data.responses, on: data.design)
        // Iterated until rho moves by less than 1e-12.
        expectClose(
            try #require(fit.autocorrelation).mean, Self.oracle["\(tag).pw.rho"] ?? .nan,
            .iterative(1e-10))
        expectClose(
            fit.coefficients.map(\.estimate), Self.values("\(tag).pw.beta", data.design.names),
            .iterative(1e-10))
        expectClose(
            fit.coefficients.map(\.standardError), Self.values("\(tag).pw.se", data.design.names),
            .iterative(1e-10))
    }

    @Test(
        "the ratio of means and the standardised effect equal adaptive quadrature",
        arguments: ["d1", "d3"])
    func ratioAndStandardized(tag: String) throws {
        let data = RegressionOracle.named(tag)
        let (before, after) = Self.means(data)
        // The oracle's own accuracy is 1e-7.
        for (nodes, bar) in [(64, 1e-6), (1024, 1e-6)] {
            let fit = try Regression(.ar1, options: RegressionOptions(nodes: nodes))
                .fit(data.responses, on: data.design)
            let ratio = try fit.ratio(of: after, to: before)
            expectClose(
                [ratio.interval.lower, ratio.estimate, ratio.interval.upper],
                ["lo", "med", "hi"].map { Self.oracle["\(tag).ratio.\($0)"] ?? .nan },
                .absolute(bar), "ratio, \(nodes) nodes")
            let effect = try fit.estimate(ofColumn: "treat").standardized
            let interval = effect.interval()
            expectClose(
                [interval.lower, effect.quantile(0.5), interval.upper],
                ["lo", "med", "hi"].map { Self.oracle["\(tag).standardised.\($0)"] ?? .nan },
                .absolute(bar), "standardised, \(nodes) nodes")
        }
    }

    @Test(
        "64 nodes are enough for the ratio and the standardised effect too: 1e-8 of the width",
        arguments: RegressionOracle.all.map(\.tag))
    func endpointQuadrature(tag: String) throws {
        let data = RegressionOracle.named(tag)
        let (before, after) = Self.means(data)
        let fits = try [64, 512].map { nodes in
            try Regression(.ar1, options: RegressionOptions(nodes: nodes))
                .fit(data.responses, on: data.design)
        }
        let standardized = try fits.map { fit in
            try fit.estimate(ofColumn: "treat").standardized.interval()
        }
        let bar = Tolerance.absolute(1e-8 * standardized[1].width)
        expectClose(standardized[0].lower, standardized[1].lower, bar)
        expectClose(standardized[0].upper, standardized[1].upper, bar)
        guard tag == "d1" || tag == "d3" else { return }
        let ratios = try fits.map { try $0.ratio(of: after, to: before).interval }
        expectClose(ratios[0].lower, ratios[1].lower, .absolute(1e-8 * ratios[1].width))
        expectClose(ratios[0].upper, ratios[1].upper, .absolute(1e-8 * ratios[1].width))
    }

    @Test("a ratio to a mean that may not be positive is refused with its probability")
    func refusedRatio() throws {
        let data = RegressionOracle.named("d2")
        let (before, after) = Self.means(data)
        let fit = try Regression(.ar1).fit(data.responses, on: data.design)
        let error = #expect(throws: RegressionError.self) {
            try fit.ratio(of: after, to: before)
        }
        #expect(
            error?.description.hasPrefix("The reference mean is positive with probability 0.998")
                == true)
    }

    /// The mean without and with the exposure, other columns at their averages.
    static func means(_ data: RegressionOracle) -> (before: Contrast, after: Contrast) {
        var weights = data.design.names.indices.map { column in
            data.design.matrix.column(column).reduce(0, +) / Double(data.design.rows)
        }
        weights[1] = 0
        let before = Contrast(weights: weights)
        weights[1] = 1
        return (before, Contrast(weights: weights))
    }
}
