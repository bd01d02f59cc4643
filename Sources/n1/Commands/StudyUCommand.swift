import ArgumentParser
import Experiment
import Foundation

struct StudyUCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "studyu",
        abstract: "Make a plan of a study that was designed in StudyU.",
        discussion: """
            Reads the study as JSON, or the zip archive that StudyU downloads, and prints plan.yaml: its \
            interventions as conditions, its questions with numbers as outcomes, its schedule as phases. \
            An archive tells the first day and the order of each person, and so does the table of \
            progress of StudyU's database (--answers). With --output the diary comes in as well: of one \
            person into that folder, of all into a folder each. Examples:

              n1 studyu study.json --start 2026-03-01 > plan.yaml
              n1 import results.csv

              n1 studyu export.zip --person p3 --output p3
              n1 studyu export.zip --output study
              n1 studyu study.json --answers progress.csv --output study
            """)

    @Argument(help: "The study as JSON, or the archive that StudyU downloads.", completion: .file())
    var file: String

    @Option(name: .long, help: "The first day, as 2026-03-01; an archive tells it.")
    var start: String?

    @Option(name: .long, help: "Whose plan, where an archive holds several people.")
    var person: String?

    @Option(
        name: .long,
        help: "The order of the phases, such as ABBA, where each person draws their own.")
    var sequence: String?

    @Option(
        name: .long, help: "StudyU's table of answers, where the study is a file of its own.",
        completion: .file())
    var answers: String?

    @Option(name: .long, help: "A folder for plan and diary; the plan alone is printed without it.")
    var output: String?

    func run() throws {
        let name = FileAccess.name(of: file)
        let input = try StudyUInput(file, answers: answers)
        let study = try StudyUStudy(input.study, file: name)
        guard let output else {
            let person = try input.export.map { try chosen(from: $0, name) }
            return Terminal.write(try plan(study, person, name))
        }
        guard let table = input.answers, let export = input.export else {
            throw UsageError(
                "\(name): found a study without answers; expected an archive with them. Add --answers "
                    + "with the table of answers, or leave out --output.")
        }
        if person != nil || export.people.count == 1 {
            return try write(study, of: chosen(from: export, name), table, to: output, name)
        }
        for person in export.people {
            let folder = (output as NSString).appendingPathComponent(Self.folderName(of: person.id))
            try write(study, of: person, table, to: folder, name)
        }
    }

    /// The plan of a study, for a person where answers tell of one.
    private func plan(
        _ study: StudyUStudy, _ person: StudyUExport.Person?, _ name: String
    ) throws -> String {
        let plan = study.plan(
            from: try firstDay(person), letters: try letters(study, person, name))
        _ = try DraftPlan(yaml: plan, file: "plan.yaml").validated()
        let leftOut = study.leftOut.map {
            "# Left out, because its answers are no numbers: \($0)\n"
        }
        return
            "# Made of \(name) by n1 studyu. Check which end of each scale is better; onset lag and\n"
            + "# wash-out, which StudyU does not know, are 0.\n"
            + leftOut.joined() + plan
    }

    /// Writes plan and diary of one person into a folder that has none.
    private func write(
        _ study: StudyUStudy, of person: StudyUExport.Person, _ answers: StudyUInput.Answers,
        to folder: String, _ name: String
    ) throws {
        let text = try plan(study, person, name)
        let plan = try DraftPlan(yaml: text, file: "plan.yaml").validated()
        let context = ImportContext(
            file: answers.file, zone: .here, mapping: plan.diary,
            only: [RowChoice(column: nil, value: person.id)])
        let clock = try Clock()
        var run = try ImportRun(
            ExportHead(answers.bytes, file: answers.file), format: "studyu", maps: [],
            context: context, plan: plan, today: clock.now.day)
        try run.read(answers.bytes)
        let imported = try run.finish()
        try FileAccess.makeFolder(folder)
        try FileAccess.create(text, at: (folder as NSString).appendingPathComponent("plan.yaml"))
        let database = (folder as NSString).appendingPathComponent(DiaryStore.fileName)
        let source = ImportSource(
            file: answers.file, sha256: Digest.sha256(answers.bytes), format: run.format)
        let outcome = try DiaryStore.writing(to: database) {
            try $0.add(
                imported.facts, from: source, combined: plan.combinedSeries, clock: clock)
        }
        Terminal.write(
            "written  \(folder): plan.yaml, and \(outcome.addedCount) values of \(person.id)\n")
    }

    /// A person's id as the name of a folder, whatever stands in it.
    private static func folderName(of id: String) -> String {
        let plain = id.map {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "_"
        }
        return plain.isEmpty ? "_" : String(plain.prefix(80))
    }

    private func chosen(
        from export: StudyUExport, _ name: String
    ) throws(UsageError) -> StudyUExport.Person {
        let ids = export.people.map(\.id)
        guard let person else {
            if let only = export.people.first, ids.count == 1 { return only }
            throw UsageError(
                "\(name): found \(ids.count) people; expected the one whose plan this is. Add "
                    + "--person with one of \(PlainNumber.list(ids, "or")).")
        }
        guard let found = export.people.first(where: { $0.id == person }) else {
            throw UsageError(
                "--person: found \"\(person)\"; expected one of \(PlainNumber.list(ids, "or")).")
        }
        return found
    }

    private func firstDay(_ person: StudyUExport.Person?) throws(UsageError) -> CalendarDay {
        if start == nil, let person { return person.start }
        guard let first = start.flatMap({ CalendarDay(iso: $0) }) else {
            throw UsageError(
                "--start: found \"\(start ?? "")\"; expected a day. Write it like 2026-03-01.")
        }
        return first
    }

    private func letters(
        _ study: StudyUStudy, _ person: StudyUExport.Person?, _ name: String
    ) throws(UsageError) -> String {
        let lived = person.flatMap { study.letters(of: $0) }
        guard let letters = sequence ?? lived ?? study.letters else {
            throw UsageError(
                "\(name): found an order that each person draws; expected one that is fixed. Add "
                    + "--sequence with the letters of this person's phases, such as ABBA.")
        }
        guard !letters.isEmpty, letters.allSatisfy({ "AB".contains($0) }) else {
            throw UsageError(
                "found the sequence \"\(letters)\"; expected the letters A and B. Write it with "
                    + "--sequence, such as ABBA.")
        }
        return letters
    }
}

/// A study, and what the archive that it came in, or a table beside it, says of the people in it.
private struct StudyUInput {
    let study: [UInt8]
    let answers: Answers?
    let export: StudyUExport?

    struct Answers {
        let bytes: [UInt8]
        let file: String
    }

    init(_ path: String, answers table: String?) throws {
        let isArchive = path.lowercased().hasSuffix(".zip")
        study =
            isArchive
            ? try Self.bytes(of: StudyUExport.files.study, in: path)
            : try FileAccess.bytes(of: path)
        if let table {
            answers = Answers(
                bytes: try FileAccess.bytes(of: table), file: FileAccess.name(of: table))
        } else if isArchive {
            let name = StudyUExport.files.answers
            answers = Answers(bytes: try Self.bytes(of: name, in: path), file: name)
        } else {
            answers = nil
        }
        export = try answers.map { try StudyUExport($0.bytes, file: $0.file, zone: .here) }
    }

    private static func bytes(of entry: String, in path: String) throws -> [UInt8] {
        try ExportInput.all(path, entry: entry).flatMap { try $0.bytes() }
    }
}
