import Foundation
import Testing

@Suite("Forgiving input")
struct ForgivingTests {
    @Test(
        "a day is read in every form that cannot be misread",
        arguments: ["2026-03-03", "2026-3-3", "3.3.2026", "03.03.2026", "yesterday", "1 day ago"])
    func days(_ text: String) throws {
        let diary = try DiaryFolder()
        #expect(
            try diary.n1("log", "itch=4", "--date", text).output
                == "logged     2026-03-03: itch 4\n")
    }

    @Test("a decimal comma is read where it cannot separate thousands")
    func comma() throws {
        let diary = try DiaryFolder()
        #expect(
            try diary.n1("log", "sleep=7,5").output == "logged     2026-03-04: sleep 7.5\n")
        #expect(try diary.n1("log", "count=1,234").exitCode == 1)
    }

    @Test("an outcome answers to a word of its name")
    func alias() throws {
        let folder = try ScratchFolder()
        try folder.write(
            DiaryFolder.plan.replacingOccurrences(
                of: "{id: itch,", with: "{id: pp-nrs, name: Worst itch of the last day,"),
            to: "plan.yaml")
        let run = try CommandRun(
            ["log", folder.path, "itch=4"], environment: ["N1_TODAY": "2026-03-04"])
        #expect(run.output == "logged     2026-03-04: pp-nrs 4\n" && run.errors.isEmpty)
    }

    @Test("a word that two outcomes share is asked back")
    func ambiguous() throws {
        let folder = try ScratchFolder()
        try folder.write(
            DiaryFolder.plan.replacingOccurrences(
                of: "covariates:",
                with: "  - {id: nightly, name: Itch at night, primary: false, "
                    + "scale: {from: 0, to: 10, better: lower}}\ncovariates:"
            ).replacingOccurrences(
                of: "{id: itch,", with: "{id: daily, name: Itch by day, primary: true,"),
            to: "plan.yaml")
        let run = try CommandRun(
            ["log", folder.path, "itch=4"], environment: ["N1_TODAY": "2026-03-04"])
        #expect(
            run.errors
                == "n1: More than one thing is called \"itch\" here; expected one of \"daily\" and "
                + "\"nightly\". Use one of these names.\n")
    }

    @Test("a table beside a plan that does not name it is pointed at")
    func unnamedTable() throws {
        let diary = try DiaryFolder()
        let path = URL(fileURLWithPath: diary.path + "/diary.csv")
        try Data("date,itch\n2026-03-04,4\n".utf8).write(to: path)
        let check = try CommandRun(["check", diary.path], environment: ["N1_TODAY": "2026-03-04"])
        let first = check.output.components(separatedBy: "\n\n").first ?? ""
        #expect(
            first.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                == "Nothing is written down yet. diary.csv lies beside the plan, which does not name it: "
                + "read it with n1 import, or name it in the plan, \"diary: file: diary.csv\".")
        #expect(check.exitCode == 0)
    }

    @Test("the trial is a word or stands behind --trial, in every command")
    func trial() throws {
        let diary = try DiaryFolder()
        let day = ["N1_TODAY": "2026-03-04"]
        #expect(try CommandRun(["log", diary.path, "itch=4"], environment: day).exitCode == 0)
        #expect(try CommandRun(["events", diary.path], environment: day).output == "No events.\n")
        for command in ["today", "status", "check", "sheet", "calendar"] {
            let word = try CommandRun([command, diary.path], environment: day)
            let option = try CommandRun([command, "--trial", diary.path], environment: day)
            #expect(word.exitCode == 0 && word.output == option.output, "\(command)")
        }
    }

    @Test("a mistyped command is asked back, and everyday words lead to the command")
    func commands() throws {
        let cases = [
            ("plna", "Did you mean n1 plan? "), ("undo", "Did you mean n1 log --undo? "),
            ("letter", "Did you mean n1 report --letter? "), ("frobnicate", ""),
        ]
        for (word, meant) in cases {
            let run = try CommandRun([word])
            #expect(
                run.errors
                    == "n1: there is no command \"\(word)\". \(meant)n1 --help lists all of them.\n"
            )
            #expect(run.exitCode == 2 && run.output.isEmpty)
        }
    }

    @Test("-V and version say the version")
    func version() throws {
        let plain = try CommandRun(["--version"]).output
        #expect(try CommandRun(["-V"]).output == plain)
        #expect(try CommandRun(["version"]).output == plain)
    }

    @Test("completions are printed for three shells", arguments: ["zsh", "bash", "fish"])
    func completions(_ shell: String) throws {
        let run = try CommandRun(["completions", shell])
        #expect(run.exitCode == 0 && run.output.contains("n1") && run.output.contains("report"))
    }

    @Test("--html is the format html")
    func html() throws {
        let run = try CommandRun(["report", "examples/milk-back", "--html"])
        #expect(run.output.hasPrefix("<!doctype html>"))
    }

    @Test(
        "spaces around the equals sign are read",
        arguments: [["itch", "=", "4"], ["itch=", "4"], ["itch", "=4"], ["itch=4"]])
    func spaces(_ words: [String]) throws {
        let diary = try DiaryFolder()
        let run = try CommandRun(
            ["log", "--trial", diary.path] + words + ["sleep=7", "--note", "= sign"],
            environment: ["N1_TODAY": "2026-03-04"])
        #expect(
            run.output == """
                logged     2026-03-04: itch 4
                logged     2026-03-04: sleep 7
                logged     2026-03-04: note "= sign"

                """, "\(run.errors)")
    }
}
