import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
import Testing

@Suite("Forged plans and seals")
struct SealForgeryTests {
    /// A stand-in for SHA-256 that tells texts apart and stays on one line.
    private func hash(_ bytes: [UInt8]) -> String {
        "h" + bytes.map { String($0, radix: 16) }.joined(separator: "-")
    }

    private static let sealedLines = """
        covariates:
          - {id: sleep, lag: 1}
        diary: {file: diary.csv}
        """

    private var original: String { Sample.yaml(adding: Self.sealedLines) }

    private func seal() throws -> PlanSeal {
        let plan = try Sample.plan(adding: Self.sealedLines)
        let bytes = Array(original.utf8)
        return PlanSeal(
            stamp: "2026-11-21T12:00:00Z", version: "0.1.0", planHash: hash(bytes),
            planBytes: bytes.count, analysisHash: hash(Array(plan.coveredText.utf8)),
            firstTestedDay: plan.firstTestedDay
        ).closed(by: hash)
    }

    private func check(_ text: String, by seal: PlanSeal? = nil) throws -> SealCheck {
        SealCheck(
            try seal ?? self.seal(), text: Array(text.utf8),
            plan: try DraftPlan(yaml: text, file: "plan.yaml").validated(), hash: hash)
    }

    private var amended: String {
        get throws {
            try Amendment(
                day: Sample.day("2026-12-20"), change: "note", days: nil, reason: "a cold"
            ).appended(to: original, file: "plan.yaml").text
        }
    }

    @Test("the plan itself and an amendment of it hold")
    func holds() throws {
        #expect(try check(original).holds)
        #expect(try check(amended).holds)
        #expect(try check(original + "\n# a remark\n").holds)
    }

    /// Every way of YAML 1.1 to end a line.
    @Test(
        "D3: no line end of YAML brings a key in behind an amendment",
        arguments: ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"],
        ["seed: 8", "analysis: {level: 0.5}", "primary-analysis: per-protocol", "source: none"])
    func smuggled(end: String, line: String) throws {
        let text = try amended + "    made: 2026-12-20" + end + line + end
        guard let forged = try? check(text) else { return }
        #expect(!forged.isPlanUnchanged)
    }

    @Test("D3: amendments that were sealed stay the first of the list")
    func sealedAmendments() throws {
        let first = try amended
        let plan = try DraftPlan(yaml: first, file: "plan.yaml").validated()
        let bytes = Array(first.utf8)
        let seal = PlanSeal(
            stamp: "2026-11-21T12:00:00Z", version: "0.1.0", planHash: hash(bytes),
            planBytes: bytes.count, analysisHash: hash(Array(plan.coveredText.utf8)),
            firstTestedDay: plan.firstTestedDay
        ).closed(by: hash)
        let second = try Amendment(
            day: Sample.day("2026-12-24"), change: "note", days: nil, reason: "holidays"
        ).appended(to: first, file: "plan.yaml").text
        #expect(try check(second, by: seal).holds)
        #expect(try check(first + "    made: 2026-12-20\n", by: seal).holds == false)
    }

    @Test("D3: a covariate, a diary, a look and a column are covered beside the file")
    func covered() throws {
        let plain = try Sample.plan().coveredText
        for lines in [
            "covariates: [{id: sleep}]", "covariates: [{id: sleep, lag: 1}]",
            "diary: {file: other.csv}", "diary: {file: diary.csv, columns: {itch: other}}",
            "diary: {day: {column: written}}", "diary: {outside-plan: leave-out}", "seed: 9",
            "analysis: {looks: [2027-01-05]}",
            "imports: [{format: daylio, series: {itch: {from: mood, times: 2}}}]",
        ] {
            let changed = try Sample.plan(adding: lines).coveredText
            #expect(changed != plain, "\(lines)")
        }
    }

    @Test("D3: no field of a seal can be changed without notice")
    func fields() throws {
        let text = try seal().text
        #expect(try PlanSeal(yaml: text, file: "plan.seal") == seal())
        for (old, new) in [
            ("2026-11-21T12:00:00Z", "2020-01-01T12:00:00Z"), ("2026-12-15", "2026-12-16"),
            ("version: 0.1.0", "version: 0.0.9"),
        ] {
            let forged = try PlanSeal(yaml: text.replacingText(old, with: new), file: "plan.seal")
            #expect(forged != (try seal()))
            let check = try check(original, by: forged)
            #expect(!check.holds)
            #expect(
                check.sentence
                    == "The seal file was changed after it was written: its own checksum does not fit. "
                    + "Neither its time nor anything else that it says holds.")
        }
        // Without its own hash it is taken for one of an older version, which covered less.
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("seal-sha256") }
        let stripped = try PlanSeal(
            yaml: lines.joined(separator: "\n") + "\n", file: "plan.seal")
        #expect(stripped.ownHash == nil)
        #expect(try !check(original, by: stripped).holds)
    }

    @Test("D3: an opened plan is the one that was opened, or the seal does not hold for it")
    func opened() throws {
        let plan = try Sample.plan()
        let text = Array(Sample.yaml().utf8)
        func check(_ seal: PlanSeal, _ opened: String) throws -> SealCheck {
            SealCheck(
                seal, text: Array(original.utf8), plan: try Sample.plan(adding: Self.sealedLines),
                opened: (Array(opened.utf8), plan), hash: hash)
        }
        #expect(
            try check(seal(), Sample.yaml()).sentence.hasSuffix(
                "The blinding was opened, and the seal does not know the opened plan, so it does not "
                    + "hold for it."))
        let known = try seal().opening(.init(hash: hash(text), bytes: text.count)).closed(by: hash)
        #expect(try PlanSeal(yaml: known.text, file: "plan.seal") == known)
        #expect(try check(known, Sample.yaml()).holds)
        let forged = Sample.yaml().replacingText("worthwhile: 1", with: "worthwhile: 0.1")
        #expect(
            try check(known, forged).sentence.hasSuffix(
                "The plan was changed since its blinding was opened, so the seal does not hold."))
    }
}
