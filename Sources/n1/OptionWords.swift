public import ArgumentParser
public import Experiment
public import Stats

// The words of the library's closed lists are the words of the options.
extension RegressionMethod: ExpressibleByArgument {}
extension Benefit: ExpressibleByArgument {}
extension DayMark: ExpressibleByArgument {}
extension Complaint: ExpressibleByArgument {}
extension DesignKind: ExpressibleByArgument {}
extension DateOrder: ExpressibleByArgument {}
extension ChangeMethod: ExpressibleByArgument {}
extension ChangeCost: ExpressibleByArgument {}

/// A number of the command line, with a decimal point or a comma that cannot separate thousands.
enum SpokenNumber {
    static func number(_ text: String) -> Double? { Double(decimalPointed(text)) }

    /// - Throws: `ValidationError`, to which the parser adds the name of the option.
    @Sendable static func read(_ text: String) throws -> Double {
        guard let number = number(text) else {
            throw ValidationError("Expected a number. Write it like 1.5.")
        }
        return number
    }
}

/// A word that is none of an option's, told as the program tells other names that it does not know.
///
/// The parser says the same in its own words, from which this is read; anything else stays with it.
struct UnknownWord: CommandFailure {
    private let option: String
    private let found: String
    private let known: [String]
    /// What a number is expected to be; nil where words are.
    private let expectation: String?

    var exitCode: Int32 { 2 }

    /// What designs are called elsewhere.
    private static let meanings = [
        "crossover": "block-pairs", "ab": "before-after", "aba": "withdrawal",
        "baseline": "before-after", "alternating": "daily-alternation",
    ]

    /// - `message`: of the parser: `The value 'x' is invalid for '--y <y>'. Please provide one of …`,
    ///   the words in quotes in a sentence, or a line each.
    ///   Or `The value 'x' is invalid for '--y <y>': Expected …`, as `SpokenNumber` refuses it.
    init?(_ message: String) {
        let number = /The value '(.*)' is invalid for '<?([^ '>]*)[^']*': Expected (.*)/
        if let match = message.firstMatch(of: number) {
            (found, option) = (String(match.1), String(match.2))
            (known, expectation) = ([], String(match.3))
            return
        }
        // Of what is neither a word of a list nor such a number only whole numbers can be wrong.
        let whole = /^The value '(.*)' is invalid for '<?([^ '>]*)[^']*'$/
        if let match = message.firstMatch(of: whole) {
            (found, option) = (String(match.1), String(match.2))
            (known, expectation) = ([], "a whole number. Write it like 28.")
            return
        }
        expectation = nil
        let told =
            /The value '(.*)' is invalid for '<?([^ '>]*)[^']*'\. Please provide one of ((?s:.*))/
        guard let match = message.firstMatch(of: told) else { return nil }
        let words = match.3.split(separator: "\n\n").first ?? match.3
        let quoted = words.matches(of: /'([^']*)'/).map { String($0.1) }
        let listed = words.matches(of: /(?m)^  - (.*)$/).map { String($0.1) }
        known = quoted.isEmpty ? listed : quoted
        guard !known.isEmpty else { return nil }
        (found, option) = (String(match.1), String(match.2))
    }

    var description: String {
        if let expectation { return "\(option): found \"\(found)\"; expected \(expectation)" }
        let names = PlainNumber.list(known.map { "\"\($0)\"" }, "or")
        let meant =
            NearestName.of(found, among: known)
            ?? NearestName.of(found, among: Self.meanings.keys.sorted())
            .flatMap { Self.meanings[$0] }.flatMap { known.contains($0) ? $0 : nil }
        return "\(option): found \"\(found)\"; expected one of \(names)."
            + (meant.map { " Did you mean \"\($0)\"?" } ?? "")
    }
}
