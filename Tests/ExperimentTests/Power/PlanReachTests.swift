import Testing
import TestSupport

import Experiment
@testable import Stats
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
@testable import ExperimentText
@testable import ExperimentTrial

/// What a plan can say and what it cannot, before there is a score.
@Suite("What a plan can say")
struct PlanReachTests {
    private func reach(_ plan: TrialPlan, sd: Double = 1) throws -> PlanReach {
        var given = PowerFixture.given(rho: 0)
        given.sd = sd
        return try #require(PlanReach.all(PowerFixture.study(plan, given)).first)
    }

    /// Four drawn pairs by seed 5, six by seed 1, seven by hand as far as the draw goes.
    private func pairs(_ order: String, seed: Int) throws -> TrialPlan {
        let phases = order.map { "    - {condition: \($0), days: 7}" }.joined(separator: "\n")
        let text = """
            title: Test
            outcomes:
              - {id: y, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions:
              - {id: a}
              - {id: b, against: a}
            design: {kind: block-pairs, pairs: \(order.count / 2), period: 7, seed: \(seed), \
            conditions: [a, b]}
            schedule:
              start: 2026-01-05
              phases:
            \(phases)
            diary: {day: {column: date}}
            analysis: {onset-lag: 1, washout: 1, method: ar1}
            """
        return try DraftPlan(yaml: text, file: "plan.yaml").validated()
    }

    @Test("the standard error is that of two means of 28 days, but for what the memory costs")
    func standardError() throws {
        let found = try reach(PowerFixture.plan("AB", [28, 28])).standardError
        // sqrt(1/28 + 1/28) = .267; not knowing the autocorrelation costs some more.
        #expect((0.25...0.36).contains(found))
    }

    @Test("below 1.28 standard errors nothing can be called no worthwhile difference")
    func none() throws {
        // P(|d| < M) = 2 Phi(M / SE) - 1 at an estimate of 0, which is .80 at the quantile of .90.
        expectClose(PlanReach.leastRatioForNone, 1.281_551_565_5, .published(decimals: 10))
        let plan = try PowerFixture.plan("AB", [28, 28])
        let quiet = try reach(plan)
        let loud = try reach(plan, sd: 4)
        #expect(quiet.canSayNone == true)
        #expect(loud.canSayNone == false)
        #expect(PlanReachText.sentences(loud).contains { $0.hasPrefix("It cannot say") })
        #expect(!PlanReachText.sentences(quiet).contains { $0.hasPrefix("It cannot say") })
        // Swings four times as large, a standard error four times as large.
        expectClose(loud.standardError / quiet.standardError, 4, .iterative(1e-6))
    }

    @Test("a claim needs 1.96 standard errors, and helped the worthwhile change and .84 of them")
    func claims() throws {
        let reach = try reach(PowerFixture.plan("AB", [28, 28]))
        expectClose(reach.claimFrom, 1.959_963_985 * reach.standardError, .iterative(1e-8))
        let helped = try #require(reach.helpedFrom)
        expectClose(helped, 1 + 0.841_621_234 * reach.standardError, .iterative(1e-8))
        let small = try self.reach(PowerFixture.plan("AB", [28, 28], worthwhile: 0.01))
        #expect(small.helpedFrom == small.claimFrom)
    }

    @Test(
        "a claim comes in half of trials at its bar, in 97.5 % at twice it, in 5 % without an effect"
    )
    func chances() throws {
        let reach = try reach(PowerFixture.plan("AB", [28, 28]))
        expectClose(reach.chance(ofClaimAt: reach.claimFrom), 0.5, .absolute(1e-4))
        expectClose(reach.chance(ofClaimAt: -2 * reach.claimFrom), 0.975, .absolute(1e-6))
        expectClose(reach.chance(ofClaimAt: 0), 0.05, .absolute(1e-9))
    }

    @Test("a trial analysed by a wider engine needs more days than the formula says")
    func widerNeedsMore() throws {
        let shape = ("ABA", [28, 42, 28])
        let given = PowerFixture.given(rho: 0.4)
        func days(_ analysis: String) throws -> Int {
            let plan = try PowerFixture.plan(shape.0, shape.1, analysis: analysis)
            let needed = try #require(try PowerFixture.study(plan, given).daysNeeded(seed: 1))
            return try #require(needed.days)
        }
        #expect(try days("method: daily") > days("method: ar1"))
    }

    @Test("four pairs cannot reach .05, six do by one order, and seven are asked for")
    func pairs() throws {
        let four = try #require(PlanReach.all(pairs("abbabaab", seed: 1)).first)
        #expect(four.smallestP == 0.125)
        #expect(four.reachesLevel == false)
        let text = PlanReachText.text([four], style: TerminalStyle(width: 400))
        #expect(text.contains("0.125"))
        #expect(text.contains("--set pairs=7"))
        let six = try #require(PlanReach.all(pairs("babaababbaab", seed: 2)).first)
        #expect(six.smallestP == 0.03125)
        #expect(six.reachesLevel == true && six.tooFewPairs == 6)
        let undrawn = try reach(PowerFixture.plan("ABA", [28, 42, 28]))
        #expect(undrawn.smallestP == nil && undrawn.tooFewPairs == nil)
        #expect([four, six, undrawn].map(\.graded?.grade) == [.b, .a, .b])
        #expect(text.contains("At best, its evidence is graded B"))
        #expect(!PlanReachText.text([undrawn], style: TerminalStyle()).contains("smallest p"))
    }

    @Test("phases that keep time with a month are told with the shift in points")
    func rhythms() throws {
        let plan = try PowerFixture.plan("ABAB", [14, 14, 14, 14])
        let rhythm = try #require(reach(plan, sd: 3).rhythms.first)
        #expect(rhythm.kind == .month)
        #expect(rhythm.swing?.points == 3)
        let points = Rounding.fixed(3 * rhythm.shift, decimals: 1)
        #expect(rhythm.sentence.contains("would look like a difference of \(points) points."))
        #expect(try reach(PowerFixture.plan("ABAB", [21, 21, 21, 21])).rhythms.isEmpty)
        // A cycle of 35 days is a usual one, too.
        #expect(try !reach(PowerFixture.plan("ABAB", [18, 18, 18, 18])).rhythms.isEmpty)
    }

    @Test("ABAB of two weeks is no rival: its phases become 21 days")
    func rivals() throws {
        let study = try PowerFixture.study(
            PowerFixture.plan("AB", [28, 28]), PowerFixture.given(rho: 0.4))
        let abab = try #require(study.rivals().first { $0.kind == .abab })
        #expect(abab.shape == "21 + 21 + 21 + 21")
        #expect(try abab.study.get().plan.schedule.length == 84)
        let many = MonteCarlo(replicates: 100, seed: 1)
        let planned = try #require(study.rivals().first)
        let rows: [(design: RivalDesign, diagnosis: DesignDiagnosis?)] = try [planned, abab].map {
            ($0, try $0.study.get().diagnoseSerially(many))
        }
        let text = DiagnosisText.rivals(rows, style: TerminalStyle(width: 200))
        #expect(text.contains("ABAB, 21 + 21 + 21 + 21, 84 days"))
        #expect(!text.contains("28 + 28, "))
    }
}

/// Foods that are tried again, in made-up worlds.
@Suite("Power of challenges")
struct ChallengePowerTests {
    private func plan(foods: [String], worthwhile: Double = 1) throws -> TrialPlan {
        let rounds = (0..<3).flatMap { _ in
            foods.flatMap { food in
                [
                    "{condition: a, days: 1, part: challenge, food: \(food)}",
                    "{condition: b, days: 3, part: observation, food: \(food)}",
                    "{condition: b, days: 4, part: washout, food: \(food)}",
                ]
            }
        }
        let phases =
            [
                "{condition: a, days: 14, part: baseline}",
                "{condition: b, days: 28, part: elimination}",
            ]
            + rounds
        let text = """
            title: Test
            outcomes:
              - {id: itch, scale: {from: 0, to: 1000, better: lower}, worthwhile: \(worthwhile)}
            conditions:
              - {id: a, name: usual}
              - {id: b, name: without, against: a}
            reintroduction:
              foods: [\(foods.joined(separator: ", "))]
              portion: a glass
              doses: [1]
              days-at-dose: [1]
              observation: 3
              washout: 4
              repeats: 3
            schedule:
              start: 2026-01-05
              phases:
            \(phases.map { "    - " + $0 }.joined(separator: "\n"))
            diary: {day: {column: date}}
            analysis: {method: ar1}
            """
        return try DraftPlan(yaml: text, file: "plan.yaml").validated()
    }

    private func power(_ foods: [String], effect: Double) async throws -> ChallengePower? {
        try await PowerFixture.study(
            plan(foods: foods), PowerFixture.given(effect: effect, rho: 0.3)
        )
        .challengePower(MonteCarlo(replicates: 200, seed: 3))
    }

    @Test("a reaction of six spreads is always called, and a food that does nothing hardly ever")
    func large() async throws {
        for foods in [["milk"], ["milk", "egg"]] {
            let power = try #require(try await power(foods, effect: -6))
            #expect(power.foods == foods.count && power.challengesOfEach == 3)
            #expect(power.reactionDays == 3 && power.size == 6)
            #expect(power.withReaction.called.value == 1)
            #expect(power.withoutReaction.called.value < 0.1)
            #expect(
                FoodEvidence.Conclusion.allCases.reduce(0) {
                    $0 + power.withReaction.share($1).count
                } == 200)
        }
    }

    @Test("a reaction as large as one spread is missed more often, and the same seed says the same")
    func small() async throws {
        let one = try #require(try await power(["milk"], effect: -1))
        let again = try await power(["milk"], effect: -1)
        #expect((0.3...0.9).contains(one.withReaction.called.value))
        #expect(one == again)
    }

    @Test(
        "what the estimate alone rules out is no verdict, unless the engine knows onset"
    )
    func noneIsNoVerdict() throws {
        func text(_ method: String) throws -> String {
            let plan = try PowerFixture.plan(
                "ABAB", [14, 14, 14, 14], analysis: "method: \(method)")
            let study = try PowerFixture.study(plan, PowerFixture.given(rho: 0.3))
            let found = try study.diagnoseSerially(MonteCarlo(replicates: 100, seed: 1))
            return DiagnosisText.power(
                [OutcomeDiagnosis(found)], style: TerminalStyle(width: 80, hasColor: false))
        }
        let plain = try text("ar1")
        #expect(plain.contains("estimate alone rules out a worthwhile one"))
        #expect(plain.contains("verdict: cannot tell, at least"))
        #expect(!plain.contains("verdict: no worthwhile difference"))
        #expect(try text("onset").contains("verdict: no worthwhile difference"))
    }

    @Test("days between foods that are tried again are no stretch of the comparison")
    func stretches() throws {
        let reach = try #require(
            PlanReach.all(
                PowerFixture.study(plan(foods: ["milk"]), PowerFixture.given(rho: 0.3))
            ).first)
        // 28 days without, then 3 and 4 between the challenges.
        expectClose(reach.fastHalfLife, 28.0 / 3, .exact)
    }

    @Test("a plan that tries nothing again has no such power")
    func without() async throws {
        let study = try PowerFixture.study(
            PowerFixture.plan("AB", [28, 28]), PowerFixture.given(rho: 0.4))
        #expect(try await study.challengePower(MonteCarlo(replicates: 100, seed: 1)) == nil)
    }
}
