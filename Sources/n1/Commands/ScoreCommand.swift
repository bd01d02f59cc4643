import ArgumentParser
import Experiment

struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Turn the answers of one occasion into a score.",
        discussion: """
            An item without a value is blank, which is never a zero. Example:

              n1 score poem itch=3 sleep=2 bleeding=0 weeping=0 cracking=1 flaking=2 dryness=4
            """)

    @Argument(help: "The instrument, as poem.")
    var instrument: String

    @Argument(help: "The answers, as item=value; an item that repeats may stand several times.")
    var answers: [String] = []

    @OptionGroup var form: JSONOptions

    func run() throws {
        let instrument = try Instrument.named(instrument)
        let given = ItemAnswers(try answers.map(answer))
        let text = ScoreText(try instrument.score(given), of: instrument)
        form.isAsked ? form.writeExact(text.json) : Terminal.write(text.text(Terminal.style))
    }

    private func answer(_ text: String) throws -> ItemAnswers.Answer {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw UsageError("found \"\(text)\"; expected item=value. Write it like itch=3.")
        }
        if parts[1].isEmpty { return ItemAnswers.Answer(String(parts[0]), nil) }
        guard let value = SpokenNumber.number(String(parts[1])), value.isFinite else {
            throw UsageError(
                "\(parts[0]): found \"\(parts[1])\"; expected a number with a decimal point. "
                    + "Write it like \(parts[0])=3.")
        }
        return ItemAnswers.Answer(String(parts[0]), value)
    }
}
