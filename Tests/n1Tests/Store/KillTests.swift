import Foundation
import GRDB
@testable import Stats
import Testing

@Suite("Nothing is lost", .serialized)
struct KillTests {
    /// Runs of each kind; all together 200.
    private static let rounds = 100

    /// Seconds of an undisturbed run; kills fall from its beginning to half as long again.
    private func duration(of arguments: [String]) throws -> Double {
        let clock = ContinuousClock()
        let elapsed = try clock.measure {
            _ = try start(arguments).finish()
        }
        return Double(elapsed.components.attoseconds) / 1e18 + Double(elapsed.components.seconds)
    }

    @Test("a log that is killed at any moment leaves an intact diary with every acknowledged entry")
    func logKilled() throws {
        let diary = try DiaryFolder()
        var generator = SeededGenerator(seed: 41)
        var acknowledged: Set<String> = []
        let length = try duration(of: [
            "log", "sleep=7", "--date", "2026-01-09", "--trial", diary.path,
        ])
        for round in 0..<Self.rounds {
            let value = round % 11
            let day = "2026-0\(2 + round / 28)-\(round % 28 < 9 ? "0" : "")\(round % 28 + 1)"
            let output = try killed(
                ["log", "itch=\(value)", "--date", day, "--trial", diary.path],
                after: generator.uniform() * 1.5 * length)
            if output.contains("logged") { acknowledged.insert("\(day) \(Double(value))") }
            guard FileManager.default.fileExists(atPath: diary.databasePath) else { continue }
            #expect(try diary.integrity() == ["ok"])
        }
        let survivor = try diary.n1("log", "sleep=7")
        #expect(survivor.output.contains("logged"))
        let kept = try diary.rows("SELECT day, number FROM diary WHERE name = 'itch'")
            .map { $0.joined(separator: " ") }
        #expect(acknowledged.isSubset(of: kept))
        #expect(!acknowledged.isEmpty && acknowledged.count < Self.rounds)
    }

    @Test("an import that is killed at any moment came in whole or not at all")
    func importKilled() throws {
        let diary = try DiaryFolder()
        var generator = SeededGenerator(seed: 42)
        var acknowledged: [Int] = []
        let perFile = 200
        let length = try duration(of: [
            "log", "sleep=7", "--date", "2026-01-09", "--trial", diary.path,
        ])
        for round in 0..<Self.rounds {
            let rows = (0..<perFile).map { row in
                "2026-01-\(row % 28 < 9 ? "0" : "")\(row % 28 + 1) 0\(4 + row % 6):\(10 + round % 50):"
                    + "\(10 + row / 28 + round / 50 * 20),\(row)\n"
            }
            let file = try diary.folder.write(
                "date,count\n" + rows.joined(), to: "export-\(round).csv")
            let output = try killed(
                ["import", file, "--trial", diary.path], after: generator.uniform() * 2.5 * length)
            if output.contains("added \(perFile) values") { acknowledged.append(round) }
            guard FileManager.default.fileExists(atPath: diary.databasePath) else { continue }
            #expect(try diary.integrity() == ["ok"])
        }
        let counts = try diary.rows(
            "SELECT file, count(*) FROM record JOIN batch ON batch.id = batch WHERE file IS NOT NULL "
                + "GROUP BY file")
        #expect(counts.allSatisfy { $0[1] == "\(perFile)" })
        let files = Set(counts.map { $0[0] })
        #expect(acknowledged.allSatisfy { files.contains("export-\($0).csv") })
        #expect(!acknowledged.isEmpty && acknowledged.count < Self.rounds)
    }

    @Test("eight programs that log at once all succeed")
    func concurrent() throws {
        let diary = try DiaryFolder()
        var running: [Child] = []
        for day in 1...8 {
            running.append(
                try start([
                    "log", "itch=\(day)", "--date", "2026-02-0\(day)", "--trial", diary.path,
                ]))
        }
        for child in running {
            let run = try child.finish()
            #expect(run.end == .exit(0))
            #expect(String(decoding: run.output, as: UTF8.self).contains("logged"))
        }
        #expect(try diary.rows("SELECT count(*) FROM diary") == [["8"]])
        #expect(try diary.integrity() == ["ok"])
    }

    @Test("no room on the disk is said, and the diary stays as it was")
    func diskFull() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "--date", "2026-02-01")
        let rows = (0..<20_000).map { "2026-02-02 12:\(10 + $0 % 50),\($0)\n" }
        let file = try diary.folder.write("date,count\n" + rows.joined(), to: "big.csv")
        // A limit on the size of files stands in for a small disk: 512 blocks of 1024 bytes.
        let run = try ProgramRun(
            [
                "/bin/bash", "-c", "ulimit -f 512; exec \"$0\" \"$@\"", CommandRun.program.path,
                "import", file, "--trial", diary.path,
            ], environment: ["N1_TODAY": "2026-03-04"])
        #expect(run.exitCode == 2)
        #expect(
            run.errors
                == "n1: \(diary.databasePath): found no space left to write, and nothing was "
                + "changed; expected room for a few more pages. Free some space and log again.\n")
        #expect(try diary.integrity() == ["ok"])
        #expect(try diary.rows("SELECT count(*) FROM diary") == [["1"]])
    }

    @Test(
        "a folder that may not be written to is said, and its diary can still be read",
        .enabled(if: CommandRun.canDropRights, "the superuser may write everywhere"))
    func readOnly() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "--date", "2026-02-01")
        let manager = FileManager.default
        if getuid() == 0 { chown(diary.databasePath, 65534, 65534) }
        try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: diary.databasePath)
        try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: diary.path)
        defer {
            try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: diary.path)
        }
        let run = try CommandRun(
            ["log", "itch=5", "--date", "2026-02-02", "--trial", diary.path],
            environment: ["N1_TODAY": "2026-03-04T21:30"], unprivileged: true)
        #expect(run.exitCode == 2)
        #expect(
            run.errors
                == "n1: \(diary.databasePath): could not be written, and nothing was changed; "
                + "expected a folder and a file that may be written to. Check them with ls -l.\n")
        #expect(try CommandRun(["check", diary.path], unprivileged: true).exitCode == 0)
    }

    @Test("a file that is no diary is said")
    func notADatabase() throws {
        let diary = try DiaryFolder()
        try diary.folder.write(String(repeating: "not a database ", count: 100), to: "diary.sqlite")
        let run = try diary.n1("log", "itch=5")
        #expect(run.exitCode == 2)
        #expect(
            run.errors
                == "n1: \(diary.databasePath): found a file that is no diary database; expected "
                + "one that n1 log has written. Move it away and log again.\n")
    }

    @Test(
        "a first entry that was killed before its tables were made leaves no diary; the next is written",
        arguments: [
            [], ["CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)"],
        ])
    func unmade(_ made: [String]) throws {
        let diary = try DiaryFolder()
        let database = try DatabaseQueue(path: diary.databasePath)
        try database.writeWithoutTransaction { database in
            for sql in ["PRAGMA journal_mode = WAL"] + made { try database.execute(sql: sql) }
        }
        try database.close()
        let status = try CommandRun(["status", diary.path])
        #expect(status.exitCode == 0, "\(status.errors)")
        #expect(try diary.n1("log", "itch=4").exitCode == 0)
        #expect(try diary.rows("SELECT number FROM record WHERE name = 'itch'") == [["4.0"]])
    }

    @Test("the list of migrations of another program is no diary")
    func otherMigrations() throws {
        let diary = try DiaryFolder()
        let database = try DatabaseQueue(path: diary.databasePath)
        try database.write { database in
            try database.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL)")
            try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('theirs')")
        }
        try database.close()
        let run = try diary.n1("log", "itch=5")
        #expect(run.exitCode == 2 && run.errors.contains("found a file that is no diary database"))
    }

    // MARK: Steps

    private func start(_ arguments: [String]) throws -> Child {
        try Child(
            [CommandRun.program.path] + arguments, environment: ["N1_TODAY": "2026-12-04"])
    }

    /// What a run said before it was killed.
    private func killed(_ arguments: [String], after seconds: Double) throws -> String {
        let child = try start(arguments)
        usleep(UInt32(seconds * 1_000_000))
        child.signal(SIGKILL)
        return String(decoding: try child.finish().output, as: UTF8.self)
    }
}
