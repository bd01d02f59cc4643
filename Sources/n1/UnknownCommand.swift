import Experiment

/// A first word that is no command, and the command that was probably meant.
struct UnknownCommand: CommandFailure {
    let word: String
    let known: [String]

    var exitCode: Int32 { 2 }

    /// Nil for a word that is a command, or an option; of `help` the word behind it counts.
    init?(_ arguments: [String], known: [String]) {
        let asked = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
        guard let word = asked.first, !word.hasPrefix("-"), !known.contains(word) else {
            return nil
        }
        self.word = word
        self.known = known
    }

    /// What other programs and everyday words call things.
    private static let meanings = [
        "start": "n1 plan", "new": "n1 plan", "init": "n1 plan", "undo": "n1 log --undo",
        "add": "n1 log", "letter": "n1 report --letter", "doctor": "n1 report --letter",
        "show": "n1 report", "result": "n1 report", "results": "n1 report", "stats": "n1 analyze",
        "analyse": "n1 analyze", "day": "n1 today", "print": "n1 sheet",
    ]

    var description: String {
        let meant =
            Self.meanings[word.lowercased()]
            ?? NearestName.of(word, among: known).map { "n1 \($0)" }
        return "there is no command \"\(word)\". "
            + (meant.map { "Did you mean \($0)? " } ?? "") + "n1 --help lists all of them."
    }
}
