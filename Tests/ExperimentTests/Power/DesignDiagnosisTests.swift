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

@Suite("Trying a plan out")
struct DesignDiagnosisTests {
    private func comparisons(_ diagnosis: DesignDiagnosis) -> [[Diagnosands]] {
        diagnosis.comparisons.map {
            [$0.withoutEffect, $0.withEffect, $0.naiveWithoutEffect, $0.naiveWithEffect]
        }
    }

    /// Missing days, slips, a lagged covariate and left-out days at once.
    private func busyStudy() throws -> DiagnosisStudy {
        var given = PowerFixture.given(rho: 0.5, missing: 0.15, onset: 2)
        given.slips = 0.1
        let plan = try PowerFixture.plan(
            "ABAB", [14, 14, 14, 14], covariates: "[{id: stress, lag: 1}]",
            analysis: "onset-lag: 3, washout: 3")
        return try PowerFixture.study(plan, given)
    }

    @Test("all cores and one core give the same numbers; another seed gives others")
    func deterministic() async throws {
        let study = try busyStudy()
        let simulation = MonteCarlo(replicates: 210, seed: 9)
        let parallel = try await study.diagnose(simulation)
        let serial = try study.diagnoseSerially(simulation)
        #expect(comparisons(parallel) == comparisons(serial))
        #expect(parallel.comparisons.first?.closedForm == serial.comparisons.first?.closedForm)
        let other = try study.diagnoseSerially(MonteCarlo(replicates: 210, seed: 10))
        #expect(comparisons(other) != comparisons(serial))
    }

    @Test(
        "score, effect, spread and worthwhile change doubled: every count stays, every size doubles"
    )
    func scale() throws {
        func diagnosis(_ factor: Double) throws -> Diagnosands? {
            var given = PowerFixture.given(effect: -factor, rho: 0.5, missing: 0.1)
            given.sd = factor
            given.baseline = 400 * factor
            let plan = try PowerFixture.plan("ABA", [14, 21, 14], worthwhile: factor)
            return try PowerFixture.study(plan, given)
                .diagnoseSerially(MonteCarlo(replicates: 200, seed: 2)).comparisons.first?
                .withEffect
        }
        let (one, two) = (try #require(try diagnosis(1)), try #require(try diagnosis(2)))
        #expect(one.claims == two.claims && one.coverage == two.coverage)
        #expect(one.verdicts == two.verdicts)
        let (small, large) = (try #require(one.width), try #require(two.width))
        expectClose(large.value, 2 * small.value, .iterative(1e-12))
    }

    @Test(
        "a simulated trial gets the very answer that the analysis gives to the diary with its scores",
        arguments: ["ar1", "daily", "reml", "onset", "robust"])
    func sameAnalysis(method: String) throws {
        var given = PowerFixture.given(rho: 0.5, missing: 0.15, onset: 2)
        given.slips = 0.1
        let plan = try PowerFixture.plan(
            "ABA", [14, 14, 14], covariates: "[{id: stress}]",
            analysis: "method: \(method), onset-lag: 2, washout: 2")
        let study = try PowerFixture.study(plan, given)
        let pattern = try study.source.pattern(3, seed: 4)
        var generator = SeededGenerator(seed: 1)
        let scores = pattern.scoredDays.map { _ in 500 + generator.uniform() }
        let found = try #require(try PreparedAnalysis(pattern).claims([scores]).first?.first ?? nil)

        var next = 0
        let data = pattern.data.mapDays { day in
            guard day.score != nil else { return day }
            defer { next += 1 }
            var other = day
            other.score = DayScore(value: scores[next], measurements: 1, sources: [])
            return other
        }
        let effect = try #require(try EffectAnalysis(data).effects.first)
        expectClose(found.estimate, effect.estimate, .iterative(1e-9))
        expectClose(found.interval.lower, effect.interval.lower, .iterative(1e-8))
        expectClose(found.interval.upper, effect.interval.upper, .iterative(1e-8))
        #expect(found.verdict == Verdict(Chances(effect)))
    }

    @Test("days left out after a switch take the bias of a slow onset away, slips put one in")
    func bias() throws {
        func error(lag: Int, onset: Double, slips: Double) throws -> Average {
            var given = PowerFixture.given(effect: -2, rho: 0.2, onset: onset)
            given.slips = slips
            let plan = try PowerFixture.plan(
                "ABA", [28, 28, 28], analysis: "onset-lag: \(lag), washout: \(lag)")
            let found = try PowerFixture.study(plan, given)
                .diagnoseSerially(MonteCarlo(replicates: 400, seed: 8))
            return try #require(found.comparisons.first?.withEffect.bias)
        }
        let attenuated = try error(lag: 0, onset: 3, slips: 0)
        let lagged = try error(lag: 14, onset: 3, slips: 0)
        let slipped = try error(lag: 0, onset: 0, slips: 0.25)
        #expect(attenuated.value > 0.2)
        #expect(lagged.value.magnitude < 0.08)
        // A quarter of the tested days without an effect of 2.
        expectClose(slipped.value, 0.5, .absolute(0.1))
    }

    @Test("a cancelled simulation throws CancellationError and gives nothing")
    func cancellation() async throws {
        let study = try PowerFixture.study(
            PowerFixture.plan("AB", [28, 42]), PowerFixture.given(rho: 0.4, missing: 0.1))
        let (starts, continuation) = AsyncStream.makeStream(of: Int.self)
        let task = Task {
            try await study.diagnose(
                MonteCarlo(replicates: 1_000_000, seed: 1),
                progress: { continuation.yield($0) })
        }
        for await _ in starts { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    // MARK: Shown scores

    @Test("mean of what is shown: the middle stays, the ends pull inwards, by brute force")
    func shownScale() {
        let scales = [
            ShownScale(lower: 0, upper: 10, step: 1), ShownScale(lower: 0, upper: 10, step: nil),
            ShownScale(lower: 0, upper: 4, step: 0.5),
        ]
        for scale in scales {
            for mean in [0.2, 2, 5, 9.7] {
                var sum = 0.0
                let cells = 20_000
                for cell in 0..<cells {
                    let z = Normal.standard.quantile((Double(cell) + 0.5) / Double(cells))
                    sum += scale.shown(mean + 1.5 * z)
                }
                // The midpoint rule over 20 000 quantiles.
                expectClose(
                    scale.expected(mean: mean, sd: 1.5), sum / Double(cells), .absolute(1e-3))
            }
        }
        expectClose(
            ShownScale(lower: 0, upper: 10, step: 1).expected(mean: 5, sd: 1), 5, .iterative(1e-12))
    }

    // MARK: Noise of one's own

    @Test(
        "sd, autocorrelation and missing share come from the reference days, with a mean for each phase"
    )
    func baseline() throws {
        let plan = try TrialFixture.plan()
        var generator = SeededGenerator(seed: 6)
        let noise = SimulatedErrors(rho: 0.5).draw(at: Array(0..<42), using: &generator)
        let isTested = { (day: Int) in (14..<28).contains(day) }
        let scores = (0..<42).map { day in
            (5 + noise[day] - (isTested(day) ? 3 : 0) + (day >= 28 ? 1 : 0)).rounded()
        }
        let gaps = [4, 9, 30]
        let diary = try TrialFixture.diary(
            TrialFixture.wide { gaps.contains($0) ? nil : scores[$0] }, plan)
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary)
        let found = try #require(BaselineNoise(data))
        let days = (0..<42).filter { !isTested($0) && !gaps.contains($0) }
        let design = try DesignMatrix(
            columns: [
                (name: "intercept", values: days.map { _ in 1 }),
                (name: "after", values: days.map { $0 >= 28 ? 1 : 0 }),
            ], times: days)
        let fit = try Regression(.ar1).fit(days.map { scores[$0] }, on: design)
        #expect(found.days == 25)
        expectClose(found.missing, 3.0 / 28, .iterative(1e-12))
        let rho = try #require(fit.autocorrelation).mean
        expectClose(found.rho, rho, .iterative(1e-12))
        let fixed = try Regression(.ar1, options: RegressionOptions(rho: rho))
            .fit(days.map { scores[$0] }, on: design)
        expectClose(found.sd, fixed.sigma, .iterative(1e-12))
        let world = try AssumedWorld(plan.primaryOutcome, noise: found)
        #expect(world.sd == Assumption(found.sd, .diary(days: 25)))
        #expect(world.slips.origin == .assumed && world.effect == Assumption(-1, .worthwhile))
    }

    @Test(
        "three weeks between 3 and 7 have swings of a point, though a memory near 1 is not ruled out"
    )
    func shortMemory() throws {
        // The reference days of examples/milk-back, whose own standard deviation is 1.2.
        let scores = "764433456644757665555".compactMap(\.wholeNumberValue).map(Double.init)
        let plan = try DraftPlan(
            yaml: """
                title: Test
                outcomes: [{id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}]
                conditions: [{id: a}, {id: b, against: a}]
                schedule:
                  start: 2026-03-02
                  phases: [{condition: a, days: 21}, {condition: b, days: 21}]
                diary: {file: diary.csv, day: {column: date}}
                """, file: "plan.yaml"
        ).validated()
        let lines = scores.enumerated().map { day, score in
            "\(plan.schedule.days.lowerBound.advanced(by: day)),\(Int(score))\n"
        }
        let table = try CSVTable(
            bytes: Array(("date,itch\n" + lines.joined()).utf8), file: "diary.csv")
        let data = try TrialData(
            plan, outcome: plan.primaryOutcome, diary: Diary(table, plan: plan))
        let noise = try #require(BaselineNoise(data))
        #expect((1.1...1.6).contains(noise.sd), "\(noise.sd)")
    }

    @Test("13 reference days are too few, and the defaults stand in")
    func shortBaseline() throws {
        let plan = try TrialFixture.plan()
        let diary = try TrialFixture.diary(
            TrialFixture.wide { $0 < 13 ? Double($0 % 5) : nil }, plan)
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary)
        #expect(BaselineNoise(data) == nil)
        let world = try AssumedWorld(plan.primaryOutcome, noise: nil)
        #expect(world.sd == Assumption(1.5, .assumed))
        #expect(world.rho == Assumption(0.4, .assumed))
        #expect(world.baseline == Assumption(5, .assumed))
    }

    // MARK: Length and rivals

    @Test("the schedule needed has 80 % power, and one a twentieth shorter has not")
    func daysNeeded() throws {
        let plan = try PowerFixture.plan("ABAB", [14, 14, 14, 14])
        let study = try PowerFixture.study(plan, PowerFixture.given(rho: 0.4))
        let needed = try #require(study.daysNeeded(seed: 1))
        let days = try #require(needed.days)
        #expect(days > 56 && days < 112 && needed.power >= 0.8)
        var shorter = plan
        shorter.schedule = plan.schedule.stretched(to: days * 19 / 20)
        let found = try PowerFixture.study(shorter, PowerFixture.given(rho: 0.4))
            .diagnoseSerially(MonteCarlo(replicates: 100, seed: 1))
        #expect(try #require(found.comparisons.first?.closedForm).power < 0.8)
    }

    @Test("an effect lost in the noise needs more than a year, and that is what is said")
    func neverEnough() throws {
        let study = try PowerFixture.study(
            PowerFixture.plan("AB", [14, 14]), PowerFixture.given(effect: -0.05, rho: 0.6))
        let needed = try #require(study.daysNeeded(seed: 1))
        #expect(needed.days == nil && needed.longest == 365 && needed.power < 0.2)
    }

    @Test(
        "other designs have the days of the plan, as far as they divide; short phases are refused")
    func rivals() throws {
        let long = try PowerFixture.study(
            PowerFixture.plan("ABA", [28, 42, 28], analysis: "onset-lag: 7, washout: 7"),
            PowerFixture.given(rho: 0.4))
        let shapes = try long.rivals().map { ($0.shape, try $0.study.get().plan.schedule.length) }
        #expect(
            shapes.map(\.0) == [
                "28 + 42 + 28", "49 + 49", "24 + 50 + 24", "26 + 24 + 24 + 24", "3 x (16 + 16)",
            ])
        #expect(shapes.map(\.1) == [98, 98, 98, 98, 96])
        let short = try PowerFixture.study(
            PowerFixture.plan("AB", [14, 28], analysis: "onset-lag: 14"),
            PowerFixture.given(rho: 0.4))
        let refusals = short.rivals().compactMap { rival -> String? in
            guard case .failure(let refusal) = rival.study else { return nil }
            return "\(rival.kind.rawValue): \(refusal)"
        }
        #expect(
            refusals == [
                "withdrawal (ABA): its phases of 10 days are shorter than the 16 that the onset lag and "
                    + "the wash-out need",
                "ABAB: its phases of 10 days are shorter than the 16 that the onset lag and the wash-out "
                    + "need",
                "random block pairs: 42 days hold fewer than two pairs of periods of 21 days, the onset "
                    + "lag and a week",
            ])
    }

    // MARK: Refusals

    @Test("numbers that no person has are refused")
    func outOfRange() throws {
        let outcome = try PowerFixture.plan("AB", [14, 14]).primaryOutcome
        func sentence(_ change: (inout AssumedWorld.Given) -> Void) -> String? {
            var given = AssumedWorld.Given()
            change(&given)
            do throws(DiagnosisError) {
                _ = try AssumedWorld(outcome, noise: nil, given: given)
                return nil
            } catch {
                return error.description
            }
        }
        #expect(
            sentence { $0.rho = 1 }
                == "rho: found 1; expected a number from -0.95 to 0.99. Change the number.")
        #expect(
            sentence { $0.sd = 0 } == "sd: found 0; expected points above 0. Change the number.")
        #expect(
            sentence { $0.effect = 0 }
                == "effect: found 0; expected points other than 0. Change the number.")
        #expect(
            sentence { $0.missing = 0.95 }
                == "missing: found 0.95; expected a share from 0 to 0.9. Change the number.")
        #expect(
            sentence { $0.onsetHalfTime = -1 }
                == "onset: found -1; expected days from 0 to 365. Change the number.")
    }

    @Test("too few trials, a plan of six years, and a plan too short to fit are refused")
    func refusals() throws {
        let study = try PowerFixture.study(
            PowerFixture.plan("AB", [14, 14]), PowerFixture.given(rho: 0.4))
        #expect(
            throws: DiagnosisError.tooFewTrials(found: 10, minimum: 100, maximum: 1_000_000)
        ) { try study.diagnoseSerially(MonteCarlo(replicates: 10, seed: 1)) }
        #expect(
            DiagnosisError.tooFewTrials(found: 10, minimum: 100, maximum: 1_000_000).description
                == "replicates: found 10; expected a number from 100 to 1000000. 1,000 give a chance "
                + "to within 3 points in a hundred, 10,000 to within 1.")
        #expect(
            refusal("AB", [1_100, 1_100])
                == "the schedule: found 2200 days; expected at most 1830 for a simulation. Plan a "
                + "shorter trial.")
        #expect(
            refusal("AB", [3, 3])
                == "itch: even a complete diary could not be analysed as planned. There are 6 "
                + "complete rows for 2 coefficients; at least 7 rows are needed. Record more rows or "
                + "drop terms.")
        #expect(
            refusal("BB", [14, 14])
                == "the schedule: found no day under \"usual\" that the analysis uses; expected days "
                + "under every condition. Add a phase, lengthen it, or shorten the onset lag.")
    }

    private func refusal(_ word: String, _ lengths: [Int]) -> String? {
        do {
            _ = try PowerFixture.study(
                PowerFixture.plan(word, lengths), PowerFixture.given(rho: 0.4))
            return nil
        } catch { return "\(error)" }
    }
}
