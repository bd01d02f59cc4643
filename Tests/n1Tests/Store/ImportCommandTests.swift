import Foundation
import GRDB
import Testing

@Suite("Importing")
struct ImportCommandTests {
    @Test("importing a file again, or a longer one, adds only what is new")
    func idempotent() throws {
        let diary = try DiaryFolder()
        let rows = (1...20).map { "2026-01-\($0 < 10 ? "0" : "")\($0),\($0 % 7),7.5\n" }
        let short = try diary.folder.write(
            "date,itch,sleep\n" + rows.prefix(10).joined(), to: "export.csv")
        let rehearsal = try diary.n1("import", short, "--dry-run")
        #expect(
            rehearsal.output
                == "export.csv (table (CSV)): would add 20 values.\n  itch: 10\n  sleep: 10\n")
        #expect(diary.folder.contents == ["export.csv", "plan.yaml"])
        _ = try diary.n1("import", short)
        #expect(
            try diary.n1("import", short).output
                == "export.csv (table (CSV)): added 0 values, 20 were there already.\n")
        let long = try diary.folder.write("date,itch,sleep\n" + rows.joined(), to: "export.csv")
        #expect(
            try diary.n1("import", long).output
                == "export.csv (table (CSV)): added 20 values, 20 were there already.\n"
                + "  itch: 10\n  sleep: 10\n")
        #expect(try diary.rows("SELECT count(*) FROM diary") == [["40"]])
        #expect(try diary.integrity() == ["ok"])
    }

    @Test("rows of days that have not come stay out, and are counted like others that do")
    func toCome() throws {
        let diary = try DiaryFolder()
        let file = try diary.folder.write(
            "date,itch\n2026-03-03,4\n2026-03-04,5\n2026-03-05,6\n2026-03-06,7\n", to: "e.csv")
        #expect(
            try diary.n1("import", file).output == """
                e.csv (table (CSV)): added 2 values.
                  itch: 2
                  2 left out, the first on line 4: of days that have not come yet; today is \
                2026-03-04.

                """)
        #expect(
            try diary.n1("import", file, at: "2026-03-05").output == """
                e.csv (table (CSV)): added 1 value, 2 were there already.
                  itch: 1
                  1 left out, on line 5: of days that have not come yet; today is 2026-03-05.

                """)
        let early = try diary.folder.write("date,itch\n2026-03-09,4\n", to: "early.csv")
        let run = try diary.n1("import", early)
        #expect(run.exitCode == 0 && run.output.contains("added 0 values"), "\(run.errors)")
    }

    @Test("every imported value keeps its file, its hash and its line")
    func provenance() throws {
        let diary = try DiaryFolder()
        let file = try diary.folder.write("date,itch\n2026-01-05,4\n", to: "export.csv")
        _ = try diary.n1("import", file)
        // printf 'date,itch\n2026-01-05,4\n' | sha256sum
        #expect(
            try diary.rows(
                "SELECT file, sha256, line, format FROM record JOIN batch ON batch.id = batch")
                == [
                    [
                        "export.csv",
                        "2d431f6c48a5bc87a3a5a55e41932b3c7eb9819d609f11431cbdd3ca6b41ea67", "2",
                        "csv",
                    ]
                ])
    }

    @Test("a value that was typed in stays, and the difference is said with its line")
    func differing() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "--date", "2026-01-05")
        let file = try diary.folder.write("date,itch\n2026-01-05,6\n2026-01-06,5\n", to: "e.csv")
        #expect(
            try diary.n1("import", file).output == """
                e.csv (table (CSV)): added 1 value.
                  itch: 1
                  e.csv:2: found itch 6 on 2026-01-05, where the diary has itch 4, typed in; kept the \
                diary's. If the file is right, correct it with n1 log --correct.

                """)
        #expect(try diary.rows("SELECT number FROM diary") == [["4.0"], ["5.0"]])
    }

    @Test(
        "a newer export of the same file takes the place of its older values, and not the other way"
    )
    func newerExport() throws {
        let diary = try DiaryFolder()
        let morning = "date,itch\n2026-01-05,2\n"
        let evening = "date,itch\n2026-01-05,6\n"
        let file = try diary.folder.write(morning, to: "e.csv")
        _ = try diary.n1("import", file)
        try diary.folder.write(evening, to: "e.csv")
        #expect(try diary.n1("import", file).output.contains("1 newer value took the place"))
        try diary.folder.write(morning, to: "e.csv")
        #expect(try diary.n1("import", file).output.contains("1 was there already"))
        #expect(try diary.rows("SELECT number FROM diary") == [["6.0"]])
    }

    @Test("two lines of one file that contradict each other are refused with both lines")
    func contradiction() throws {
        let diary = try DiaryFolder()
        let file = try diary.folder.write("date,itch\n2026-01-05,2\n2026-01-05,3\n", to: "e.csv")
        let run = try diary.n1("import", file)
        #expect(
            run.errors == "n1: e.csv:3: found 3 for \"itch\" on 2026-01-05, where line 2 has 2; "
                + "expected one value. Delete the wrong line, or let the plan combine several: "
                + "\"combine: mean\", \"worst\" or \"last\".\n")
        #expect(run.exitCode == 1 && run.output.isEmpty)
        #expect(try diary.rows("SELECT count(*) FROM record") == [["0"]])
    }

    @Test("a diary without a record does not hide the table that the plan names")
    func emptyDatabase() throws {
        let diary = try DiaryFolder()
        let bad = try diary.folder.write("date,itch\n2026-01-05,2\n2026-01-05,3\n", to: "e.csv")
        _ = try diary.n1("import", bad)
        try diary.folder.write(
            DiaryFolder.plan + "diary: {file: table.csv}\n", to: "plan.yaml")
        try diary.folder.write("date,itch,sleep,count\n2026-01-05,2,7,\n", to: "table.csv")
        #expect(try CommandRun(["check", diary.path]).output.contains("itch: 1 of "))
    }

    @Test(
        "a map says which series is which; a file without a known one is shown, with the line to type"
    )
    func maps() throws {
        let diary = try DiaryFolder()
        let file = try diary.folder.write(
            "date,Juckreiz,Kommentar\n2026-01-05,2,mild\n2026-01-08,3.5,\n", to: "e.csv")
        let look = try diary.n1("import", file)
        #expect(
            look.output.hasPrefix(
                """
                e.csv (table (CSV)): 2 series on 2 days, 2026-01-05 to 2026-01-08.
                  series     days  from        to          gaps          values
                  Juckreiz   2     2026-01-05  2026-01-08  2, longest 2  2 to 3.5: 2, 3.5
                  Kommentar  1     2026-01-05  2026-01-05  none          words: mild
                Nothing came in. The plan asks for itch, sleep, count and weight.
                """))
        #expect(look.output.contains("--map") && look.output.contains("itch=Juckreiz"))
        #expect(look.exitCode == 0 && look.errors.isEmpty)
        #expect(try diary.n1("import", file, "--list").output == look.output)
        #expect(
            try diary.n1("import", file, "--map", "itch=Jucken").errors
                == "n1: e.csv: found \"Juckreiz\" and \"Kommentar\"; expected one that "
                + "the plan asks for. Say which of them is which with --map, as "
                + "--map itch=NAME.\n")
        #expect(try diary.n1("import", file, "--map", "itch=Juckreiz").output.contains("itch: 2"))
        #expect(
            try diary.n1("import", file, "--map", "itsch=Juckreiz").errors.contains(
                "--map: found \"itsch\" on the left; expected one of \"itch\""))
    }

    @Test("several files come in one after the other")
    func severalFiles() throws {
        let diary = try DiaryFolder()
        let first = try diary.folder.write("date,itch\n2026-01-05,2\n", to: "a.csv")
        let second = try diary.folder.write("date,sleep\n2026-01-05,7\n", to: "b.csv")
        #expect(
            try diary.n1("import", first, second).output == """
                a.csv (table (CSV)): added 1 value.
                  itch: 1
                b.csv (table (CSV)): added 1 value.
                  sleep: 1

                """)
    }

    @Test("equal answers of one day are all there, and importing them again adds none")
    func equalAnswers() throws {
        let diary = try DiaryFolder()
        let rows = "2026-01-05,09:00,60\n2026-01-05,15:00,60\n2026-01-05,21:00,90\n"
        let file = try diary.folder.write("date,time,count\n" + rows, to: "e.csv")
        #expect(
            try diary.n1("import", file).output == """
                e.csv (table (CSV)): added 3 values.
                  count: 3
                  "time" is read as the time of day of each row.

                """)
        #expect(
            try diary.n1("import", file).output.contains("added 0 values, 3 were there already"))
        try diary.folder.write(
            "date,time,count\n" + rows + "2026-01-05,22:00,60\n", to: "e.csv")
        #expect(try diary.n1("import", file).output.contains("added 1 value, 3 were there already"))
        #expect(
            try diary.rows("SELECT number FROM diary ORDER BY number")
                == [["60.0"], ["60.0"], ["60.0"], ["90.0"]])
    }

    @Test("before there is a plan, a file is shown, and what is mapped comes in for a later plan")
    func beforeAPlan() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "date,Juckreiz\n2026-01-05,2\n2026-01-06,3\n", to: "e.csv")
        let environment = ["N1_TODAY": "2026-03-04"]
        let look = try CommandRun(
            ["import", file, "--trial", folder.path], environment: environment)
        #expect(look.output.contains("There is no plan yet, so that nothing came in."))
        let run = try CommandRun(
            ["import", file, "--map", "itch=Juckreiz", "--trial", folder.path],
            environment: environment)
        #expect(run.output == "e.csv (table (CSV)): added 2 values.\n  itch: 2\n", "\(run.errors)")
        try folder.write(DiaryFolder.plan, to: "plan.yaml")
        #expect(try CommandRun(["check", folder.path]).output.contains("itch: 2 of "))
    }

    @Test("the rows of one person come in when there are several")
    func people() throws {
        let diary = try DiaryFolder()
        let file = try diary.folder.write(
            "who,person,date,itch\nx,p1,2026-01-05,2\nx,p2,2026-01-05,9\ny,p1,2026-01-06,3\n",
            to: "e.csv")
        let run = try diary.n1("import", file)
        #expect(run.exitCode == 1)
        #expect(
            run.errors.contains("column \"person\": found 2 people, p1 (2) and p2 (1)"))
        #expect(try diary.n1("import", file, "--person", "p1").output.contains("itch: 2"))
        #expect(try diary.n1("import", file, "--only", "person=p1").output.contains("added 0"))
    }

    @Test("an exported bundle can be imported again and says the same")
    func roundTrip() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "sleep=7.5", "rescue=yes")
        _ = try diary.n1("log", "itch=6", "--date", "2026-02-01")
        let bundle = diary.path + "/bundle.json"
        _ = try CommandRun(["export", diary.path, "--format", "fhir", "--output", bundle])
        let other = try DiaryFolder()
        _ = try other.n1("import", bundle)
        let sql = "SELECT day, kind, name, number FROM diary ORDER BY day, kind, name"
        #expect(try other.rows(sql) == diary.rows(sql))
    }

    @Test("text cells that a spreadsheet would run are exported harmless")
    func formulas() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "--note", "=HYPERLINK(\"http://x\")")
        _ = try diary.n1("log", "rescue=@SUM(A1)", "--date", "2026-02-01")
        let csv = try CommandRun(["export", diary.path]).output
        #expect(csv.contains("\"'=HYPERLINK(\"\"http://x\"\")\""))
        #expect(csv.contains(",'@SUM(A1),"))
    }

    @Test("check tells of the difference from then on, once, until it is corrected")
    func differenceKept() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "--date", "2026-01-05")
        let file = try diary.folder.write("date,itch\n2026-01-05,6\n2026-01-06,5\n", to: "e.csv")
        _ = try diary.n1("import", file)
        _ = try diary.n1("import", file)
        #expect(try diary.rows("SELECT count(*) FROM difference") == [["1"]])
        let remark = "itch differs from e.csv on 1 day: 2026-01-05 4 against 6 (e.csv:2)."
        #expect(try CommandRun(["check", diary.path]).output.contains(remark))
        _ = try diary.n1("log", "itch=6", "--date", "2026-01-05", "--correct", "the form was right")
        #expect(try !CommandRun(["check", diary.path]).output.contains("differs from"))
    }

    @Test("the database of Health Connect is read as it is, another database is refused")
    func healthConnect() throws {
        let diary = try DiaryFolder()
        let path = diary.path + "/health_connect_export.db"
        let database = try DatabaseQueue(path: path)
        try database.write { database in
            // The tables of an export of user_version 23, with the columns that are read.
            try database.execute(
                sql: """
                    CREATE TABLE steps_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER,
                        start_time INTEGER, end_time INTEGER, end_zone_offset INTEGER, count INTEGER);
                    INSERT INTO steps_record_table VALUES
                        (1, 4, 1767600000000, 1767603600000, 3600, 900),
                        (2, 7, 1767600000000, 1767603600000, 3600, 800);
                    CREATE TABLE sleep_session_record_table (row_id INTEGER PRIMARY KEY,
                        app_info_id INTEGER, start_time INTEGER, end_time INTEGER,
                        end_zone_offset INTEGER);
                    INSERT INTO sleep_session_record_table VALUES
                        (1, 4, 1767564000000, 1767591000000, 3600),
                        (2, 4, 1767650400000, 1767672000000, 3600);
                    CREATE TABLE sleep_stages_table (parent_key INTEGER, stage_start_time INTEGER,
                        stage_end_time INTEGER, stage_type INTEGER);
                    INSERT INTO sleep_stages_table VALUES
                        (1, 1767564000000, 1767585600000, 4), (1, 1767585600000, 1767591000000, 1);
                    """)
        }
        try database.close()
        #expect(
            try diary.n1("import", path, "--map", "sleep=sleep.hours", "--map", "count=steps")
                .output
                    == """
                    health_connect_export.db (Health Connect): added 3 values.
                      count: 1
                      sleep: 2
                      Not asked for by the plan: sleep.awake.minutes (1).

                    """)
        #expect(
            try diary.rows("SELECT day, name, number, line FROM diary") == [
                ["2026-01-05", "count", "900.0", "1"], ["2026-01-05", "sleep", "6.0", "1"],
                ["2026-01-06", "sleep", "6.0", "2"],
            ])
        // The same in the archive that Android writes, without anything on the disk.
        let zipped = try DiaryFolder()
        let content = try #require(FileManager.default.contents(atPath: path))
        let archive = try zipped.folder.write(
            StoredZip.archive("health_connect_export.db", content), to: "Health Connect.zip")
        let inside = try zipped.n1(
            "import", archive, "--map", "sleep=sleep.hours", "--map", "count=steps")
        #expect(
            inside.output.hasPrefix(
                "health_connect_export.db in Health Connect.zip (Health Connect): added 3 values.\n"
            ))
        let rows = "SELECT day, name, number, line FROM diary"
        #expect(try zipped.rows(rows) == diary.rows(rows))
        let other = diary.path + "/other.db"
        let empty = try DatabaseQueue(path: other)
        try empty.write { try $0.execute(sql: "CREATE TABLE t (x)") }
        try empty.close()
        #expect(
            try diary.n1("import", other).errors
                == "n1: other.db: found an SQLite database; expected the one of Health Connect, "
                + "health_connect_export.db, or an exported table. Export from the app that wrote "
                + "it.\n")
    }

    @Test("remarks of an app come in as notes, once")
    func notes() throws {
        let diary = try DiaryFolder()
        let file = try diary.folder.write(
            "Day,Group,Note\n2026-01-05,Breakfast,oat milk\n2026-01-06,,milk by mistake\n",
            to: "notes.csv")
        #expect(
            try diary.n1("import", file).output
                == "notes.csv (Cronometer): added 2 values.\n  note: 2\n")
        #expect(
            try diary.n1("import", file).output
                == "notes.csv (Cronometer): added 0 values, 2 were there already.\n")
    }

    @Test(
        "a simulated diary is labelled, has its truth beside it, and is the same for the same seed")
    func simulated() throws {
        let diary = try DiaryFolder()
        let (first, second) = (diary.path + "/a", diary.path + "/b")
        for output in [first, second] {
            let run = try CommandRun([
                "simulate", diary.path, "--effect", "-2", "--rho", "0.5", "--missing", "0.1",
                "--seed",
                "7", "--output", output,
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
        }
        for name in ["plan.yaml", "diary.csv", "truth.json"] {
            let a = FileManager.default.contents(atPath: first + "/" + name)
            #expect(a != nil && a == FileManager.default.contents(atPath: second + "/" + name))
        }
        let check = try CommandRun(["check", first])
        #expect(check.output.contains("Simulated data, not a real person."))
    }

    @Test(
        "a simulated diary is found by its plan, however the plan describes a diary",
        arguments: [
            "", "diary: {day: {column: Tag}}\n", "diary:\n    day: {column: Tag}\n",
            "diary: {file: own.csv}\n",
        ])
    func simulatedFile(_ part: String) throws {
        let diary = try DiaryFolder()
        try diary.folder.write(DiaryFolder.plan + part, to: "plan.yaml")
        let output = diary.path + "/demo"
        let run = try CommandRun(["simulate", diary.path, "--seed", "7", "--output", output])
        let file = part.contains("own.csv") ? "own.csv" : "diary.csv"
        #expect(
            run.output == "written  \(output): plan.yaml, \(file) and truth.json (simulated)\n"
                + "next     n1 report \(output)\n", "\(run.errors)")
        #expect(try CommandRun(["check", output]).output.contains("itch: 714 of 714 due scores"))
    }

    @Test("a map is proposed where name, unit or range fit; of the rest it is asked")
    func proposals() throws {
        let diary = try DiaryFolder()
        func look(_ text: String) throws -> String {
            let file = try diary.folder.write(text, to: "e.csv")
            return try diary.n1("import", file, "--list").output.split(separator: "\n")
                .joined(separator: " ")
        }
        let byName = try look("date,steps,Itch at night,Body mass (lb)\n2026-01-05,3000,4,150\n")
        #expect(byName.contains("itch may be \"Itch at night\""), "\(byName)")
        #expect(byName.contains("weight may be \"Body mass (lb)\""), "\(byName)")
        #expect(byName.contains("where one is there, add --map sleep=SERIES"))
        #expect(!byName.contains("steps\"") && !byName.contains("=steps"))
        // Nothing fits: steps are no itch, and two that fit equally well are asked about.
        let none = try look("date,steps,mood,energy\n2026-01-05,3000,4,2\n")
        #expect(!none.contains("may be") && none.contains("Nothing in the file tells which"))
        #expect(try !look("date,itch_left,itch_right\n2026-01-05,3,4\n").contains("may be"))
        #expect(try !look("date,itch_ms\n2026-01-05,3000\n").contains("may be"))
        let taken = try look("date,itch,steps\n2026-01-05,3,4000\n")
        #expect(taken.contains("By name would itch, not sleep, count and weight: n1 import"))
    }
}

/// An archive of one stored entry, written by hand.
enum StoredZip {
    static func archive(_ name: String, _ content: Data) -> Data {
        let shared =
            little(20, 2) + little(0, 8) + little(checksum(content), 4)
            + little(UInt32(content.count), 4) + little(UInt32(content.count), 4)
            + little(UInt32(name.utf8.count), 2) + little(0, 2)
        let local = [0x50, 0x4B, 3, 4] + shared + Array(name.utf8) + Array(content)
        let central =
            [0x50, 0x4B, 1, 2] + little(20, 2) + shared + little(0, 14) + Array(name.utf8)
        let end =
            [0x50, 0x4B, 5, 6] + little(0, 4) + little(1, 2) + little(1, 2)
            + little(UInt32(central.count), 4) + little(UInt32(local.count), 4) + little(0, 2)
        return Data(local + central + end)
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 4 ? UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) : 0 }
    }

    /// CRC-32 as zip has it.
    private static func checksum(_ content: Data) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in content {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
