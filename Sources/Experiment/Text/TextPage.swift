/// A page of text for a terminal or a pipe: headings, paragraphs, labelled lines, points and tables, each
/// wrapped to the width of its style.
package struct TextPage {
    private let style: TerminalStyle
    private var lines: [String] = []

    package init(_ style: TerminalStyle) { self.style = style }

    package var text: String { lines.map { $0 + "\n" }.joined() }

    package mutating func title(_ text: String) {
        lines += style.wrapped(text).map(style.bold)
    }

    /// A heading with an empty line before it.
    package mutating func heading(_ text: String) {
        space()
        lines += style.wrapped(text).map(style.bold)
    }

    package mutating func paragraph(_ text: String) {
        lines += style.wrapped(text)
    }

    package mutating func space() {
        if !lines.isEmpty { lines.append("") }
    }

    /// `label   text`, the text in a column of its own; nothing when there is no text.
    package mutating func label(_ label: String, _ text: String?, width: Int = 14) {
        guard let text, !text.isEmpty else { return }
        let wrapped = style.wrapped(text, indentation: width, firstPrefix: label + " ")
        lines += wrapped
    }

    /// `- text`, one point for each.
    package mutating func points(_ texts: [String], mark: String = "- ") {
        for text in texts {
            lines += style.wrapped(text, indentation: mark.count + 2, firstPrefix: "  " + mark)
        }
    }

    /// Columns as wide as their widest cell; the last one is wrapped to what is left. On a page too narrow
    /// for that, the first cell of a row stands above the others, and where these are still too wide each
    /// has a line of its own.
    package mutating func table(_ cells: [[String]]) {
        let rows = cells.map { $0.map(style.shown) }
        let rest = rows.map { Array($0.dropFirst()) }
        if isRoomy(rows, margin: Self.margin) {
            for row in rows { line(row, widths(rows), margin: Self.margin) }
            return
        }
        let deeper = 3 * Self.margin
        for (row, cells) in zip(rows, rest) {
            if let first = row.first, !first.isEmpty { paragraph(first, margin: Self.margin) }
            if isRoomy(rest, margin: deeper) {
                line(cells, widths(rest), margin: deeper)
            } else {
                for cell in cells where !cell.isEmpty { paragraph(cell, margin: deeper) }
            }
        }
    }

    private static let margin = 2
    /// What is left for a last column that does not fit, at least: shorter lines are hard to read.
    private static let leastRoom = 20

    private func widths(_ rows: [[String]]) -> [Int] {
        (0..<(rows.map(\.count).max() ?? 0)).map { column in
            rows.map { column < $0.count ? TextWidth.of($0[column]) : 0 }.max() ?? 0
        }
    }

    /// Whether the columns stand side by side, the last one perhaps wrapped.
    private func isRoomy(_ rows: [[String]], margin: Int) -> Bool {
        let widths = widths(rows)
        let left = style.width - widths.dropLast().reduce(margin) { $0 + $1 + 2 }
        return left >= min(Self.leastRoom, widths.last ?? 0)
    }

    private mutating func line(_ row: [String], _ widths: [Int], margin: Int) {
        let front = zip(row, widths.dropLast()).map { TextWidth.padded($0, to: $1) + "  " }.joined()
        let prefix = String(repeating: " ", count: margin) + front
        let last = row.count == widths.count ? row.last ?? "" : ""
        let wrapped = style.wrapped(
            last, indentation: TextWidth.of(prefix), firstPrefix: prefix)
        lines += wrapped.isEmpty ? [prefix] : wrapped
    }

    private mutating func paragraph(_ text: String, margin: Int) {
        lines += style.wrapped(text, indentation: margin)
    }
}
