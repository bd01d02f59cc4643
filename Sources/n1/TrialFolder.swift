import ArgumentParser
import Experiment
import Foundation

/// Where a trial lives: its plan, and the diary that the plan or the user names.
struct TrialFolder: ParsableArguments {
    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .long, help: "A diary file in place of the one that the plan names.")
    var diary: String?

    var place: TrialPlace { TrialPlace(path: trial) }
    var planPath: String { place.planPath }
    var folder: String { place.folder }

    func plan() throws -> TrialPlan { try place.plan() }

    func diaryPath(_ plan: TrialPlan) throws -> String {
        if let diary { return diary }
        guard let file = plan.diary.file else {
            throw UsageError(
                "the plan names no diary file, and nothing was logged; expected "
                    + "\"diary: file: NAME\" in the plan, --diary FILE on the command line, or a "
                    + "diary written by n1 log. Add one of them.")
        }
        return file.hasPrefix("/") ? file : place.path(of: file)
    }

    /// - Throws: `StoreError.damaged` where the diary is the database and something is wrong with it.
    func requireIntegrity() throws {
        guard diary == nil, try DiaryStore.holdsRecords(at: place.databasePath) else { return }
        try DiaryStore.reading(place.databasePath) { try $0.requireIntegrity() }
    }

    /// The diary that was named, else the trial's database, else the file that the plan names.
    func read(_ plan: TrialPlan) throws -> Diary {
        if diary == nil, try DiaryStore.holdsRecords(at: place.databasePath) {
            return try DiaryStore.reading(place.databasePath) { try $0.diary(plan) }
        }
        let path = try diaryPath(plan)
        return try Diary(
            CSVTable(bytes: FileAccess.bytes(of: path), file: FileAccess.name(of: path)),
            plan: plan)
    }
}

/// The trial of a command whose arguments are something else.
struct TrialOption: ParsableArguments {
    @Option(name: .long, help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    var place: TrialPlace { TrialPlace(path: trial) }
}

/// A trial's folder or plan file, and the files around it.
struct TrialPlace {
    let path: String

    var planPath: String { FileAccess.isFolder(path) ? join(path, "plan.yaml") : path }

    var folder: String {
        FileAccess.isFolder(path) ? path : (path as NSString).deletingLastPathComponent
    }

    var databasePath: String { self.path(of: DiaryStore.fileName) }

    /// - Throws: `FileAccessError` where no plan is.
    func requirePlan() throws(FileAccessError) {
        guard !FileAccess.exists(planPath) else { return }
        let others = ["plan.yml", "Plan.yaml", "plan.yaml.txt", "plan.txt"]
        let found = others.first { FileAccess.exists(self.path(of: $0)) }
        throw found.map { .otherPlan(planPath, found: $0) } ?? .noPlan(planPath)
    }

    func plan() throws -> TrialPlan {
        try requirePlan()
        return try DraftPlan(
            yaml: FileAccess.text(of: planPath), file: FileAccess.name(of: planPath)
        ).validated()
    }

    /// A table that lies beside a plan which names none.
    var unnamedTable: String? {
        ["diary.csv", "diary.tsv"].first { FileAccess.exists(self.path(of: $0)) }
    }

    /// The trial as a command that is told to a person takes it; nil in the folder that one stands in.
    var spoken: String? { path == "." ? nil : ShellWord.quoted(path) }

    /// Runs `body`, which reads a file of the trial, changes it and writes it back, while no other
    /// program does.
    func changing<Result>(_ body: () throws -> Result) rethrows -> Result {
        try FolderLock.holding(folder.isEmpty ? "." : folder, body)
    }

    /// A file of the trial's folder.
    func path(of name: String) -> String { join(folder, name) }

    private func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : (folder as NSString).appendingPathComponent(name)
    }
}
