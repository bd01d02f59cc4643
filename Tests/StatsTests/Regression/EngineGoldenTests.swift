@testable import Stats
import Testing
import TestSupport

/// Against the reference implementation of the engines, Tests/Oracles/regression/engine.py
/// (values by check.py, which also verified them by an independent adaptive quadrature).
@Suite("Engines against the reference implementation")
struct EngineGoldenTests {
    static let sets = RegressionOracle.all.indices

    @Test("ar1 reproduces the golden values", arguments: sets)
    func ar1(set: Int) throws {
        let oracle = RegressionOracle.all[set]
        let fit = try Regression(.ar1).fit(oracle.responses, on: oracle.design)
        let effect = try fit.estimate(ofColumn: "treat")
        let interval = effect.interval()
        let scale = oracle.value("ar1.sd")
        // Another route to the same integral; 1e-8 is the bar, in posterior standard deviations.
        let bar = Tolerance.absolute(1e-8 * scale)
        expectClose(effect.estimate, oracle.value("ar1.mean"), bar)
        expectClose(effect.standardError, scale, bar)
        expectClose(interval.lower, oracle.value("ar1.lo"), bar)
        expectClose(interval.upper, oracle.value("ar1.hi"), bar)
        let probability = Tolerance.absolute(1e-8)
        expectClose(effect.probability(below: 0), oracle.value("ar1.p_neg"), probability)
        expectClose(
            effect.probability(ofBenefitBeyond: 0.5, .lower), oracle.value("ar1.p_benefit"),
            probability)
        expectClose(
            effect.probability(ofBenefitBeyond: 0.5, .higher), oracle.value("ar1.p_harm"),
            probability)
        expectClose(
            effect.probability(negligibleWithin: 0.5), oracle.value("ar1.p_trivial"), probability)
        expectClose(
            try #require(fit.autocorrelation).mean, oracle.value("ar1.rho_mean"), probability)
        expectClose(
            fit.sigma * fit.sigma, oracle.value("ar1.sigma2_mean"), .iterative(1e-8))
    }

    @Test("robust reproduces the golden values", arguments: sets)
    func robust(set: Int) throws {
        let oracle = RegressionOracle.all[set]
        let options = RegressionOptions(exposure: Exposure(column: "treat"))
        let fit = try Regression(.robust, options: options)
            .fit(oracle.responses, on: oracle.design)
        let effect = try fit.estimate(ofColumn: "treat")
        let interval = effect.interval()
        let scale = oracle.value("robust.sd")
        let bar = Tolerance.absolute(1e-7 * scale)
        expectClose(effect.estimate, oracle.value("robust.mean"), bar)
        expectClose(effect.standardError, scale, bar)
        expectClose(interval.lower, oracle.value("robust.lo"), bar)
        expectClose(interval.upper, oracle.value("robust.hi"), bar)
        let probability = Tolerance.absolute(1e-7)
        expectClose(effect.probability(below: 0), oracle.value("robust.p_neg"), probability)
        expectClose(
            effect.probability(ofBenefitBeyond: 0.5, .lower), oracle.value("robust.p_benefit"),
            probability)
        expectClose(
            effect.probability(ofBenefitBeyond: 0.5, .higher), oracle.value("robust.p_harm"),
            probability)
        let summary = try #require(fit.robust)
        expectClose(
            try #require(fit.autocorrelation).mean, oracle.value("robust.rho_mean"), probability)
        expectClose(summary.noiseShare, oracle.value("robust.lambda_mean"), probability)
        expectClose(summary.logSpreadRatio, oracle.value("robust.kappa_mean"), probability)
    }

    @Test("on autocorrelations alone, the curves reproduce the golden values", arguments: sets)
    func curves(set: Int) throws {
        let oracle = RegressionOracle.all[set]
        let options = RegressionOptions(
            days: oracle.days, exposure: Exposure(column: "treat", path: oracle.path))
        let plain = ErrorGrid(
            autocorrelations: 32, noiseShares: [(0, 1)], logRatios: [(0, 1)], smoothings: [],
            localLevel: 0)
        let fit = try OnsetGridEngine(.onset, grid: plain, options: options, design: oracle.design)
            .fit(oracle.responses, level: 0.95)
        try Self.expectOnset(fit, oracle, name: "onset_D\(oracle.days)", bar: 1e-8)
    }

    @Test("onset reproduces the golden values", arguments: sets)
    func onset(set: Int) throws {
        let oracle = RegressionOracle.all[set]
        let options = RegressionOptions(
            days: oracle.days, exposure: Exposure(column: "treat", path: oracle.path))
        let fit = try Regression(.onset, options: options)
            .fit(oracle.responses, on: oracle.design)
        try Self.expectOnset(fit, oracle, name: "onset", bar: 1e-8)
        try Self.expectErrors(fit, oracle, name: "onset")
    }

    @Test("robust-onset reproduces the golden values", arguments: ["d1", "d4log"])
    func robustOnset(tag: String) throws {
        let oracle = RegressionOracle.named(tag)
        let options = RegressionOptions(
            days: oracle.days, exposure: Exposure(column: "treat", path: oracle.path))
        let fit = try Regression(.robustOnset, options: options)
            .fit(oracle.responses, on: oracle.design)
        try Self.expectOnset(fit, oracle, name: "robust_onset", bar: 1e-7)
        try Self.expectErrors(fit, oracle, name: "robust_onset")
    }

    /// - `bar`: of the posterior, in interval widths and probabilities.
    static func expectOnset(
        _ fit: RegressionFit, _ oracle: RegressionOracle, name: String, bar: Double
    ) throws {
        let effect = try fit.estimate(ofColumn: "treat")
        func value(_ key: String) -> Double { oracle.value("\(name).\(key)") }
        let interval = effect.interval()
        let width = Tolerance.absolute(bar * (value("hi") - value("lo")))
        expectClose(effect.estimate, value("mean"), width)
        expectClose(interval.lower, value("lo"), width)
        expectClose(interval.upper, value("hi"), width)
        expectClose(effect.probability(below: 0), value("p_neg"), .absolute(bar))
        expectClose(
            effect.probability(ofBenefitBeyond: 0.5, .lower), value("p_benefit"), .absolute(bar))
        let summary = try #require(fit.onset)
        let longRun = Tolerance.absolute(bar * (value("lr_hi") - value("lr_lo")))
        expectClose(summary.longRun.quantile(0.025), value("lr_lo"), longRun)
        expectClose(summary.longRun.quantile(0.5), value("lr_median"), longRun)
        expectClose(summary.longRun.quantile(0.975), value("lr_hi"), longRun)
        expectClose(summary.halfTime.lower, value("t50_lo"), .absolute(1e-9))
        expectClose(summary.halfTime.median, value("t50_med"), .absolute(1e-9))
        expectClose(summary.halfTime.upper, value("t50_hi"), .absolute(1e-9))
        expectClose(summary.probabilityOfStep, value("p_step"), .absolute(bar))
        #expect(Double(summary.kernels) == value("n_models"))
        if let washOut = summary.washOutHalfTime {
            expectClose(washOut.median, value("off50_med"), .absolute(1e-9))
        }
    }

    static func expectErrors(
        _ fit: RegressionFit, _ oracle: RegressionOracle, name: String
    ) throws {
        func value(_ key: String) -> Double { oracle.value("\(name).\(key)") }
        // The bar of robust, in posterior standard deviations.
        let effect = try fit.estimate(ofColumn: "treat")
        expectClose(effect.standardError, value("sd"), .iterative(1e-7))
        let probability = Tolerance.absolute(1e-7)
        expectClose(try #require(fit.autocorrelation).mean, value("rho_mean"), probability)
        expectClose(fit.sigma * fit.sigma, value("sigma2_mean"), .iterative(1e-7))
        let errors = try #require(fit.robust)
        expectClose(errors.noiseShare, value("lambda_mean"), probability)
        expectClose(errors.logSpreadRatio, value("kappa_mean"), probability)
        expectClose(errors.localLevelWeight, value("level_weight"), probability)
        expectClose(errors.ratingNoiseWeight, value("noise_weight"), probability)
    }

    @Test("robust-onset knows the other coefficients too: those of d1 lie where onset has them")
    func otherCoefficients() throws {
        let oracle = RegressionOracle.named("d1")
        let options = RegressionOptions(exposure: Exposure(column: "treat", path: oracle.path))
        let both = try [RegressionMethod.onset, .robustOnset].map {
            try Regression($0, options: options).fit(oracle.responses, on: oracle.design)
        }
        // The errors differ, the data are the same: within a standard error of each other.
        for (a, b) in zip(both[0].coefficients, both[1].coefficients) {
            #expect(a.name == b.name)
            #expect((a.estimate - b.estimate).magnitude < a.standardError, "\(a.name)")
        }
    }
}
