import Experiment

/// The answers of an interview in the order of asking, kept in a file until the interview is over, so
/// that one can leave it, go on with it, and go back in it.
final class AnswerTape {
    private let path: String
    private var answers: [(question: String, answer: String)]
    private var place = 0

    /// Reads what an earlier interview left.
    init(path: String) {
        self.path = path
        let text = FileAccess.exists(path) ? (try? FileAccess.text(of: path)) ?? "" : ""
        answers = text.split(separator: "\n").compactMap { line in
            let parts = line.split(
                separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    var count: Int { answers.count }
    var isBegun: Bool { !answers.isEmpty }
    /// Whether the next question is a new one.
    var isAtEnd: Bool { place >= answers.count }

    func rewind() { place = 0 }

    /// The answer that was given to this question; nil where another one was asked in its place, and
    /// with it everything after.
    func next(_ question: String) -> String? {
        guard place < answers.count else { return nil }
        guard answers[place].question == question else {
            answers.removeSubrange(place...)
            return nil
        }
        return answers[place].answer
    }

    func keep(_ question: String, _ answer: String) {
        if place == answers.count {
            answers.append((question, answer))
            save()
        }
        place += 1
    }

    /// Leaves out this answer and all after it: it is no answer today.
    func cut() { answers.removeSubrange(min(place, answers.count)...) }

    func dropLast() {
        if !answers.isEmpty { answers.removeLast() }
        save()
    }

    func clear() {
        answers = []
        place = 0
        FileAccess.remove(path)
    }

    /// Whoever cannot write here is told so when the plan is written.
    private func save() {
        guard !answers.isEmpty else { return FileAccess.remove(path) }
        try? FileAccess.write(
            answers.map { "\($0.question)\t\($0.answer)\n" }.joined(), to: path)
    }
}
