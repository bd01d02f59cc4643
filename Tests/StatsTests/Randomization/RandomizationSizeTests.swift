@testable import Stats
import TestSupport
import Testing

internal import RealModule

/// Scores of one person without any effect: a stationary AR(1) series with unit variance.
func autoregressiveScores(
    _ length: Int, rho: Double, using generator: inout some RandomNumberGenerator
) -> [Double] {
    var score = 0.0
    return (0..<length).map { day in
        let shock = normal(using: &generator)
        score = day == 0 ? shock : rho * score + (1 - rho * rho).squareRoot() * shock
        return score
    }
}

/// A standard normal number (Box & Muller).
func normal(using generator: inout some RandomNumberGenerator) -> Double {
    let radius = (-2 * Double.log(1 - generator.uniform())).squareRoot()
    return radius * Double.cos(2 * .pi * generator.uniform())
}

@Suite("Randomisation test: size")
struct RandomizationSizeTests {
    @Test(
        "without an effect p <= 0.05 in 5 % of trials or fewer, at any autocorrelation",
        arguments: [0, 0.4, 0.8])
    func size(_ rho: Double) throws {
        let pairs = ConcatenatedSets(
            (0..<7).map { _ in
                ListedArrangements([[0, 0, 0, 0, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0, 0, 0]])
            })
        let phases = PhaseChangePoints(phases: [0, 1, 0, 1], length: 40, minimumPhaseLength: 6)
        let daily = try #require(
            RunLimitedSequences(length: 30, conditionCount: 2, maximumRun: 2, balance: .equal))
        for statistic in [TestStatistic.gls, .meanDifference, .slopeDifference] {
            expectSize(pairs, RandomizationTest(statistic: statistic), rho: rho, trials: 800)
        }
        expectSize(phases, RandomizationTest(), rho: rho, trials: 300)
        expectSize(daily, RandomizationTest(replicates: 199), rho: rho, trials: 800)
    }

    /// The rate is at most .05 by construction, so the found one exceeds it by simulation error
    /// alone: five standard errors.
    private func expectSize(
        _ set: some ReferenceSet, _ test: RandomizationTest, rho: Double, trials: Int
    ) {
        let rejections = MonteCarlo(replicates: trials, seed: 31).runSerially { _, generator in
            let observed = set.draw(using: &generator)
            let scores = autoregressiveScores(set.length, rho: rho, using: &generator)
                .map { generator.uniform() < 0.1 ? nil : Optional($0) }
            let result = try? test.run(
                scores, observed: observed, in: set, seed: generator.next())
            return (result?.pValue.value ?? 0) <= 0.05
        }
        let rate = Double(rejections.count { $0 }) / Double(trials)
        let error = (0.05 * 0.95 / Double(trials)).squareRoot()
        #expect(rate <= 0.05 + 5 * error)
        // The schemes have p in steps below .02, so a test that never rejects is broken too.
        #expect(rate >= 0.05 - 0.02 - 5 * error)
    }
}
