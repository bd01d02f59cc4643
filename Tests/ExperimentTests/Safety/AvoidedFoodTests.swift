import Experiment
import Foundation
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentDiary
@testable import ExperimentReport
@testable import ExperimentText
@testable import ExperimentTrial

/// Somebody who leaves the food out already: nothing is compared with the same diet.
@Suite("A food that is left out already")
struct AvoidedFoodTests {
    private func plan(_ id: String = "dairy-free-6w") throws -> TrialPlan {
        let calm = ["age": "36", "bmi": "22", "coeliac-tested": "yes", "avoids-food": "yes"]
        var request = PlanRequest()
        (request.template, request.complaint, request.worthwhile) = (id, .rosacea, 1)
        (request.start, request.seed) = (Sample.day("2027-01-04"), 7)
        request.answers = try SafetyAnswers(
            SafetyQuestion.catalogue.filter { $0.id != "tolerates-food" }.map {
                ($0.id, calm[$0.id] ?? "no")
            })
        return try PlanWriter(PlanProposal(request, today: Sample.day("2026-12-01"), seed: 7))
            .written()
            .plan
    }

    private func scores(_ plan: TrialPlan, _ value: (Int) -> Double) -> [RecordedFact] {
        plan.schedule.days.enumerated().map { place, day in
            RecordedFact(
                id: place + 1, entry: place + 1,
                fact: DiaryFact(
                    day: day,
                    .reading(
                        series: plan.primaryOutcome.series[0].id, rater: nil, value: value(place))),
                origin: .typed, recordedOn: day, isCurrent: true)
        }
    }

    private func brief(_ plan: TrialPlan, _ day: String, _ facts: [RecordedFact] = []) -> String {
        let date = Sample.day(day)
        return DayBrief(
            plan, on: date, logged: [], stops: SafetyLog(facts, plan: plan).notices(on: date)
        ).text(TerminalStyle(width: 4000))
    }

    @Test(
        "the plan begins with the days as they are, and brings the food back",
        arguments: [
            "dairy-free-6w", "egg-free", "soy-free", "gluten-free", "whey-free",
        ])
    func order(_ id: String) throws {
        let plan = try plan(id)
        let tested = try #require(plan.testedConditions.first)
        #expect(plan.schedule.phases.map(\.condition) == [tested.id, "usual"])
        #expect(plan.schedule.phases[0].lengthInDays == 14)
        #expect(plan.analysis.onsetLagInDays == 0)
        #expect(plan.conditions[0].name.hasSuffix(" again"))
    }

    @Test(
        "S6 counts the days before the plan: its limit comes with the last one, and none can be added"
    )
    func clock() throws {
        let plan = try plan()
        let (first, last) = (plan.schedule.phases[0].first, plan.schedule.phases[0].last)
        #expect(plan.restrictionCap(on: last) == 56)
        #expect(plan.restrictedDays(on: first) == 43 && plan.restrictedDays(on: last) == 56)
        #expect(!brief(plan, "2027-01-16").contains("STOP S6"))
        #expect(brief(plan, "2027-01-17").contains("STOP S6"))
        #expect(brief(plan, "2027-01-18").contains("eat only a small portion of dairy"))
        #expect(SafetyStory(plan, diary: Diary(withoutEntries: .everything)).spoken == [])
    }

    @Test("an older plan that took the same diet for a baseline counts that baseline")
    func older() throws {
        let plan = try DraftPlan(
            yaml: """
                title: By hand
                outcomes:
                  - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1, primary: true}
                conditions: [{id: usual}, {id: diet, against: usual, leaves-out: [dairy]}]
                safety: {answers: {age: 36, anaphylaxis: no, avoids-food: yes}}
                schedule:
                  start: 2026-12-01
                  phases: [{condition: usual, days: 14}, {condition: diet, days: 42}]

                """, file: "plan.yaml"
        ).validated()
        #expect(plan.restrictedDays(on: Sample.day("2026-12-14")) == 14)
        #expect(plan.restrictedDays(on: Sample.day("2027-01-25")) == 56)
        #expect(brief(plan, "2027-01-25").contains("STOP S6"))
    }

    @Test("S3 holds the days of the food against those without it, and pauses the food")
    func flare() throws {
        let plan = try plan()
        let facts = scores(plan) { $0 < 14 ? 1 : $0 < 17 ? 4 : 1 }
        let text = brief(plan, "2027-01-20", facts)
        #expect(text.contains("STOP S3") && text.contains("nothing is tried today"), "\(text)")
        #expect(!text.contains("Eat dairy again"))
    }

    @Test("its report compares the two and says which is which")
    func report() throws {
        let plan = try plan()
        let facts = scores(plan) { ($0 < 14 ? 1 : 2) + Double($0 * 5 % 7 % 2) }
        let report = Report(
            try TrialAnalysis(plan, diary: Diary(facts, file: "", plan: plan)),
            provenance: Provenance(version: "0.0.0"))
        let text = MarkdownRenderer.text(report)
        #expect(text.contains("under “dairy-free” than under “dairy again”"), "\(text)")
    }
}
