extension TerminalStyle {
    /// A text whose lines are broken between words where they are too wide, going on under their own
    /// beginning. Lines of a table, which two spaces inside give away, stay as they are.
    package func fitted(_ text: String) -> String {
        shown(text).split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { fitted($0) }.joined(separator: "\n")
    }

    private func fitted(_ line: Substring) -> [String] {
        let margin = line.prefix { $0 == " " }.count
        let words = line.dropFirst(margin)
        guard TextWidth.of(String(line)) > width, !words.contains("  ") else {
            return [String(line)]
        }
        return TextWidth.wrapped(String(words), to: width - margin - 2).enumerated().map {
            String(repeating: " ", count: margin + ($0 == 0 ? 0 : 2)) + $1
        }
    }
}
