import ExperimentDiary
import ExperimentText

extension InstrumentItem {
    /// What a value stands for, as the item's hint has it: `none 0, 1-2 1, all 4` or `0 none to 3
    /// severe`; nil where it says nothing of it.
    package func word(for value: Double) -> String? { AnswerWords(hint).words[value] }

    /// The hint with each number before its words where all of them have some: `days of the last 7: 0 =
    /// none, 1 = 1-2, 4 = all`.
    package var spokenHint: String {
        let words = AnswerWords(hint).words
        guard words.count > 2 else { return hint }
        let list = words.sorted { $0.key < $1.key }
            .map { "\(PlainNumber.text($0.key)) = \($0.value)" }.joined(separator: ", ")
        return question.isEmpty ? list : "\(question): \(list)"
    }

    /// The part of the hint that does not name values, as `days of the last 7`.
    package var question: String { AnswerWords(hint).question }
}

/// The values that a hint puts words to.
private struct AnswerWords {
    var words: [Double: String] = [:]
    var question: String

    init(_ hint: String) {
        question = hint
        let parts = hint.split(separator: ":", maxSplits: 1).map(String.init)
        guard let list = parts.last else { return }
        let told = list.split(separator: ";").first.map(String.init) ?? list
        let scale = told.split(separator: ",").first.map(String.init) ?? told
        if let words = Self.ends(scale) {
            self.words = words
            let rest = trimmingSpaces(String(hint.dropFirst(scale.count)).filter { $0 != ";" })
            question = trimmingSpaces(rest.hasPrefix(",") ? String(rest.dropFirst()) : rest)
        } else if let words = Self.listed(told) {
            self.words = words
            question = parts.count > 1 ? trimmingSpaces(parts[0]) : ""
        }
    }

    /// `none 0, 1-2 1, all 4`.
    private static func listed(_ text: String) -> [Double: String]? {
        let pairs = text.split(separator: ",").map { pair(trimmingSpaces(String($0)), last: true) }
        let known = pairs.compactMap(\.self)
        guard known.count == pairs.count, known.count > 1 else { return nil }
        return Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    /// `0 none to 3 severe` or `none 0 to intense 3`: the two ends.
    private static func ends(_ text: String) -> [Double: String]? {
        let words = text.split(separator: " ").map(String.init)
        guard let middle = words.firstIndex(of: "to"), middle > 1 else { return nil }
        let sides = [words[..<middle], words[(middle + 1)...]].map { $0.joined(separator: " ") }
        for last in [false, true] {
            let known = sides.compactMap { pair($0, last: last) }
            if known.count == 2 {
                return Dictionary(known, uniquingKeysWith: { first, _ in first })
            }
        }
        return nil
    }

    /// A number and its words, the number last or first.
    private static func pair(_ text: String, last: Bool) -> (Double, String)? {
        var words = text.split(separator: " ")
        guard words.count > 1, let number = last ? words.popLast() : words.first,
            let value = Double(number)
        else { return nil }
        return (value, (last ? words : Array(words.dropFirst())).joined(separator: " "))
    }
}
