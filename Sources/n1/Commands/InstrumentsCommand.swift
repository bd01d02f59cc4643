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

    @OptionGroup var form: JSONOptions

    func run() throws {
        guard let name else {
            return form.isAsked
                ? form.writeExact(InstrumentText.json(Instrument.catalogue))
                : Terminal.write(InstrumentText.list(Terminal.style))
        }
        let instrument = try Instrument.named(name)
        form.isAsked
            ? form.writeExact(InstrumentText.json(instrument))
            : Terminal.write(InstrumentText.page(instrument, Terminal.style))
    }
}
