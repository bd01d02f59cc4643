import Experiment
import Foundation
import Testing

@testable import n1

/// The reports of the examples, byte for byte as they stand in the repository.
///
/// After a deliberate change: `N1_UPDATE_GOLDEN=1 swift test --filter ReportGoldenTests`, then read
/// the difference before it is committed.
@Suite("Reports of the examples")
struct ReportGoldenTests {
    static let examples = [
        "dairy-rosacea", "acne/participant-1", "acne/participant-2", "acne/participant-3",
        "acne/participant-4", "acne/participant-5", "sleep-tea/tea-0889", "sleep-tea/tea-b6a7",
        "sleep-tea/tea-c8ba", "sleep-tea/window-1841", "sleep-tea/window-27bf",
        "sleep-tea/window-2faf", "milk-back",
    ]

    @Test("every form of every example is the file beside it", arguments: examples)
    func forms(_ example: String) throws {
        let report = try Self.report(example)
        let style = TerminalStyle(width: 80)
        let forms = [
            ("report.md", MarkdownRenderer.text(report)),
            ("report.html", HTMLRenderer.text(report)),
            ("report.json", JSONRenderer.text(report)),
            ("report.txt", TerminalRenderer.text(report, style: style)),
            ("analysis.txt", AnalysisTable.text(report, style: style)),
            ("letter.html", HTMLRenderer.text(report, form: .letter)),
            ("letter.md", MarkdownRenderer.text(report, form: .letter)),
            ("cent.md", MarkdownRenderer.text(report, form: .cent)),
        ]
        for (name, text) in forms { try GoldenFile("examples/\(example)/\(name)").expect(text) }
    }

    @Test("the program prints what the files hold", arguments: ["sleep-tea/tea-c8ba"])
    func program(_ example: String) throws {
        let folder = "examples/\(example)"
        let markdown = try CommandRun(["report", folder])
        #expect(markdown.exitCode == 0 && markdown.errors.isEmpty)
        #expect(markdown.output == Self.file("\(folder)/report.md"))
        let json = try CommandRun(["report", folder, "--format", "json"])
        #expect(json.output == Self.file("\(folder)/report.json"))
        let letter = try CommandRun(["report", folder, "--letter"])
        #expect(letter.output == Self.file("\(folder)/letter.md"))
    }

    @Test("a report file is whole, private and named by its ending")
    func output() throws {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/report.html"
        let run = try CommandRun(["report", "examples/sleep-tea/tea-c8ba", "-o", path])
        #expect(run.exitCode == 0 && run.output.isEmpty && run.errors.isEmpty)
        #expect(scratch.contents == ["report.html"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(
            try String(contentsOfFile: path, encoding: .utf8)
                == Self.file("examples/sleep-tea/tea-c8ba/report.html"))
    }

    @Test("a wrong request is refused with a sentence, and nothing is written")
    func refusals() throws {
        let scratch = try ScratchFolder()
        let folder = "examples/sleep-tea/tea-c8ba"
        let noEnding = try CommandRun(["report", folder, "-o", scratch.path + "/report"])
        #expect(noEnding.exitCode == 2 && noEnding.output.isEmpty)
        #expect(
            noEnding.errors
                == "n1: --output \(scratch.path)/report: found no ending that names a format; "
                + "expected .md, .html or .json. Add one; for a PDF, print the .html from a browser.\n"
        )
        let both = try CommandRun(["report", folder, "--letter", "--cent"])
        #expect(both.exitCode == 2 && both.output.isEmpty)
        #expect(both.errors.contains("found --letter and --cent; expected one of them."))
        #expect(scratch.contents.isEmpty)
    }

    private static func report(_ example: String) throws -> Report {
        let place = TrialPlace(
            path: CommandRun.packageFolder.appendingPathComponent("examples/\(example)").path)
        let plan = try place.plan()
        let diary = place.path(of: try #require(plan.diary.file))
        let table = try CSVTable(
            bytes: FileAccess.bytes(of: diary), file: FileAccess.name(of: diary))
        let analysis = try TrialAnalysis(plan, diary: Diary(table, plan: plan))
        return Report(
            whole: analysis,
            provenance: try place.provenance(diaryHash: place.sha256(ofDiary: diary)))
    }

    private static func file(_ path: String) -> String {
        (try? GoldenFile(path).text()) ?? ""
    }
}
