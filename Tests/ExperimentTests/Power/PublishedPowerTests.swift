import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
@testable import Stats
import TestSupport
import Testing

/// Against the simulation study behind the engine (regression.md, tables 4 to 6; `sim5_power.py` and
/// `sim2b_plan.py`, Python 3.11 with numpy and SciPy): schedules made here, numbers made there.
@Suite("Power against the simulation study")
struct PublishedPowerTests {
    @Test(
        "variance of the estimate to 12 decimals and power to 1e-5 through a plan (table 4)",
        arguments: [
            ("AB", [14, 42], "", 0.4, 0.194026643747, 11.563832, 0.547838),
            ("AB", [14, 42], "trend: true", 0.6, 0.472846534898, nil, nil),
            ("ABAB", [14, 14, 14, 14], "", 0.4, 0.132075471698, 15.772809, 0.732789),
            ("ABAB", [14, 14, 14, 14], "trend: true", 0.8, 0.126545832031, nil, nil),
            ("ABA", [21, 42, 21], "", 0.6, 0.136873156342, nil, nil),
        ] as [(String, [Int], String, Double, Double, Double?, Double?)])
    func closedForm(
        word: String, lengths: [Int], analysis: String, rho: Double, variance: Double,
        freedom: Double?, power: Double?
    ) throws {
        let plan = try PowerFixture.plan(word, lengths, analysis: analysis)
        let study = try PowerFixture.study(plan, PowerFixture.given(rho: rho))
        let found = try study.diagnoseSerially(MonteCarlo(replicates: 100, seed: 1))
        let formula = try #require(found.comparisons.first?.closedForm)
        expectClose(formula.unitVariance, variance, .published(decimals: 12))
        if let freedom { expectClose(formula.degreesOfFreedom, freedom, .absolute(1e-5)) }
        if let power { expectClose(formula.power, power, .absolute(1e-5)) }
    }

    @Test(
        "power of an immediate effect of 1 SD is that of the formula within 0.05 (table 5)",
        arguments: [
            ("AB", [28, 42], 0.6, 0.55), ("ABA", [21, 42, 21], 0.4, 0.85),
            ("ABAB", [14, 14, 14, 14], 0.2, 0.85), ("ABAB", [14, 14, 14, 14], 0.8, 0.81),
        ])
    func immediate(word: String, lengths: [Int], rho: Double, power: Double) async throws {
        let study = try PowerFixture.study(
            PowerFixture.plan(word, lengths), PowerFixture.given(rho: rho))
        let found = try await study.diagnose(MonteCarlo(replicates: 2_000, seed: 5))
        let comparison = try #require(found.comparisons.first)
        let claims = comparison.withEffect.claims
        // The bar of the study: the formula is within 0.05 of the simulated engine; 3 standard
        // errors on top for 2 000 trials.
        expectClose(claims.value, power, .absolute(0.05 + 3 * claims.standardError))
        expectClose(
            comparison.withoutEffect.claims.value, 0.05,
            .absolute(0.02))
        let bias = try #require(comparison.withEffect.bias)
        expectClose(bias.value, 0, .monteCarlo(standardError: bias.standardError))
    }

    /// Power of 1 SD by `daily` in the simulation behind it: a program of its own in C, 1 000 series a cell
    /// (standard error 1.5 points). `ar1` would find 83 % of the first.
    @Test(
        "without a method of its own a plan is tried out with the default engine",
        arguments: [("AB", [14, 42], 0.0, 0.63), ("ABAB", [14, 14, 14, 14], 0.6, 0.66)])
    func defaultEngine(word: String, lengths: [Int], rho: Double, power: Double) async throws {
        let plan = try PowerFixture.plan(word, lengths, analysis: "")
        #expect(plan.specification(for: plan.primaryOutcome).method == .daily)
        let study = try PowerFixture.study(plan, PowerFixture.given(rho: rho))
        let found = try await study.diagnose(MonteCarlo(replicates: 300, seed: 5))
        let comparison = try #require(found.comparisons.first)
        let claims = comparison.withEffect.claims
        expectClose(claims.value, power, .absolute(0.015 + 3 * claims.standardError))
        #expect(comparison.withEffect.coverage.value > 0.93)
    }

    /// Power and coverage in per cent of the step analysis, 400 replicates there.
    @Test(
        "slow onset: power and coverage of a step analysis (table 6, tau 0 and 7 days)",
        arguments: [
            ("AB", [28, 42], 0.0, 94.0, 95.0), ("AB", [28, 42], 7, 68, 90),
            ("ABA", [28, 42, 28], 7, 72, 66), ("ABAB", [14, 14, 14, 14], 7, 25, 61),
        ])
    func slowOnset(
        word: String, lengths: [Int], timeConstant: Double, power: Double, coverage: Double
    ) async throws {
        let halfTime = 0.6931471805599453 * timeConstant
        let study = try PowerFixture.study(
            PowerFixture.plan(word, lengths),
            PowerFixture.given(effect: -1.5, rho: 0.4, missing: 0.1, onset: halfTime))
        let found = try await study.diagnose(MonteCarlo(replicates: 2_000, seed: 11))
        let diagnosands = try #require(found.comparisons.first?.withEffect)
        for (share, published) in [(diagnosands.claims, power), (diagnosands.coverage, coverage)] {
            let p = published / 100
            let error = (p * (1 - p) * (1 / 400.0 + 1 / 2_000)).squareRoot()
            expectClose(share.value, p, .monteCarlo(standardError: error))
        }
    }

    @Test("a t-test of days that resemble each other claims effects that are not there")
    func naive() async throws {
        let plan = try PowerFixture.plan("AB", [42, 42])
        let white = try await PowerFixture.study(plan, PowerFixture.given(rho: 0))
            .diagnose(MonteCarlo(replicates: 2_000, seed: 3))
        let red = try await PowerFixture.study(plan, PowerFixture.given(rho: 0.6))
            .diagnose(MonteCarlo(replicates: 2_000, seed: 3))
        let honest = try #require(white.comparisons.first?.naiveWithoutEffect.claims)
        let claims = try #require(red.comparisons.first?.naiveWithoutEffect.claims)
        // With independent days the t-test is exact.
        expectClose(honest.value, 0.05, .monteCarlo(standardError: honest.standardError))
        // Var of the difference is inflated by about (1 + rho) / (1 - rho) = 4: P(|T| > 1) = 0.32.
        #expect(claims.value > 0.25 && claims.value < 0.40, "\(claims.value)")
    }
}
