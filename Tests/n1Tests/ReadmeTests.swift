import Foundation
import Testing

/// Every block of the README is run: console blocks through the program, shell blocks by make's own
/// dry run.
@Suite("README")
struct ReadmeTests {
    private static let path = CommandRun.packageFolder.appendingPathComponent("README.md")

    /// The fenced blocks of one language.
    private static func blocks(_ language: String, in text: String) -> [[String]] {
        var blocks: [[String]] = []
        var current: [String]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if current == nil, line == "```" + language {
                current = []
            } else if let block = current, line == "```" {
                blocks.append(block)
                current = nil
            } else {
                current?.append(line)
            }
        }
        return blocks
    }

    @Test("each console block prints what the program prints")
    func console() throws {
        var text = try String(contentsOf: Self.path, encoding: .utf8)
        let blocks = Self.blocks("console", in: text)
        #expect(blocks.count >= 2)
        for block in blocks {
            let command = try #require(block.first)
            #expect(command.hasPrefix("$ n1 "))
            let arguments = command.dropFirst(5).split(separator: " ").map(String.init)
            let run = try CommandRun(arguments)
            #expect(run.exitCode == 0)
            let printed = ([command] + [run.output.trimmingCharacters(in: .newlines)])
                .joined(separator: "\n")
            if GoldenFile.isUpdating {
                text = text.replacingOccurrences(
                    of: "```console\n" + block.joined(separator: "\n") + "\n```",
                    with: "```console\n" + printed + "\n```")
            } else {
                #expect(printed == block.joined(separator: "\n"))
            }
        }
        if GoldenFile.isUpdating {
            try text.write(to: Self.path, atomically: true, encoding: .utf8)
        }
    }

    @Test("each make target of the shell blocks exists")
    func shell() throws {
        let text = try String(contentsOf: Self.path, encoding: .utf8)
        let lines = Self.blocks("sh", in: text).flatMap(\.self)
        #expect(lines.count == 2)
        for line in lines {
            let target = try #require(line.split(separator: " ").dropFirst().first)
            #expect(ProgramRun.succeeds(["make", "--dry-run", String(target)]), "\(line)")
        }
    }

    @Test("every file that the README links to is there")
    func links() throws {
        let text = try String(contentsOf: Self.path, encoding: .utf8)
        let links = text.split(separator: "](").dropFirst().compactMap {
            $0.split(separator: ")").first
        }
        #expect(links.count > 8)
        for link in links {
            let file = CommandRun.packageFolder.appendingPathComponent(String(link)).path
            #expect(FileManager.default.fileExists(atPath: file), "\(link)")
        }
    }
}
