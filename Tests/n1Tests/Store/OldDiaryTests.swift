import Foundation
import GRDB
import Testing

/// Diaries of other versions. The tables of the first version are written out here, because they must
/// be readable whatever becomes of the migrations.
@Suite("Diaries of other versions")
struct OldDiaryTests {
    private static let firstVersion = """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1: batches, records, supersessions');
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            origin TEXT NOT NULL CHECK (origin IN ('typed', 'imported')),
            recordedAt TEXT NOT NULL, recordedOn INTEGER NOT NULL,
            format TEXT, file TEXT, sha256 TEXT,
            CHECK ((origin = 'imported')
                = (format IS NOT NULL AND file IS NOT NULL AND sha256 IS NOT NULL))
        ) STRICT;
        CREATE TABLE record (
            id INTEGER PRIMARY KEY, entry INTEGER NOT NULL,
            batch INTEGER NOT NULL REFERENCES batch (id),
            line INTEGER, day INTEGER NOT NULL,
            second INTEGER CHECK (second BETWEEN 0 AND 86400),
            kind TEXT NOT NULL CHECK (kind IN ('reading', 'condition', 'mark', 'note')),
            name TEXT, rater TEXT, number REAL,
            lastDay INTEGER CHECK (lastDay >= day), text TEXT,
            CHECK ((kind = 'reading') = (number IS NOT NULL)),
            CHECK (kind = 'note' OR name IS NOT NULL)
        ) STRICT;
        CREATE INDEX recordByDay ON record (day);
        CREATE INDEX recordByBatch ON record (batch);
        CREATE TABLE supersession (
            record INTEGER PRIMARY KEY REFERENCES record (id),
            replacement INTEGER REFERENCES record (id),
            batch INTEGER NOT NULL REFERENCES batch (id), reason TEXT NOT NULL
        ) STRICT;
        CREATE VIEW diary AS
            SELECT record.id, date(day * 86400, 'unixepoch') AS day,
                time(second, 'unixepoch') AS time, kind, name, rater, number, text,
                date(lastDay * 86400, 'unixepoch') AS lastDay, origin, file, line, recordedAt
            FROM record JOIN batch ON batch.id = record.batch
            WHERE record.id NOT IN (SELECT record FROM supersession)
            ORDER BY record.day, second, record.id;
        INSERT INTO batch VALUES
            (1, 'typed', '2026-01-05T21:00:00+01:00', 20458, NULL, NULL, NULL),
            (2, 'imported', '2026-01-07T09:00:00+01:00', 20460, 'csv', 'e.csv', 'ab12');
        INSERT INTO record VALUES
            (1, 1, 1, NULL, 20458, 75600, 'reading', 'itch', NULL, 4, NULL, NULL),
            (2, 2, 1, NULL, 20458, 75600, 'mark', 'illness', NULL, NULL, 20459, 'a cold'),
            (3, 3, 2, 2, 20459, NULL, 'reading', 'itch', NULL, 6, NULL, NULL);
        """

    /// A diary as its program left it: closed, in write-ahead mode.
    private func write(_ sql: String, to diary: borrowing DiaryFolder) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        let database = try DatabaseQueue(path: diary.databasePath, configuration: configuration)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    private func bytes(_ diary: borrowing DiaryFolder) -> Data? {
        FileManager.default.contents(atPath: diary.databasePath)
    }

    /// Runs `body` while nobody without rights may write to the folder or the diary.
    private func withoutWriting(
        _ diary: borrowing DiaryFolder, _ body: () throws -> Void
    ) throws {
        let manager = FileManager.default
        for name in diary.folder.contents where getuid() == 0 {
            chown(diary.path + "/" + name, 65534, 65534)
        }
        try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: diary.databasePath)
        try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: diary.path)
        defer {
            try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: diary.path)
        }
        try body()
    }

    private func n1(
        _ arguments: String..., in diary: borrowing DiaryFolder, unprivileged: Bool = false
    ) throws -> CommandRun {
        try CommandRun(
            arguments + ["--trial", diary.path], environment: ["N1_TODAY": "2026-03-04T21:30"],
            unprivileged: unprivileged)
    }

    /// What the commands that only read say of the old diary.
    private func expectRead(_ diary: borrowing DiaryFolder, unprivileged: Bool) throws {
        let check = try CommandRun(["check", diary.path], unprivileged: unprivileged)
        #expect(check.exitCode == 0 && check.errors.isEmpty, "\(check.errors)")
        #expect(check.output.contains("itch: 2 of "))
        #expect(check.output.contains("illness, 2 days: 2026-01-05, 2026-01-06."))
        let events = try n1("events", in: diary, unprivileged: unprivileged)
        #expect(events.output == "2026-01-05: illness until 2026-01-06: a cold\n")
        let export = try CommandRun(["export", diary.path], unprivileged: unprivileged)
        #expect(export.output.contains("2026-01-06,"))
        #expect(export.exitCode == 0)
    }

    @Test("commands that only read take a diary of the first version as it is, and leave it so")
    func read() throws {
        let diary = try DiaryFolder()
        try write(Self.firstVersion, to: diary)
        let before = bytes(diary)
        try expectRead(diary, unprivileged: false)
        #expect(bytes(diary) == before)
        #expect(diary.folder.contents == ["diary.sqlite", "plan.yaml"])
    }

    @Test("an import that is only rehearsed leaves it so too, and says what it would do")
    func rehearsed() throws {
        let diary = try DiaryFolder()
        try write(Self.firstVersion, to: diary)
        let before = bytes(diary)
        let file = try diary.folder.write(
            "date,itch\n2026-01-05,5\n2026-01-06,6\n2026-01-07,3\n", to: "e.csv")
        let rehearsal = try n1("import", file, "--dry-run", in: diary).output
        #expect(
            rehearsal == """
                e.csv (table (CSV)): would add 1 value, 1 was there already.
                  itch: 1
                  e.csv:2: found itch 5 on 2026-01-05, where the diary has itch 4, typed in; kept the \
                diary's. If the file is right, correct it with n1 log --correct.

                """)
        #expect(bytes(diary) == before)
        let real = try n1("import", file, in: diary).output
        #expect(real == rehearsal.replacingOccurrences(of: "would add", with: "added"))
    }

    @Test(
        "in a folder that may not be written to it is read and rehearsed, and an entry is refused",
        .enabled(if: CommandRun.canDropRights, "the superuser may write everywhere"))
    func readOnly() throws {
        let diary = try DiaryFolder()
        try write(Self.firstVersion, to: diary)
        let file = try diary.folder.write("date,itch\n2026-01-07,3\n", to: "e.csv")
        let before = bytes(diary)
        try withoutWriting(diary) {
            try expectRead(diary, unprivileged: true)
            let rehearsal = try n1("import", file, "--dry-run", in: diary, unprivileged: true)
            #expect(rehearsal.output.hasPrefix("e.csv (table (CSV)): would add 1 value.\n"))
            let refused = try n1("log", "itch=5", in: diary, unprivileged: true)
            #expect(
                refused.errors
                    == "n1: \(diary.databasePath): could not be written, and nothing was changed; "
                    + "expected a folder and a file that may be written to. Check them with ls -l.\n"
            )
        }
        #expect(bytes(diary) == before)
    }

    @Test("the next entry brings it up to date and keeps what was there")
    func migrated() throws {
        let diary = try DiaryFolder()
        try write(Self.firstVersion, to: diary)
        #expect(try n1("log", "itch=5", in: diary).output == "logged     2026-03-04: itch 5\n")
        #expect(
            try diary.rows("SELECT number FROM diary WHERE kind = 'reading'")
                == [["4.0"], ["6.0"], ["5.0"]])
        #expect(try diary.rows("SELECT count(*) FROM grdb_migrations") == [["6"]])
        #expect(try diary.integrity() == ["ok"])
    }

    @Test(
        "a diary of a newer version is neither read nor written, for it may hold what is not known")
    func newer() throws {
        let diary = try DiaryFolder()
        try write(
            Self.firstVersion + "INSERT INTO grdb_migrations VALUES ('9: colours');", to: diary)
        let before = bytes(diary)
        let sentence =
            "n1: \(diary.databasePath): found a diary of a newer n1; expected one of this version. "
            + "Install the newer n1.\n"
        for run in [
            try n1("events", in: diary), try CommandRun(["check", diary.path]),
            try CommandRun(["export", diary.path]),
        ] {
            #expect(run.errors == sentence && run.output.isEmpty && run.exitCode == 2)
        }
        #expect(bytes(diary) == before)
        #expect(try n1("log", "itch=5", in: diary).errors == sentence)
        #expect(try diary.rows("SELECT count(*) FROM record") == [["3"]])
        #expect(try diary.rows("SELECT count(*) FROM grdb_migrations") == [["2"]])
    }

    @Test(
        "a diary whose last entries are not taken in yet, where that cannot be done, is said",
        .enabled(if: CommandRun.canDropRights, "the superuser may write everywhere"))
    func unfinished() throws {
        let diary = try DiaryFolder()
        var configuration = Configuration()
        configuration.journalMode = .wal
        let database = try DatabaseQueue(path: diary.databasePath, configuration: configuration)
        try database.write { try $0.execute(sql: Self.firstVersion) }
        // As after a crash: the log beside the diary, and no program that has it open.
        let copy = try DiaryFolder()
        for name in ["diary.sqlite", "diary.sqlite-wal"] {
            try FileManager.default.copyItem(
                atPath: diary.path + "/" + name, toPath: copy.path + "/" + name)
        }
        try database.close()
        try withoutWriting(copy) {
            let run = try CommandRun(["check", copy.path], unprivileged: true)
            #expect(run.exitCode == 2)
            #expect(
                run.errors
                    == "n1: \(copy.databasePath): found a diary whose last entries are still in "
                    + "diary.sqlite-wal, in a folder that may not be written to; expected a folder "
                    + "where they can be taken in. Copy all files of the diary to a folder of your own "
                    + "and read them there.\n")
        }
    }

    @Test(
        "a diary that may not be read is said to be that",
        .enabled(if: CommandRun.canDropRights, "the superuser may read everything"))
    func unreadable() throws {
        let diary = try DiaryFolder()
        try write(Self.firstVersion, to: diary)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o000], ofItemAtPath: diary.databasePath)
        let run = try CommandRun(["check", diary.path], unprivileged: true)
        #expect(
            run.errors
                == "n1: \(diary.databasePath): found a diary that may not be read; expected one that "
                + "may. Check its permissions with ls -l.\n")
    }
}
