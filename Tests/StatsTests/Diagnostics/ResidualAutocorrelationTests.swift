import Stats
import Testing
import TestSupport

@Suite("Residual autocorrelation")
struct ResidualAutocorrelationTests {
    @Test("a complete series gives R's acf, Box.test and statsmodels' Durbin-Watson")
    func complete() throws {
        let data = RegressionOracle.named("d1")
        let fit = try Regression(.ols).fit(data.responses, on: data.design)
        let residuals = try fit.residuals(data.responses, on: data.design)
        let found = try ResidualAutocorrelation(
            residuals: residuals, times: data.design.times, lags: 7)
        // Tests/Oracles/regression/diagnostics.R, R 4.2.2.
        let acf = [0.376688370052, 0.167454638523, -0.075381841205]
        for (lag, expected) in acf.enumerated() {
            // acf divides by n, not by the number of pairs.
            let biased = try #require(found.coefficients[lag]) * Double(55 - lag) / 56
            expectClose(biased, expected, .significant(digits: 11))
        }
        expectClose(found.ljungBox.statistic, 12.7557427185, .significant(digits: 12))
        expectClose(found.ljungBox.pValue, 0.0782880856781, .significant(digits: 12))
        expectClose(found.durbinWatson, 1.24076645516505, .iterative(1e-12))
    }

    @Test("pairs are counted by their distance in time, not in rows")
    func gaps() throws {
        let found = try ResidualAutocorrelation(
            residuals: [1, -1, 2, 3], times: [0, 2, 3, 5], lags: 3)
        #expect(found.pairs == [1, 2, 2])
        let meanSquare = 15.0 / 4
        expectClose(try #require(found.coefficients[0]), -2 / meanSquare, .roundoff())
        expectClose(try #require(found.coefficients[1]), (-1 + 6) / 2 / meanSquare, .roundoff())
        expectClose(try #require(found.coefficients[2]), (2 - 3) / 2 / meanSquare, .roundoff())
        let none = try ResidualAutocorrelation(residuals: [1, 2], times: [0, 5], lags: 2)
        #expect(none.coefficients == [nil, nil])
        #expect(none.ljungBox.pValue == 1)
    }
}
