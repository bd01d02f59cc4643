/// Text for a terminal whose locale knows ASCII only: the signs of this program as plain ones, letters
/// of names as they are.
package enum ASCIIText {
    /// Eight heights of a sparkline become the digits 1 to 8.
    private static let signs: [Character: String] = [
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "…": "...",
        "·": ".", "×": "x", "≥": ">=", "≤": "<=", "±": "+/-", "↑": "^", "→": "->", "²": "^2",
        "▁": "1", "▂": "2", "▃": "3", "▄": "4", "▅": "5", "▆": "6", "▇": "7", "█": "8",
        "━": "=", "─": "-", "┗": "+", "└": "+", "╹": "|", "╵": "|",
    ]

    package static func of(_ text: String) -> String {
        var output = ""
        for character in text {
            if let sign = signs[character] { output += sign } else { output.append(character) }
        }
        return output
    }
}
