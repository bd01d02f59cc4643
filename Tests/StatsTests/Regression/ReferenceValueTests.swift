@testable import Stats
import Testing
import TestSupport

/// Against R 4.2.2 (nlme 3.1-162, sandwich 3.0-2), Tests/Oracles/regression/oracle.R.
@Suite("Regression against R")
struct ReferenceValueTests {
    static let sets = RegressionOracle.all.indices

    @Test("least squares equals R's lm", arguments: sets)
    func leastSquares(set: Int) throws {
        let oracle = RegressionOracle.all[set]
        let fit = try Regression(.ols).fit(oracle.responses, on: oracle.design)
        // 1e-10 is the bar of the method; both programs lose a few digits to the condition.
        expectClose(fit.coefficients.map(\.estimate), oracle.values("ols.beta"), .iterative(1e-10))
        expectClose(
            fit.coefficients.map(\.standardError), oracle.values("ols.se"), .iterative(1e-10))
        expectClose(fit.sigma, oracle.value("ols.sigma"), .iterative(1e-10))
    }

    @Test(
        "generalised least squares at a fixed autocorrelation equals nlme's gls",
        arguments: sets, [0.3, 0.7])
    func fixedAutocorrelation(set: Int, rho: Double) throws {
        let oracle = RegressionOracle.all[set]
        for (method, name) in [(RegressionMethod.reml, "REML"), (.ml, "ML")] {
            let fit = try Regression(method, options: RegressionOptions(rho: rho))
                .fit(oracle.responses, on: oracle.design)
            let prefix = "\(name).rho\(rho)"
            expectClose(
                fit.coefficients.map(\.estimate), oracle.values("\(prefix).beta"),
                .iterative(1e-10))
            expectClose(
                fit.coefficients.map(\.standardError), oracle.values("\(prefix).se"),
                .iterative(1e-10))
            expectClose(fit.sigma, oracle.value("\(prefix).sigma"), .iterative(1e-10))
            expectClose(
                try #require(fit.logLikelihood), oracle.value("\(prefix).logLik"),
                .iterative(1e-10))
        }
    }

    @Test("the optimum of the likelihood is R's or higher", arguments: sets)
    func optimum(set: Int) throws {
        let oracle = RegressionOracle.all[set]
        for (method, name) in [(RegressionMethod.reml, "REML"), (.ml, "ML")] {
            let fit = try Regression(method).fit(oracle.responses, on: oracle.design)
            let found = try #require(fit.logLikelihood)
            expectClose(found, oracle.value("\(name).logLik"), .iterative(1e-9))
            // The likelihood is flat to rounding within 1e-7 of its top.
            expectClose(
                try #require(fit.autocorrelation).mean, oracle.value("\(name).rho"),
                .iterative(1e-6))
            expectClose(
                fit.coefficients.map(\.estimate), oracle.values("\(name).beta"), .iterative(1e-6))
            expectClose(
                fit.coefficients.map(\.standardError), oracle.values("\(name).se"),
                .iterative(1e-6))
        }
    }
}
