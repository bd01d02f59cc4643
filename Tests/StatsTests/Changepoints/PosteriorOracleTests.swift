import Testing
import TestSupport

@testable import Stats

@Suite("Changepoint posterior against oracles.json")
struct PosteriorOracleTests {
    /// Four stated nodes, dense V and one solve for each set of dates (numpy 1.x, oracles.py).
    @Test(
        "the brute-force posterior on four nodes is reproduced to 1e-6",
        arguments: ["nile", "reversal", "missing", "ar1trap", "trend"])
    func fourNodes(_ name: String) throws {
        let oracle = try ChangepointOracles(name).object("posterior_gls")
        let series = try ChangepointOracles.series(name)
        let nodes = (oracle["nodes_rho_white"] as? [[Double]] ?? []).map {
            NoiseNode(rho: $0[0], white: $0[1])
        }
        #expect(nodes.count == 4)
        let design = try PosteriorDesign(times: series.days, noise: NoiseGrid(nodes: nodes))
        var options = ChangepointPosterior.Options()
        options.maximumChanges = 2
        options.neglect = 1000
        let fit = try ChangepointPosterior(options: options).fit(series.values, on: design)
        // Probabilities: the bound.
        expectClose(fit.countProbabilities, oracle.numbers("p_k"), .absolute(1e-6), "P(K)")
        let dates = fit.dates(given: 1)
        for (index, probability) in oracle.table("date_posterior_given_k1") {
            expectClose(dates.probabilities[index], probability, .absolute(1e-6), "P(\(index))")
        }
        #expect(try dates.highestDensitySet().indices == oracle.integers("hpd95_given_k1"))
    }

    @Test(
        "the default grid gives the prototype's number of changes and dates",
        arguments: ["nile", "reversal", "missing", "ar1trap", "trend"])
    func defaultGrid(_ name: String) throws {
        let oracle = try ChangepointOracles(name).object("posterior_gls_default_grid")
        let series = try ChangepointOracles.series(name)
        let fit = try ChangepointPosterior().fit(series.values, times: series.days)
        let expected = oracle.numbers("p_k").prefix(fit.maximumChanges + 1)
        expectClose(fit.countProbabilities, Array(expected), .absolute(1e-6), "P(K)")
        let modes = oracle["map_given_k"] as? [String: Any] ?? [:]
        for count in 1...fit.maximumChanges {
            let found = (0..<count).map { fit.dates(of: $0, given: count).mode }
            #expect(found == modes.integers("\(count)"))
        }
    }

    /// One change at most, AR(1) noise only, a normal prior of 1.5 SD, rho uniform on ten values.
    @Test(
        "the posterior of at most one change is reproduced to 1e-6",
        arguments: ChangepointOracles.names)
    func oneChange(_ name: String) throws {
        let oracle = try ChangepointOracles(name).object("posterior_k01")
        let series = try ChangepointOracles.series(name)
        let nodes = oracle.numbers("rho_grid").map { NoiseNode(rho: $0, white: 0) }
        #expect(nodes == NoiseGrid.firstOrder.nodes)
        let design = try PosteriorDesign(times: series.days, noise: .firstOrder)
        var options = ChangepointPosterior.Options()
        options.maximumChanges = 1
        options.expectedChanges = 1
        options.changeScale = 1.5
        options.sizes = .normal
        let fit = try ChangepointPosterior(options: options).fit(series.values, on: design)
        expectClose(fit.probabilityOfAnyChange, oracle.number("p_change"), .absolute(1e-6))
        let dates = fit.dates()
        for (index, probability) in oracle.table("date_posterior") {
            expectClose(dates.probabilities[index], probability, .absolute(1e-6), "P(\(index))")
        }
        #expect(try dates.highestDensitySet().indices == oracle.integers("hpd95"))
        #expect(Double(dates.mode) == oracle.number("map"))
    }

    @Test(
        "leaving unlikely noise out moves P(K) only where changes hide each other",
        arguments: ChangepointOracles.names)
    func neglect(_ name: String) throws {
        let series = try ChangepointOracles.series(name)
        let design = try PosteriorDesign(times: series.days)
        let fit = try ChangepointPosterior().fit(series.values, on: design)
        var options = ChangepointPosterior.Options()
        options.neglect = 1000
        let full = try ChangepointPosterior(options: options).fit(series.values, on: design)
        // ABAB is where one change explains little and three much: P(K = 3) .118 against .153.
        let bound = name == "reversal" ? 0.04 : 2e-4
        expectClose(fit.countProbabilities, full.countProbabilities, .absolute(bound))
    }
}
