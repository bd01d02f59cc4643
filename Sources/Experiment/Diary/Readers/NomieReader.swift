import ExperimentText

/// Nomie: its backup (JSON), whose remarks hold what was tracked, as in `#mood(4) after lunch`.
///
/// Each tracker is a series under its name; one without a number counts 1. Words beside the trackers
/// are a note.
struct NomieReader: WholeFileImporter {
    package static let format = ImportFormat(
        "nomie", name: "Nomie", looks: "JSON with \"nomie\", \"trackers\" and \"events\"")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.isJSON && head.text.contains("\"nomie\"")
            && (head.text.contains("\"events\"") || head.text.contains("\"trackers\""))
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let document = try JSONDocument(text, file: context.file)
        for event in document.items.flatMap({ $0["events"]?.array ?? [] }) {
            guard let note = event["note"]?.text, let time = event["end"] ?? event["start"],
                let moment = moment(time)
            else { continue }
            let found = trackers(note)
            for (name, value) in found.values {
                emit(ImportedValue(name, moment, value, line: event.line))
            }
            guard !found.words.isEmpty else { continue }
            emit(
                ImportedValue("note", Moment(moment.day), word: found.words, line: event.line))
        }
        return []
    }

    /// Milliseconds since 1970, or a date in words.
    private func moment(_ time: LocatedJSON) -> Moment? {
        if let milliseconds = time.number, milliseconds.magnitude < 1e14 {
            return context.zone.moment(secondsSinceEpoch: Int(milliseconds / 1000))
        }
        let dates = DateColumn(name: "end", order: nil, ground: nil)
        return time.text.flatMap { dates.moment($0, zone: context.zone) }
    }

    private func trackers(_ note: String) -> (values: [(String, Double)], words: String) {
        var values: [(String, Double)] = []
        var words: [Substring] = []
        for word in note.split(whereSeparator: \.isWhitespace) {
            guard word.hasPrefix("#"), word.count > 1 else {
                words.append(word)
                continue
            }
            let parts = word.dropFirst().split(separator: "(", maxSplits: 1)
            let name = parts.first.map(String.init) ?? ""
            let cell = parts.count == 2 ? String(parts[1].prefix { $0 != ")" }) : "1"
            if let value = decimalNumber(cell) ?? hours(cell) { values.append((name, value)) }
        }
        return (values, words.joined(separator: " "))
    }
}
