/// A page of text for a terminal or a pipe: headings, paragraphs, labelled lines, points and tables, each
/// wrapped to the width of its style.
struct TextPage {
    private let style: TerminalStyle
    private var lines: [String] = []

    init(_ style: TerminalStyle) { self.style = style }

    var text: String { lines.map { $0 + "\n" }.joined() }

    mutating func title(_ text: String) {
        lines += style.wrapped(text).map(style.bold)
    }

    /// A heading with an empty line before it.
    mutating func heading(_ text: String) {
        space()
        lines += style.wrapped(text).map(style.bold)
    }

    mutating func paragraph(_ text: String) {
        lines += style.wrapped(text)
    }

    mutating func space() {
        if !lines.isEmpty { lines.append("") }
    }

    /// `label   text`, the text in a column of its own; nothing when there is no text.
    mutating func label(_ label: String, _ text: String?, width: Int = 14) {
        guard let text, !text.isEmpty else { return }
        let wrapped = style.wrapped(text, indentation: width, firstPrefix: label + " ")
        lines += wrapped
    }

    /// `- text`, one point for each.
    mutating func points(_ texts: [String], mark: String = "- ") {
        for text in texts {
            lines += style.wrapped(text, indentation: mark.count + 2, firstPrefix: "  " + mark)
        }
    }

    /// Columns as wide as their widest cell; the last one is wrapped to what is left.
    mutating func table(_ rows: [[String]]) {
        let count = rows.map(\.count).max() ?? 0
        guard count > 0 else { return }
        let widths = (0..<count - 1).map { column in
            rows.map { column < $0.count ? TextWidth.of($0[column]) : 0 }.max() ?? 0
        }
        for row in rows {
            let front = zip(row, widths).map { TextWidth.padded($0, to: $1) + "  " }.joined()
            let margin = 2 + TextWidth.of(front)
            let last = row.count == count ? row[count - 1] : ""
            let wrapped = style.wrapped(last, indentation: margin, firstPrefix: "  " + front)
            lines += wrapped.isEmpty ? ["  " + front] : wrapped
        }
    }
}
