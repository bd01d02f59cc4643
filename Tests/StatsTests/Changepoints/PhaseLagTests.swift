import Foundation
import Testing
import TestSupport

@testable import Stats

@Suite("Phase-lag model")
struct PhaseLagTests {
    @Test(
        "dense algebra gives the same effect, lag and probability",
        arguments: ["reversal", "missing", "ar1trap", "nile"])
    func oracle(_ name: String) throws {
        let data = try Data(
            contentsOf: ChangepointOracles.folder.appendingPathComponent("phase_lag.json"))
        let all = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        let oracle = all[name] as? [String: Any] ?? [:]
        let series = try ChangepointOracles.series(name)
        let design = try PosteriorDesign(times: series.days)
        let fit = try PhaseLagModel().fit(
            series.values, switches: oracle.integers("switches"), on: design)
        expectClose(fit.probabilityOfEffect, oracle.number("p_effect"), .absolute(1e-9))
        expectClose(fit.lagProbabilities, oracle.numbers("lag"), .absolute(1e-9))
        // The mixture drops parts below 1e-5 of the heaviest.
        expectClose(fit.effect, oracle.number("effect"), .iterative(1e-4))
    }

    @Test("the scale of the scores scales the effect and moves no probability")
    func scale() throws {
        let series = try ChangepointOracles.series("reversal")
        let design = try PosteriorDesign(times: series.days)
        let model = PhaseLagModel()
        let fit = try model.fit(series.values, switches: [21, 42, 63], on: design)
        let other = try model.fit(
            series.values.map { 40 - 3 * $0 }, switches: [21, 42, 63], on: design)
        expectClose(
            other.probabilityOfEffect, fit.probabilityOfEffect,
            .roundoff(condition: 1e4, operations: 84))
        expectClose(other.effect, -3 * fit.effect, .roundoff(condition: 1e4, operations: 84))
        let mirrored = try fit.effectInterval()
        let interval = try other.effectInterval()
        // Bisection to 1e-9 of the range of the sizes.
        expectClose(interval.lowerBound, -3 * mirrored.upperBound, .absolute(1e-6))
        expectClose(interval.upperBound, -3 * mirrored.lowerBound, .absolute(1e-6))
    }

    @Test("one switch without lag is the change of the same date")
    func oneSwitch() throws {
        let series = try ChangepointOracles.series("nile")
        let design = try PosteriorDesign(times: series.days)
        let fit = try PhaseLagModel(longestLag: 40).fit(
            series.values, switches: [20], on: design)
        let blind = try ChangepointPosterior().fit(series.values, on: design).dates()
        let expected = (0...40).map { blind.probabilities[20 + $0] }
        let total = expected.reduce(0, +)
        expectClose(
            fit.lagProbabilities, expected.map { $0 / total }, .absolute(1e-12), "lag")
    }

    @Test("a set of lags holds its level and is the smallest that does")
    func lagSet() throws {
        let series = try ChangepointOracles.series("reversal")
        let fit = try PhaseLagModel().fit(
            series.values, switches: [21, 42, 63], on: PosteriorDesign(times: series.days))
        let set = try fit.lagSet(level: 0.9)
        let held = set.reduce(0) { $0 + fit.lagProbabilities[$1] }
        let least = set.map { fit.lagProbabilities[$0] }.min() ?? 0
        #expect(held >= 0.9)
        #expect(held - least < 0.9)
    }

    @Test("switches are refused with a sentence")
    func refusals() throws {
        let design = try PosteriorDesign(times: Array(10..<40))
        let y = (0..<30).map { Double($0 % 5) }
        func sentence(_ switches: [Int], longestLag: Int = 13) -> String {
            do {
                _ = try PhaseLagModel(longestLag: longestLag).fit(y, switches: switches, on: design)
                return "accepted"
            } catch { return error.description }
        }
        #expect(
            sentence([40]) == "found a switch at time 40; expected one after the first observation "
                + "(10) and not after the last (39).")
        #expect(
            sentence([10]) == "found a switch at time 10; expected one after the first observation "
                + "(10) and not after the last (39).")
        #expect(
            sentence([20, 20]) == "found a switch at time 20 after one at time 20; expected "
                + "strictly increasing times.")
        #expect(
            sentence([]) == "found no switch; expected at least one. Without a known switch, use "
                + "the search.")
        #expect(sentence([20], longestLag: -1) == "found a longest lag of -1; expected 0 or more.")
    }
}
