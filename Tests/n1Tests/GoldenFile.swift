import Foundation
import Testing

/// A file of the repository that a test expects byte for byte.
///
/// After a deliberate change: run the test with `N1_UPDATE_GOLDEN=1`, then read the difference before it
/// is committed.
struct GoldenFile {
    static let isUpdating = ProcessInfo.processInfo.environment["N1_UPDATE_GOLDEN"] == "1"

    let path: String

    init(_ path: String) { self.path = path }

    private var url: URL { CommandRun.packageFolder.appendingPathComponent(path) }

    func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

    /// Says where the first difference is: a report is too long to print twice.
    func expect(_ text: String) throws {
        if Self.isUpdating {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        }
        let expected = ((try? self.text()) ?? "").split(
            separator: "\n", omittingEmptySubsequences: false)
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        let place = zip(expected, found).enumerated().first { $0.element.0 != $0.element.1 }
        if let place {
            Issue.record(
                """
                \(path), line \(place.offset + 1): expected \(place.element.0.prefix(200)), found \
                \(place.element.1.prefix(200))
                """)
        } else {
            #expect(expected.count == found.count, "\(path): number of lines")
        }
    }
}
