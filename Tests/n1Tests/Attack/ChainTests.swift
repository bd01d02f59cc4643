import Foundation
import GRDB
import Testing

@Suite("Checksums of the diary, and its copies")
struct ChainTests {
    private func edit(_ diary: borrowing DiaryFolder, _ sql: String) throws {
        let database = try DatabaseQueue(path: diary.databasePath)
        defer { try? database.close() }
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            let triggers = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
            try database.execute(sql: sql)
        }
    }

    private func filled() throws -> DiaryFolderBox {
        let box = DiaryFolderBox(try DiaryFolder())
        let file = try box.diary.folder.write(
            "date,itch\n2026-02-01,5\n2026-02-02,6\n2026-02-03,7\n", to: "e.csv")
        _ = try box.diary.n1("import", file)
        _ = try box.diary.n1("log", "itch=4")
        _ = try box.diary.n1("log", "itch=6", "--correct", "misread")
        _ = try box.diary.n1("log", "--undo")
        _ = try box.diary.n1("log", "sleep=7", "illness=yes", "--note", "a cold")
        return box
    }

    @Test("a diary that was only written to is whole")
    func whole() throws {
        let box = try filled()
        let run = try CommandRun(["check", box.diary.path])
        #expect(run.exitCode == 0, "\(run.errors)")
        let counts = try box.diary.rows(
            "SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM digest)")
        #expect(counts == [["5", "5"]])
    }

    @Test(
        "D7: a value, a day, a reason, a record or an act of writing that is changed is noticed",
        arguments: [
            "UPDATE record SET number = 8 WHERE id = 2",
            "UPDATE record SET day = day + 1 WHERE id = 2",
            "UPDATE record SET text = 'a flu' WHERE kind = 'note'",
            "UPDATE record SET batch = 2 WHERE id = 3", "DELETE FROM record WHERE id = 3",
            "INSERT INTO record SELECT 99, 99, 1, line, day + 1, second, kind, name, rater, number, "
                + "lastDay, text FROM record WHERE id = 1",
            "UPDATE supersession SET reason = 'better'", "DELETE FROM supersession",
            "UPDATE batch SET recordedAt = '2020-01-01T00:00:00Z' WHERE id = 2",
            "UPDATE batch SET sha256 = 'ab' WHERE id = 1", "DELETE FROM undo",
            "UPDATE digest SET sha256 = 'ab' WHERE batch = 1", "DELETE FROM digest WHERE batch = 2",
            "DELETE FROM record WHERE batch = 2; DELETE FROM batch WHERE id = 2",
        ])
    func changed(sql: String) throws {
        let box = try filled()
        try edit(box.diary, sql)
        let run = try CommandRun(["check", box.diary.path])
        #expect(run.exitCode == 2, "\(run.output)")
        #expect(run.errors.contains("found a damaged database ("))
    }

    @Test("seal --verify says when the diary began, and that nothing was changed since")
    func verified() throws {
        let diary = try DiaryFolder()
        func seal(_ option: String) throws -> CommandRun {
            try CommandRun(
                ["seal", diary.path] + (option.isEmpty ? [] : [option]),
                environment: ["N1_TODAY": "2025-12-01"])
        }
        #expect(try seal("").exitCode == 0)
        _ = try diary.n1("log", "itch=4")
        let run = try seal("--verify")
        #expect(run.exitCode == 0, "\(run.errors)")
        let checksum = try #require(
            try diary.rows("SELECT sha256 FROM digest ORDER BY batch DESC LIMIT 1").first?.first)
        #expect(
            run.output.hasSuffix(
                "The diary holds 1 record, the first written at 2026-03-04T21:30:00Z, after the plan was "
                    + "sealed. None was changed since it was written. N1_TODAY stood in for the clock "
                    + "in 1 of 1 act of writing (2026-03-04T21:30). Reports made from it carry the "
                    + "checksum \(checksum).\n"))
        try edit(diary, "UPDATE record SET number = 3")
        let forged = try seal("--verify")
        #expect(forged.exitCode == 2)
        #expect(forged.errors.contains("found a damaged database ("))
    }

    @Test("what N1_TODAY said is kept, and covered by the checksum")
    func stated() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        let stated = try diary.rows("SELECT batch, clock FROM statedTime")
        #expect(stated == [["1", "2026-03-04T21:30"]])
        for sql in ["UPDATE statedTime SET clock = '2026-03-05'", "DELETE FROM statedTime"] {
            let forged = try DiaryFolder()
            _ = try forged.n1("log", "itch=4")
            try edit(forged, sql)
            let run = try CommandRun(["check", forged.path])
            #expect(run.exitCode == 2, "\(run.output)")
            #expect(run.errors.contains("found a damaged database ("))
        }
    }

    @Test("a report of a diary database names its last checksum, which changes with every entry")
    func reported() throws {
        let trial = try PreparedTrial(.scored)
        func hash() throws -> String {
            let run = try CommandRun(
                ["report", trial.trial, "--format", "json"],
                environment: ["N1_TODAY": "2028-01-01"])
            #expect(run.exitCode == 0, "\(run.errors)")
            let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            let provenance = (object as? [String: Any])?["provenance"] as? [String: Any]
            return try #require(provenance?["diarySHA256"] as? String)
        }
        let before = try hash()
        #expect(before == (try hash()))
        let log = try CommandRun(
            ["log", "itch=3", "--date", "2026-03-01", "--trial", trial.trial],
            environment: ["N1_TODAY": "2026-03-04"])
        #expect(log.exitCode == 0, "\(log.errors)")
        #expect(before != (try hash()))
    }

    @Test("a copy made while others write is whole, and a trial of its own")
    func copies() throws {
        let box = try filled()
        let copies = try ScratchFolder()
        let (trial, copy) = (box.diary.path, copies.path + "/copy")
        let run = try ShellRun(
            "for i in 1 2 3 4 5 6; do $n1 log count=$i --trial \(trial) --date 2026-02-1$i >/dev/null & "
                + "done; $n1 backup \(trial) --output \(copy); code=$?; wait; exit $code")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(
            run.output
                == "written  \(copy): diary.sqlite, plan.yaml\n"
                + "The copy was read back, and is whole.\n")
        let check = try CommandRun(["check", copy])
        #expect(check.exitCode == 0 && check.output.contains("itch: 4 of "), "\(check.errors)")
        let log = try CommandRun(
            ["log", "itch=2", "--date", "2026-02-20", "--trial", copy],
            environment: ["N1_TODAY": "2026-03-04"])
        #expect(log.exitCode == 0)
        let days = try box.diary.rows("SELECT count(*) FROM diary WHERE day = '2026-02-20'")
        #expect(days == [["0"]])
        let again = try CommandRun(["backup", trial, "--output", copy])
        #expect(again.exitCode == 2 && again.errors.contains("found a file; expected none"))
    }
}
