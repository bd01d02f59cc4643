import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("Blinding for one")
struct BlindingTests {
    private func written(_ design: DesignKind = .blockPairs) throws -> (
        text: String, plan: TrialPlan
    ) {
        var request = try Sample.request(.named("supplement-12w"), .eczema)
        request.design = design
        if design == .blockPairs { request.numbers = [("pairs", 3), ("period", 56)] }
        return try PlanWriter(PlanProposal(request, today: Sample.today, seed: 3)).written()
    }

    private func blinded(_ text: String, isSwapped: Bool) throws -> BlindedPlan {
        try BlindedPlan(
            text: text, file: "plan.yaml", today: Sample.today, isSwapped: isSwapped, salt: "salt",
            seed: 99, orderSeed: 5, hash: { "hash of \($0.count)" })
    }

    @Test(
        "the blinded plan names no condition in its schedule, and the key opens what was drawn anew"
    )
    func opens() throws {
        let (text, _) = try written()
        for isSwapped in [false, true] {
            let blinded = try blinded(text, isSwapped: isSwapped)
            let closed = try DraftPlan(yaml: blinded.text, file: "plan.yaml").validated()
            #expect(closed.blinding?.isClosed == true)
            #expect(closed.design == nil)
            #expect(closed.seed == 99)
            #expect(Set(closed.schedule.phases.map(\.condition)) == ["container-a", "container-b"])
            let key = try BlindingKey(yaml: blinded.key, file: "key.yaml")
            let plan = try DraftPlan(yaml: key.planText, file: "key.yaml").validated()
            #expect(plan.design?.seed == 5)
            let truth = closed.schedule.phases.map {
                key.containers[$0.condition == "container-a" ? 0 : 1]
            }
            #expect(truth == plan.schedule.phases.map(\.condition))
            let opened = try key.opened(
                closed, keyHash: "h",
                guesses: [BlindingGuess(day: Sample.day("2026-12-05"), condition: nil)],
                today: Sample.day("2028-01-01"), file: "plan.yaml")
            #expect(opened.text.hasPrefix(key.planText))
            #expect(opened.plan.schedule == plan.schedule)
            #expect(opened.plan.blinding?.isClosed == false)
            #expect(opened.plan.blinding?.guesses.count == 1)
        }
    }

    @Test("which container holds what depends on the swap alone, so the schedule's letters do, too")
    func swap() throws {
        let (text, _) = try written()
        let straight = try BlindingKey(yaml: blinded(text, isSwapped: false).key, file: "k")
        let swapped = try BlindingKey(yaml: blinded(text, isSwapped: true).key, file: "k")
        #expect(straight.containers == swapped.containers.reversed())
    }

    @Test(
        "the order that was planned says nothing about the blinded one: other draws give other orders"
    )
    func drawnAnew() throws {
        let (text, seen) = try written()
        let orders = try (1...20).map { (seed: UInt64) in
            let blinded = try BlindedPlan(
                text: text, file: "plan.yaml", today: Sample.today, isSwapped: false, salt: "s",
                seed: 99, orderSeed: seed, hash: { "\($0.count)" })
            let key = try BlindingKey(yaml: blinded.key, file: "key.yaml")
            return try DraftPlan(yaml: key.planText, file: "key.yaml").validated()
                .schedule.phases.map(\.condition)
        }
        #expect(Set(orders).count > 3)
        #expect(orders.contains { $0 != seen.schedule.phases.map(\.condition) })
    }

    @Test("a trial that began is not blinded any more")
    func begun() throws {
        let text = try written().text
        do {
            _ = try BlindedPlan(
                text: text, file: "plan.yaml", today: Sample.day("2026-12-02"), isSwapped: false,
                salt: "s", seed: 1, orderSeed: 1, hash: { $0 })
            Issue.record("it was blinded")
        } catch {
            #expect(
                "\(error)"
                    == "found 2026-12-02, and the trial began on 2026-12-01; expected a day before that, "
                    + "because the order is drawn anew. Plan another trial, and blind it before its "
                    + "first day.")
        }
    }

    @Test("Bang's index: 3 right, 1 wrong, 2 unknown of 6 is (3 - 1) / 6")
    func index() throws {
        let index = BlindingIndex(condition: "x", right: 3, wrong: 1, unknown: 2)
        #expect(index.value == 2.0 / 6)
        #expect(BlindingIndex(condition: "x", right: 0, wrong: 0, unknown: 0).value == nil)
        let plan = try Sample.plan()
        let guesses = [("2026-12-01", "usual"), ("2026-12-02", "diet"), ("2026-12-20", "diet")].map
        {
            BlindingGuess(day: Sample.day($0.0), condition: $0.1)
        }
        let found = BlindingIndex.indices(of: guesses, in: plan)
        #expect(found.map(\.right) == [1, 1] && found.map(\.wrong) == [1, 0])
        // A pause that began on the day of a guess takes nothing of it away.
        var paused = plan
        paused.schedule = Schedule(
            phases: plan.schedule.phases.map { phase in
                Phase(
                    name: phase.name, condition: phase.condition, first: phase.first,
                    lengthInDays: phase.condition == "diet" ? 5 : phase.lengthInDays)
            })
        #expect(BlindingIndex.indices(of: guesses, in: paused).map(\.right) == [1, 1])
    }

    @Test("a fixed order gives itself away, a diet fits no container, and nothing is blinded twice")
    func refusals() throws {
        func message(_ text: String) -> String {
            do {
                _ = try blinded(text, isSwapped: false)
                return ""
            } catch { return "\(error)" }
        }
        #expect(
            message(try written(.withdrawal).text)
                == "found a design of the kind withdrawal, whose order gives away what comes first; expected "
                + "block-pairs or daily-alternation. Plan it with --design block-pairs.")
        let text = try written().text
        #expect(
            message(try blinded(text, isSwapped: true).text)
                == "found a plan that is blinded, or was; expected one that never was. Blind a plan once."
        )
        let diet = try Sample.request(.dairyFree, .rosacea)
        let plan = try PlanWriter(PlanProposal(diet, today: Sample.today, seed: 1)).written().text
        #expect(
            message(plan)
                == "found dairy-free-6w, which no container can hide; expected a supplement or something for "
                + "the skin. Run this trial open: its report says what expectation can do.")
    }
}

@Suite("The seal of a plan")
struct PlanSealTests {
    /// A stand-in for SHA-256 that tells texts apart.
    private func hash(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func check(_ text: String) throws -> SealCheck {
        let plan = try Sample.plan()
        let seal = PlanSeal(
            stamp: "2026-11-21T12:00:00Z", version: "0.1.0", planHash: Sample.yaml(),
            planBytes: Sample.yaml().utf8.count, analysisHash: plan.analysisText,
            firstTestedDay: plan.firstTestedDay)
        return SealCheck(
            seal, text: Array(text.utf8),
            plan: try DraftPlan(yaml: text, file: "plan.yaml").validated(), hash: hash)
    }

    @Test("a seal is read back as it was written")
    func roundTrip() throws {
        let seal = PlanSeal(
            stamp: "2026-11-21T12:00:00Z", version: "0.1.0", planHash: "ab", planBytes: 7,
            analysisHash: "cd", firstTestedDay: Sample.day("2026-12-15"))
        #expect(try PlanSeal(yaml: seal.text, file: "plan.seal") == seal)
    }

    @Test("unchanged, amended, changed in its text, and changed in its analysis")
    func sentences() throws {
        let start =
            "Sealed at 2026-11-21T12:00:00Z, before the first score of a tested day (from 2026-12-15 on). "
        let unchanged = try check(Sample.yaml())
        #expect(unchanged.holds && unchanged.sentence == start + "The plan is unchanged.")
        let amendment = try Amendment(
            day: Sample.day("2026-12-20"), change: "extend", days: 1, reason: "a cold")
        let amended = try check(
            try amendment.appended(to: Sample.yaml(), file: "plan.yaml").text)
        #expect(
            amended.sentence == start
                + "The sealed text is unchanged; 1 amendment was added behind it: 2026-12-20: 1 day was added "
                + "to what went on (a cold).")
        let edited = try check(Sample.yaml().replacingText("worthwhile: 1", with: "worthwhile: 2"))
        #expect(!edited.holds)
        #expect(
            edited.sentence == start
                + "The sealed text of the plan was changed since, so the seal does not hold. The analysis "
                + "is not the sealed one (it was sealed with n1 0.1.0).")
        let smuggled = try check(Sample.yaml() + "seed: 8\n")
        #expect(!smuggled.isPlanUnchanged)
    }

    @Test("a score of a tested day is found, one of the baseline is not")
    func firstScore() throws {
        let plan = try Sample.plan()
        func diary(_ day: String) throws -> Diary {
            try Diary(
                CSVTable(bytes: Array("date,itch\n\(day),3\n".utf8), file: "diary.csv"), plan: plan)
        }
        #expect(plan.firstTestedScore(in: try diary("2026-12-14")) == nil)
        #expect(
            plan.firstTestedScore(in: try diary("2026-12-15")) == Sample.day("2026-12-15"))
    }
}
