import Foundation
import GRDB
import Testing

/// What every reader owes the diary, held over all example files.
@Suite("Every example in a diary")
struct ReaderStoreTests {
    private static let folder =
        CommandRun.packageFolder.path + "/Tests/ExperimentTests/Readers/Examples"

    /// Files that a person can hand over as they are.
    static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { !["zip", "studyu-study.json", "health-connect.txt"].contains($0) }.sorted()

    private static func n1(_ arguments: [String], in folder: String) throws -> CommandRun {
        try CommandRun(
            arguments + ["--trial", folder, "--zone", "Europe/Berlin"],
            environment: ["N1_TODAY": "2026-04-09"])
    }

    /// The series that a look into a file names.
    private static func series(_ look: String) throws -> [String] {
        let object = try JSONSerialization.jsonObject(with: Data(look.utf8)) as? [String: Any]
        let series = object?["series"] as? [[String: Any]]
        return series?.compactMap { $0["name"] as? String } ?? []
    }

    @Test("a file that comes again adds nothing and changes nothing", arguments: files)
    func again(_ file: String) throws {
        let diary = try ScratchFolder()
        let path = Self.folder + "/" + file
        let look = try Self.n1(["import", path, "--list", "--json"], in: diary.path)
        #expect(look.exitCode == 0, "\(look.errors)")
        let found = try Self.series(look.output).filter { !$0.isEmpty }
        #expect(!found.isEmpty, "\(look.output)")
        // Words have no number before a plan gives them one.
        var maps: [String] = []
        for (place, name) in found.enumerated() {
            let map = ["--map", name == "note" ? "note=note" : "s\(place)=\(name)"]
            let trial = try Self.n1(["import", path, "--dry-run"] + map, in: diary.path)
            if trial.exitCode == 0 { maps += map }
        }
        guard !maps.isEmpty else { return }
        let first = try Self.n1(["import", path] + maps, in: diary.path)
        #expect(first.exitCode == 0, "\(first.errors)")
        let rows = try Self.rows(diary.path)
        #expect(!rows.isEmpty)
        let second = try Self.n1(["import", path] + maps, in: diary.path)
        #expect(second.output.contains("added 0 values"), "\(second.output)")
        #expect(try Self.rows(diary.path) == rows)
    }

    private static func rows(_ folder: String) throws -> [[String]] {
        let database = try DatabaseQueue(path: folder + "/diary.sqlite")
        defer { try? database.close() }
        return try database.read { database in
            try Row.fetchAll(database, sql: "SELECT day, time, kind, name, number, text FROM diary")
                .map { row in
                    row.databaseValues.map { $0.isNull ? "" : "\($0.storage.value ?? "")" }
                }
        }
    }
}
