import Experiment
import Foundation
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentDiary
@testable import ExperimentReport
@testable import ExperimentText
@testable import ExperimentTrial

/// What happened to the person, read in report, letter, JSON and grade.
@Suite("What a report says of safety")
struct SafetyReportTests {
    /// A plan as it is written over these answers.
    private func plan(_ id: String, yes question: String) throws -> TrialPlan {
        let calm = ["age": "36", "bmi": "22", "coeliac-tested": "yes"]
        var request = PlanRequest()
        (request.template, request.complaint, request.worthwhile) = (id, .rosacea, 1)
        (request.start, request.seed) = (Sample.day("2027-01-04"), 7)
        request.isAgreedWithClinician = true
        request.answers = try SafetyAnswers(
            SafetyQuestion.catalogue.filter { $0.id != "tolerates-food" }.map {
                ($0.id, $0.id == question ? "yes" : calm[$0.id] ?? "no")
            })
        let proposal = try PlanProposal(request, today: Sample.day("2026-12-01"), seed: 7)
        return try PlanWriter(proposal).written().plan
    }

    /// A diary with a score a day, lower while something is tested, and what else is told.
    private func report(
        _ plan: TrialPlan, _ told: [(day: CalendarDay, content: DiaryFact.Content)] = []
    ) throws -> Report {
        let tested = plan.testedConditions.map(\.id)
        let series = plan.primaryOutcome.series[0].id
        let scores = plan.schedule.days.enumerated().map { place, day in
            let isTested =
                plan.schedule.phase(on: day).map { tested.contains($0.condition) } ?? false
            let value = (isTested ? 1.0 : 2.0) + Double(place * 5 % 7 % 2)
            return (
                day: day,
                content: DiaryFact.Content.reading(series: series, rater: nil, value: value)
            )
        }
        let facts = (scores + told).enumerated().map { place, fact in
            RecordedFact(
                id: place + 1, entry: place + 1, fact: DiaryFact(day: fact.day, fact.content),
                origin: .typed, recordedOn: fact.day, isCurrent: true)
        }
        let diary = try Diary(facts, file: "", plan: plan)
        return Report(
            try TrialAnalysis(plan, diary: diary), provenance: Provenance(version: "0.0.0"))
    }

    private func texts(_ report: Report) -> [String] {
        [MarkdownRenderer.text(report), MarkdownRenderer.text(report, form: .letter)]
    }

    @Test(
        "no step of a report and no line of a letter leads back to a food that the answers forbid",
        arguments: [
            ("dairy-free", "food-allergy"), ("nut-free", "nut-reaction"),
            ("alcohol-free", "alcohol-past"), ("soy-free", "asthma-uncontrolled"),
        ])
    func forbidden(template: String, question: String) throws {
        let plan = try plan(template, yes: question)
        let report = try report(plan)
        #expect(report.headline.comparison != nil)
        for text in texts(report) {
            for offer in [
                "One switch to", "Another round", "can come back", "comes back", "come back",
            ] {
                #expect(!text.contains(offer), "\(template): \(offer)")
            }
        }
    }

    @Test(
        "a reaction is in the first lines of report and letter, in the JSON and in the grade's reasons"
    )
    func reaction() throws {
        let plan = try plan("dairy-free", yes: "none")
        let milk = try #require(plan.schedule.phases.first { $0.part == .challenge }).first
        let words = "hives an hour after milk"
        let found = try report(plan, [(milk, .mark(.reaction, lastDay: nil, about: words))])
        for text in texts(found) {
            let place = try #require(text.range(of: words)).lowerBound
            let number = try #require(text.range(of: "under “as usual”")).lowerBound
            #expect(place < number)
            #expect(!text.contains("One switch to") && !text.contains("Another round"))
        }
        let comparison = try #require(found.headline.comparison)
        #expect(
            comparison.evidence.reasons.contains {
                if case .stopped(let notice) = $0 {
                    notice.rule == .s2 && notice.day == milk
                } else {
                    false
                }
            })
        let reason = try #require(comparison.evidence.reasons.last.map(Wording.reason))
        #expect(reason.hasPrefix("Stop rule S2 spoke on ") && reason.contains(words))
        let json = try JSONReading.object(JSONRenderer.text(found))
        let safety = try #require(json["safety"] as? [String: Any])
        let rules = try #require(safety["stopRules"] as? [[String: Any]])
        #expect(rules.map { $0["rule"] as? String } == ["S2"])
        #expect(rules.first?["words"] as? [String] == [words])
        #expect(
            (safety["food"] as? [String: Any])?["permission"] as? String == "only under supervision"
        )
        #expect((safety["closing"] as? String)?.hasPrefix("Talk to a doctor") == true)
        let path = ReportSamples.packageFolder.appendingPathComponent("docs/report.schema.json")
        let schema = try JSONReading.object(try String(contentsOf: path, encoding: .utf8))
        #expect(SchemaCheck(schema).problems(of: json) == [])
    }

    @Test("milk-back: report and letter say what came back with estimates, and nothing offers milk")
    func milkBack() throws {
        let report = try ReportSamples.example("milk-back")
        for text in texts(report) {
            #expect(text.contains("Scores rose after milk 3 times of 3, after egg 0 of 3."))
            for offer in [
                "One switch to", "Another round", "more days under", "Milk can come back",
            ] {
                #expect(!text.contains(offer), "\(offer)")
            }
        }
        #expect(
            texts(report)[1].contains("all foods in one regression: milk 2.2 (1.5 to 2.8); egg"))
    }

    @Test("a claim of an own, open rating says once, beside it, that hope is part of it")
    func hope() throws {
        let report = try report(try plan("alcohol-free", yes: "alcohol-past"))
        let comparison = try #require(report.headline.comparison)
        #expect(comparison.verdict.claimsEffect)
        let hope = "hope and expectation are part of the difference"
        for text in texts(report) {
            #expect(text.components(separatedBy: hope).count == 2)
            let headline = try #require(text.range(of: Wording.headline(report.headline)))
                .upperBound
            let chance = try #require(text.range(of: Wording.sureness(report.headline))).lowerBound
            let place = try #require(text.range(of: hope)).lowerBound
            #expect(headline < place && place < chance)
        }
    }
}
