import Foundation
import Testing

/// Bad input ends with one clear message on stderr, nothing on stdout and nothing written.
@Suite("Refusals of the commands")
struct RefusalTests {
    static let plan = """
        title: Test
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
        conditions:
          - {id: usual}
          - {id: diet, against: usual}
        schedule:
          start: 2026-01-05
          phases:
            - {name: Before, condition: usual, days: 14}
            - {name: Diet, condition: diet, days: 14}
        diary: {file: diary.csv, day: {column: date}}
        analysis: {method: reml}
        """

    static func diary(_ score: (Int) -> String = { String(3 + ($0 * 7) % 4) }) -> String {
        "date,itch\n"
            + (0..<28).map { index in
                let day = index < 27 ? "2026-01-\(two(5 + index))" : "2026-02-01"
                return "\(day),\(score(index))\n"
            }.joined()
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Runs `n1 analyze` and `n1 report` on a plan and a diary and expects the same refusal of both.
    private func expectRefusal(
        plan: String = plan, diary: Data?, code: Int32 = 1, _ message: (String) -> String
    ) throws {
        let folder = try ScratchFolder()
        try folder.write(plan, to: "plan.yaml")
        if let diary { try folder.write(diary, to: "diary.csv") }
        let before = folder.contents
        for command in [["analyze"], ["report", "--output", folder.path + "/out.md"]] {
            let run = try CommandRun([command[0], folder.path] + command.dropFirst())
            #expect(run.errors == "n1: " + message(folder.path) + "\n")
            #expect(run.output.isEmpty)
            #expect(run.exitCode == code)
            #expect(folder.contents == before)
        }
    }

    private func expectRefusal(
        plan: String = plan, diary: String, code: Int32 = 1, _ message: String
    ) throws {
        try expectRefusal(plan: plan, diary: Data(diary.utf8), code: code) { _ in message }
    }

    @Test("an empty file")
    func emptyFile() throws {
        try expectRefusal(
            diary: "",
            "diary.csv: found no text; expected a first line with the names of the columns. "
                + "Check that this is the right file.")
    }

    @Test("a file of one day")
    func oneDay() throws {
        try expectRefusal(
            diary: "date,itch\n2026-01-05,4\n",
            "itch: found no analysed day under \"diet\" (1 in all); expected days under every "
                + "condition, or there is nothing to compare. Keep logging, or correct the plan.")
    }

    @Test("all scores equal")
    func constant() throws {
        try expectRefusal(
            diary: Self.diary { _ in "4" },
            "itch: found the same score on all 28 analysed days; expected scores that differ, because "
                + "what never changes cannot be compared. Check the column, if that surprises you.")
    }

    @Test("a date twice with two values")
    func dateTwice() throws {
        try expectRefusal(
            diary: Self.diary() + "2026-01-05,9\n",
            "diary.csv:30: found 9 for \"itch\" on 2026-01-05, where line 2 has 3; expected one "
                + "value. Delete the wrong line, or let the plan combine several: "
                + "\"combine: mean\", \"worst\" or \"last\".")
    }

    @Test("a date that does not exist, and one outside the plan")
    func dates() throws {
        try expectRefusal(
            diary: Self.diary() + "2026-02-30,4\n2062-01-07,4\n",
            "diary.csv:30, column \"date\": found \"2026-02-30\"; expected a day written "
                + "YYYY-MM-DD. Correct the day, or the format in the plan.\n"
                + "diary.csv:31: found the day 2062-01-07; expected a day of the plan, from "
                + "2026-01-05 to 2026-02-01. Correct the day, or write \"outside-plan: leave-out\" "
                + "in the plan's diary.")
    }

    @Test(
        "scores outside the instrument, and no number at all, beside a decimal comma that is read")
    func scores() throws {
        try expectRefusal(
            diary: "date,itch\n2026-01-05,11\n2026-01-06,\"7,5\"\n2026-01-07,bad\n",
            "diary.csv:2, column \"itch\": found 11; expected a number from 0 to 10. Correct the "
                + "value, or empty the cell if it is not known.\n"
                + "diary.csv:4, column \"itch\": found \"bad\"; expected a number from 0 to 10. "
                + "Write a number, or empty the cell if it is not known.")
    }

    @Test("a column that the plan names and the file lacks")
    func missingColumn() throws {
        try expectRefusal(
            diary: "date,itsch\n2026-01-05,4\n",
            "diary.csv:1: found no column \"itch\", which the plan names for \"itch\"; expected "
                + "one of \"date\" and \"itsch\". Did you mean \"itsch\"?")
    }

    @Test("thousands of columns, none of them the plan's, are told by their number")
    func manyColumns() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.plan, to: "plan.yaml")
        func errors(_ columns: Int) throws -> String {
            let header = "date," + (1..<columns).map { "c\($0)" }.joined(separator: ",") + "\n"
            try folder.write(header, to: "diary.csv")
            return try CommandRun(["check", folder.path]).errors
        }
        #expect(try errors(4000).hasSuffix("\"c99\" or 3900 more. Use a listed name.\n"))
        #expect(try errors(4000).utf8.count < 2000)
        #expect(
            try errors(100_000)
                == "n1: diary.csv:1: found 100000 columns; expected at most 4096. Check the separators "
                + "of this line.\n")
    }

    @Test("a plan with overlapping phases")
    func overlappingPhases() throws {
        let plan = Self.plan.replacingOccurrences(
            of: "{name: Diet, condition: diet, days: 14}",
            with: "{name: Diet, condition: diet, days: 14, start: 2026-01-18}")
        try expectRefusal(
            plan: plan, diary: Self.diary(),
            "plan.yaml:11, schedule.phases[2].start: found phase \"Diet\" starting on 2026-01-18; "
                + "expected a day after 2026-01-18, the last day of \"Before\". Move the start or "
                + "shorten the phase before.")
    }

    @Test("bytes that no encoding explains")
    func notText() throws {
        // 0x81 is no character of Windows-1252 and begins none of UTF-8.
        try expectRefusal(diary: Data([0x64, 0x61, 0x74, 0x65, 0x0A, 0x81, 0x0A])) { _ in
            "diary.csv:2: found bytes that are no text; expected UTF-8, UTF-16 or Windows-1252. "
                + "Check that this is the exported file itself and not a spreadsheet or an archive."
        }
    }

    @Test("a missing diary, and a folder in its place")
    func missingFile() throws {
        try expectRefusal(diary: nil, code: 2) {
            "\($0)/diary.csv: found no such file; expected a file. Check the name and the folder."
        }
        let folder = try ScratchFolder()
        try folder.write(Self.plan, to: "plan.yaml")
        let run = try CommandRun(["analyze", folder.path, "--diary", folder.path])
        #expect(
            run.errors
                == "n1: \(folder.path): found a folder; expected a file. Name a file inside it.\n")
        #expect(run.exitCode == 2)
        #expect(run.output.isEmpty)
    }

    @Test("a plan that is not there, and a word that no command has")
    func usage() throws {
        let missing = try CommandRun(["analyze", "/nonexistent"])
        #expect(missing.exitCode == 2)
        #expect(
            missing.errors
                == "n1: /nonexistent: found no such file; expected a plan. Name the trial's folder, or "
                + "make a plan with n1 plan.\n")
        let unknown = try CommandRun(["analyse"])
        #expect(unknown.exitCode == 2)
        #expect(unknown.output.isEmpty)
    }

    @Test(
        "output that is lost ends the run with a sentence and exit code 2",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
    func lostOutput() throws {
        let run = try ProgramRun([CommandRun.program.path, "templates"], to: [1: "/dev/full"])
        #expect(run.exitCode == 2)
        #expect(
            run.errors
                == "n1: the output could not be written in full (No space left on device); expected a "
                + "place with room for it. What was saved before stays.\n")
    }

    @Test("every problem of a plan at once, each with its line")
    func allPlanProblems() throws {
        let plan = """
            titel: Test
            outcomes:
              - {id: itch, scale: {from: 10, to: 0, better: down}}
            conditions:
              - {id: usual}
              - {id: diet, against: usualy}
            schedule:
              start: 2026-02-30
              phases:
                - {condition: dite, days: x}
            """
        try expectRefusal(
            plan: plan, diary: Self.diary(),
            """
            plan.yaml:1, titel: found a name that plans do not have; expected one of "title", \
            "question", "source", "seed", "outcomes", "covariates", "conditions", "schedule", \
            "diary", "analysis", "imports", "template", "free-of", "complaint", "design", \
            "reintroduction", "safety", "stop-rules", "started-because-bad", "also-changing", \
            "primary-analysis", "blinding", "amendments", "drawn", "blinded" and "monthly-rhythm". Did \
            you mean "title"?
            plan.yaml:1, title: found nothing; expected a title. Add the line.
            plan.yaml:3, outcomes[1].scale.better: found "down"; expected one of "lower" and \
            "higher". Use a listed name.
            plan.yaml:6, conditions[2].against: found "usualy"; expected one of "usual" and "diet". \
            Did you mean "usual"?
            plan.yaml:8, schedule.start: found "2026-02-30"; expected a calendar day. Write it like \
            2026-03-04.
            plan.yaml:10, schedule.phases[1].days: found "x"; expected a whole number from 1 to 3660. \
            Change the number.
            """)
    }
}
