import Foundation
import Testing

/// What a lay reader would ask of each example, and the sentence of its report that answers.
///
/// The answers were read and written down once, in `examples/<trial>/reader.txt`: ten questions, each
/// followed by the sentence. A report that says it otherwise has to have its answers read again.
@Suite("Ten questions of a reader")
struct ReaderTests {
    static let questions = [
        "Did it help?", "How sure is that?", "How large was the difference?",
        "Is it enough to matter?", "How good is the evidence?", "Which days count?",
        "When did it change?", "What else could explain it?", "What do I do now?",
        "Can I change my treatment on this?",
    ]

    @Test("each question is answered by its sentence", arguments: ReportGoldenTests.examples)
    func answers(_ example: String) throws {
        let folder = CommandRun.packageFolder.appendingPathComponent("examples/\(example)")
        let report = try String(
            contentsOf: folder.appendingPathComponent("report.md"), encoding: .utf8)
        let lines = try String(
            contentsOf: folder.appendingPathComponent("reader.txt"), encoding: .utf8
        ).split(separator: "\n").map(String.init)
        #expect(lines.count == 2 * Self.questions.count)
        for (index, question) in Self.questions.enumerated() where 2 * index + 1 < lines.count {
            #expect(lines[2 * index] == question)
            #expect(report.contains(lines[2 * index + 1]), "\(question)")
        }
    }
}
