import ExperimentText

/// Foreign text without what steers a terminal or reorders a line.
package enum PlainText {
    /// The text with the replacement character U+FFFD in place of every control but line ends and tabs,
    /// of the second set of controls (U+0080 to U+009F), and of marks that turn the direction of
    /// writing. An escape sequence of a title could otherwise rewrite what a screen says.
    ///
    /// - `keepingColors`: leaves the few colours that this program itself writes.
    package static func cleaned(_ text: String, keepingColors: Bool = false) -> String {
        guard text.unicodeScalars.contains(where: steers) else { return text }
        var output = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if keepingColors, let color = colors.first(where: { rest.starts(with: $0) }) {
                output.append(contentsOf: color)
                rest = rest.dropFirst(color.count)
                continue
            }
            rest = rest.dropFirst()
            let endsLine = scalar == "\r" && rest.first == "\n"
            output.append(steers(scalar) && !endsLine ? "\u{FFFD}" : scalar)
        }
        return String(output)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static let colors = TerminalStyle.codes.map {
        Array("\u{1B}[\($0)m".unicodeScalars)
    }
}
