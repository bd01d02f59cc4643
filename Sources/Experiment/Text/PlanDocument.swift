/// A plan as YAML text that is being written: names with values, in the order in which they stand.
package indirect enum PlanValue: Sendable, Equatable {
    case text(String)
    case list([PlanValue])
    case map([Entry])
    /// A list or mapping on one line.
    case inline(PlanValue)

    package struct Entry: Sendable, Equatable {
        package let key: String
        package let value: PlanValue

        package init(_ key: String, _ value: PlanValue) {
            self.key = key
            self.value = value
        }
    }

    package static func number(_ value: Int) -> PlanValue { .text(String(value)) }
    package static func number(_ value: Double) -> PlanValue { .text(PlainNumber.text(value)) }
    package static func flag(_ value: Bool) -> PlanValue { .text(value ? "true" : "false") }
    package static func texts(_ values: [String]) -> PlanValue {
        .inline(.list(values.map(PlanValue.text)))
    }

    /// A mapping without the entries that have no value.
    package static func map(_ entries: KeyValuePairs<String, PlanValue?>) -> PlanValue {
        .map(entries.compactMap { entry in entry.value.map { Entry(entry.key, $0) } })
    }
}

/// Sections of a plan with the comments before them, as text that `DraftPlan` reads back.
package struct PlanDocument: Sendable {
    private var text = ""

    package init() {}

    /// The YAML of everything that was added.
    package var yaml: String { text }

    package mutating func comment(_ lines: [String]) {
        for line in lines.flatMap({ TextWidth.wrapped($0, to: 96) }) { text += "# \(line)\n" }
    }

    package mutating func space() { text += "\n" }

    /// A key of the root; nothing when there is no value.
    package mutating func add(_ key: String, _ value: PlanValue?) {
        guard let value else { return }
        text += YAMLText.entry(key, value, margin: "")
    }
}

/// How values are written: what needs no quotes has none, long sentences are folded.
package enum YAMLText {
    package static func entry(_ key: String, _ value: PlanValue, margin: String) -> String {
        let name = "\(margin)\(flow(.text(key))):"
        switch value {
        case .text(let text):
            if let folded = folded(text, margin: margin + "  ", after: name.count) {
                return "\(name) >-\n\(folded)"
            }
            return "\(name) \(flow(value))\n"
        case .inline(let inner): return "\(name) \(flow(inner))\n"
        case .map(let entries) where !entries.isEmpty:
            return "\(name)\n"
                + entries.map { entry($0.key, $0.value, margin: margin + "  ") }.joined()
        case .list(let items) where !items.isEmpty:
            return "\(name)\n" + items.map { item($0, margin: margin + "  ") }.joined()
        case .map, .list: return "\(name) \(flow(value))\n"
        }
    }

    package static func item(_ value: PlanValue, margin: String) -> String {
        guard case .map(let entries) = value, !entries.isEmpty else {
            return "\(margin)- \(flow(value))\n"
        }
        let block = entries.map { entry($0.key, $0.value, margin: margin + "  ") }.joined()
        return margin + "- " + block.dropFirst(margin.count + 2)
    }

    /// On one line.
    package static func flow(_ value: PlanValue) -> String {
        switch value {
        case .text(let text): isPlain(text) ? text : JSON.string(text).text
        case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
        case .map(let entries):
            "{"
                + entries.map { "\(flow(.text($0.key))): \(flow($0.value))" }.joined(
                    separator: ", ") + "}"
        case .inline(let inner): flow(inner)
        }
    }

    /// Letters, digits and a few signs that mean nothing in YAML, inside words.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || first.isNumber, text.last != " " else {
            return false
        }
        return text.allSatisfy {
            ($0.isASCII && ($0.isLetter || $0.isNumber)) || " _./()+%-".contains($0)
        }
    }

    /// A sentence too long for one line as a folded block; nil where folding could change it.
    private static func folded(_ text: String, margin: String, after start: Int) -> String? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        let room = 98 - margin.count
        guard start + text.count > 94,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value < 0x7F }),
            words.allSatisfy({ !$0.isEmpty && $0.count <= room }), text.first != "#"
        else { return nil }
        return TextWidth.wrapped(text, to: room).map { margin + $0 + "\n" }.joined()
    }
}
