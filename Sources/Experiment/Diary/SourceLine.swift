import ExperimentText

/// Where a value came from: a file and the line on which its row begins, counted from one.
package struct SourceLine: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let file: String
    package let line: Int

    package init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    /// `diary.csv:31`.
    package var description: String { "\(file):\(line)" }

    package static func < (a: SourceLine, b: SourceLine) -> Bool {
        (a.file, a.line) < (b.file, b.line)
    }
}
