import ArgumentParser
import Experiment

/// The facts that a command prints, for other programs.
struct JSONOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print JSON, each object on one line (JSON Lines).")
    var compact = false

    var isAsked: Bool { json || compact }

    /// Numbers in ten digits, which do not depend on the processor.
    func text(_ value: JSON) -> String {
        (compact ? value.settled.line : value.settled.text) + "\n"
    }

    func write(_ value: JSON) { Terminal.writeData(text(value)) }

    /// Numbers with all of their digits.
    func writeExact(_ value: JSON) {
        guard compact, case .array(let values) = value else {
            return Terminal.writeData((compact ? value.line : value.text) + "\n")
        }
        Terminal.writeData(values.map { $0.line + "\n" }.joined())
    }

    /// One array, or an object a line.
    func write(_ values: [JSON]) {
        compact
            ? Terminal.writeData(values.map { $0.settled.line + "\n" }.joined())
            : write(JSON.array(values))
    }
}
