import Foundation
import GRDB

/// A trial in a scratch folder, and its diary as it is on the disk.
struct DiaryFolder: ~Copyable {
    let folder: ScratchFolder

    static let plan = """
        title: A small trial
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
        covariates:
          - {id: sleep}
          - {id: count, combine: mean}
        conditions:
          - {id: dairy, name: usual}
          - {id: free, name: dairy-free, against: dairy}
        schedule:
          start: 2026-01-01
          phases:
            - {condition: dairy, days: 14}
            - {condition: free, days: 700}

        """

    init() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.plan, to: "plan.yaml")
        self.folder = folder
    }

    var path: String { folder.path }
    var databasePath: String { folder.path + "/diary.sqlite" }

    func n1(
        _ arguments: String..., at time: String = "2026-03-04T21:30"
    ) throws -> CommandRun {
        try CommandRun(arguments + ["--trial", path], environment: ["N1_TODAY": time])
    }

    /// Rows of a query, cells as text.
    func rows(_ sql: String) throws -> [[String]] {
        let database = try DatabaseQueue(path: databasePath)
        defer { try? database.close() }
        return try database.read { database in
            try Row.fetchAll(database, sql: sql).map { row in
                row.databaseValues.map { $0.isNull ? "" : "\($0.storage.value ?? "")" }
            }
        }
    }

    /// What SQLite's check of the whole file says.
    func integrity() throws -> [String] {
        try rows("PRAGMA integrity_check").map { $0.joined() }
    }
}
