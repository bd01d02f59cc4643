import Foundation
import GRDB
import Testing

/// A trial and a folder for keys, made once and copied for each fault.
final class PreparedTrial: Sendable {
    let folder: ScratchFolder
    var trial: String { folder.path + "/trial" }
    var keys: String { folder.path + "/keys" }

    init(_ preparation: FaultTests.Preparation) throws {
        folder = try ScratchFolder()
        for path in [trial, keys] where path == keys || preparation.makesOwnFolder {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        }
        switch preparation {
        case .logged, .sealable:
            try folder.write(DiaryFolder.plan, to: "trial/plan.yaml")
            try folder.write("date,itch\n2026-02-03,5\n2026-02-04,6\n", to: "trial/more.csv")
            let day = preparation == .sealable ? "2026-01-02" : "2026-02-01"
            try n1("log", "itch=4", "--date", day, "--trial", trial)
        case .scored:
            try folder.write(DiaryFolder.plan, to: "trial/plan.yaml")
            let days = (0..<56).map { place in
                let (month, day) = place < 31 ? (1, place + 1) : (2, place - 30)
                return
                    "2026-0\(month)-\(day < 10 ? "0" : "")\(day),\(2 + place * 7 % 5),\(6 + place * 3 % 4),\(place * 5 % 7)\n"
            }
            try folder.write("date,itch,sleep,count\n" + days.joined(), to: "trial/scores.csv")
            try n1("import", trial + "/scores.csv", "--trial", trial)
        case .blindable, .blinded:
            try ConcurrentTests.makeBlindablePlan(in: folder)
            guard preparation == .blinded else { return }
            try n1("blind", trial, "--key", keys + "/key.yaml", at: "2026-11-20")
        }
    }

    private init(copying other: PreparedTrial) throws {
        folder = try ScratchFolder()
        for name in ["trial", "keys"] {
            try FileManager.default.copyItem(
                atPath: other.folder.path + "/" + name, toPath: folder.path + "/" + name)
        }
    }

    func copied() throws -> PreparedTrial { try PreparedTrial(copying: self) }

    @discardableResult
    private func n1(_ arguments: String..., at day: String = "2026-03-04") throws -> CommandRun {
        let run = try CommandRun(arguments, environment: ["N1_TODAY": day])
        #expect(run.exitCode == 0, "\(run.errors)")
        return run
    }

    private var hasDiary: Bool { FileManager.default.fileExists(atPath: trial + "/diary.sqlite") }

    /// All that is there, each file by its bytes and the diary by its records: SQLite may move its log
    /// into its file at any time.
    func state() throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        let files = names.filter { !$0.contains("diary.sqlite") }.map { name in
            let bytes = FileManager.default.contents(atPath: folder.path + "/" + name)
            return name + ": " + String(decoding: bytes ?? Data(), as: UTF8.self)
        }
        return try files + records()
    }

    func records() throws -> [String] {
        guard hasDiary else { return [] }
        let database = try DatabaseQueue(path: trial + "/diary.sqlite")
        defer { try? database.close() }
        return try database.read { database in
            try Row.fetchAll(database, sql: "SELECT day, kind, name, number, text FROM diary").map {
                "\($0)"
            }
        }
    }

    var hasUnfinished: Bool {
        let names = try? FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return names?.contains { $0.hasSuffix(".unfinished") } ?? true
    }

    /// Whatever happened, the trial can be read, and a key that opens the plan is there where it is
    /// blinded.
    func expectWhole(after command: FaultTests.Command, _ name: Comment) throws {
        let check = try CommandRun(["check", trial], environment: ["N1_TODAY": command.day])
        #expect(check.exitCode == 0, "after \(name): \(check.errors)")
        let plan = try String(contentsOfFile: trial + "/plan.yaml", encoding: .utf8)
        guard plan.contains("key-sha256"), !plan.contains("opened:") else { return }
        let opened = try CommandRun(
            ["unblind", trial, "--key", keys + "/key.yaml"], environment: ["N1_TODAY": "2027-03-01"]
        )
        #expect(opened.exitCode == 0, "after \(name): \(opened.errors)")
    }
}

extension FaultTests.Preparation {
    fileprivate var makesOwnFolder: Bool { self != .blindable && self != .blinded }
}
