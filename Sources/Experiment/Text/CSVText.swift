/// Cells as a line of CSV after RFC 4180, that a spreadsheet can open without running anything.
package enum CSVText {
    /// Cells that hold text of a person's own are made harmless; numbers stay numbers.
    package static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    /// A text that a spreadsheet would take for a formula gets an apostrophe in front.
    package static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, formulaStarts.contains(first) else {
            return text
        }
        return "'" + text
    }

    /// The full-width forms are taken for the others by some spreadsheets.
    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}",
        "\u{FF20}",
    ]

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { ",;\"\r\n\t".utf8.contains($0) }
        guard needsQuotes else { return cell }
        return "\""
            + cell.split(separator: "\"" as Character, omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
