import Experiment
import Foundation
import Testing

@Suite("Experiment as a library")
struct LibraryTests {
    @Test("two texts become an answer, whose numbers are those of its JSON")
    func answer() throws {
        let folder = ReportSamples.packageFolder.appendingPathComponent("examples/dairy-rosacea")
        let plan = try String(
            contentsOf: folder.appendingPathComponent("plan.yaml"), encoding: .utf8)
        let diary = try Data(contentsOf: folder.appendingPathComponent("diary.csv"))
        let trial = try Trial(plan: plan)
        let answer = try trial.answer(diary: [UInt8](diary))
        #expect(answer.verdict == "helped")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.json.utf8)) as? [String: Any])
        let finding = try #require((json["findings"] as? [[String: Any]])?.first)
        let estimate = try #require(answer.estimate)
        let told = try #require(finding["estimate"] as? Double)
        // The JSON holds ten significant digits.
        #expect((told - estimate).magnitude < 1e-9 * max(1, estimate.magnitude))
        #expect(answer.markdown.contains(trial.title))
    }

    @Test("a text that is no day is told, never taken for the end of the trial")
    func notADay() throws {
        let plan = ReportSamples.packageFolder.appendingPathComponent(
            "examples/dairy-rosacea/plan.yaml")
        let trial = try Trial(plan: String(contentsOf: plan, encoding: .utf8))
        let error = try #require(throws: NotADay.self) {
            try trial.answer(diary: Array("date,redness\n".utf8), today: "2026-02-30")
        }
        #expect(
            error.description
                == "today: found \"2026-02-30\"; expected a day. Write it like 2026-12-24.")
    }
}
