import Foundation
import GRDB
import Testing

/// What somebody could do to plan, seal, key, diary or clock so that a trial says more than was
/// done. Each way is noticed by a command that `docs/reliability.md` names, or stands there among what
/// a seal cannot see.
@Suite("Forgeries")
struct ForgeryTests {
    struct Forgery: CustomStringConvertible, Sendable {
        let description: String
        let isNoticed: Bool
        /// What is done to the folder of a trial that was sealed and then lived for four weeks.
        let change: @Sendable (Forged) throws -> Void

        init(
            _ description: String, isNoticed: Bool = true,
            _ change: @escaping @Sendable (Forged) throws -> Void
        ) {
            (self.description, self.isNoticed, self.change) = (description, isNoticed, change)
        }

        /// Another text in the place of one of a file.
        static func text(_ file: String, _ old: String, _ new: String) -> Forgery {
            Forgery("\(file): \(old.debugDescription) becomes \(new.debugDescription)") {
                try $0.replace(old, by: new, in: file)
            }
        }

        static func sql(_ statement: String) -> Forgery {
            Forgery("diary: \(statement)") { try $0.execute(statement) }
        }
    }

    static let plans: [Forgery] = [
        .text("plan.yaml", "worthwhile: 1", "worthwhile: 0.1"),
        .text("plan.yaml", "to: 10", "to: 100"),
        .text("plan.yaml", "better: lower", "better: higher"),
        .text("plan.yaml", "start: 2026-01-01", "start: 2026-01-08"),
        .text("plan.yaml", "days: 14", "days: 15"),
        .text("plan.yaml", "days: 700", "days: 70"),
        .text("plan.yaml", "{condition: dairy, days: 14}", "{condition: free, days: 14}"),
        .text("plan.yaml", "against: dairy", "against: dairy, do: more"),
        .text("plan.yaml", "  - {id: sleep}\n", ""),
        .text("plan.yaml", "{id: sleep}", "{id: sleep, lag: 1}"),
        .text("plan.yaml", "combine: mean", "combine: sum"),
        .text("plan.yaml", "A small trial", "A smaller trial"),
        .text("plan.yaml", "title", "# a remark in front\ntitle"),
        .text("plan.yaml", "\n", "\r\n"),
        .text("plan.yaml", "outcomes:", "analysis: {level: 0.5}\noutcomes:"),
        .text("plan.yaml", "outcomes:", "analysis: {onset-lag: 30}\noutcomes:"),
        .text("plan.yaml", "outcomes:", "primary-analysis: per-protocol\noutcomes:"),
        Forgery("plan: a seed behind the sealed text") {
            try $0.append("seed: 9\n", to: "plan.yaml")
        },
        Forgery("plan: another diary behind the sealed text") {
            try $0.append("diary: {file: other.csv}\n", to: "plan.yaml")
        },
        Forgery("plan: a look behind the sealed text") {
            try $0.append("analysis: {looks: [2026-01-20]}\n", to: "plan.yaml")
        },
        Forgery("plan: a key behind an amendment, after a line end of YAML 1.1") {
            try $0.amend()
            try $0.append("    made: 2026-01-20\u{2028}seed: 9\n", to: "plan.yaml")
        },
        Forgery("plan: an exclusion in the place of a note that was amended") {
            try $0.amend()
            try $0.replace("worthwhile: 1", by: "worthwhile: 2", in: "plan.yaml")
        },
        Forgery("plan: cut short") { try $0.cut("plan.yaml", to: 200) },
        Forgery("plan: empty") { try $0.cut("plan.yaml", to: 0) },
        Forgery("plan: a forged one beside the sealed one, under a hidden plan's name") {
            try $0.copy("plan.yaml", to: "plan.blinded.yaml")
            try $0.replace("worthwhile: 1", by: "worthwhile: 0.1", in: "plan.yaml")
        },
        Forgery("plan: said to be a blinding that was opened") {
            try $0.copy("plan.yaml", to: "plan.blinded.yaml")
            try $0.append(
                "blinding: {since: 2025-12-01, key-sha256: abc, opened: 2026-01-05}\n",
                to: "plan.yaml")
        },
    ]

    static let seals: [Forgery] = [
        .text("plan.seal", "2025-12-01T", "2020-12-01T"),
        .text("plan.seal", "T12:00:00Z", "T11:00:00Z"),
        .text("plan.seal", "version: ", "version: 9"),
        .text("plan.seal", "plan-sha256: ", "plan-sha256: 0"),
        .text("plan.seal", "analysis-sha256: ", "analysis-sha256: 0"),
        .text("plan.seal", "plan-bytes: ", "plan-bytes: 1"),
        .text("plan.seal", "first-tested-day: 2026-01", "first-tested-day: 2026-02"),
        .text("plan.seal", "seal-sha256: ", "seal-sha256: 0"),
        Forgery("seal: without its own hash") {
            try $0.dropLine("seal-sha256", in: "plan.seal")
        },
        Forgery("seal: with the text of an opened blinding") {
            try $0.append("opened-sha256: abc\nopened-bytes: 3\n", to: "plan.seal")
        },
        Forgery("seal: taken away") { try $0.remove("plan.seal") },
        Forgery("seal: empty") { try $0.cut("plan.seal", to: 0) },
        Forgery("seal: made again after the scores") {
            try $0.remove("plan.seal")
            #expect(try $0.n1("seal", at: "2026-02-20").exitCode == 1)
        },
    ]

    static let diaries: [Forgery] = [
        .sql("UPDATE record SET number = 0 WHERE id = 20"),
        .sql("UPDATE record SET day = day - 1 WHERE id = 20"),
        .sql("UPDATE record SET name = 'count' WHERE id = 20"),
        .sql("DELETE FROM record WHERE id = 20"),
        .sql(
            "INSERT INTO record SELECT 999, 999, batch, line, day + 30, second, kind, name, rater, number, "
                + "lastDay, text FROM record WHERE id = 20"),
        .sql("UPDATE batch SET recordedAt = '2025-01-01T00:00:00Z'"),
        .sql("UPDATE batch SET origin = 'typed', format = NULL, file = NULL, sha256 = NULL"),
        .sql("DELETE FROM digest"), .sql("DELETE FROM digest WHERE batch = 1"),
        .sql("UPDATE digest SET sha256 = lower(hex(randomblob(32)))"),
        .sql("INSERT INTO supersession VALUES (20, NULL, 1, 'better')"),
        .sql("INSERT INTO undo VALUES (1)"),
        .sql("DROP VIEW diary; DROP TABLE supersession"),
        Forgery("diary: one bit of a page") { try $0.flip("diary.sqlite") },
        Forgery("diary: written before the seal") {
            try $0.remove("plan.seal")
            try $0.remove("diary.sqlite")
            try $0.done("log", "itch=4", "--date", "2026-01-02", at: "2026-01-02")
            try $0.done("seal", at: "2026-01-03")
        },
    ]

    static let keys: [Forgery] = [
        .text("keys/key.yaml", "a: ", "a: x"), .text("keys/key.yaml", "salt: ", "salt: x"),
        .text("keys/key.yaml", "worthwhile: 4", "worthwhile: 1"),
        Forgery("key: another file") { try $0.cut("keys/key.yaml", to: 40) },
        .text("trial/plan.yaml", "key-sha256: ", "key-sha256: 0"),
    ]

    /// Said in `docs/reliability.md` under what a seal cannot see.
    static let unseen: [Forgery] = [
        Forgery("seal: made again by the program, where no diary is", isNoticed: false) {
            try $0.remove("plan.seal")
            try $0.remove("diary.sqlite")
            try $0.replace("worthwhile: 1", by: "worthwhile: 0.1", in: "plan.yaml")
            try $0.done("seal", at: "2025-12-01")
        },
        Forgery("clock: N1_TODAY before the first day, the diary typed anew", isNoticed: false) {
            try $0.remove("plan.seal")
            try $0.remove("diary.sqlite")
            try $0.done("seal", at: "2020-12-01")
            try $0.done("log", "itch=0", "--date", "2026-01-20", at: "2026-01-20")
        },
        Forgery("diary: an older copy of it put back", isNoticed: false) {
            try $0.copy("diary.sqlite", to: "old.sqlite")
            try $0.done("log", "itch=9", "--date", "2026-02-27", at: "2026-02-27")
            try $0.remove("diary.sqlite")
            try $0.copy("old.sqlite", to: "diary.sqlite")
        },
        Forgery("diary: the last act of writing taken off with its checksum", isNoticed: false) {
            try $0.done("log", "itch=9", "--date", "2026-02-27", at: "2026-02-27")
            try $0.execute(
                "DELETE FROM digest WHERE batch = 2; DELETE FROM record WHERE batch = 2; "
                    + "DELETE FROM batch WHERE id = 2")
        },
        Forgery("diary: a score that was untrue when it was typed", isNoticed: false) {
            try $0.done("log", "itch=0", "--date", "2026-02-27", at: "2026-02-27")
        },
    ]

    private static let base = Result { try Forged(.scored) }
    private static let blinded = Result { try Forged(.blinded) }

    @Test("at least forty ways are tried")
    func many() {
        let noticed = Self.plans + Self.seals + Self.diaries + Self.keys
        #expect(noticed.count >= 40)
        #expect(
            Set((noticed + Self.unseen).map(\.description)).count == noticed.count
                + Self.unseen.count)
    }

    @Test("a trial that nobody touched holds")
    func untouched() throws {
        let verify = try Self.base.get().copied().n1("seal", ["--verify"], at: "2026-03-04")
        #expect(verify.exitCode == 0, "\(verify.output)\(verify.errors)")
        #expect(verify.output.contains("None was changed since it was written."))
    }

    @Test(
        "plan, seal and diary: seal --verify notices, or the docs say that it cannot",
        arguments: plans + seals + diaries + unseen)
    func forged(_ forgery: Forgery) throws {
        let trial = try Self.base.get().copied()
        try forgery.change(trial)
        let run = try trial.n1("seal", ["--verify"], at: "2026-03-04")
        #expect(
            (run.exitCode != 0 || run.output.contains("before the plan was sealed"))
                == forgery.isNoticed, "\(run.output)\(run.errors)")
        #expect([0, 1, 2].contains(run.exitCode))
    }

    @Test(
        "key: a plan opens with the key that it was blinded with, and with no other",
        arguments: keys)
    func forgedKey(_ forgery: Forgery) throws {
        let trial = try Self.blinded.get().copied()
        try forgery.change(trial)
        let run = try CommandRun(
            ["unblind", trial.trial, "--key", trial.path + "/keys/key.yaml"],
            environment: ["N1_TODAY": "2027-03-01"])
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("found a key that does not belong to this plan"))
    }
}

/// A trial that was sealed before its scores, for somebody to change.
struct Forged: Sendable {
    private let prepared: PreparedTrial
    /// The folder of what is forged: that of the trial, or of trial and key.
    let path: String
    var trial: String { prepared.trial }

    init(_ preparation: FaultTests.Preparation) throws {
        prepared = try PreparedTrial(preparation)
        path = preparation == .blinded ? prepared.folder.path : prepared.trial
        guard preparation == .scored else { return }
        let diary = path + "/diary.sqlite"
        try FileManager.default.moveItem(atPath: diary, toPath: diary + ".later")
        try done("seal", at: "2025-12-01")
        try FileManager.default.moveItem(atPath: diary + ".later", toPath: diary)
    }

    private init(copying other: Forged) throws {
        prepared = try other.prepared.copied()
        path = other.path == other.trial ? prepared.trial : prepared.folder.path
    }

    func copied() throws -> Forged { try Forged(copying: self) }

    /// Nothing but the trial stands before the options of a command; `log` takes it as one of them.
    func n1(_ command: String, _ arguments: [String] = [], at day: String) throws -> CommandRun {
        let place = command == "log" ? ["--trial", trial] : [trial]
        return try CommandRun([command] + place + arguments, environment: ["N1_TODAY": day])
    }

    /// Runs a command that succeeds.
    func done(_ command: String, _ arguments: String..., at day: String) throws {
        let run = try n1(command, arguments, at: day)
        #expect(run.exitCode == 0, "\(run.errors)")
    }

    private func text(_ file: String) throws -> String {
        try String(contentsOfFile: path + "/" + file, encoding: .utf8)
    }

    private func write(_ text: String, to file: String) throws {
        try text.write(toFile: path + "/" + file, atomically: true, encoding: .utf8)
    }

    func replace(_ old: String, by new: String, in file: String) throws {
        let before = try text(file)
        let after = before.replacingOccurrences(of: old, with: new)
        #expect(before != after, "\(file) has no \(old)")
        try write(after, to: file)
    }

    func append(_ end: String, to file: String) throws { try write(try text(file) + end, to: file) }

    func dropLine(_ beginning: String, in file: String) throws {
        let lines = try text(file).split(separator: "\n", omittingEmptySubsequences: false)
        try write(lines.filter { !$0.hasPrefix(beginning) }.joined(separator: "\n"), to: file)
    }

    func cut(_ file: String, to length: Int) throws {
        try write(String(try text(file).prefix(length)), to: file)
    }

    func remove(_ file: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + file)
    }

    func copy(_ file: String, to other: String) throws {
        try FileManager.default.copyItem(atPath: path + "/" + file, toPath: path + "/" + other)
    }

    func amend() throws {
        try done("amend", "--note", "--on", "2026-01-20", "--reason", "cold", at: "2026-01-20")
    }

    /// One bit of the time of writing, where SQLite's own check sees nothing.
    func flip(_ file: String) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/" + file))
        let place = try #require(bytes.range(of: Data("2026-03-04T".utf8)))
        bytes[place.lowerBound + 3] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path + "/" + file))
    }

    func execute(_ sql: String) throws {
        let database = try DatabaseQueue(path: path + "/diary.sqlite")
        defer { try? database.close() }
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            let triggers = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
            try database.execute(sql: sql)
        }
    }
}
