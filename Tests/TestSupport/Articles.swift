import Foundation
import Testing

/// Articles whose snippets stand in a test file too, where they are compiled and run.
public enum Articles {
    /// - `folder`: of the articles, from the package's folder.
    /// - `file`: the test file.
    public static func requireCompiled(
        in folder: String, by file: String, atLeast count: Int
    ) throws {
        let code = lines(try String(contentsOfFile: file, encoding: .utf8))
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let articles = package.appendingPathComponent(folder)
        var found = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: articles.path).sorted() {
            let text = try String(
                contentsOf: articles.appendingPathComponent(name), encoding: .utf8)
            for block in text.components(separatedBy: "```swift\n").dropFirst() {
                let snippet = lines(block.components(separatedBy: "```")[0])
                found += 1
                #expect(contains(code, snippet), "\(name): \(snippet.first ?? "")")
            }
        }
        #expect(found >= count)
    }

    /// Without indentation and empty lines.
    private static func lines(_ text: String) -> [String] {
        text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    private static func contains(_ code: [String], _ snippet: [String]) -> Bool {
        guard snippet.count <= code.count else { return false }
        return (0...code.count - snippet.count).contains {
            Array(code[$0..<$0 + snippet.count]) == snippet
        }
    }
}
