/// Where a value came from: a file and the line on which its row begins, counted from one.
public struct SourceLine: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let file: String
    public let line: Int

    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    /// `diary.csv:31`.
    public var description: String { "\(file):\(line)" }

    public static func < (a: SourceLine, b: SourceLine) -> Bool {
        (a.file, a.line) < (b.file, b.line)
    }
}
