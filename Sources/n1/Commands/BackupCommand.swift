import ArgumentParser
import Experiment
import Foundation

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a trial into a new folder, whole, whatever writes to it meanwhile.",
        discussion: """
            The copy is a trial of its own: every command reads it, and moved to the old place it is \
            the old one again. Example:

              n1 backup trial/ --output /media/usb/trial-2026-03-04
            """)

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .shortAndLong, help: "A folder that does not exist yet.")
    var output: String

    @OptionGroup var form: JSONOptions

    func run() throws {
        let place = TrialPlace(path: trial)
        let plan = try place.plan()
        guard !FileAccess.exists(output) else { throw FileAccessError.occupied(output) }
        try FileAccess.makeFolder(output)
        do {
            let names = try place.changing { try copy(place, plan) }
            WrittenFiles(names.map(path)).tell(
                form,
                words: "written  \(output): \(names.joined(separator: ", "))\n"
                    + "The copy was read back, and is whole.\n")
        } catch {
            try? FileManager.default.removeItem(atPath: output)
            throw error
        }
    }

    /// - Returns: the names of the files.
    private func copy(_ place: TrialPlace, _ plan: TrialPlan) throws -> [String] {
        var names: [String] = []
        let beside = [PlanSeal.fileName, BlindingStore.hiddenName, BlindingStore.guessesName]
        let table = plan.diary.file.map { $0.contains("/") ? [] : [$0] } ?? []
        for name in beside + table where FileAccess.exists(place.path(of: name)) {
            try write(FileAccess.bytes(of: place.path(of: name)), name)
            names.append(name)
        }
        try write(FileAccess.bytes(of: place.planPath), "plan.yaml")
        names.append("plan.yaml")
        if try DiaryStore.holdsRecords(at: place.databasePath) {
            let copy = path(DiaryStore.fileName)
            try DiaryStore.reading(place.databasePath) { try $0.copy(to: copy) }
            try DiaryStore.reading(copy) { try $0.requireIntegrity() }
            names.append(DiaryStore.fileName)
        }
        return names.sorted()
    }

    private func write(_ bytes: [UInt8], _ name: String) throws {
        try OutputFile(path(name)).write(bytes)
        guard try FileAccess.bytes(of: path(name)) == bytes else {
            throw FileAccessError.unwritable(path(name))
        }
    }

    private func path(_ name: String) -> String {
        (output as NSString).appendingPathComponent(name)
    }
}
