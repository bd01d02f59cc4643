import Foundation
import Testing

@Suite("A seal that is attacked")
struct SealCommandTests {
    private func check(_ trial: String) throws -> CommandRun {
        try CommandRun(["seal", trial, "--check"], environment: ["N1_TODAY": "2026-01-10"])
    }

    private func sealed() throws -> DiaryFolderBox {
        let box = DiaryFolderBox(try DiaryFolder())
        let run = try CommandRun(
            ["seal", box.diary.path], environment: ["N1_TODAY": "2025-12-01"])
        #expect(run.exitCode == 0, "\(run.errors)")
        return box
    }

    @Test("D3: a copy of the sealed plan under a hidden plan's name does not stand for the plan")
    func hiddenCopy() throws {
        let box = try sealed()
        let trial = box.diary.path
        let plan = try String(contentsOfFile: trial + "/plan.yaml", encoding: .utf8)
        try box.diary.folder.write(plan, to: "plan.blinded.yaml")
        #expect(try check(trial).exitCode == 0)
        let forged = plan.replacingOccurrences(of: "worthwhile: 1", with: "worthwhile: 0.1")
        try box.diary.folder.write(forged, to: "plan.yaml")
        let run = try check(trial)
        #expect(run.exitCode == 1)
        #expect(run.output.contains("The sealed text of the plan was changed since"))
        // Nor when the plan claims to have been opened: the hidden one was never blinded.
        try box.diary.folder.write(
            forged + "blinding: {since: 2025-12-01, key-sha256: abc, opened: 2026-01-05}\n",
            to: "plan.yaml")
        #expect(try check(trial).exitCode == 1)
    }

    @Test("D3: an earlier date in the seal is noticed")
    func date() throws {
        let box = try sealed()
        let seal = try String(contentsOfFile: box.diary.path + "/plan.seal", encoding: .utf8)
        try box.diary.folder.write(
            seal.replacingOccurrences(of: "2025-12-01", with: "2020-12-01"), to: "plan.seal")
        let run = try check(box.diary.path)
        #expect(run.exitCode == 1)
        #expect(run.output.hasPrefix("The seal file was changed after it was written"))
    }

    @Test("D3: an opened plan that is changed afterwards is noticed")
    func opened() throws {
        let folder = try ScratchFolder()
        let keys = try ScratchFolder()
        try ConcurrentTests.makeBlindablePlan(in: folder)
        let trial = folder.path + "/trial"
        func n1(_ day: String, _ arguments: String...) throws -> CommandRun {
            try CommandRun(arguments, environment: ["N1_TODAY": day])
        }
        #expect(try n1("2026-11-22", "blind", trial, "--key", keys.path + "/k").exitCode == 0)
        #expect(try n1("2026-11-22", "seal", trial).exitCode == 0)
        #expect(try n1("2027-03-01", "unblind", trial, "--key", keys.path + "/k").exitCode == 0)
        #expect(try check(trial).exitCode == 0)
        let plan = try String(contentsOfFile: trial + "/plan.yaml", encoding: .utf8)
        try (plan + "seed: 4\n").write(
            toFile: trial + "/plan.yaml", atomically: true, encoding: .utf8)
        let run = try check(trial)
        #expect(run.exitCode == 1 || run.errors.contains("stands more than once"))
        try plan.replacingOccurrences(of: "opened: 2027-03-01", with: "opened: 2027-02-25").write(
            toFile: trial + "/plan.yaml", atomically: true, encoding: .utf8)
        let dated = try check(trial)
        #expect(dated.exitCode == 1)
        #expect(dated.output.contains("The plan was changed since its blinding was opened"))
    }
}

/// A trial's folder that several steps of a test share.
final class DiaryFolderBox {
    let diary: DiaryFolder

    init(_ diary: consuming DiaryFolder) { self.diary = diary }
}
