@testable import Stats
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

@Suite("Influence")
struct InfluenceTests {
    @Test("leaving out a row changes a mean by hand, and an outlier stands out")
    func byHand() throws {
        let times = Array(0..<10)
        let design = try DesignMatrix(columns: [Terms.intercept(times)], times: times)
        let y = [1.0, 2, 1, 2, 1, 2, 1, 2, 1, 12]
        let found = try Influence(
            of: Regression(.ols), y, on: design, contrast: Contrast(weights: [1]))
        // Mean 2.5 of ten; without the last 13/9.
        expectClose(found.changes[9], 13.0 / 9 - 2.5, .roundoff(operations: 16))
        expectClose(found.changes[0], 24.0 / 9 - 2.5, .roundoff(operations: 64))
        #expect(found.strongest == 9)
    }

    @Test("a row without which the contrast is lost counts as an infinite change")
    func onlyOne() throws {
        let times = Array(0..<10)
        let design = try DesignMatrix(
            columns: [
                Terms.intercept(times), (name: "once", values: times.map { $0 == 4 ? 1 : 0 }),
            ], times: times)
        let found = try Influence(
            of: Regression(.ols), times.map { Double(($0 * 3) % 7) }, on: design,
            contrast: Contrast(column: "once", of: design))
        #expect(found.changes[4] == .infinity)
    }
}
