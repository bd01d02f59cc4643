import ExperimentText
import Stats

/// People whose trials asked one question, each once: what may be put together.
package struct SeriesPeople: Sendable {
    package let question: SeriesQuestion
    /// With an answer, in the order given: trials that are over.
    package let answered: [PersonSummary]
    /// Whose trial is over and has none.
    package let withoutAnswer: [PersonSummary]
    /// Whose planned end has not come: counted, and not put together with the others.
    package let running: [PersonSummary]

    /// Who has a plan and no score yet.
    package let notBegun: [PersonSummary]

    /// Everybody who began.
    package var count: Int { over + running.count }
    /// Everybody whose trial is over.
    package var over: Int { answered.count + withoutAnswer.count }

    /// - Parameters:
    ///   - summaries: every comparison of everybody; those of other questions are left aside.
    ///   - outcome: id of the outcome that is meant; nil where there is one.
    ///   - condition: id of the condition that is meant; nil where there is one.
    /// - Throws: `SeriesProblem`.
    package init(
        _ summaries: [PersonSummary], outcome: String? = nil, condition: String? = nil
    ) throws(SeriesProblem) {
        let chosen = try Self.chosen(summaries, outcome: outcome, condition: condition)
        try Self.requireDistinct(chosen)
        if let first = chosen.first {
            for other in chosen.dropFirst() {
                if let difference = other.question.difference(from: first.question) {
                    throw .differs(
                        person: first.person, other: other.person,
                        outcome: first.question.outcome.name, difference)
                }
            }
        }
        answered = chosen.filter(\.isPooled)
        notBegun = chosen.filter { !$0.hasBegun }
        let begun = chosen.filter(\.hasBegun)
        withoutAnswer = begun.filter { !$0.isRunning && $0.answer == nil }
        running = begun.filter(\.isRunning)
        guard let first = chosen.first, answered.count >= SeriesProblem.fewest else {
            throw .tooFew(
                found: answered.count, withoutAnswer: withoutAnswer.count, running: running.count)
        }
        question = first.question
    }

    /// The smallest worthwhile change: the middle one of those that are known.
    package var smallest: Double? {
        let known = answered.compactMap(\.smallest).sorted()
        guard !known.isEmpty else { return nil }
        return 0.5 * (known[(known.count - 1) / 2] + known[known.count / 2])
    }

    private struct Key: Hashable {
        let outcome: String
        let condition: String

        init(_ question: SeriesQuestion) {
            outcome = question.outcome.id
            condition = question.condition.id
        }

        var text: String { "\(outcome) under \(condition)" }
    }

    /// The records of the one question that all have, the first one of somebody's where several are.
    private static func chosen(
        _ summaries: [PersonSummary], outcome: String?, condition: String?
    ) throws(SeriesProblem) -> [PersonSummary] {
        let keys = summaries.map { Key($0.question) }.firstOccurrences
        let wanted = keys.filter {
            (outcome ?? $0.outcome) == $0.outcome && (condition ?? $0.condition) == $0.condition
        }
        guard !wanted.isEmpty || summaries.isEmpty else {
            throw .noSuchQuestion(
                outcome: outcome, condition: condition, known: keys.map(\.text))
        }
        guard wanted.count > 1 else {
            return summaries.filter { Key($0.question) == wanted.first }
        }
        // Several questions: the first that everybody has.
        let people = Set(summaries.map(\.person))
        let shared = wanted.first { key in
            Set(summaries.filter { Key($0.question) == key }.map(\.person)) == people
        }
        guard let shared else { throw .severalQuestions(wanted.map(\.text)) }
        return summaries.filter { Key($0.question) == shared }
    }

    private static func requireDistinct(_ summaries: [PersonSummary]) throws(SeriesProblem) {
        var seen: Set<String> = []
        for summary in summaries where !seen.insert(summary.person).inserted {
            throw .twice(person: summary.person)
        }
        var answers: [[Double]: String] = [:]
        for summary in summaries {
            guard let answer = summary.answer, answer.isWhole else { continue }
            let key = [answer.estimate, answer.standardError]
            if let other = answers[key] { throw .sameAnswer(other, summary.person) }
            answers[key] = summary.person
        }
    }
}
