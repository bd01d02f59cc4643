/// Pieces of sentences: names, days, lines and counts as a reader meets them.
package enum Phrase {
    /// A name that the person gave, in quotation marks; long ones are cut at a word.
    package static func quoted(_ name: String) -> String { "“\(isolated(shortened(name)))”" }

    /// The same at the beginning of a sentence.
    package static func quotedCapital(_ name: String) -> String { quoted(capitalised(name)) }

    /// A name inside a sentence, without a closing remark in parentheses.
    package static func plain(_ name: String) -> String { isolated(shortened(withoutRemark(name))) }

    package static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    package static func uncapitalised(_ text: String) -> String {
        text.prefix(1).lowercased() + text.dropFirst()
    }

    /// `skin score (0 calm, 10 worst)` is `skin score`.
    static func withoutRemark(_ name: String) -> String {
        guard name.hasSuffix(")"), let open = name.lastIndex(of: "("), open > name.startIndex
        else { return name }
        let kept = trimmed(String(name[..<open]))
        return kept.isEmpty ? name : kept
    }

    package static func shortened(_ name: String, to limit: Int = 60) -> String {
        let flat = trimmed(name.split(whereSeparator: \.isNewline).joined(separator: " "))
        guard flat.count > limit else { return flat }
        let cut = flat.prefix(limit - 1)
        let atWord = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
        return trimmed(String(atWord.count > limit / 2 ? atWord : cut)) + "…"
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// Text that runs from right to left is kept from turning its neighbours around.
    package static func isolated(_ text: String) -> String {
        let isRightToLeft = text.unicodeScalars.contains { scalar in
            (0x590...0x8FF).contains(scalar.value) || (0xFB1D...0xFDFF).contains(scalar.value)
                || (0xFE70...0xFEFF).contains(scalar.value)
                || (0x202A...0x202E).contains(scalar.value)
                || (0x10800...0x10FFF).contains(scalar.value)
        }
        return isRightToLeft ? "\u{2068}\(text)\u{2069}" : text
    }

    /// Consecutive whole numbers, each run as one range. The numbers rise.
    package static func ranges(_ numbers: [Int]) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = ranges.last, last.upperBound + 1 == number {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        return ranges
    }

    /// `1 day`, `3 days`.
    package static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count) \(count == 1 ? one : many ?? one + "s")"
    }

    /// `once`, `twice`, `3 times`.
    package static func times(_ count: Int) -> String {
        switch count {
        case 1: "once"
        case 2: "twice"
        default: "\(count) times"
        }
    }
}
