import Foundation
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentReport

/// The three stories of examples/stories: what was answered makes the plan that stands there.
@Suite("Three stories, planned")
struct StoryTests {
    private func file(_ story: String, _ name: String) throws -> String {
        try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../../examples/stories/\(story)/\(name)"),
            encoding: .utf8)
    }

    private func planned(_ story: String) throws -> TrialPlan {
        let request = try PlanRequest(yaml: file(story, "answers.yaml"), file: "answers.yaml")
        let (text, plan) = try PlanWriter(
            PlanProposal(request, today: Sample.today, seed: 0)
        ).written()
        #expect(text == (try file(story, "plan.yaml")))
        return plan
    }

    @Test("psoriasis: three changes at once are one bundle, and only the bundle is a column")
    func psoriasis() throws {
        let plan = try planned("psoriasis-bundle")
        let diagnosis = PlanDiagnosis(plan)
        #expect(plan.testedConditions.map(\.id) == ["bundle"])
        #expect(diagnosis.columns == ["intercept", "bundle"])
        #expect(
            diagnosis.findings == [
                .bundle(parts: ["kefir-10w", "mediterranean-16w", "low-sugar-upf"])
            ])
    }

    @Test("acne: the end of the exams equals the start of the bundle, and that is said")
    func acne() throws {
        let plan = try planned("acne-exams")
        let diagnosis = PlanDiagnosis(plan)
        #expect(diagnosis.isFatal)
        #expect(
            diagnosis.findings.contains {
                if case .cannotBeTold("exam term", ["bundle"], "1 - \"bundle\"", _) = $0 {
                    true
                } else {
                    false
                }
            })
        #expect(plan.startedBecauseBad == true)
    }

    @Test("rosacea: six weeks without dairy, then milk on a ladder, three times")
    func rosacea() throws {
        let plan = try planned("rosacea-dairy")
        let eaten = plan.schedule.phases.filter { $0.part == .challenge }
        #expect(eaten.map(\.portion) == [0.25, 0.5, 1, 0.25, 0.5, 1, 0.25, 0.5, 1])
        #expect(plan.schedule.phases[1].lengthInDays == 42)
        #expect(plan.reintroduction?.observationDays == 3)
        #expect(!PlanDiagnosis(plan).isFatal)
    }
}
