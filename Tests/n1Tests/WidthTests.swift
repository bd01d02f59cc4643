import ExperimentText
import Foundation
import Testing

@Suite("Narrow terminals")
struct WidthTests {
    @Test("check stays within 80 columns, whatever the phases are called")
    func check() throws {
        for example in ["milk-back", "dairy-rosacea", "acne/participant-4"] {
            let run = try CommandRun(["check", "examples/\(example)"])
            let table = run.output.split(separator: "\n").filter {
                $0.contains("  from  ") || $0.contains("  2026-") || $0.contains("  20")
            }
            #expect(!table.isEmpty && table.allSatisfy { $0.count <= 80 }, "\(example)")
        }
    }

    @Test("a terminal whose locale is C gets plain signs")
    func ascii() {
        let style = TerminalStyle(isASCII: true)
        #expect(style.fitted("Next: “milk” – 5 ± 1 …") == "Next: \"milk\" - 5 +/- 1 ...")
        #expect(style.shown("▁▄█ ━─") == "148 =-")
        #expect(TerminalStyle().fitted("“milk”") == "“milk”")
    }

    @Test(
        "in the C locale a terminal gets nothing but ASCII",
        .enabled(if: TypedRun.isPossible, "needs python3 with the module pty"),
        arguments: ["report", "status", "check", "power", "evidence"])
    func locale(_ command: String) throws {
        let run = try TypedRun(
            [command, "examples/dairy-rosacea"]
                + (command == "power" ? ["--replicates", "100"] : []),
            [], today: "2026-11-21", environment: ["LC_ALL": "C"])
        #expect(run.exitCode == 0)
        let strange = run.transcript.filter { !$0.isASCII }
        #expect(strange.isEmpty, "\(strange)")
    }

    @Test(
        "a terminal gets colour, NO_COLOR and a pipe get none",
        .enabled(if: TypedRun.isPossible, "needs python3 with the module pty"))
    func colour() throws {
        let arguments = ["report", "examples/dairy-rosacea"]
        let coloured = try TypedRun(
            arguments, [], today: "2026-11-21", environment: ["TERM": "xterm", "NO_COLOR": ""])
        #expect(coloured.transcript.contains("\u{1B}["))
        let plain = try TypedRun(
            arguments, [], today: "2026-11-21", environment: ["TERM": "xterm", "NO_COLOR": "1"])
        #expect(!plain.transcript.contains("\u{1B}"))
        #expect(try !CommandRun(arguments).output.contains("\u{1B}"))
    }

    @Test(
        "a question breaks between words",
        .enabled(if: TypedRun.isPossible, "needs python3 with the module pty"))
    func questions() throws {
        let folder = try ScratchFolder()
        let run = try TypedRun(
            ["plan", "--output", folder.path + "/t"],
            [("want to try?", "dairy-free\n"), ("get better?", "ezcema\n"), ("", "\u{4}")],
            today: "2026-11-21")
        let lines = run.transcript.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(run.transcript)")
    }
}
