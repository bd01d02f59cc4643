import ArgumentParser
import Experiment
import Foundation

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the diary out for a spreadsheet, a program or a clinic.",
        discussion: """
            redcap is the records of a project and its data dictionary, odm one file after CDISC ODM \
            1.3.2. csv is one row a fact; into a folder it comes with its dictionary and, from the diary \
            database, with where each value came from. Cells that a spreadsheet would run as a \
            formula are made harmless. Examples:

              n1 export my-trial --output my-trial/export
              n1 export my-trial --format fhir --output bundle.json
              n1 export my-trial --format redcap --output for-redcap
            """)

    @OptionGroup var folder: TrialFolder

    @Option(name: .long, help: "csv, json, fhir, redcap or odm.")
    var format = Format.csv

    @Option(
        name: .long,
        help: "A folder for csv and redcap, a file otherwise; standard output without it.")
    var output: String?

    @OptionGroup var form: JSONOptions

    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json, fhir, redcap, odm }

    func run() throws {
        try WrittenFiles.requireOutput(output, form)
        let plan = try folder.plan()
        let export = try export(plan)
        guard let output else { return Terminal.writeData(text(export)) }
        guard format == .csv || format == .redcap else {
            try FileAccess.write(text(export), to: output)
            return WrittenFiles([output]).tell(form)
        }
        let paths = try write(format == .redcap ? redcap(export) : tables(export), to: output)
        WrittenFiles(paths).tell(form)
    }

    /// All of the files; where one cannot be written, none is left that was not there before.
    private func write(_ files: [(name: String, text: String)], to folder: String) throws
        -> [String]
    {
        let isNew = !FileAccess.exists(folder)
        let paths = files.map { (folder as NSString).appendingPathComponent($0.name) }
        let absent = paths.filter { !FileAccess.exists($0) }
        try FileAccess.makeFolder(folder)
        do {
            for (path, file) in zip(paths, files) { try FileAccess.write(file.text, to: path) }
        } catch {
            absent.forEach(FileAccess.remove)
            if isNew { rmdir(folder) }
            throw error
        }
        return paths
    }

    private func tables(_ export: DiaryExport) throws -> [(String, String)] {
        let files = [("diary.csv", export.csv), ("dictionary.csv", export.dictionary)]
        return try usesDatabase() ? files + [("provenance.csv", provenance())] : files
    }

    private func redcap(_ export: DiaryExport) -> [(String, String)] {
        [
            ("redcap-records.csv", export.redcapRecords),
            ("redcap-dictionary.csv", export.redcapDictionary),
        ]
    }

    private func usesDatabase() throws -> Bool {
        guard folder.diary == nil else { return false }
        return try DiaryStore.holdsRecords(at: folder.place.databasePath)
    }

    private func export(_ plan: TrialPlan) throws -> DiaryExport {
        guard try usesDatabase() else { return DiaryExport(try folder.read(plan), plan: plan) }
        return try DiaryStore.reading(folder.place.databasePath) { store in
            DiaryExport(try store.currentFacts(), file: store.name, plan: plan)
        }
    }

    private func provenance() throws -> String {
        try DiaryStore.reading(folder.place.databasePath) { store in
            ProvenanceTable(try store.provenance()).csv
        }
    }

    private func text(_ export: DiaryExport) -> String {
        switch format {
        case .csv: export.csv
        case .json: export.json.text + "\n"
        case .fhir: export.fhir.text + "\n"
        case .redcap: export.redcapRecords
        case .odm: export.odm
        }
    }
}
