import Foundation
import Testing

/// `examples/logged`: a trial that was made by `n1 plan`, `n1 import` and `n1 log` alone, with slips, rescue,
/// illness, a reaction and a note, read at its end and in its middle; every form of it is golden.
@Suite("A trial made by its commands")
struct LoggedExampleTests {
    private static let forms: [(file: String, command: [String])] = [
        ("report.md", ["report"]), ("report.html", ["report", "--format", "html"]),
        ("report.json", ["report", "--format", "json"]),
        ("report.txt", ["report", "--format", "terminal"]), ("letter.md", ["report", "--letter"]),
        ("letter.html", ["report", "--letter", "--format", "html"]),
        ("cent.md", ["report", "--cent"]),
        ("analysis.txt", ["analyze"]), ("check.txt", ["check"]), ("evidence.txt", ["evidence"]),
        ("status.txt", ["status"]), ("today.txt", ["today"]), ("events.txt", ["events"]),
    ]

    @Test(
        "every form at the end and on day 41 is the file beside it",
        arguments: [("end", 83, "2027-03-30"), ("day-41", 40, "2027-02-13")])
    func forms(name: String, last: Int, today: String) throws {
        let scratch = try ScratchFolder()
        try Self.make(scratch.path + "/trial", last: last)
        for (file, command) in Self.forms {
            let run = try CommandRun(
                [command[0], "trial"] + command.dropFirst(),
                environment: ["N1_TODAY": today, "COLUMNS": "80"], in: scratch.path)
            #expect(run.exitCode == 0, "\(file): \(run.errors)")
            try GoldenFile("examples/logged/\(name)/\(file)").expect(run.output)
        }
    }

    @Test("what was typed stands in every form: slips, rescue, illness, reaction, note")
    func marks() throws {
        let read = { (file: String) in try GoldenFile("examples/logged/end/\(file)").text() }
        for file in ["report.md", "letter.md"] {
            let text = try read(file)
            for words in ["metronidazole gel", "a cold", "itchy mouth", "Slips"] {
                #expect(text.contains(words), "\(file): \(words)")
            }
        }
        #expect(try read("report.md").contains("slept badly, long day outside"))
        for file in ["report.md", "report.txt", "letter.md"] {
            let text = try GoldenFile("examples/logged/day-41/\(file)").text()
            #expect(!text.contains("changed between the two"), "\(file)")
            #expect(!text.contains("stop recording"), "\(file)")
        }
    }

    private static func make(_ trial: String, last: Int) throws {
        let script = CommandRun.packageFolder.appendingPathComponent("examples/logged/make.sh")
        let run = try ProgramRun(
            ["/bin/sh", script.path, CommandRun.program.path, trial, String(last)],
            environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"])
        #expect(run.exitCode == 0, "\(run.errors)")
    }
}
