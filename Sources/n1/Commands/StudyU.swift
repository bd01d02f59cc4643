import ArgumentParser
import Experiment

struct StudyU: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "studyu",
        abstract: "Make a plan of a study that was designed in StudyU.",
        discussion: """
            Reads the study as JSON and prints plan.yaml: its interventions as conditions, its questions \
            with numbers as outcomes, its schedule as phases. The results then come in with n1 import. \
            Example:

              n1 studyu study.json --start 2026-03-01 > plan.yaml
              n1 import results.csv
            """)

    @Argument(help: "The study as JSON.", completion: .file())
    var file: String

    @Option(name: .long, help: "The first day, as 2026-03-01.")
    var start: String

    @Option(
        name: .long,
        help: "The order of the phases, such as ABBA, where each person draws their own.")
    var sequence: String?

    func run() throws {
        guard let first = CalendarDay(iso: start) else {
            throw UsageError(
                "--start: found \"\(start)\"; expected a day. Write it like 2026-03-01.")
        }
        let name = FileAccess.name(of: file)
        let study = try StudyUStudy(FileAccess.bytes(of: file), file: name)
        let plan = study.plan(from: first, letters: try letters(study, name))
        _ = try DraftPlan(yaml: plan, file: "plan.yaml").validated()
        let leftOut = study.leftOut.map {
            "# Left out, because its answers are no numbers: \($0)\n"
        }
        Terminal.write(
            "# Made of \(name) by n1 studyu. Check which end of each scale is better; onset lag and\n"
                + "# wash-out, which StudyU does not know, are 0.\n"
                + leftOut.joined() + plan)
    }

    private func letters(_ study: StudyUStudy, _ name: String) throws(UsageError) -> String {
        guard let letters = sequence ?? study.letters else {
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
