import Foundation
import GRDB
import Testing

@Suite("A diary that is damaged or edited")
struct DamagedDiaryTests {
    /// Changes the diary behind the program's back.
    private func edit(_ diary: borrowing DiaryFolder, _ sql: String) throws {
        let database = try DatabaseQueue(path: diary.databasePath)
        defer { try? database.close() }
        try database.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
            for trigger in ["recordKeepsUPDATE", "recordKeepsDELETE"] {
                try $0.execute(sql: "DROP TRIGGER IF EXISTS \(trigger)")
            }
            try $0.execute(sql: sql)
        }
    }

    private static let readers = [
        ["check"], ["export"], ["today"], ["report"], ["changes"], ["analyze"], ["evidence"],
    ]

    @Test("a diary of 0 bytes is read as none, and said by every command that would have read it")
    func zeroBytes() throws {
        let diary = try DiaryFolder()
        let note =
            "n1: \(diary.databasePath): found a file of 0 bytes; expected a diary. It is read as a "
            + "diary without entries: if it had some, restore it from a copy.\n"
        try diary.folder.write("", to: "diary.sqlite")
        for command in ["status", "check", "report", "today"] {
            let run = try CommandRun(
                [command, diary.path], environment: ["N1_TODAY": "2026-03-04"])
            #expect(run.errors == note && run.exitCode == 0, "\(command): \(run.errors)")
        }
        let log = try diary.n1("log", "itch=4")
        #expect(log.errors == note && log.output == "logged     2026-03-04: itch 4\n")
        #expect(try diary.n1("log", "sleep=7").errors.isEmpty)
    }

    @Test("D6: a correction with the reason \"undone\" is no undo, and can be taken back")
    func undone() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        _ = try diary.n1("log", "itch=6", "--correct", "undone")
        let undo = try diary.n1("log", "--undo")
        #expect(undo.output == "taken back  2026-03-04: itch 6; itch 4 counts again\n")
        #expect(try diary.rows("SELECT number FROM diary") == [["4.0"]])
        #expect(
            try diary.n1("log", "--undo").output == "taken back  2026-03-04: itch 4\n")
        #expect(try diary.n1("log", "--undo").output == "There is nothing to take back.\n")
    }

    @Test(
        "D7: days, events and numbers that no diary has are damage, and no trap",
        arguments: [
            ("UPDATE record SET day = 9223372036854775807", "a record with the day 9"),
            ("UPDATE record SET day = -9223372036854775808", "a record with the day -9"),
            (
                "UPDATE record SET lastDay = 9223372036854775807 WHERE kind = 'mark'",
                "a record with the last day 9223372036854775807"
            ),
            ("UPDATE record SET second = 9223372036854775807", "a record with the second"),
            ("UPDATE record SET number = 9e999 WHERE kind = 'reading'", "a record with the value"),
        ])
    func edited(sql: String, finding: String) throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "illness=yes", "--note", "a cold")
        try edit(diary, sql)
        for reader in Self.readers {
            let run = try CommandRun(
                reader + [diary.path], environment: ["N1_TODAY": "2026-03-04"])
            #expect(run.exitCode == 2, "\(reader): \(run.errors)")
            // Check comes first to what a constraint forbids or a checksum does not fit.
            #expect(
                run.errors.hasPrefix("n1: \(diary.databasePath): found a damaged database (")
                    && (run.errors.contains(finding) || run.errors.contains("CHECK constraint")
                        || run.errors.contains("is not what stands there now")),
                "\(reader): \(run.errors)")
        }
    }

    @Test("D7: the largest number of a record leaves no room for the next, which is said")
    func largestID() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        try edit(diary, "UPDATE record SET id = 9223372036854775807")
        let run = try diary.n1("log", "itch=5", "--date", "2026-03-03")
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("found a damaged database"))
    }

    @Test("D7: missing tables and broken pages are said in the words of a diary")
    func broken() throws {
        let diary = try DiaryFolder()
        for day in 1...28 {
            _ = try diary.n1("log", "itch=4", "--date", "2026-02-\(day < 10 ? "0" : "")\(day)")
        }
        let whole = try Data(contentsOf: URL(fileURLWithPath: diary.databasePath))
        try edit(diary, "DROP VIEW diary; DROP TABLE supersession")
        for reader in Self.readers {
            let run = try CommandRun(reader + [diary.path])
            #expect(run.exitCode == 2 && run.errors.contains("found a damaged database"))
        }
        // Every page but the first is overwritten in turn.
        for page in stride(from: 4096, to: whole.count, by: 4096) {
            var damaged = whole
            damaged.replaceSubrange(page..<page + 512, with: Data(repeating: 0x5A, count: 512))
            try diary.folder.write(damaged, to: "diary.sqlite")
            let run = try CommandRun(["check", diary.path])
            #expect([0, 2].contains(run.exitCode), "\(page): \(run.errors)")
            #expect(!run.errors.contains("SQLite error"))
        }
    }

    @Test("D11: a database of another program is refused and left as it is, byte for byte")
    func foreign() throws {
        let diary = try DiaryFolder()
        let database = try DatabaseQueue(path: diary.databasePath)
        try database.write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
        try database.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: diary.databasePath))
        let file = try diary.folder.write("date,itch\n2026-02-01,5\n", to: "e.csv")
        for run in [try diary.n1("log", "itch=4"), try diary.n1("import", file)] {
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("found a file that is no diary database"))
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: diary.databasePath)) == before)
        #expect(diary.folder.contents == ["diary.sqlite", "e.csv", "plan.yaml"])
    }
}
