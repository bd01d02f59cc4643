import Foundation
import Testing

import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("Foreign text on a terminal")
struct TerminalEscapeTests {
    /// Escape, bell, a window title, a carriage return, a control of the second set and a mark that
    /// turns the direction.
    private static let payload = "\u{1B}]0;owned\u{07}\u{1B}[2J\r\u{9B}31m\u{202E}\u{200F}"

    private static func steers(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            (scalar.value < 0x20 && scalar != "\n" && scalar != "\t")
                || (0x7F...0x9F).contains(scalar.value)
                || [0x202E, 0x200F].contains(scalar.value)
        }
    }

    @Test("D5: no command that speaks to a person hands on what steers a terminal")
    func commands() throws {
        let folder = try ScratchFolder()
        let escaped = Self.payload.unicodeScalars
            .map { "\\u" + String(UInt32($0) + 0x10000, radix: 16).dropFirst() }.joined()
        try folder.write(
            """
            title: "Title \(escaped)"
            question: "Question \(escaped)"
            source: "Source \(escaped)"
            outcomes:
              - {id: itch, name: "Itch \(escaped)", scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions:
              - {id: dairy, name: "usual \(escaped)"}
              - {id: free, name: "free \(escaped)", against: dairy, do: "Do \(escaped)"}
            schedule:
              start: 2026-01-01
              phases:
                - {condition: dairy, days: 20}
                - {condition: free, days: 700}

            """, to: "plan.yaml")
        let trial = folder.path
        func run(_ arguments: String...) throws -> CommandRun {
            try CommandRun(arguments, environment: ["N1_TODAY": "2026-03-04"])
        }
        for day in 1...28 {
            _ = try run(
                "log", "itch=\(day % 4)", "--trial", trial, "--date",
                "2026-01-\(day < 10 ? "0" : "")\(day)")
        }
        let runs = [
            try run("log", "itch=4", "--trial", trial, "--note", "note \(Self.payload)"),
            try run("events", "add", "travel", "--trial", trial, "--about", Self.payload),
            try run("events", "--trial", trial), try run("check", trial), try run("analyze", trial),
            try run("evidence", trial), try run("report", trial), try run("today", trial),
            try run("report", trial, "--format", "terminal"), try run("report", trial, "--cent"),
            try run("amend", trial, "--note", "--on", "2026-01-05", "--reason", Self.payload),
            try run(
                "fit", trial + "/\(Self.payload).csv", "--time", "a", "--outcome", "b",
                "--exposure", "c"),
            try run("log", "\(Self.payload)=1", "--trial", trial), try run("--\(Self.payload)"),
        ]
        for run in runs {
            #expect(!run.output.isEmpty || !run.errors.isEmpty)
            #expect(!Self.steers(run.output) && !Self.steers(run.errors))
        }
        #expect(runs[0].output.contains("note \u{FFFD}]0;owned\u{FFFD}"))
        let file = trial + "/report.md"
        #expect(try run("report", trial, "-o", file).exitCode == 0)
        #expect(!Self.steers(try String(contentsOfFile: file, encoding: .utf8)))
    }

    @Test("D5: line ends, tabs and this program's own colours stay; all else of the kind goes")
    func cleaned() {
        #expect(PlainText.cleaned("a\r\nb\tc\n") == "a\r\nb\tc\n")
        #expect(PlainText.cleaned("a\rb") == "a\u{FFFD}b")
        #expect(
            PlainText.cleaned("\u{1B}[1ma\u{1B}[0m\u{1B}[2J", keepingColors: true)
                == "\u{1B}[1ma\u{1B}[0m\u{FFFD}[2J")
        #expect(PlainText.cleaned("\u{1B}[1ma") == "\u{FFFD}[1ma")
        #expect(
            PlainText.cleaned("ein schöner Tag 🙂 יום") == "ein schöner Tag 🙂 יום")
    }
}
