import ArgumentParser
import Experiment
import Foundation

/// Where a trial lives: its plan, and the diary that the plan or the user names.
struct TrialFolder: ParsableArguments {
    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .long, help: "A diary file in place of the one that the plan names.")
    var diary: String?

    var planPath: String {
        FileAccess.isFolder(trial) ? join(trial, "plan.yaml") : trial
    }

    var folder: String {
        FileAccess.isFolder(trial) ? trial : (trial as NSString).deletingLastPathComponent
    }

    func plan() throws -> TrialPlan {
        return try DraftPlan(
            yaml: FileAccess.text(of: planPath), file: FileAccess.name(of: planPath)
        ).validated()
    }

    func diaryPath(_ plan: TrialPlan) throws -> String {
        if let diary { return diary }
        guard let file = plan.diary.file else {
            throw UsageError(
                "the plan names no diary file; expected \"diary: file: NAME\" in the plan or "
                    + "--diary FILE on the command line. Add one of them.")
        }
        return file.hasPrefix("/") ? file : join(folder, file)
    }

    func read(_ plan: TrialPlan) throws -> Diary {
        let path = try diaryPath(plan)
        return try Diary(
            CSVTable(bytes: FileAccess.bytes(of: path), file: FileAccess.name(of: path)),
            plan: plan)
    }

    private func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : (folder as NSString).appendingPathComponent(name)
    }
}
