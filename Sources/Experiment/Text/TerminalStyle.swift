/// How a report looks on a terminal; the caller knows whether there is one.
package struct TerminalStyle: Sendable {
    package let width: Int
    package let hasColor: Bool
    /// Whether the terminal's locale knows ASCII only.
    package let isASCII: Bool

    /// - `width`: in columns, at least 40.
    package init(width: Int = 80, hasColor: Bool = false, isASCII: Bool = false) {
        self.width = max(width, 40)
        self.hasColor = hasColor
        self.isASCII = isASCII
    }

    /// The text in the signs that the terminal knows.
    package func shown(_ text: String) -> String { isASCII ? ASCIIText.of(text) : text }

    package func bold(_ text: String) -> String { styled(text, "1") }
    package func dim(_ text: String) -> String { styled(text, "2") }
    /// The colour of tested phases, as in the pictures.
    package func tested(_ text: String) -> String { styled(text, "34") }

    /// What `styled` is called with, and the end of it.
    package static let codes = ["0", "1", "2", "34"]

    private func styled(_ text: String, _ code: String) -> String {
        hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// Lines of at most `width` columns, the first of them behind a prefix such as a dash.
    package func wrapped(_ text: String, indentation: Int = 0, firstPrefix: String = "") -> [String]
    {
        let margin = String(repeating: " ", count: indentation)
        return TextWidth.wrapped(shown(text), to: width - indentation).enumerated().map {
            index, line in
            (index == 0 ? TextWidth.padded(firstPrefix, to: indentation) : margin) + line
        }
    }
}

/// Columns that a text takes on a terminal.
package enum TextWidth {
    /// Wide characters (East Asian, emoji) take two columns, marks and joiners none.
    package static func of(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

    private static func width(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F: return 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0x1F300...0x1FAFF:
            return 2
        default: return 1
        }
    }

    /// The text with spaces to a width; longer text stays.
    package static func padded(_ text: String, to width: Int, alignsRight: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - of(text)))
        return alignsRight ? space + text : text + space
    }

    /// Lines of at most `room` columns, broken between words; a word longer than that is cut.
    package static func wrapped(_ text: String, to room: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            for piece in pieces(String(word), of: room) {
                if !line.isEmpty, of(line) + 1 + of(piece) > room {
                    lines.append(line)
                    line = piece
                } else {
                    line += (line.isEmpty ? "" : " ") + piece
                }
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private static func pieces(_ word: String, of room: Int) -> [String] {
        guard of(word) > room else { return [word] }
        var pieces: [String] = []
        var piece = ""
        for character in word {
            if of(piece) + width(character) > room {
                pieces.append(piece)
                piece = ""
            }
            piece.append(character)
        }
        return pieces + [piece]
    }
}
