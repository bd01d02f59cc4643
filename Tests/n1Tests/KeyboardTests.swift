import Foundation
import Testing

/// A whole trial by keyboard alone, in a terminal of 40 columns.
@Suite(
    "From the plan to the letter in 40 columns",
    .enabled(if: TypedRun.isPossible, "needs python3 with the module pty"))
struct KeyboardTests {
    private static let answers: [(question: String, typed: String)] = [
        ("want to try?", "sleep\n"), ("get better?", "rosacea\n"), ("How old", "40\n"),
        ("?", "no\n"), ("?", "no\n"), ("?", "no\n"), ("baseline start?", "2026-12-01\n"),
        ("worth it?", "\n"), ("bad right now?", "no\n"),
        ("leave it open", "\n"), ("anything else change", "no\n"),
        ("Which one?", "\n"),
    ]

    private func run(
        _ arguments: [String], _ steps: [(question: String, typed: String)] = [], on day: String
    ) throws -> String {
        let run = try TypedRun(arguments, steps, today: day, columns: 40)
        #expect(run.exitCode == 0, "\(arguments): \(run.transcript)")
        let long = run.transcript.components(separatedBy: "\r\n").filter {
            $0.count > 40 && !$0.contains("n1-test-")
        }
        #expect(long.isEmpty, "\(arguments): \(long)")
        return run.transcript
    }

    @Test("plan, thirty days of log, today, status, check, report and letter")
    func wholeTrial() throws {
        let folder = try ScratchFolder()
        let trial = folder.path + "/t"
        _ = try run(
            ["plan", "--seed", "4", "--output", trial], Self.answers, on: "2026-11-21")
        for day in 1...30 {
            let date = "2026-12-" + (day < 10 ? "0\(day)" : "\(day)")
            let shown = try run(
                ["log", "--trial", trial], [("", "\(day % 3 + 1)\n"), ("", "\u{4}")], on: date)
            #expect(shown.contains("logged"), "\(shown)")
        }
        #expect(try run(["today", trial], on: "2026-12-30").contains("day"))
        #expect(try run(["status", trial], on: "2026-12-30").contains("Day 30 of"))
        #expect(try run(["check", trial], on: "2026-12-30").contains("scores"))
        #expect(try run(["report", trial], on: "2026-12-30").contains("Day 30 of"))
        let report = try run(["report", trial], on: "2027-12-30")
        #expect(report.contains("How sure"))
        let letter = try run(["report", trial, "--letter"], on: "2027-12-30")
        #expect(letter.contains("For my doctor"))
    }

    @Test("the reports of the examples keep within 40, 60 and 80 columns", arguments: [40, 60, 80])
    func widths(_ columns: Int) throws {
        for command in ["report", "check", "evidence", "analyze"] {
            let run = try TypedRun(
                [command, "examples/milk-back"], [], today: "2026-11-21", columns: columns)
            let long = run.transcript.components(separatedBy: "\r\n").filter {
                $0.count > columns
            }
            #expect(long.isEmpty, "\(command) at \(columns): \(long.prefix(3))")
        }
    }
}
