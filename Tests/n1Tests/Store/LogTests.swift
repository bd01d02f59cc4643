import Foundation
import Testing

@Suite("Logging")
struct LogTests {
    @Test("what is logged is read by check, and one file is the whole diary")
    func logged() throws {
        let diary = try DiaryFolder()
        let run = try diary.n1("log", "itch=4", "sleep=7.5", "cheese=slip", "--note", "tired")
        #expect(
            run.output == """
                logged     2026-03-04: itch 4
                logged     2026-03-04: sleep 7.5
                logged     2026-03-04: slip: cheese
                logged     2026-03-04: note "tired"

                """)
        #expect(run.errors.isEmpty && run.exitCode == 0)
        let check = try CommandRun(["check", diary.path])
        #expect(check.output.contains("slip, 1 day: 2026-03-04."))
        #expect(diary.folder.contents == ["diary.sqlite", "plan.yaml"])
    }

    @Test("the diary can be read by its owner only")
    func mode() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        let attributes = try FileManager.default.attributesOfItem(atPath: diary.databasePath)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test("a correction keeps the old value with its reason, and an undo brings it back")
    func corrected() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        let refused = try diary.n1("log", "itch=5")
        #expect(refused.exitCode == 1 && refused.output.isEmpty)
        #expect(
            refused.errors
                == "n1: 2026-03-04 has itch 4 already, typed in; found itch 5, expected one value a "
                + "day. If the new one is right, add --correct \"why\"; the old one is kept with the "
                + "reason.\n")
        let corrected = try diary.n1("log", "itch=5", "--correct", "wrong day")
        #expect(corrected.output == "corrected  2026-03-04: itch 4 is now itch 5\n")
        #expect(try diary.rows("SELECT number FROM diary") == [["5.0"]])
        #expect(
            try diary.rows("SELECT record, replacement, reason FROM supersession")
                == [["1", "2", "wrong day"]])
        #expect(
            try diary.n1("log", "--undo").output
                == "taken back  2026-03-04: itch 5; itch 4 counts again\n")
        #expect(try diary.rows("SELECT number FROM diary") == [["4.0"]])
        #expect(try diary.n1("log", "--undo").output == "taken back  2026-03-04: itch 4\n")
        #expect(try diary.n1("log", "--undo").output == "There is nothing to take back.\n")
        #expect(try diary.rows("SELECT count(*) FROM record") == [["3"]])
    }

    @Test("the same value again changes nothing")
    func repeated() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        #expect(try diary.n1("log", "itch=4").output == "was there  2026-03-04: itch 4\n")
        #expect(try diary.rows("SELECT count(*) FROM record") == [["1"]])
    }

    @Test("a series that the plan combines takes several values a day")
    func combined() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "count=4", at: "2026-03-04T09:00")
        _ = try diary.n1("log", "count=6", at: "2026-03-04T21:00")
        #expect(
            try diary.rows("SELECT number, time FROM diary") == [
                ["4.0", "09:00:00"], ["6.0", "21:00:00"],
            ])
    }

    @Test("the small hours belong to the day before")
    func dayStart() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", at: "2026-03-05T02:00")
        #expect(try diary.rows("SELECT day FROM diary") == [["2026-03-04"]])
    }

    @Test("the database itself refuses to change or delete a record")
    func appendOnly() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        for sql in ["UPDATE record SET number = 1", "DELETE FROM record", "DELETE FROM batch"] {
            #expect(throws: (any Error).self) { try diary.rows(sql) }
        }
        #expect(try diary.rows("SELECT number FROM diary") == [["4.0"]])
    }

    @Test("events of several days are listed and mark each of their days")
    func events() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        _ = try diary.n1(
            "events", "add", "illness", "--from", "2026-03-01", "--to", "2026-03-03", "--about",
            "a cold")
        #expect(
            try diary.n1("events", "list").output
                == "2026-03-01: illness until 2026-03-03: a cold\n")
        #expect(
            try CommandRun(["check", diary.path]).output.contains(
                "illness, 3 days: 2026-03-01 to 2026-03-03."))
    }

    @Test("an event that is still going on makes no day due before it has come")
    func goingOn() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        _ = try diary.n1("events", "add", "travel", "--from", "2026-03-04", "--to", "2026-03-20")
        let check = try CommandRun(["check", diary.path], environment: ["N1_TODAY": "2026-03-04"])
        #expect(check.output.contains("itch: 1 of 63 due scores is there"))
    }

    @Test("a stop rule speaks up in the answer to the entry that sets it off")
    func stopRules() throws {
        let diary = try DiaryFolder()
        for day in 1...5 { _ = try diary.n1("log", "itch=3", "--date", "2026-01-0\(day)") }
        for day in 20...21 { _ = try diary.n1("log", "itch=5", "--date", "2026-01-\(day)") }
        let third = try diary.n1("log", "itch=5", "--date", "2026-01-22")
        #expect(third.output.contains("STOP S3  Pause this arm, treat as usual, and log it."))
        let emergency = try diary.n1("log", "reaction=wheeze")
        #expect(emergency.output.contains("STOP S1  Call the emergency number now."))
        let hives = try diary.n1("log", "reaction=hives 1h after milk", "--date", "2026-02-20")
        #expect(hives.output.contains("STOP S2"))
        let late = try diary.n1("log", "reaction=hives 30h after milk", "--date", "2026-02-25")
        #expect(!late.output.contains("STOP"))
    }

    @Test(
        "danger is heard in plain words",
        arguments: [
            "trouble breathing", "difficulty breathing", "cannot breathe", "wheezing",
            "anaphylaxis",
            "fainted", "my throat is swelling",
        ])
    func plainWords(_ words: String) throws {
        let diary = try DiaryFolder()
        #expect(try diary.n1("log", "reaction=\(words)").output.contains("STOP S1"))
        #expect(try diary.n1("log", "reaction=swollen lips").output.contains("STOP S2"))
    }

    @Test(
        "the first entry beside a table says that the table is no longer read, the second nothing")
    func besideATable() throws {
        let diary = try DiaryFolder()
        try diary.folder.write(DiaryFolder.plan + "diary: {file: old.csv}\n", to: "plan.yaml")
        try diary.folder.write("date,itch\n2026-01-01,4\n", to: "old.csv")
        let first = try diary.n1("log", "itch=4", "--date", "2026-01-02")
        #expect(first.errors.contains("is read instead of old.csv. Bring in what that holds with"))
        #expect(try diary.n1("log", "itch=5", "--date", "2026-01-03").errors.isEmpty)
    }

    @Test(
        "a period long before the first day is taken, because the cycle runs on from it; travel is, of the last weeks"
    )
    func before() throws {
        let diary = try DiaryFolder()
        func add(_ event: String, _ month: String) throws -> CommandRun {
            let dates = ["--from", "2025-\(month)-20", "--to", "2025-\(month)-24"]
            return try CommandRun(["events", "add", event] + dates + ["--trial", diary.path])
        }
        #expect(try add("period", "11").exitCode == 0)
        #expect(try add("travel", "11").exitCode == 1)
        #expect(try add("travel", "12").exitCode == 0)
    }

    @Test("a sore throat is no swelling")
    func soreThroat() throws {
        #expect(!(try DiaryFolder().n1("log", "illness=sore throat").output.contains("STOP")))
    }

    @Test("a stop is what today says on the days after: a pause to pause, an end that all is over")
    func stopHolds() throws {
        let diary = try DiaryFolder()
        func today(_ day: String) throws -> String {
            try CommandRun(["today", diary.path, "--date", day]).output
        }
        _ = try diary.n1("log", "antibiotics=amoxicillin", "--date", "2026-01-05")
        #expect(try today("2026-01-05").contains("STOP S7"))
        #expect(!(try today("2026-01-04").contains("STOP")))
        let pause = try today("2026-01-06")
        #expect(pause.contains("STOP S7") && pause.contains("n1 amend --pause"), "\(pause)")
        _ = try diary.n1("log", "reaction=airway-swelling", "--date", "2026-01-07")
        #expect(!(try today("2026-01-06").contains("S1")))
        for day in ["2026-01-07", "2026-01-08", "2026-01-20"] {
            let text = try today(day)
            #expect(text.contains("STOP S1") && text.contains("The trial is over."), "\(day)")
            #expect(!text.contains("To log"), "\(day)")
        }
    }

    @Test(
        "what cannot be logged is refused with a sentence, and nothing is written",
        arguments: [
            (
                ["log", "itch"], 1,
                "itch: found no name=value; expected a name and a value with an equals sign between them. "
                    + "Write it like n1 log itch=4; n1 today shows the names."
            ),
            (
                ["log", "7,5"], 1,
                "7,5: found no name=value; expected a name and a value with an equals sign between them. "
                    + "Write it like n1 log itch=7,5; n1 today shows the names."
            ),
            (
                ["log", "itchy=4"], 1,
                "This plan does not ask for \"itchy\"; expected one of \"itch\", \"sleep\", "
                    + "\"count\", \"weight\", \"condition\", \"slip\", \"rescue\", \"illness\", "
                    + "\"antibiotics\", "
                    + "\"travel\", \"reaction\" and \"period\". Did you mean \"itch\"?"
            ),
            (
                ["log", "itch=11"], 1,
                "itch cannot be 11; expected a number from 0 to 10. Correct the value, or leave it out if "
                    + "it is not known."
            ),
            (
                ["log", "itch=1,234"], 1,
                "itch: found \"1,234\"; expected a number from 0 to 10 with a decimal point. Write 1.234."
            ),
            (
                ["log", "itch=bad"], 1,
                "itch: found \"bad\"; expected a number from 0 to 10. Write a number, or leave it out if "
                    + "it is not known."
            ),
            (
                ["events", "add", "travel", "--from", "2026-09-01"], 1,
                "found an event until 2026-09-01; expected none beyond today, 2026-03-04. Write down what "
                    + "has been, and the rest when it has come."
            ),
            (
                ["events", "add", "illness", "--from", "2025-03-01", "--to", "2025-03-03"], 1,
                "found an event from 2025-03-01 to 2025-03-03; expected one that touches the plan's "
                    + "days, 2026-01-01 to 2027-12-15. Correct --from and --to, or the plan."
            ),
            (
                ["log", "condition=fre"], 1,
                "condition: found \"fre\"; expected one of \"dairy\" and \"free\". Did you mean \"free\"?"
            ),
            (
                ["log", "itch=4", "--date", "2025-12-31"], 1,
                "2025-12-31 is no day of this trial; expected one from 2026-01-01 to 2027-12-15. "
                    + "Correct --date, or the plan. A reaction and other events are taken after the last "
                    + "day, too."
            ),
            (
                ["log", "itch=4", "--date", "2026-03-09"], 1,
                "That day has not come yet: 2026-03-09; expected a day up to today, 2026-03-04. Correct "
                    + "--date."
            ),
            (
                ["log", "itch=4", "--date", "04/03/2026"], 2,
                "--date: found \"04/03/2026\", which may put the day or the month first; expected no "
                    + "doubt about the day. Write it like 2026-03-04, or yesterday."
            ),
            (
                ["log", "itch=4", "--date", "someday"], 2,
                "--date: found \"someday\"; expected a calendar day. Write it like 2026-03-04, or "
                    + "yesterday."
            ),
            (
                ["log", "itch=4", "--correct", " "], 2,
                "--correct: found no reason; expected why the old value is wrong, in a few words. Write "
                    + "it like --correct \"wrong day\"."
            ),
            (
                ["log"], 2,
                "found nothing to log; expected name=value. Write it like n1 log itch=4."
            ),
            (
                ["log", "rescue=no"], 1,
                "rescue: found a word for no; expected what happened. Leave it out: a day without an "
                    + "event needs no entry."
            ),
        ] as [([String], Int32, String)])
    func refused(_ arguments: [String], _ code: Int32, _ sentence: String) throws {
        let diary = try DiaryFolder()
        let run = try CommandRun(
            arguments + ["--trial", diary.path], environment: ["N1_TODAY": "2026-03-04"])
        #expect(run.errors == "n1: \(sentence)\n")
        #expect(run.output.isEmpty && run.exitCode == code)
        #expect(diary.folder.contents == ["plan.yaml"])
    }

    @Test(
        "a word of the scale is its number where it has one, and yes is none of a scale from 0 to 10"
    )
    func words() throws {
        let diary = try DiaryFolder()
        try diary.folder.write(
            DiaryFolder.plan.replacing(
                "outcomes:\n",
                with: "outcomes:\n  - {id: redness, instrument: psa-redness, primary: true}\n"
                    + "  - {id: pain, instrument: pp-nrs}\n"), to: "plan.yaml")
        #expect(try diary.n1("log", "redness=mild").output == "logged     2026-03-04: redness 2\n")
        #expect(
            try diary.n1("log", "itch=yes").errors
                == "n1: itch: found \"yes\"; expected a number from 0 to 10. Write a number, or leave it "
                + "out if it is not known.\n")
        #expect(try diary.n1("log", "sleep=yes").output == "logged     2026-03-04: sleep 1\n")
        let several = try diary.n1("log", "pain=mild").errors
        #expect(several.contains("; \"mild\" is 1-3"), "\(several)")
        let file = try diary.folder.write(
            "date,redness,itch\n2026-01-05,severe,2\n2026-01-06,clear,yes\n", to: "e.csv")
        #expect(try diary.n1("import", file).errors.contains("found \"yes\" for \"itch\""))
        try diary.folder.write("date,redness\n2026-01-05,severe\n2026-01-06,clear\n", to: "e.csv")
        _ = try diary.n1("import", file)
        #expect(
            try diary.rows("SELECT number FROM diary WHERE name = 'redness' ORDER BY day")
                == [["4.0"], ["0.0"], ["2.0"]])
    }
}
