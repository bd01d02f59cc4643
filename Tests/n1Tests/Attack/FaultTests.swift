import Foundation
import Testing

/// One failing system call at a time, on every file of a trial: `N1_ATTACK=1` (`make attack`) goes
/// through all of them, the usual run through the first of each kind.
@Suite("One failing system call", .serialized)
struct FaultTests {
    private static let hasShim = FaultShim.path != nil
    private static let isLong = ProcessInfo.processInfo.environment["N1_ATTACK"] != nil

    /// Beyond it no command has a call left.
    private static let most = isLong ? 4000 : 1

    struct Command: CustomStringConvertible, Sendable {
        let description: String
        /// After `n1`; TRIAL stands for the trial's folder, KEYS for one beside it.
        let line: String
        let day: String
        /// What was done in the trial before.
        let before: Preparation

        init(
            _ description: String, _ line: String, day: String = "2026-03-04",
            after before: Preparation = .logged
        ) {
            (self.description, self.line, self.day, self.before) = (description, line, day, before)
        }
    }

    enum Preparation: String, CaseIterable, Sendable {
        /// An entry of a day under a tested condition.
        case logged
        /// An entry of a day before them.
        case sealable
        /// Eight weeks of scores.
        case scored
        /// A plan that can be blinded.
        case blindable
        case blinded
    }

    static let commands = [
        Command("log", "log itch=7 --date 2026-02-05 --trial TRIAL"),
        Command("correct", "log itch=7 --date 2026-02-01 --correct no --trial TRIAL"),
        Command("undo", "log --undo --trial TRIAL"),
        Command("import", "import TRIAL/more.csv --trial TRIAL"),
        Command("amend", "amend TRIAL --note --on 2026-02-01 --reason cold"),
        Command("blind", "blind TRIAL --key KEYS/key.yaml", day: "2026-11-20", after: .blindable),
        Command("guess", "blind TRIAL --guess supplement", day: "2026-12-05", after: .blinded),
        Command("unblind", "unblind TRIAL --key KEYS/key.yaml", day: "2027-03-01", after: .blinded),
        Command("seal", "seal TRIAL", after: .sealable),
        Command("export", "export TRIAL --output TRIAL/out"),
        Command(
            "report", "report TRIAL --output TRIAL/report.html", day: "2028-01-01", after: .scored),
        Command("sheet", "sheet TRIAL --output TRIAL/sheet.html"),
        Command("check", "check TRIAL"),
        Command("backup", "backup TRIAL --output TRIAL/copy"),
    ]

    /// Each way to fail, and to be killed.
    static let faults: [(kind: FaultShim.Kind, code: Int32)] = [
        (.read, EIO), (.read, EINTR), (.write, ENOSPC), (.write, EIO), (.write, EINTR),
        (.open, EIO), (.open, EMFILE), (.name, EIO), (.name, ENOSPC), (.kill, 0),
    ]

    @Test(
        "either the command is done, or it says a sentence and nothing was changed",
        .enabled(if: hasShim, "needs a C compiler and LD_PRELOAD"), arguments: commands)
    func enumerated(_ command: Command) throws {
        let base = try PreparedTrial(command.before)
        var calls: [String] = []
        for (kind, code) in Self.faults {
            var count = 0
            for number in 1...Self.most {
                guard try Self.run(command, on: base, kind, number, code) else { break }
                count += 1
            }
            #expect(count > 0 || kind == .name || kind == .write, "\(command): no \(kind)")
            calls.append("\(count) \(kind) \(code == 0 ? "" : String(cString: strerror(code)))")
        }
        if Self.isLong { print("\(command): \(calls.joined(separator: ", "))") }
    }

    /// - Returns: whether there was a call of this number.
    private static func run(
        _ command: Command, on base: PreparedTrial, _ kind: FaultShim.Kind, _ number: Int,
        _ code: Int32
    ) throws -> Bool {
        let copy = try base.copied()
        let marks = try ScratchFolder()
        let before = try copy.state()
        let shim = FaultShim.environment(
            kind, number, below: copy.folder.path, code: code, mark: marks.path + "/mark")
        let line = command.line.replacingOccurrences(of: "TRIAL", with: copy.trial)
            .replacingOccurrences(of: "KEYS", with: copy.keys)
        let run = try CommandRun(
            line.split(separator: " ").map(String.init),
            environment: ["N1_TODAY": command.day].merging(shim) { $1 })
        let name = Comment("\(command) \(kind) \(number) \(code): \(run.exitCode) \(run.errors)")
        if kind == .kill {
            #expect([0, SIGKILL].contains(run.exitCode), name)
        } else {
            #expect([0, 1, 2].contains(run.exitCode), name)
            if code == EINTR, kind == .read { #expect(run.exitCode == 0, name) }
            // Where taking a file away fails, it stays.
            #expect(!copy.hasUnfinished || kind == .name, name)
            if run.exitCode != 0 {
                #expect(run.errors.hasPrefix("n1: "), name)
                #expect(try copy.state() == before, name)
            }
        }
        try copy.expectWhole(after: command, name)
        return marks.contents == ["mark"]
    }
}
