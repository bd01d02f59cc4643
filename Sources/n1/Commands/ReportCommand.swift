import ArgumentParser
import Experiment

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Say in words and pictures what the trial found, and how sure that is.",
        discussion: """
            On a terminal it shows a summary; elsewhere it prints Markdown. Examples:

              n1 report examples/dairy-rosacea
              n1 report examples/dairy-rosacea --output report.html
              n1 report examples/dairy-rosacea --letter --output letter.html
              n1 report examples/dairy-rosacea --cent
            """)

    @OptionGroup var folder: TrialFolder

    @Option(help: "terminal, markdown, html or json.")
    var format: ReportFormat?

    @Option(
        name: .shortAndLong,
        help: "Write to this file instead; its ending chooses the format: .md, .html or .json.",
        completion: .file())
    var output: String?

    @Flag(help: "JSON on one line.")
    var compact = false

    @Flag(help: "One page for a clinician instead of the whole report.")
    var letter = false

    @Flag(help: "The items of CENT 2015 and SPENT 2019, filled in or marked as open.")
    var cent = false

    @Flag(help: "With --letter: also the days that you wrote a remark on.")
    var notes = false

    @Option(
        help:
            "Add, apart from the answer, what a series of others says (a file of n1 series --format json).",
        completion: .file())
    var series: String?

    private var form: ReportForm {
        letter ? (notes ? .letterWithNotes : .letter) : cent ? .cent : .summary
    }

    func validate() throws {
        guard !(letter && cent) else {
            throw ValidationError("found --letter and --cent; expected one of them. Run n1 twice.")
        }
        guard letter || !notes else {
            throw ValidationError("found --notes without --letter. Add --letter.")
        }
        if form != .summary, format == .json || format == .terminal && cent {
            throw ValidationError(
                "found --format \(format?.rawValue ?? "") for this form; expected markdown or html."
            )
        }
    }

    func run() throws {
        let format = try chosenFormat()
        switch try folder.report(folder.plan()) {
        case .whole(let report):
            try write(
                format.text(report, form: form, borrowed: try borrowed(report), isCompact: compact))
        case .standing(let page):
            try write(format.text(page, form: form, isCompact: compact))
            try page.requireAnswer()
        }
    }

    private func write(_ text: String) throws {
        if let output {
            try FileAccess.write(text, to: output)
        } else {
            format == .terminal ? Terminal.write(text) : Terminal.writeData(text)
        }
    }

    /// What the series adds to this trial; nil where none was named.
    private func borrowed(_ report: Report) throws -> BorrowedStrength? {
        guard let series else { return nil }
        return try BorrowedStrength(
            PersonSummary.all(
                report.conclusions, person: SeriesSource.personName(of: folder.folder)),
            PopulationFile.read(series))
    }

    private func chosenFormat() throws -> ReportFormat {
        if let format { return format }
        if compact { return .json }
        guard let output else {
            return Terminal.isInteractive && !cent ? .terminal : .markdown
        }
        guard let format = ReportFormat(fileNamed: output) else {
            throw UsageError(
                "--output \(output): found no ending that names a format; expected .md, .html or "
                    + ".json. Add one; for a PDF, print the .html from a browser.")
        }
        return format
    }
}

/// The forms of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case terminal, markdown, html, json

    init?(fileNamed name: String) {
        switch name.split(separator: ".").last?.lowercased() {
        case "md", "markdown": self = .markdown
        case "html", "htm": self = .html
        case "json": self = .json
        default: return nil
        }
    }

    func text(_ page: ProgressPage, form: ReportForm, isCompact: Bool) -> String {
        switch self {
        case .terminal: page.terminal(form, Terminal.style)
        case .markdown: page.markdown(form)
        case .html: page.html(form)
        case .json: isCompact ? page.json.settled.line + "\n" : page.json.text + "\n"
        }
    }

    /// - `borrowed`: what a series adds; it stands apart from the answer.
    func text(
        _ report: Report, form: ReportForm, borrowed: BorrowedStrength? = nil, isCompact: Bool
    ) -> String {
        switch self {
        case .terminal:
            TerminalRenderer.text(report, form: form, style: Terminal.style)
                + (borrowed?.text(Terminal.style) ?? "")
        case .markdown: MarkdownRenderer.text(report, form: form) + (borrowed?.markdown ?? "")
        case .html: HTMLRenderer.text(report, form: form, borrowed: borrowed)
        case .json:
            isCompact
                ? JSONRenderer.json(report, borrowed: borrowed).settled.line + "\n"
                : JSONRenderer.text(report, borrowed: borrowed)
        }
    }
}
