import ArgumentParser
import Experiment

struct SeriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series",
        abstract: "Put the trials of several people together.",
        discussion: """
            Says whether it helped them on average, whether people differ, and what the next one may expect. \
            Examples:

              n1 series examples/sleep-tea/tea-*
              n1 series examples/acne/participant-* --call "an acne cream"
              n1 series reports/*.json --format html --output series.html
              n1 series everybody.csv --person Id --plan plan.yaml
              n1 series people trials.jsonl | n1 series pool --scale 1

            Trial folders, report.json files and JSON Lines may stand side by side; diaries may stay at home.
            """,
        subcommands: [
            SeriesReportCommand.self, SeriesPeopleCommand.self, SeriesPoolCommand.self,
            SeriesShrinkCommand.self,
        ],
        defaultSubcommand: SeriesReportCommand.self)
}

/// What several people's trials say together.
struct SeriesReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Say what several people's trials say together (this is what n1 series does).")

    @Argument(
        help: "Trial folders, folders of them, report.json files, or JSON Lines of records.",
        completion: .file())
    var sources: [String]

    @Option(help: "With a table of everybody: its column that says whose row it is.")
    var person: String?

    @Option(help: "With a table of everybody: the plan that all followed.", completion: .file())
    var plan: String?

    @Option(help: "Id of the outcome, where trials have several.")
    var outcome: String?

    @Option(help: "Id of the condition, where trials have several.")
    var condition: String?

    @Option(
        help:
            "What the condition is for all, where people used different things under one id on purpose."
    )
    var call: String?

    @Option(help: "A declared fact about people; may be given several times.")
    var covariate: [String] = []

    @Option(
        help: "A CSV table with a column person and one for each covariate.", completion: .file())
    var about: String?

    @Option(help: "terminal, markdown, html, json or csv (for metafor).")
    var format: SeriesFormat?

    @Option(
        name: .shortAndLong,
        help: "Write to this file instead; its ending chooses the format.", completion: .file())
    var output: String?

    func validate() throws {
        guard (person == nil) == (plan == nil) else {
            throw ValidationError(
                "found --\(person == nil ? "plan" : "person") without --"
                    + "\(person == nil ? "person" : "plan"); expected both for a table of everybody."
            )
        }
    }

    func run() async throws {
        var summaries: [PersonSummary] = []
        for source in sources {
            summaries += try await SeriesSource(path: source, person: person, plan: plan)
                .summaries()
        }
        if let call { summaries = summaries.map { $0.calling(call) } }
        if let about { summaries = try PeopleTable(about, covariate).adding(to: summaries) }
        let people = try SeriesPeople(summaries, outcome: outcome, condition: condition)
        let report = SeriesReport(try SeriesConclusions(people, covariates: covariate))
        let format = try chosenFormat()
        let text = format.text(report)
        if let output {
            try FileAccess.write(text, to: output)
        } else {
            format == .terminal ? Terminal.write(text) : Terminal.writeData(text)
        }
    }

    private func chosenFormat() throws -> SeriesFormat {
        if let format { return format }
        guard let output else { return .terminal }
        guard let format = SeriesFormat(fileNamed: output) else {
            throw UsageError(
                "--output \(output): found no ending that names a format; expected .txt, .md, .html, "
                    + ".json or .csv. Add one, or choose with --format.")
        }
        return format
    }
}

/// The forms of a series.
enum SeriesFormat: String, ExpressibleByArgument, CaseIterable {
    case terminal, markdown, html, json, csv

    init?(fileNamed name: String) {
        switch name.split(separator: ".").last?.lowercased() {
        case "txt": self = .terminal
        case "md", "markdown": self = .markdown
        case "html", "htm": self = .html
        case "json": self = .json
        case "csv": self = .csv
        default: return nil
        }
    }

    func text(_ report: SeriesReport) -> String {
        switch self {
        case .terminal: report.text(Terminal.style)
        case .markdown: report.markdown
        case .html: report.html
        case .json: report.json.text + "\n"
        case .csv: report.csv
        }
    }
}

extension SeriesProblem: CommandFailure {}
