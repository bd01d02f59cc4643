import Foundation
import Testing

@Suite("Many writers at once", .serialized)
struct ConcurrentTests {
    /// What each of the runs said, started at once.
    private func atOnce(_ lines: [String], at day: String) throws -> [CommandRun] {
        let folder = try ScratchFolder()
        let script = lines.enumerated().map { place, line in
            "( \"$n1\" \(line) >\(folder.path)/\(place).out 2>\(folder.path)/\(place).err; "
                + "echo $? >\(folder.path)/\(place).code ) &"
        }
        _ = try ShellRun(
            script.joined(separator: "\n") + "\nwait", environment: ["N1_TODAY": day])
        return try lines.indices.map { place in
            func text(_ ending: String) throws -> String {
                try String(contentsOfFile: "\(folder.path)/\(place).\(ending)", encoding: .utf8)
            }
            let code = Int32(try text("code").trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
            return CommandRun(output: try text("out"), errors: try text("err"), exitCode: code)
        }
    }

    /// `N1_ATTACK=1` (`make attack`) runs a hundred.
    private static let rounds = ProcessInfo.processInfo.environment["N1_ATTACK"] == nil ? 2 : 100

    @Test("D2: of twelve writers of amendments, guesses and entries at once none loses anything")
    func mixed() throws {
        let base = try PreparedTrial(.blinded)
        for round in 1...Self.rounds {
            let copy = try base.copied()
            let runs = try atOnce(
                (1...4).flatMap { number in
                    [
                        "amend \(copy.trial) --note --on 2026-12-02 --reason cold-\(number)",
                        "blind \(copy.trial) --guess supplement",
                        "log --note entry-\(number) --date 2026-12-04 --trial \(copy.trial)",
                    ]
                }, at: "2026-12-05")
            #expect(runs.allSatisfy { $0.exitCode == 0 }, "\(round): \(runs.map(\.errors))")
            let plan = try String(contentsOfFile: copy.trial + "/plan.yaml", encoding: .utf8)
            let guesses = try String(contentsOfFile: copy.trial + "/guesses.csv", encoding: .utf8)
            let records = try copy.records()
            #expect(guesses.split(separator: "\n").count == 5, "\(round)")
            #expect(records.count == 4, "\(round)")
            for number in 1...4 {
                #expect(plan.contains("cold-\(number)\n"), "\(round)")
                #expect(records.contains { $0.contains("entry-\(number)") }, "\(round)")
            }
            #expect(!copy.hasUnfinished)
        }
    }

    @Test("D2: of twelve amendments at once all that are acknowledged are in the plan")
    func amendments() throws {
        let diary = try DiaryFolder()
        let runs = try atOnce(
            (1...12).map { "amend \(diary.path) --note --on 2026-02-01 --reason cold-\($0)" },
            at: "2026-02-01")
        #expect(runs.allSatisfy { $0.exitCode == 0 })
        let plan = try String(contentsOfFile: diary.path + "/plan.yaml", encoding: .utf8)
        for number in 1...12 { #expect(plan.contains("cold-\(number)\n")) }
        #expect(diary.folder.contents == ["plan.yaml"])
    }

    /// A plan that can be blinded, from 2026-12-01 to 2027-02-22.
    static func makeBlindablePlan(in folder: borrowing ScratchFolder) throws {
        let answers = try folder.write(
            """
            template: supplement
            condition: acne
            start: 2026-12-01
            worthwhile: 4
            design: block-pairs
            pairs: 1
            period: 42
            safety: {age: 36, red-flags-gut: no, red-flags-skin: no, changes-medicine: no, pregnant: no, \
            anticoagulant: no, product-allergy: no, kidney-or-calcium: no, calcium-medicine: no, \
            vitamin-a-medicine: no}
            """, to: "answers.yaml")
        let planned = try CommandRun(
            ["plan", "--answers", answers, "--output", folder.path + "/trial"],
            environment: ["N1_TODAY": "2026-11-21"])
        #expect(planned.exitCode == 0, "\(planned.errors)")
    }

    @Test(
        "D2: of three blindings at once one is told, its key opens, and all of twelve guesses stay")
    func blinding() throws {
        let folder = try ScratchFolder()
        let keys = try ScratchFolder()
        try Self.makeBlindablePlan(in: folder)
        let trial = folder.path + "/trial"
        let runs = try atOnce(
            (1...3).map { "blind \(trial) --key \(keys.path)/\($0).yaml" }, at: "2026-11-20")
        #expect(runs.count { $0.exitCode == 0 } == 1, "\(runs.map(\.errors))")
        #expect(keys.contents.count == 1)
        let guesses = try atOnce(
            (1...12).map { _ in "blind \(trial) --guess supplement" }, at: "2026-12-05")
        #expect(guesses.allSatisfy { $0.exitCode == 0 })
        let lines = try String(contentsOfFile: trial + "/guesses.csv", encoding: .utf8)
            .split(separator: "\n")
        #expect(lines == ["date,guess"] + Array(repeating: "2026-12-05,supplement", count: 12))
        let key = try #require(keys.contents.first)
        let opened = try CommandRun(
            ["unblind", trial, "--key", keys.path + "/" + key],
            environment: ["N1_TODAY": "2027-03-01"])
        #expect(opened.exitCode == 0, "\(opened.errors)")
    }

    @Test("D2: of five seals at once one is written, of six reports to one file all")
    func sealsAndReports() throws {
        let diary = try DiaryFolder()
        let seals = try atOnce((1...5).map { _ in "seal \(diary.path)" }, at: "2025-12-01")
        #expect(seals.count { $0.exitCode == 0 } == 1)
        let folder = try ScratchFolder()
        let reports = try atOnce(
            (1...6).map { _ in "sheet \(diary.path) -o \(folder.path)/sheet.html" },
            at: "2026-02-01")
        #expect(reports.allSatisfy { $0.exitCode == 0 })
        #expect(folder.contents == ["sheet.html"])
    }

    @Test("D14: a key inside the trial's folder is refused")
    func keyInside() throws {
        let folder = try ScratchFolder()
        try Self.makeBlindablePlan(in: folder)
        let trial = folder.path + "/trial"
        try FileManager.default.createDirectory(
            atPath: trial + "/sub", withIntermediateDirectories: true)
        for key in ["key.yaml", "sub/key.yaml", "sub/../key.yaml"] {
            let run = try CommandRun(
                ["blind", trial, "--key", trial + "/" + key],
                environment: ["N1_TODAY": "2026-11-20"])
            #expect(run.exitCode == 2)
            #expect(
                run.errors
                    == "n1: --key: found \(trial)/\(key), which is in the trial's folder; expected "
                    + "a file outside of it, where the one who is blinded does not look. Name one on a "
                    + "memory stick.\n")
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: trial).sorted()
                == ["plan.yaml", "sub"])
    }
}

extension CommandRun {
    init(output: String, errors: String, exitCode: Int32) {
        self.output = output
        self.errors = errors
        self.exitCode = exitCode
    }
}
