@testable import Stats
import TestSupport
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("Evidence: sizes, families, next steps and the whole")
struct TrialEvidenceTests {
    private func analysis(_ trial: ExampleTrial) throws -> TrialAnalysis {
        let plan = try trial.plan()
        return try TrialAnalysis(plan, diary: trial.diary(plan))
    }

    @Test("days that do not overlap have NAP 1, Tau 1 and the difference of their means in percent")
    func separated() throws {
        let plan = try TrialFixture.plan()
        let diary = try TrialFixture.diary(
            TrialFixture.wide {
                (14..<28).contains($0) ? 2 + 0.1 * Double($0 % 3) : 8 + 0.1 * Double($0 % 5)
            },
            plan)
        let table = try #require(
            TrialEvidence(TrialAnalysis(plan, diary: diary)).comparisons.first?.effectSizes)
        func value(_ measure: EffectSizeMeasure) throws -> Double {
            try #require(table.rows.first { $0.measure == measure }).value.get()
        }
        #expect(try value(.nonoverlap) == 1)
        #expect(try value(.tau) == 1)
        #expect(try value(.aboveBest) == 1)
        #expect(try value(.percentChange) < -70)
        #expect(table.referenceDays == 28 && table.testedDays == 14)
        // A scale from 0 to 10 is no count, so it has no ratio of means.
        #expect(!table.rows.contains { $0.measure == .logRatio })
    }

    @Test("the standardised effect of the sizes is that of the engine ar1")
    func standardized() throws {
        let trial = try analysis(ExampleTrial.dairy)
        let effect = try #require(trial.primary.effects.first)
        let found = try #require(EffectSizeTable(effect, in: trial.primary)?.standardized)
        let rows = try TrialDesignMatrix(trial.primary.data)
        let estimate = try Regression(.ar1).fit(rows.responses, on: rows.design)
            .estimate(ofColumn: effect.condition.id).standardized
        #expect(found.interval == estimate.interval(level: 0.95))
        #expect(found.interval.contains(found.median))
        let overlap = estimate.nonOverlap(trial.primary.data.benefit, level: 0.95)
        #expect(found.nonOverlap == overlap.estimate)
        #expect(found.nonOverlapInterval == overlap.interval)
    }

    @Test("p of the family is adjusted over the other outcomes, and the primary one keeps its own")
    func family() throws {
        let trial = try analysis(ExampleTrial.dairy)
        let family = try #require(OutcomeFamily(trial, condition: 0))
        #expect(family.primary.p == trial.primary.effects[0].twoSidedP)
        // One other outcome: nothing to adjust.
        #expect(family.others.count == 1)
        #expect(family.others[0].p == family.others[0].effect.twoSidedP)
        #expect(EvidenceWording.discordance(family).hasSuffix("."))
    }

    private func followUps(_ effect: EffectEstimate, _ analysis: EffectAnalysis) -> [FollowUp] {
        NextStep.all(
            after: Comparison(effect, in: analysis, change: nil, draw: nil), in: analysis
        ).compactMap { step in
            if case .goOn(let extra) = step { extra } else { nil }
        }
    }

    @Test(
        "a step that leaves the variance as it is settles nothing, one that removes it everything")
    func settling() throws {
        let plan = try EvidenceFixture.plan(phases: [
            "    - {condition: usual, days: 21}", "    - {condition: diet, days: 21}",
        ])
        let diary = try EvidenceFixture.diary(plan) { 5 * EvidenceFixture.swing($0) }
        let analysis = try EffectAnalysis(
            TrialData(plan, outcome: plan.primaryOutcome, diary: diary))
        let effect = try #require(analysis.effects.first)
        #expect(Verdict(Chances(effect)) == .cannotTell)
        let freedom = analysis.fit.degreesOfFreedom
        func chance(_ ratio: Double) -> Double {
            LaterVerdicts(effect, varianceRatio: ratio, degreesOfFreedom: freedom)
                .chance { $0 != .cannotTell }
        }
        #expect(chance(1) == 0)
        #expect(chance(1e-9) > 0.99)
        let steps = followUps(effect, analysis)
        #expect(steps.map(\.extraDays) == [14, 21, 42])
        #expect(steps.allSatisfy { $0.halfWidthAfter < $0.halfWidthNow })
        // A switch back and a pair tell more than a fortnight of the same.
        #expect(steps[2].halfWidthAfter < steps[0].halfWidthAfter)
    }

    @Test("the narrowing of fourteen more days is that of the closed-form variance")
    func narrowing() throws {
        let plan = try EvidenceFixture.plan(phases: [
            "    - {condition: usual, days: 21}", "    - {condition: diet, days: 21}",
        ])
        let diary = try EvidenceFixture.diary(plan) { 5 * EvidenceFixture.swing($0) }
        let analysis = try EffectAnalysis(
            TrialData(plan, outcome: plan.primaryOutcome, diary: diary))
        let effect = try #require(analysis.effects.first)
        let step = try #require(followUps(effect, analysis).first)
        func variance(_ tested: Int) throws -> Double {
            try PlannedPrecision(
                exposure: (0..<21 + tested).map { $0 < 21 ? 0 : 1 },
                rho: analysis.workingAutocorrelation
            ).unitVariance
        }
        expectClose(
            step.halfWidthAfter / step.halfWidthNow,
            try (variance(35) / variance(21)).squareRoot(),
            .roundoff(condition: 100, operations: 100))
    }

    @Test("a p below a thousandth is never printed as zero")
    func smallP() {
        #expect(EvidenceWording.p(0.0004) == "< 0.001")
        #expect(EvidenceWording.p(0) == "< 0.001")
        #expect(EvidenceWording.p(0.0312) == "0.031")
    }

    @Test("every example tells its evidence twice in the same bytes and without a banned word")
    func examples() throws {
        for trial in [ExampleTrial.dairy, ExampleTrial.acne[0], ExampleTrial.sleep[0]] {
            let found = try analysis(trial)
            let text = EvidenceText.text(
                TrialEvidence(found), style: TerminalStyle(), showsInterval: true)
            #expect(
                text
                    == EvidenceText.text(
                        TrialEvidence(found), style: TerminalStyle(), showsInterval: true))
            expectNoBannedWord(text + EvidenceJSON.value(TrialEvidence(found)).text)
        }
    }

    @Test("no sentence that the examples do not reach holds a banned word")
    func sentences() throws {
        let plan = try EvidenceFixture.challenges(foods: ["milk", "egg"], rounds: 3)
        let marks = [5: "ill", 8: "antibiotics", 16: "slip", 17: "rescue"]
        let diary = try EvidenceFixture.diary(plan, marks: marks, score: EvidenceFixture.swing)
        expectNoBannedWord(
            EvidenceText.text(
                TrialEvidence(try TrialAnalysis(plan, diary: diary)), style: TerminalStyle()))
        let refusals: [RandomizationRefusal] = [
            .notRandomized, .onlyOrderOfFoods,
            .notInDesign(condition: "x"), .test(.notAdmissible),
        ]
        expectNoBannedWord(refusals.map(EvidenceWording.refused).joined(separator: " "))
        let pairs = try EvidenceFixture.blockPairs(6)
        let scores = try EvidenceFixture.diary(pairs, score: EvidenceFixture.swing)
        expectNoBannedWord(
            EvidenceText.text(
                TrialEvidence(try TrialAnalysis(pairs, diary: scores)), style: TerminalStyle(),
                showsInterval: true))
    }

    /// Words of section 6 of the domain notes.
    private func expectNoBannedWord(_ text: String) {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        let banned = [
            "proves", "cured", "caused", "safe", "safely", "toxin", "detox", "significant",
            "significantly", "allergic", "intolerant",
        ]
        for word in banned { #expect(!words.contains(word), "found \(word)") }
    }
}
