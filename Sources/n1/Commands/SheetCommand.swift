import ArgumentParser
import Experiment

struct SheetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet",
        abstract: "Make a log to print and fill in by hand, one page a week.",
        discussion: "Example:\n\n  n1 sheet trial/ --output log.html")

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .shortAndLong, help: "Write to this file instead of the terminal.")
    var output: String?

    @OptionGroup var form: JSONOptions

    func run() throws {
        try WrittenFiles.requireOutput(output, form)
        let place = TrialPlace(path: trial)
        let plan = try place.plan()
        let html = DailySheet(plan, stops: try place.stops(plan, on: Clock().now.day)).html
        guard let output else { return Terminal.writeData(html) }
        try FileAccess.write(html, to: output)
        WrittenFiles([output]).tell(form)
    }
}
