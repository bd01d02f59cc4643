import Foundation
import Testing

/// Transcripts of sessions in a shell, with every sentence that the program said: lines after `$ ` are
/// typed, `@ ` sets the day, `% ` is a remark, `[2]` an exit code other than 0, the rest was printed.
/// `N1_UPDATE_GOLDEN=1` writes what is printed anew.
@Suite("Transcripts of sessions")
struct TranscriptTests {
    @Test(
        "what a session says is what its transcript has",
        arguments: ["messages", "eight-weeks"])
    func transcript(_ name: String) throws {
        let file = CommandRun.packageFolder.appendingPathComponent(
            "Tests/n1Tests/Transcripts/\(name).txt")
        let expected = try String(contentsOf: file, encoding: .utf8)
        let found = try Session().replaying(expected)
        if GoldenFile.isUpdating {
            try found.write(to: file, atomically: true, encoding: .utf8)
        } else {
            expectEqualLines(found, expected, name)
        }
    }

    /// The first lines that differ, rather than two long texts.
    private func expectEqualLines(_ found: String, _ expected: String, _ name: String) {
        let pairs = zip(
            found.components(separatedBy: "\n"), expected.components(separatedBy: "\n"))
        for (line, pair) in pairs.enumerated() where pair.0 != pair.1 {
            Issue.record("\(name).txt:\(line + 1)\nfound    \(pair.0)\nexpected \(pair.1)")
            return
        }
        #expect(found.count == expected.count, "\(name).txt has another number of lines")
    }

    @Test("no message of the transcript blames, nags or leaves a person without a next step")
    func tone() throws {
        let file = CommandRun.packageFolder.appendingPathComponent(
            "Tests/n1Tests/Transcripts/messages.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
        let messages = lines.filter { $0.hasPrefix("n1: ") }
        #expect(messages.count >= 74)
        for message in messages {
            #expect(!message.contains("invalid") && !message.contains("Error:"), "\(message)")
        }
    }
}

/// A shell in a folder of its own, with `n1` in its path.
private struct Session: ~Copyable {
    private let folder: ScratchFolder

    init() throws {
        let folder = try ScratchFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/n1", withDestinationPath: CommandRun.program.path)
        try FileManager.default.createDirectory(
            atPath: folder.path + "/work", withIntermediateDirectories: false)
        self.folder = folder
    }

    /// The transcript with what its commands print today.
    func replaying(_ transcript: String) throws -> String {
        var lines: [String] = []
        var today = "2026-03-10"
        for line in transcript.components(separatedBy: "\n") {
            if line.hasPrefix("% ") || line.isEmpty && lines.last?.isEmpty != true {
                lines.append(line)
            } else if line.hasPrefix("@ ") {
                today = String(line.dropFirst(2))
                lines.append(line)
            } else if line.hasPrefix("$ ") {
                lines.append(line)
                lines += try run(String(line.dropFirst(2)), today)
            }
        }
        return lines.joined(separator: "\n")
    }

    private func run(_ command: String, _ today: String) throws -> [String] {
        let run = try ProgramRun(
            ["/bin/sh", "-c", "{ \(command)\n} 2>&1 </dev/null"],
            environment: [
                "PATH": folder.path + ":/usr/bin:/bin", "HOME": "/nonexistent", "TZ": "UTC",
                "N1_TODAY": today,
            ],
            in: folder.path + "/work")
        let text = run.output
        // An empty line ends a command in the transcript, and none stands inside its output.
        let printed = text.components(separatedBy: "\n").map { $0.isEmpty ? "." : $0 }.dropLast(
            text.hasSuffix("\n") ? 1 : 0)
        let code = run.exitCode
        return (text.isEmpty ? [] : Array(printed)) + (code == 0 ? [] : ["[\(code)]"])
    }
}
