import Experiment
import Foundation

/// The examples of the repository, read from their files.
struct ExampleTrial: Sendable {
    /// Folder under examples/, such as `acne/participant-4`.
    let name: String

    static let acne = (1...5).map { ExampleTrial(name: "acne/participant-\($0)") }
    static let sleep = [
        "tea-0889", "tea-b6a7", "tea-c8ba", "window-1841", "window-27bf", "window-2faf",
    ].map { ExampleTrial(name: "sleep-tea/\($0)") }
    static let dairy = ExampleTrial(name: "dairy-rosacea")

    static let packageFolder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    func plan() throws -> TrialPlan {
        try DraftPlan(yaml: text("plan.yaml"), file: "plan.yaml").validated()
    }

    func diary(_ plan: TrialPlan) throws -> Diary {
        try Diary(table(), plan: plan)
    }

    func table() throws -> CSVTable {
        try CSVTable(bytes: Array(text("diary.csv").utf8), file: "diary.csv")
    }

    private func text(_ file: String) throws -> String {
        try Self.text("examples/\(name)/\(file)")
    }

    /// A file of the repository.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: packageFolder.appendingPathComponent(path), encoding: .utf8)
    }
}
