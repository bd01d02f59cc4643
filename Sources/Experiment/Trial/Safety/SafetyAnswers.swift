import ExperimentDiary
import ExperimentText

/// What was answered to the safety questions, in the order of asking. It stays in the plan.
package struct SafetyAnswers: Sendable, Hashable {
    /// Question keys with their answers, in the order of `SafetyQuestion.catalogue`.
    package let entries: [Entry]

    /// One answered question.
    package struct Entry: Sendable, Hashable {
        package let question: String
        package let answer: SafetyAnswer

        package init(question: String, answer: SafetyAnswer) {
            self.question = question
            self.answer = answer
        }
    }

    /// No question answered yet.
    package init() { entries = [] }

    /// Answers as typed or read from a file.
    /// - Throws: `SafetyError` for a key that is no question, an answer of the wrong kind, or a second one.
    package init(_ typed: [(question: String, text: String)]) throws(SafetyError) {
        var given = [Entry]()
        for (key, text) in typed {
            let question = try SafetyQuestion.named(key)
            guard !given.contains(where: { $0.question == key }) else {
                throw .answeredTwice(question: key)
            }
            given.append(Entry(question: key, answer: try question.answer(text)))
        }
        entries = SafetyQuestion.catalogue.compactMap { question in
            given.first { $0.question == question.id }
        }
    }

    /// These answers with others in the place of the old ones.
    /// - Throws: as `init(_:)`.
    package func replacing(
        _ typed: [(question: String, text: String)]
    ) throws(SafetyError) -> SafetyAnswers {
        let kept = entries.filter { entry in !typed.contains { $0.question == entry.question } }
        return try SafetyAnswers(kept.map { ($0.question, $0.answer.description) } + typed)
    }

    package subscript(_ question: String) -> SafetyAnswer? {
        entries.first { $0.question == question }?.answer
    }

    func isYes(_ question: String) -> Bool { self[question] == .yes }

    package func number(_ question: String) -> Double? {
        guard case .number(let value) = self[question] else { return nil }
        return value
    }
}
