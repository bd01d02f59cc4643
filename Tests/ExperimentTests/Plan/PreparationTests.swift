import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("What planning adds to a plan file")
struct PreparationTests {
    @Test("a plan without any of it is read as before")
    func backwardCompatible() throws {
        let plan = try Sample.plan()
        #expect(plan.design == nil && plan.safety == nil && plan.reintroduction == nil)
        #expect(plan.stopRules.isEmpty && plan.amendments.isEmpty && plan.alsoChanging.isEmpty)
        #expect(plan.declaredAnalysis == nil && plan.startedBecauseBad == nil)
        #expect(plan.schedule == plan.plannedSchedule)
        #expect(plan.outcomes[0].daysBetween == 1)
    }

    @Test("a design lays the very phases of the schedule, or the first day that differs is named")
    func designAgrees() throws {
        let design =
            "design: {kind: withdrawal, seed: 7, baseline: 14, treatment: 42, withdrawal: 28}"
        let plan = try Sample.plan(adding: design)
        #expect(plan.design?.settings.kind == .withdrawal)
        #expect(plan.design?.conditions == ["usual", "diet"])
        #expect(plan.design?.isRandomized == false)
        #expect(
            Sample.problems(
                adding:
                    "design: {kind: withdrawal, seed: 7, baseline: 14, treatment: 40, withdrawal: 28}"
            )
                == "plan.yaml:11, schedule.phases[2].days: found 42; expected 40, as \"design\" lays it. "
                + "Make both the same, or delete \"design\" if the phases were not drawn.")
        #expect(
            Sample.problems(
                adding:
                    "design: {kind: withdrawal, seed: 7, baseline: 14, treatment: 42, withdrawal: 29}"
            )
                == "plan.yaml:12, schedule.phases[3].days: found 28; expected 29, as \"design\" lays it. "
                + "Make both the same, or delete \"design\" if the phases were not drawn.")
        #expect(
            Sample.problems(
                adding: "design: {kind: before-after, seed: 7, baseline: 14, treatment: 42}")
                == "plan.yaml:13, schedule: found 84 days; expected 56, which the design assigns with seed "
                + "7. Correct the phases, or delete \"design\" if they were not drawn.")
    }

    @Test("every problem at once, each with its line")
    func problems() {
        let lines = """
            template: dairy-fre
            complaint: itching
            design: {kind: abab, baseline: 14}
            safety:
              answers: {agee: 3, pregnant: perhaps}
              decisions: [{gate: G19, action: warn}]
            stop-rules: [S1, S9]
            also-changing: [{name: exams}, {name: trip, from: 2026-12-05, to: 2026-12-01}]
            amendments: [{on: 2026-12-20, change: extend, reason: a cold}]
            primary-analysis: as-eaten
            """
        #expect(
            Sample.problems(adding: lines) == """
                plan.yaml:13, template: template "dairy-fre": not in the catalogue. Did you mean \
                "dairy-free-6w"?
                plan.yaml:14, complaint: found "itching"; expected one of "eczema", "acne", "rosacea", \
                "psoriasis", "urticaria", "vitiligo", "gut", "ageing" and "skin". Use a listed name.
                plan.yaml:15, design: found no "treatment"; expected it for a design of the kind abab. Add \
                it, in whole numbers.
                plan.yaml:17, safety.answers.agee: safety answers: found "agee"; expected the key of a \
                safety question. Did you mean "age"?
                plan.yaml:17, safety.answers.pregnant: safety question "pregnant": found "perhaps"; \
                expected yes or no. Answer again.
                plan.yaml:18, safety.decisions[1].gate: found "G19"; expected one of "G1", "G2", "G3", \
                "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "G13", "G14", "G15" and \
                "G16". Did you mean \
                "G1"?
                plan.yaml:19, stop-rules[2]: found "S9"; expected one of "S1", "S2", "S3", "S4", "S5", \
                "S6" and "S7". Did you mean "S1"?
                plan.yaml:20, also-changing[1].from: found nothing; expected its first day. Add the line.
                plan.yaml:20, also-changing[2].to: found 2026-12-01; expected 2026-12-05, its first day, \
                or later. Correct one of the two.
                plan.yaml:21, amendments[1]: found "extend" without a number of days; expected 1 to 366. \
                Add the days.
                plan.yaml:22, primary-analysis: found "as-eaten"; expected one of "as-planned" and \
                "as-done". Use a listed name.
                """)
    }

    @Test("an instrument recorded more often than its recall window is refused with the reason")
    func cadence() {
        let text = """
            title: Test
            outcomes: [{id: poem, instrument: poem, every: 3}]
            conditions: [{id: usual}, {id: diet, against: usual}]
            schedule:
              start: 2026-12-01
              phases: [{condition: usual, days: 14}, {condition: diet, days: 14}]
            """
        #expect(throws: PlanError.self) {
            try DraftPlan(yaml: text, file: "plan.yaml").validated()
        }
        do { _ = try DraftPlan(yaml: text, file: "plan.yaml").validated() } catch {
            #expect(
                "\(error)"
                    == "plan.yaml:2, outcomes[1].every: poem: found a record every 3 days; expected 7 days "
                    + "or more between records, because each asks about the last 7 days and records that "
                    + "overlap repeat the same days. Record it every 7 days.")
        }
    }

    @Test(
        "a stretch longer than the template's cap is refused, and a clinician's agreement lifts it")
    func cap() throws {
        let phases = "    - {condition: usual, days: 14}\n    - {condition: diet, days: 90}"
        #expect(
            Sample.problems(adding: "template: dairy-free-6w", phases: phases)
                == "plan.yaml:12, schedule: dairy-free-6w: found an active phase of 90 days; expected at most "
                + "56 without a clinician or dietitian. Shorten it, or state that one agreed.")
        #expect(
            Sample.problems(
                adding: "template: dairy-free-6w\nsafety: {clinician-agreed: true}", phases: phases)
                == "")
    }

    @Test("a weekly outcome is due at the end of each look back, anew with each condition")
    func dueDays() throws {
        let plan = try DraftPlan(
            yaml: """
                title: Test
                outcomes: [{id: poem, instrument: poem}]
                conditions: [{id: usual}, {id: diet, against: usual}]
                schedule:
                  start: 2026-12-01
                  phases: [{condition: usual, days: 15}, {condition: diet, days: 14}]
                """, file: "plan.yaml"
        ).validated()
        #expect(
            plan.dueDays(of: plan.outcomes[0]).map(\.description)
                == ["2026-12-07", "2026-12-14", "2026-12-22", "2026-12-29"])
    }
}
