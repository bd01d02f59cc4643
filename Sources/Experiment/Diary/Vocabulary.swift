import ExperimentText

/// The words of a diary that mean yes, no and nothing. Case and outer spaces do not matter.
package struct Vocabulary: Sendable, Equatable {
    package let yes: [String]
    package let no: [String]
    package let missing: [String]

    package static let standard = Vocabulary(
        yes: ["yes", "true", "1", "x"], no: ["no", "false", "0"], missing: usualNothing)

    package init(yes: [String], no: [String], missing: [String]) {
        self.yes = yes.map { $0.lowercased() }
        self.no = no.map { $0.lowercased() }
        self.missing = missing.map { $0.lowercased() }
    }

    /// An empty cell, a word that stands for one, or the error that a spreadsheet left.
    package func isMissing(_ trimmed: String) -> Bool {
        guard let first = trimmed.utf8.first else { return true }
        let word = trimmed.utf8.count <= 40 ? trimmed.lowercased() : trimmed
        return missing.contains(word) || first == UInt8(ascii: "#") && Self.errors.contains(word)
    }

    package func truth(_ trimmed: String) -> Bool? {
        let word = trimmed.lowercased()
        return yes.contains(word) ? true : no.contains(word) ? false : nil
    }

    /// The number of a word for yes or no where a number is asked for: 1 and 0, and none where the values
    /// are a scale, whose 1 is no yes.
    package func number(ofTruth trimmed: String, among allowed: AllowedValues?) -> Double? {
        guard allowed?.isYesNo ?? true else { return nil }
        return truth(trimmed).map { $0 ? 1 : 0 }
    }

    // MARK: Nothing

    /// Whether apps and spreadsheets write so that there is no value.
    static func isUsuallyNothing(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        // Most cells are told by their length or their first byte.
        guard text.utf8.count <= 7, "-nN#".utf8.contains(first) else { return false }
        let word = text.lowercased()
        return usualNothing.contains(word) || errors.contains(word)
    }

    private static let usualNothing = ["na", "n/a", "-", "--", "null", "none", "nan"]
    private static let errors: Set<String> = [
        "#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!",
    ]
}
