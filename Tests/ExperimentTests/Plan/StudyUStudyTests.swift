import Experiment
import Testing

@Suite("Studies of StudyU")
struct StudyUStudyTests {
    private static func study(_ change: (String) -> String = { $0 }) throws -> StudyUStudy {
        let text = try ExampleTrial.text(
            "Tests/ExperimentTests/Readers/Examples/studyu-study.json")
        return try StudyUStudy(Array(change(text).utf8), file: "study.json")
    }

    private static let start = CalendarDay(iso: "2026-03-01") ?? CalendarDay(daysSinceEpoch: 0)

    @Test("interventions become conditions, questions outcomes, and the schedule phases")
    func plan() throws {
        let study = try Self.study()
        let letters = try #require(study.letters)
        #expect(letters == "ABBA")
        let plan = try DraftPlan(
            yaml: study.plan(from: Self.start, letters: letters), file: "plan.yaml"
        ).validated()
        #expect(plan.title == "Tea and pain")
        #expect(plan.primaryOutcome.id == "pain")
        #expect(plan.primaryOutcome.instrument.range == 0...10)
        #expect(plan.primaryOutcome.instrument.step == 0.5)
        #expect(plan.outcomes.map(\.id) == ["pain", "slept"])
        #expect(plan.conditions.map(\.name) == ["before", "Water", "Herbal \"tea\""])
        #expect(plan.testedConditions.map(\.id) == ["tea"])
        #expect(
            plan.schedule.phases.map(\.condition)
                == ["__baseline", "water", "tea", "tea", "water"])
        #expect(plan.schedule.days.upperBound.description == "2026-04-04")
        #expect(study.leftOut == ["remarks"])
    }

    @Test("an order that each person draws is left to the person")
    func drawn() throws {
        #expect(
            try Self.study { $0.replacing("counterBalanced", with: "randomized") }.letters == nil)
    }

    @Test("what is no study of two interventions is refused with a sentence")
    func refusals() {
        func refusal(_ text: String) -> String {
            do throws(ImportError) {
                _ = try StudyUStudy(Array(text.utf8), file: "study.json")
                return "was read"
            } catch { return error.description }
        }
        #expect(
            refusal("{\"title\": 1}")
                == "study.json: found no study of StudyU; expected JSON with \"title\", "
                + "\"interventions\" and \"schedule\". Export the study itself; its results come in "
                + "with n1 import.")
        #expect(refusal("completed_at,result\n").hasPrefix("study.json: found no study of StudyU;"))
        #expect(
            refusal("{\"title\": \"a\", \"schedule\": {}, \"interventions\": [{\"id\": \"x\"}]}")
                == "study.json:1: found 1 intervention with an id; expected two, as StudyU compares. "
                + "The file may be damaged: export it again.")
        let two = "{\"title\": \"a\", \"interventions\": [{\"id\": \"x\"}, {\"id\": \"y\"}],"
        #expect(
            refusal(two + " \"schedule\": {}}")
                == "study.json:1: found a schedule without \"numberOfCycles\" and \"phaseDuration\"; "
                + "expected one. Export the file again.")
        #expect(
            refusal(two + " \"schedule\": {\"numberOfCycles\": 2, \"phaseDuration\": 7}}")
                == "study.json:1: found a study without \"questions with numbers\"; expected one. "
                + "Export the file again.")
    }
}
