import ExperimentDiary
import ExperimentText

/// Why an answer to a safety question was not understood.
package enum SafetyError: Error, Sendable, Hashable {
    case unknownQuestion(found: String, nearest: String?)
    case notAnAnswer(question: String, found: String, kind: SafetyQuestion.Kind)
    case answeredTwice(question: String)
}

extension SafetyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownQuestion(let found, let nearest):
            "safety answers: found \"\(found)\"; expected the key of a safety question. "
                + (nearest.map { "Did you mean \"\($0)\"?" } ?? "Remove the line.")
        case .notAnAnswer(let question, let found, let kind):
            "safety question \"\(question)\": found \"\(found)\"; expected \(Self.expected(kind, of: question)). "
                + "Answer again."
        case .answeredTwice(let question):
            "safety question \"\(question)\": found two answers; expected one. Keep the true one."
        }
    }

    /// The same below the question itself, whose key is nothing to whoever is asked.
    package var belowQuestion: String {
        guard case .notAnAnswer(let question, let found, let kind) = self else {
            return description
        }
        return "found \"\(found)\"; expected \(Self.expected(kind, of: question)). Answer again."
    }

    private static func expected(_ kind: SafetyQuestion.Kind, of question: String) -> String {
        switch kind {
        case .yesNo where Medicine.table.contains { $0.questions.contains(question) }:
            "yes or no, or names of medicines that n1 knows"
        case .yesNo: "yes or no"
        case .number(let range, let unit):
            "a number from \(PlainNumber.text(range.lowerBound)) to \(PlainNumber.text(range.upperBound)) "
                + "(\(unit))"
        }
    }
}
