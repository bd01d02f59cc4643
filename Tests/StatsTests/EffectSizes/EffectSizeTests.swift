@testable import Stats
import TestSupport
import Testing

/// Six baseline and seven treated scores used by Parker, Vannest & Davis (2011), Behavior
/// Modification 35, 303-322, and by the examples of SingleCaseES; more is better.
@Suite("Parker, Vannest & Davis 2011")
struct ParkerVannestDavis2011Tests {
    private func scores() throws -> PhaseScores {
        try PhaseScores(
            baseline: [20, 20, 26, 25, 22, 23], treated: [28, 25, 24, 27, 30, 30, 29],
            improvement: .increase)
    }

    @Test("PND 5/7, NAP 38.5/42, Tau 35/42, PEM 1, IRD 29/42")
    func published() throws {
        let scores = try scores()
        expectClose(scores.shareOfNonoverlappingData, 5.0 / 7, .exact)
        expectClose(scores.nonoverlapOfAllPairs.estimate, 38.5 / 42, .exact)
        expectClose(scores.tau, 35.0 / 42, .exact)
        expectClose(scores.shareExceedingMedian, 1, .exact)
        // 11 of 13 scores are left without overlap: (13 * 11 - 36 - 49) / 84.
        expectClose(scores.improvementRateDifference, 29.0 / 42, .roundoff())
    }
}

/// Tarlow (2017), Behavior Modification 41, 427-467: a rising baseline that just goes on rising.
@Suite("Tarlow 2017")
struct Tarlow2017Tests {
    @Test("a trend alone: Tau 1, Tau-U 0.6, baseline-corrected Tau 0")
    func trap() throws {
        let scores = try PhaseScores(
            baseline: [1, 2, 3, 4, 5], treated: [6, 7, 8, 9, 10], improvement: .increase)
        expectClose(scores.tau, 1, .exact)
        expectClose(scores.tauU, 0.6, .roundoff())
        expectClose(try scores.baselineCorrectedTau(), 0, .exact)
    }

    @Test("ties that rounding would split stay ties: a trend of 0.1 a day over calendar gaps")
    func roundedTies() throws {
        let times: [Double] = [1, 2, 4, 7, 8, 11, 12, 15, 20, 21]
        let values = times.map { 3 + 0.1 * $0 }
        let scores = try PhaseScores(
            baseline: Array(values[0..<5]), treated: Array(values[5...]), improvement: .increase,
            times: times)
        expectClose(try scores.baselineCorrectedTau(), 0, .exact)
    }
}

@Suite("Effect sizes")
struct EffectSizeTests {
    private func random(_ seed: UInt64, _ direction: PhaseScores.Improvement) throws -> PhaseScores
    {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<20).map { _ in Double(1 + generator.uniform(below: 10)) }
        return try PhaseScores(
            baseline: Array(values[0..<9]), treated: Array(values[9...]), improvement: direction)
    }

    private func mapped(_ scores: PhaseScores, _ change: (Double) -> Double) throws -> PhaseScores {
        try PhaseScores(
            baseline: scores.baseline.map(change), treated: scores.treated.map(change),
            improvement: scores.improvement)
    }

    @Test("measures of overlap see only the order of the scores", arguments: 0..<UInt64(20))
    func order(_ seed: UInt64) throws {
        let scores = try random(seed, .decrease)
        let cubed = try mapped(scores) { $0 * $0 * $0 }
        #expect(scores.nonoverlapOfAllPairs == cubed.nonoverlapOfAllPairs)
        #expect(scores.tauU == cubed.tauU)
        #expect(scores.shareOfNonoverlappingData == cubed.shareOfNonoverlappingData)
        #expect(scores.improvementRateDifference == cubed.improvementRateDifference)
    }

    @Test(
        "Tau = 2 NAP - 1, and the other direction of improvement turns its sign",
        arguments: 0..<UInt64(20))
    func tau(_ seed: UInt64) throws {
        let scores = try random(seed, .decrease)
        let opposite = try random(seed, .increase)
        expectClose(scores.tau, 2 * scores.nonoverlapOfAllPairs.estimate - 1, .absolute(1e-15))
        #expect(scores.tau == -opposite.tau)
        #expect(scores.tauU == -opposite.tauU)
        #expect(try scores.baselineCorrectedTau() == -opposite.baselineCorrectedTau())
    }

    @Test(
        "a straight line added to the times leaves baseline-corrected Tau alone",
        arguments: 0..<UInt64(10))
    func detrended(_ seed: UInt64) throws {
        let scores = try random(seed, .decrease)
        let bent = try PhaseScores(
            baseline: zip(scores.baseline, scores.baselineTimes).map { $0 + 0.25 * $1 },
            treated: zip(scores.treated, scores.treatedTimes).map { $0 + 0.25 * $1 },
            improvement: .decrease)
        #expect(try scores.baselineCorrectedTau() == bent.baselineCorrectedTau())
    }

    @Test(
        "standardised differences do not depend on unit or origin, ratios not on unit",
        arguments: 0..<UInt64(10))
    func scale(_ seed: UInt64) throws {
        let scores = try random(seed, .decrease)
        let moved = try mapped(scores) { 4 * $0 + 32 }
        let scaled = try mapped(scores) { 4 * $0 }
        let roundoff = Tolerance.roundoff(condition: 100, operations: 20)
        expectClose(try moved.hedgesG().estimate, try scores.hedgesG().estimate, roundoff)
        expectClose(
            try moved.baselineStandardizedMeanDifference().estimate,
            try scores.baselineStandardizedMeanDifference().estimate, roundoff)
        expectClose(
            try scaled.logResponseRatio().estimate, try scores.logResponseRatio().estimate,
            .absolute(1e-13))
        expectClose(try scaled.percentChange(), try scores.percentChange(), .absolute(1e-11))
    }

    @Test(
        "IRD equals the largest nonoverlap by brute force over all ways to keep scores",
        arguments: 0..<UInt64(10))
    func ird(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<10).map { _ in Double(generator.uniform(below: 7)) }
        let scores = try PhaseScores(
            baseline: Array(values[0..<4]), treated: Array(values[4...]), improvement: .decrease)
        let best =
            (0..<1 << 10).filter { kept in
                let a = (0..<4).filter { kept >> $0 & 1 == 1 }.map { values[$0] }
                let b = (4..<10).filter { kept >> $0 & 1 == 1 }.map { values[$0] }
                return a.allSatisfy { x in b.allSatisfy { $0 < x } }
            }.map(\.nonzeroBitCount).max() ?? 0
        expectClose(
            scores.improvementRateDifference, Double(10 * best - 16 - 36) / 48, .roundoff())
    }

    @Test("by hand: from 8 to 6 is 25 % less and half the way to 4")
    func hand() throws {
        let scores = try PhaseScores(
            baseline: [7, 9], treated: [5, 7], improvement: .decrease)
        expectClose(try scores.percentChange(), -25, .exact)
        expectClose(try scores.percentOfGoalObtained(goal: 4), 50, .exact)
        let even = try PhaseScores(baseline: [8, 8], treated: [6, 6], improvement: .decrease)
        expectClose(try even.logResponseRatio().percentChange, -25, .roundoff(operations: 4))
    }

    @Test("what does not exist is refused with a sentence")
    func refusals() throws {
        func message(_ body: () throws(EffectSizeError) -> Void) -> String {
            do { try body() } catch { return error.description }
            return "no refusal"
        }
        let zero = try PhaseScores(baseline: [0, 0, 0], treated: [1, 1], improvement: .decrease)
        #expect(
            message { () throws(EffectSizeError) in
                _ = try PhaseScores(baseline: [], treated: [1], improvement: .decrease)
            } == "baseline phase: found 0 scores; this effect size needs at least 1")
        #expect(
            message { () throws(EffectSizeError) in
                _ = try PhaseScores(baseline: [1], treated: [.nan], improvement: .decrease)
            } == "treated phase: a score is not a finite number; leave the row out instead")
        #expect(
            message { () throws(EffectSizeError) in
                _ = try PhaseScores(
                    baseline: [1], treated: [1], improvement: .decrease, times: [1])
            } == "found 1 times for 2 scores; give one for each")
        #expect(
            message { () throws(EffectSizeError) in
                _ = try PhaseScores(
                    baseline: [1, 2], treated: [1], improvement: .decrease, times: [2, 2, 3])
            }
                == "baseline phase: times do not increase; give the scores in the order of their times"
        )
        #expect(
            message { () throws(EffectSizeError) in _ = try zero.hedgesG() }
                == "baseline phase: all scores are equal, so a difference in standard deviations "
                + "does not exist; report the difference in points")
        #expect(
            message { () throws(EffectSizeError) in _ = try zero.logResponseRatio() }
                == "baseline phase: the mean is 0.0; a ratio needs a scale that starts at zero and "
                + "means above it; report the difference in points")
        #expect(
            message { () throws(EffectSizeError) in
                _ = try zero.percentOfGoalObtained(goal: 0)
            } == "the goal 0.0 is the baseline mean, so there is no way to go; choose another goal")
    }
}
