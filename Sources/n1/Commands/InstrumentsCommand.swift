import ArgumentParser
import Experiment

struct InstrumentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instruments",
        abstract: "List the scores that a plan can name, or show one.",
        discussion: """
            Only item keys, ranges and rules are stored, never the wording of a questionnaire. \
            Examples:

              n1 instruments
              n1 instruments poem
            """)

    @Argument(help: "An instrument, as poem.")
    var name: String?

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        guard let name else {
            return json
                ? Terminal.writeData(InstrumentText.json(Instrument.catalogue).text + "\n")
                : Terminal.write(InstrumentText.list(Terminal.style))
        }
        let instrument = try Instrument.named(name)
        json
            ? Terminal.writeData(InstrumentText.json(instrument).text + "\n")
            : Terminal.write(InstrumentText.page(instrument, Terminal.style))
    }
}
