import Foundation
import Testing

/// One failing system call at a time, on every file of a trial: `N1_ATTACK=1` (`make attack`) goes
/// through all of them, the usual run through the first of each kind.
@Suite("One failing system call", .serialized)
struct FaultTests {
    private static let hasShim = FaultShim.path != nil
    private static let isLong = ProcessInfo.processInfo.environment["N1_ATTACK"] != nil

    /// Beyond it no command has a call left.
    private static let most = isLong ? 2000 : 3

    struct Command: CustomStringConvertible, Sendable {
        let description: String
        /// After `n1`; TRIAL stands for the trial's folder, OUT for one beside it.
        let line: String
    }

    static let commands = [
        Command(description: "log", line: "log itch=7 --date 2026-02-05 --trial TRIAL"),
        Command(
            description: "correct", line: "log itch=7 --date 2026-02-01 --correct no --trial TRIAL"),
        Command(description: "undo", line: "log --undo --trial TRIAL"),
        Command(description: "import", line: "import TRIAL/more.csv --trial TRIAL"),
        Command(description: "amend", line: "amend TRIAL --note --on 2026-02-01 --reason cold"),
        Command(description: "seal", line: "seal TRIAL"),
        Command(description: "export", line: "export TRIAL --output TRIAL/out"),
        Command(description: "sheet", line: "sheet TRIAL --output TRIAL/sheet.html"),
        Command(description: "check", line: "check TRIAL"),
        Command(description: "backup", line: "backup TRIAL --output TRIAL/copy"),
    ]

    /// What a trial holds, but for what a command makes anew.
    private func state(_ diary: borrowing DiaryFolder) throws -> [String] {
        let plan = try String(contentsOfFile: diary.path + "/plan.yaml", encoding: .utf8)
        let records = try diary.rows("SELECT day, kind, name, number FROM diary").map {
            $0.joined(separator: " ")
        }
        return [plan] + records
    }

    private func prepared(isSealable: Bool) throws -> DiaryFolderBox {
        let box = DiaryFolderBox(try DiaryFolder())
        try box.diary.folder.write("date,itch\n2026-02-03,5\n2026-02-04,6\n", to: "more.csv")
        _ = try box.diary.n1("log", "itch=4", "--date", isSealable ? "2026-01-02" : "2026-02-01")
        return box
    }

    @Test(
        "either the command is done, or it says a sentence and nothing was changed",
        .enabled(if: hasShim, "needs a C compiler and LD_PRELOAD"), arguments: commands)
    func enumerated(_ command: Command) throws {
        for (kind, code) in [
            (FaultShim.Kind.read, EIO), (.write, ENOSPC), (.write, EIO),
        ] {
            for number in 1...Self.most {
                let box = try prepared(isSealable: command.description == "seal")
                let marks = try ScratchFolder()
                let trial = box.diary.path
                let before = try state(box.diary)
                let shim = FaultShim.environment(
                    kind, number, below: trial, code: code, mark: marks.path + "/mark")
                let line = command.line.replacingOccurrences(of: "TRIAL", with: trial)
                let run = try CommandRun(
                    line.split(separator: " ").map(String.init),
                    environment: ["N1_TODAY": "2026-03-04"].merging(shim) { $1 })
                let name = Comment("\(command) \(kind) \(number) \(code): \(run.errors)")
                #expect([0, 1, 2].contains(run.exitCode), name)
                #expect(try box.diary.integrity() == ["ok"], name)
                let names = box.diary.folder.contents
                #expect(!names.contains { $0.hasSuffix(".unfinished") }, name)
                if run.exitCode != 0 {
                    #expect(run.errors.hasPrefix("n1: "), name)
                    #expect(try state(box.diary) == before, name)
                    #expect(!names.contains("sheet.html") && !names.contains("copy"), name)
                }
                let check = try CommandRun(["check", trial])
                #expect(check.exitCode == 0, Comment("after \(name): \(check.errors)"))
                guard marks.contents == ["mark"] else { break }
            }
        }
    }
}
