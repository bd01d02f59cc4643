/// A command line as people write it, as one that the commands read: the trial as a word or behind
/// `--trial` everywhere, `-V`, `version`, `--html`.
struct ForgivingArguments {
    let list: [String]

    /// Commands whose trial stands behind `--trial`, because their words are something else.
    private static let takingOption = ["log", "events", "import"]
    /// Commands that have no trial.
    private static let withoutTrial = [
        "plan", "templates", "instruments", "score", "studyu", "fit", "calibrate", "completions",
        "help",
    ]
    /// Options of these commands that no value follows.
    private static let flags = ["--json", "--compact", "--undo", "--dry-run", "--list"]
    private static let formats = ["--html": "html", "--markdown": "markdown", "--json": "json"]

    /// - Parameter arguments: after the name of the program.
    init(_ arguments: [String]) {
        guard let command = arguments.first else {
            list = []
            return
        }
        let rest = Array(arguments.dropFirst())
        switch command {
        case "-V", "version": list = ["--version"] + rest
        case "report": list = [command] + Self.positional(Self.formatted(rest))
        case _ where command.hasPrefix("-") || Self.withoutTrial.contains(command):
            list = arguments
        case "log": list = [command] + Self.optional(Self.joined(rest))
        case _ where Self.takingOption.contains(command): list = [command] + Self.optional(rest)
        default: list = [command] + Self.positional(rest)
        }
    }

    /// `itch = 4`, `itch= 4` and `itch =4` as `itch=4`.
    private static func joined(_ words: [String]) -> [String] {
        var joined: [String] = []
        for word in words {
            let isOption = word.hasPrefix("-")
            if let last = joined.last, !isOption, !last.hasPrefix("-"),
                last.hasSuffix("=") || word == "=" || word.hasPrefix("=") && !last.contains("=")
            {
                joined[joined.count - 1] = last + word
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    /// `--html` for `--format html`.
    private static func formatted(_ words: [String]) -> [String] {
        words.flatMap { word in formats[word].map { ["--format", $0] } ?? [word] }
    }

    /// `--trial DIR` as `DIR`.
    private static func positional(_ words: [String]) -> [String] {
        var kept: [String] = []
        var place = 0
        while place < words.count {
            let word = words[place]
            if word == "--trial", place + 1 < words.count {
                place += 1
                kept.append(words[place])
            } else if word.hasPrefix("--trial=") {
                kept.append(String(word.dropFirst("--trial=".count)))
            } else {
                kept.append(word)
            }
            place += 1
        }
        return kept
    }

    /// A word that is a trial's folder, or its plan, as `--trial DIR`.
    private static func optional(_ words: [String]) -> [String] {
        let isNamed = words.contains { $0 == "--trial" || $0.hasPrefix("--trial=") }
        guard !isNamed else { return words }
        let trial = words.indices.first { place in
            let before = place > 0 ? words[place - 1] : ""
            let isValueOfOption = before.hasPrefix("--") && !flags.contains(before)
            return !isValueOfOption && isTrial(words[place])
        }
        guard let trial else { return words }
        var words = words
        let path = words.remove(at: trial)
        return words + ["--trial", path]
    }

    private static func isTrial(_ word: String) -> Bool {
        guard !word.hasPrefix("-"), !word.contains("=") else { return false }
        if FileAccess.isFolder(word) { return FileAccess.exists(TrialPlace(path: word).planPath) }
        return word.hasSuffix(".yaml") && FileAccess.exists(word)
    }
}
