import ArgumentParser
import Experiment

struct StudyUCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "studyu",
        abstract: "Make a plan of a study that was designed in StudyU.",
        discussion: """
            Reads the study as JSON, or the zip archive that StudyU downloads, and prints plan.yaml: its \
            interventions as conditions, its questions with numbers as outcomes, its schedule as phases. \
            An archive tells the first day and the order of each person. The results then come in with \
            n1 import. Examples:

              n1 studyu study.json --start 2026-03-01 > plan.yaml
              n1 import results.csv

              n1 studyu export.zip --person p3 > plan.yaml
              n1 import export.zip --person p3
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

    func run() throws {
        let name = FileAccess.name(of: file)
        let input = try StudyUInput(file)
        let study = try StudyUStudy(input.study, file: name)
        let person = try input.export.map { try chosen(from: $0, name) }
        let plan = study.plan(
            from: try firstDay(person), letters: try letters(study, person, name))
        _ = try DraftPlan(yaml: plan, file: "plan.yaml").validated()
        let leftOut = study.leftOut.map {
            "# Left out, because its answers are no numbers: \($0)\n"
        }
        Terminal.write(
            "# Made of \(name) by n1 studyu. Check which end of each scale is better; onset lag and\n"
                + "# wash-out, which StudyU does not know, are 0.\n"
                + leftOut.joined() + plan)
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

/// A study, and what the archive that it came in says of the people in it.
private struct StudyUInput {
    let study: [UInt8]
    let export: StudyUExport?

    init(_ path: String) throws {
        guard path.lowercased().hasSuffix(".zip") else {
            study = try FileAccess.bytes(of: path)
            export = nil
            return
        }
        let answers = StudyUExport.files.answers
        study = try Self.bytes(of: StudyUExport.files.study, in: path)
        export = try StudyUExport(
            Self.bytes(of: answers, in: path), file: answers, zone: .here)
    }

    private static func bytes(of entry: String, in path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try ExportInput(path, entry: entry).pieces { bytes += $0 }
        return bytes
    }
}
