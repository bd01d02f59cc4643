/// The text of a plan whose source says that its data are simulated, and that names its diary.
struct SimulatedPlanText {
    let text: String

    private static let label =
        "source: Simulated data, not a real person. The truth behind them is in truth.json."

    /// - Parameters:
    ///   - plan: YAML in block style, with the names of the plan at the beginning of lines.
    ///   - diary: the file to name where the plan names none; nil leaves its diary as it is.
    init(_ plan: String, diary: String?) {
        var lines: [Substring] = []
        var isSource = false
        for line in plan.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let isInside = Self.isIndented(line) ?? isSource
            isSource = isInside ? isSource : line.hasPrefix("source:")
            if !isSource { lines.append(line) }
        }
        if let diary { Self.name(diary, in: &lines) }
        lines.insert(Substring(Self.label), at: Self.placeBehindTitle(lines))
        text = lines.joined(separator: "\n")
    }

    /// Into the plan's own diary block, in its style; a line of its own where it has none.
    private static func name(_ diary: String, in lines: inout [Substring]) {
        guard let place = lines.firstIndex(where: { $0.hasPrefix("diary:") }) else {
            return lines.insert("diary: {file: \(diary)}", at: placeBehindTitle(lines))
        }
        let value = lines[place].dropFirst("diary:".count).drop { $0 == " " }
        if value.hasPrefix("{") {
            lines[place] = "diary: {file: \(diary), \(value.dropFirst())"
        } else if let next = lines[(place + 1)...].first(where: holdsAKey), isIndented(next) == true
        {
            lines.insert("\(next.prefix { $0 == " " })file: \(diary)", at: place + 1)
        }
    }

    private static func holdsAKey(_ line: Substring) -> Bool {
        line.first { $0 != " " && $0 != "\t" }.map { $0 != "#" } ?? false
    }

    private static func placeBehindTitle(_ lines: [Substring]) -> Int {
        lines.firstIndex { $0.hasPrefix("title:") }.map { $0 + 1 } ?? 0
    }

    /// Nil for an empty line, which belongs to what stands before it.
    private static func isIndented(_ line: Substring) -> Bool? {
        line.first.map { $0 == " " || $0 == "\t" }
    }
}
