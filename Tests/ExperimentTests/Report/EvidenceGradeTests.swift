import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("Evidence grade")
struct EvidenceGradeTests {
    /// A design that earns an A, to be spoilt one fact at a time.
    private static let best = {
        var facts = DesignFacts(
            isOrderRandomised: true, carryover: .leftOut(days: 7), phasesPerCondition: 2,
            switches: 3, observedShare: 0.9, adherence: 0.9, baselineDays: 14,
            isBaselineStable: true, changeDistanceInDays: 0, rescue: nil)
        facts.smallestReachableP = 0.031
        (facts.shortestPhaseDays, facts.fadeDays, facts.analysedDays) = (14, 6, 28)
        return facts
    }()

    private func grade(_ change: (inout DesignFacts) -> Void = { _ in }) -> EvidenceGrade {
        var facts = Self.best
        change(&facts)
        return GradedEvidence(facts).grade
    }

    @Test("A needs a random order, two phases of each condition and days left out after them")
    func gradeA() {
        #expect(grade() == .a)
        #expect(grade { $0.carryover = .modelled } == .a)
        #expect(grade { $0.isOrderRandomised = false } == .b)
        #expect(grade { $0.isOrderRandomised = nil } == .b)
        for lack: DesignFacts.Carryover in [
            .notExamined, .seen, .tooShort(days: 3, advised: 14),
        ] {
            #expect(grade { $0.carryover = lack } == .b)
        }
        #expect(grade { ($0.phasesPerCondition, $0.switches) = (1, 2) } == .b)
    }

    @Test("A needs a draw that can reach .05 and phases of three half-lives")
    func reach() {
        #expect(grade { $0.smallestReachableP = 0.05 } == .a)
        #expect(grade { $0.smallestReachableP = 0.0625 } == .b)
        #expect(grade { $0.smallestReachableP = nil } == .b)
        #expect(grade { $0.fadeDays = 14 } == .a)
        #expect(grade { $0.fadeDays = 14.1 } == .b)
    }

    @Test("B needs fourteen analysed days of each condition, and a schedule that keeps no time")
    func caps() {
        #expect(grade { $0.analysedDays = 14 } == .a)
        #expect(grade { $0.analysedDays = 13 } == .c)
        let month = DesignFacts.Rhythm(kind: .month, correlation: 0.92, shift: 1.1)
        #expect(grade { $0.rhythms = [month] } == .c)
        #expect(grade { $0.isAgainstTheDraw = true } == .c)
    }

    @Test("a start in a bad spell needs three weeks of record, or it is a D")
    func badSpell() {
        func once(_ baseline: Int) -> EvidenceGrade {
            grade {
                ($0.phasesPerCondition, $0.switches, $0.baselineDays) = (1, 1, baseline)
                $0.startedBecauseBad = true
            }
        }
        #expect(once(20) == .d)
        #expect(once(21) == .c)
    }

    @Test("blinding does not stand for going back: one change is C, and A needs the rest of A")
    func blinded() {
        func once(_ facts: inout DesignFacts) {
            (facts.phasesPerCondition, facts.switches) = (1, 1)
            facts.isBlinded = true
        }
        #expect(grade(once) == .c)
        #expect(grade { $0.isBlinded = true } == .a)
    }

    @Test("one change is C on a steady baseline with the change at its time, else D")
    func oneChange() {
        func once(_ change: @escaping (inout DesignFacts) -> Void) -> EvidenceGrade {
            grade {
                ($0.phasesPerCondition, $0.switches) = (1, 1)
                change(&$0)
            }
        }
        #expect(once { _ in } == .c)
        #expect(once { $0.changeDistanceInDays = -14 } == .c)
        #expect(once { $0.changeDistanceInDays = 15 } == .d)
        #expect(once { $0.changeDistanceInDays = nil } == .d)
        #expect(once { $0.baselineDays = 13 } == .d)
        #expect(once { $0.isBaselineStable = nil } == .d)
        #expect(once { $0.isBaselineStable = false } == .d)
    }

    @Test("a bundle is D, and something else that changed meanwhile leaves C at best")
    func open() {
        #expect(grade { $0.changesAtOnce = 3 } == .d)
        #expect(grade { $0.alsoChanging = ["exam term"] } == .c)
        #expect(
            grade {
                $0.alsoChanging = ["exam term"]
                $0.changeDistanceInDays = nil
            } == .d)
    }

    @Test("missing days, slips, seasons and uneven rescue cost a grade each, most days missing all")
    func costs() {
        #expect(grade { $0.observedShare = 0.79 } == .b)
        #expect(grade { $0.adherence = 0.79 } == .b)
        #expect(grade { ($0.observedShare, $0.adherence) = (0.79, 0.79) } == .c)
        #expect(grade { $0.observedShare = 0.59 } == .d)
        #expect(grade { $0.seasonalPhaseDays = 90 } == .b)
        let uneven = DesignFacts.RescueDays(
            condition: 1, conditionDays: 28, reference: 6, referenceDays: 28)
        #expect(grade { $0.rescue = uneven } == .b)
        let even = DesignFacts.RescueDays(
            condition: 4, conditionDays: 28, reference: 6, referenceDays: 28)
        #expect(grade { $0.rescue = even } == .a)
        #expect(grade { $0.adherence = nil } == .a)
    }

    @Test("a grade always has a reason")
    func reasons() {
        for switches in 0...4 {
            for observed in [0.2, 0.7, 1] {
                var facts = Self.best
                (facts.switches, facts.observedShare) = (switches, observed)
                #expect(!GradedEvidence(facts).reasons.isEmpty)
            }
        }
    }

    @Test("A is above B, B above C, C above D")
    func order() { #expect([.d, .a, .c, .b].sorted() == [EvidenceGrade.d, .c, .b, .a]) }

    // MARK: From plans, as a user writes them

    private static let alternating = turns(of: 21)

    private static func turns(of days: Int) -> [String] {
        (0..<4).map { "    - {condition: \($0 % 2 == 0 ? "usual" : "diet"), days: \(days)}" }
    }

    private func graded(_ plan: TrialPlan, change: ChangeTiming? = nil) throws -> GradedEvidence {
        let diary = try EvidenceFixture.diary(plan) { day in
            EvidenceFixture.swing(day)
        }
        let analysis = try EffectAnalysis(
            TrialData(plan, outcome: plan.primaryOutcome, diary: diary))
        let effect = try #require(analysis.effects.first)
        let draw = DesignFacts.Draw(
            try? RandomizationEvidence(analysis.data, of: effect.condition))
        return GradedEvidence(DesignFacts(effect, in: analysis, change: change, draw: draw))
    }

    @Test("a plan of randomised pairs with a wash-out is an A, without one a B")
    func planA() throws {
        func pairs(_ analysis: String) throws -> TrialPlan {
            // The first draw that keeps no time with a week or a month: others are a C.
            let seeds = (1...60).map(UInt64.init)
            let plans = try seeds.map {
                try EvidenceFixture.blockPairs(7, seed: $0, analysis: analysis)
            }
            return try #require(
                plans.first { PlanRhythm.all($0.testedConditions[0], in: $0).isEmpty })
        }
        #expect(try graded(pairs("onset-lag: 1, washout: 1")).grade == .a)
        #expect(try graded(pairs("method: onset, washout: 1")).grade == .a)
        let without = try graded(pairs(""))
        #expect(without.grade == .b)
        #expect(without.reasons.contains(.carryover(.notExamined)))
    }

    @Test("a plan that goes back by hand is a B, one change a C or a D by its date")
    func planBToD() throws {
        let phases = Self.alternating
        #expect(try graded(EvidenceFixture.plan(phases: phases)).grade == .b)
        // One week in two is a fortnight, two weeks in four a month.
        #expect(try graded(EvidenceFixture.plan(phases: Self.turns(of: 7))).grade == .c)
        #expect(try graded(EvidenceFixture.plan(phases: Self.turns(of: 14))).grade == .c)
        let once = try EvidenceFixture.plan(phases: Array(phases.prefix(2)))
        #expect(try graded(once).grade == .d)
        #expect(try graded(once).reasons.contains(.changeDateNotExamined))
        let day = EvidenceFixture.start.advanced(by: 21)
        let found = ChangeTiming(
            switchDay: day, probabilityOfNewLevel: 0.99, probabilityBeforeSwitch: 0.01,
            date: .init(mostProbable: day, days: day...day, level: 0.95))
        #expect(try graded(once, change: found).grade == .c)
        let drift = ChangeTiming(
            switchDay: day, probabilityOfNewLevel: 0.99, probabilityBeforeSwitch: 0.01, date: nil)
        let undated = try graded(once, change: drift)
        #expect(undated.grade == .d && undated.reasons.contains(.noChangeDate))
    }

    @Test("what the plan knew to change meanwhile, and a bundle, are read from the plan")
    func planOpen() throws {
        let phases = Self.alternating
        let day = EvidenceFixture.start.advanced(by: 30)
        let exams = try graded(
            EvidenceFixture.plan(
                phases: phases, rest: "also-changing:\n  - {name: exams, from: \(day)}"))
        #expect(exams.reasons.first == .alsoChanged(names: ["exams"]))
        let bundle = try graded(
            EvidenceFixture.plan(
                phases: phases, rest: "template: kefir-10w+mediterranean-16w"))
        #expect(bundle.grade == .d && bundle.reasons.first == .bundle(changes: 2))
    }

    @Test("a blinded plan does not say that the person knew the days")
    func blindedWords() throws {
        let phases = ["    - {condition: usual, days: 21}", "    - {condition: diet, days: 21}"]
        let day = EvidenceFixture.start
        func text(_ rest: String) throws -> String {
            let plan = try EvidenceFixture.plan(phases: phases, rest: rest)
            let diary = try EvidenceFixture.diary(plan) { day in
                EvidenceFixture.swing(day) + (day < 21 ? 7 : 3)
            }
            return MarkdownRenderer.text(
                Report(try TrialAnalysis(plan, diary: diary), provenance: Provenance(version: "0")))
        }
        #expect(try text("").contains("knew which days were which"))
        let hash = String(repeating: "a", count: 64)
        let opened = try text(
            """
            blinding:
              since: \(day)
              key-sha256: \(hash)
              opened: \(day.advanced(by: 60))
              guesses:
                - {on: \(day.advanced(by: 3)), guess: usual}
                - {on: \(day.advanced(by: 30)), guess: usual}
            """)
        #expect(!opened.contains("knew which days were which"))
        #expect(opened.contains("You guessed 1 of 2 days right."))
        #expect(opened.contains("You did not know which days were which."))
    }
}
