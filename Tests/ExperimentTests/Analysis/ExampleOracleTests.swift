import Experiment
@testable import Stats
import Testing
import TestSupport

/// The acne and the sleep examples against R's nlme::gls on rows that R prepared itself
/// (Tests/Oracles/examples/gls.R, R 4.2.2, nlme 3.1-162).
@Suite("Examples against nlme::gls")
struct ExampleOracleTests {
    struct Oracle: Sendable, CustomTestStringConvertible {
        let name: String
        let n: Int
        let isOnBound: Bool
        let phi, intercept, interceptError, effect, effectError, sigma, logLikelihood: Double

        var testDescription: String { name }

        static let all: [Oracle] = {
            guard let text = try? ExampleTrial.text("Tests/Oracles/examples/gls.csv") else {
                return []
            }
            return text.split(separator: "\n").dropFirst(2).compactMap(Oracle.init)
        }()

        init?(_ line: Substring) {
            let cells = line.split(separator: ",").map(String.init)
            let numbers = cells.dropFirst(4).compactMap(Double.init)
            guard cells.count == 11, numbers.count == 7, let n = Int(cells[1]) else { return nil }
            name = cells[0]
            self.n = n
            isOnBound = cells[3] == "1"
            phi = numbers[0]
            intercept = numbers[1]
            interceptError = numbers[2]
            effect = numbers[3]
            effectError = numbers[4]
            sigma = numbers[5]
            logLikelihood = numbers[6]
        }
    }

    private func rows(_ oracle: Oracle) throws -> TrialDesignMatrix {
        let trial = ExampleTrial(name: oracle.name)
        let plan = try trial.plan()
        return try TrialDesignMatrix(
            TrialData(plan, outcome: plan.primaryOutcome, diary: trial.diary(plan)))
    }

    @Test("all eleven series are there")
    func complete() { #expect(Oracle.all.count == 11) }

    @Test(
        "where R reaches its optimum, coefficients, errors and sigma agree to 1e-6",
        arguments: Oracle.all.filter { !$0.isOnBound })
    func optimum(_ oracle: Oracle) throws {
        let rows = try rows(oracle)
        let fit = try Regression(.reml).fit(rows.responses, on: rows.design)
        #expect(fit.n == oracle.n)
        // The profile likelihood is flat at its top: both optimisers stop within 1e-7 in phi.
        expectClose(fit.coefficients[0].estimate, oracle.intercept, .iterative(1e-6), "intercept")
        expectClose(fit.coefficients[1].estimate, oracle.effect, .iterative(1e-6), "effect")
        expectClose(fit.coefficients[0].standardError, oracle.interceptError, .iterative(1e-6))
        expectClose(fit.coefficients[1].standardError, oracle.effectError, .iterative(1e-6))
        expectClose(fit.sigma, oracle.sigma, .iterative(1e-6), "sigma")
        expectClose(
            try #require(fit.logLikelihood), oracle.logLikelihood, .iterative(1e-9), "logLik")
    }

    @Test(
        "where R's phi sits on its bound of 0, the fit at 0 agrees and ours is likelier",
        arguments: Oracle.all.filter(\.isOnBound))
    func bound(_ oracle: Oracle) throws {
        let rows = try rows(oracle)
        let atBound = try Regression(.reml, options: RegressionOptions(rho: oracle.phi))
            .fit(rows.responses, on: rows.design)
        expectClose(atBound.coefficients[1].estimate, oracle.effect, .iterative(1e-9), "effect")
        expectClose(atBound.coefficients[1].standardError, oracle.effectError, .iterative(1e-9))
        let free = try Regression(.reml).fit(rows.responses, on: rows.design)
        #expect(try #require(free.logLikelihood) > oracle.logLikelihood)
        #expect(try #require(free.autocorrelation).mean < 0)
    }
}

/// The numbers that were published for these data, when the data are read as they were read then.
@Suite("Published numbers of the examples")
struct PublishedNumbersTests {
    /// Ordinary least squares of y on an intercept and x.
    private func leastSquares(_ y: [Double], _ x: [Double]) throws -> RegressionFit {
        let design = try DesignMatrix(
            columns: [("intercept", x.map { _ in 1 }), ("x", x)], times: Array(x.indices))
        return try Regression(.ols).fit(y, on: design)
    }

    @Test(
        "Acne Multimodal N-of-1 Trials (arXiv 2302.07547): lm, treatment -0.04239 (0.02904), 253 df"
    )
    func acne() throws {
        let table = try CSVTable(
            bytes: Array(ExampleTrial.text("examples/acne/source/scores-scaled-combined.csv").utf8),
            file: "scores")
        let treatment = try table.index(of: "Intervention (Boolean)", for: "x")
        let raters = table.header.indices.filter { table.header[$0].hasPrefix("scores_") }
        let y = table.rows.map { row in
            raters.compactMap { Double(row.cells[$0]) }.reduce(0, +) / Double(raters.count)
        }
        // Read then: a cell is the treatment when it equals "TRUE", so the nine "True " are not.
        let fit = try leastSquares(y, table.rows.map { $0.cells[treatment] == "TRUE" ? 1 : 0 })
        expectClose(fit.coefficients[1].estimate, -0.04239, .published(decimals: 5))
        expectClose(fit.coefficients[1].standardError, 0.02904, .published(decimals: 5))
        #expect(fit.degreesOfFreedom == 253)
    }

    @Test(
        "HPI classroom trials: least squares without the first row, published as autoregressive",
        arguments: [
            ("tea-0889", -0.1667, 0.302, 4), ("tea-b6a7", -0.2381, 0.567, 4),
            ("tea-c8ba", -0.5727, 0.570, 4), ("window-1841", -0.3333, 0.690, 4),
            ("window-27bf", -0.8333, 0.764, 4), ("window-2faf", -0.8333, 0.347, 4),
        ])
    func sleep(name: String, effect: Double, error: Double, decimals: Int) throws {
        let trial = ExampleTrial(name: "sleep-tea/\(name)")
        let plan = try trial.plan()
        let days = try TrialData(plan, outcome: plan.primaryOutcome, diary: trial.diary(plan))
            .analysed
        // Published as usual minus tested, without the first row of the export or of the series.
        let y = days.dropFirst().compactMap(\.score?.value)
        let fit = try leastSquares(y, days.dropFirst().map { 1 - $0.exposures[0] })
        expectClose(fit.coefficients[1].estimate, effect, .published(decimals: decimals))
        expectClose(fit.coefficients[1].standardError, error, .published(decimals: 3))
    }
}
