import Foundation
import Testing
import TestSupport

@testable import Stats

/// Six fixed series with every digit of the prototype (numpy, full sums without pruning): see
/// Tests/Oracles/changepoints/README.md.
@Suite("Transients against their prototype")
struct TransientOracleTests {
    static let names = ["flares", "step", "step-and-flare", "spell", "gaps", "drift"]

    /// One series on one scale.
    private struct Case {
        let series: ChangepointOracles.Series
        let expected: [String: Any]
        let whole: [String: Any]

        init(_ name: String, _ scale: String) throws {
            series = try ChangepointOracles.series("transients/" + name)
            let file = ChangepointOracles.folder.appendingPathComponent("transients/reference.json")
            let all =
                try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            whole = all?[name] as? [String: Any] ?? [:]
            expected = whole[scale] as? [String: Any] ?? [:]
        }

        func fit(_ scale: String, neglect: Double) throws -> TransientFit {
            var posterior = TransientPosterior()
            posterior.neglect = neglect
            let design = try TransientDesign(times: series.days)
            return scale == "raw"
                ? try posterior.fit(
                    series.values, unit: ScaledSeries.step(of: series.values), on: design)
                : try posterior.fit(NormalScores(series.values).values, on: design)
        }
    }

    /// Probabilities agree to 1e-14 on one machine; 1e-9 leaves room for another order of summation.
    @Test(
        "every probability of the full sum is reproduced to 1e-9", arguments: names,
        ["raw", "scores"])
    func probabilities(_ name: String, _ scale: String) throws {
        let oracle = try Case(name, scale)
        let fit = try oracle.fit(scale, neglect: .infinity)
        let bound = Tolerance.absolute(1e-9)
        expectClose(fit.none, oracle.expected.number("p_none"), bound, "none")
        expectClose(fit.oneChange, oracle.expected.number("p_one_inside"), bound, "one")
        expectClose(fit.twoElsewhere, oracle.expected.number("p_two_new"), bound, "two")
        expectClose(fit.returns, oracle.expected.number("p_returns"), bound, "returns")
        expectClose(fit.new, oracle.expected.number("new"), bound, "new")
        expectClose(fit.stepShare, oracle.expected.number("step_share"), bound, "step share")
        let dates = fit.dates
        #expect(Double(dates.mode) == oracle.expected.number("best_date_index"))
        expectClose(
            dates.probabilities[dates.mode], oracle.expected.number("p_best_date"), bound, "date")
    }

    /// The reference prints twelve digits of numbers near 100.
    @Test(
        "the path finds the same transients with the same evidence", arguments: names,
        ["raw", "scores"])
    func path(_ name: String, _ scale: String) throws {
        let oracle = try Case(name, scale)
        let fit = try oracle.fit(scale, neglect: .infinity)
        let rows = oracle.expected["path"] as? [[Any]] ?? []
        let expected = rows.map { row -> Transient in
            let size = (row[1] as? NSNumber)?.doubleValue ?? .nan
            let index = (row[2] as? NSNumber)?.intValue ?? -1
            return Transient(
                shape: row[0] as? String == "box"
                    ? .box(days: Int(size)) : .decay(halfLife: size),
                index: index, time: oracle.series.days[index])
        }
        #expect(!expected.isEmpty)
        #expect(fit.path == expected)
        expectClose(
            fit.logWeights, oracle.expected.numbers("log_weight_of_sets_K01"), .absolute(1e-8))
    }

    @Test("what is neglected moves the chance of a new level by at most 5e-4", arguments: names)
    func neglect(_ name: String) throws {
        let oracle = try Case(name, "raw")
        let fit = try oracle.fit("raw", neglect: TransientPosterior().neglect)
        expectClose(fit.new, oracle.expected.number("new"), .absolute(5e-4))
    }

    @Test("both scales together make the claim", arguments: names)
    func claim(_ name: String) throws {
        let oracle = try Case(name, "raw")
        let change = try LastingChange(oracle.series.values, times: oracle.series.days)
        let expected = oracle.whole.number("claim")
        // The bound of the neglect.
        if change.scores != nil { expectClose(change.claim, expected, .absolute(5e-4)) }
        #expect(change.verdict == ChangeVerdict(probability: expected))
    }

    @Test("the evidence of a watch is reproduced to 1e-9", arguments: names)
    func watch(_ name: String) throws {
        let oracle = try Case(name, "raw")
        let design = try TransientDesign(times: oracle.series.days)
        let evidence = WatchEvidence(
            TransientPath(oracle.series.values, unit: 0, on: design), from: 14, horizon: 84)
        expectClose(evidence.factor, oracle.whole.number("watch"), .absolute(1e-9))
    }
}
