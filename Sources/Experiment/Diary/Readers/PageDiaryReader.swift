import ExperimentText

/// The file of the diary that `n1 page` makes: what was answered, day by day, under the plan's names.
///
/// An answer is a number; an event and a remark are words. A later file of the same page holds everything
/// that an earlier one held, and corrects it.
package struct PageDiaryReader: WholeFileImporter {
    package static let format = ImportFormat(
        "n1-page", name: "diary page of n1",
        looks: "n1-diary-2026-03-04.json, JSON that begins with \"format\": \"n1-page\"")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    package static func recognises(_ head: ExportHead) -> Bool {
        head.isJSON && head.text.prefix(200).contains("\"n1-page\"")
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let document = try JSONDocument(text, file: context.file)
        var leftOut: (count: Int, first: Int) = (0, 0)
        for entry in document.values.first?["entries"]?.array ?? [] {
            guard let value = Self.value(entry) else {
                if leftOut.count == 0 { leftOut.first = entry.line }
                leftOut.count += 1
                continue
            }
            emit(value)
        }
        return leftOut.count == 0
            ? []
            : [
                .leftOut(
                    count: leftOut.count, why: "no day, name and value", firstLine: leftOut.first)
            ]
    }

    /// `{"day": "2026-03-04", "name": "itch", "value": 4}`, or with a `word`.
    private static func value(_ entry: LocatedJSON) -> ImportedValue? {
        guard let day = entry["day"]?.text.flatMap({ CalendarDay(iso: $0) }),
            let name = entry["name"]?.text
        else { return nil }
        if let number = entry["value"]?.number {
            return ImportedValue(name, Moment(day), number, line: entry.line)
        }
        return entry["word"]?.text.map {
            ImportedValue(name, Moment(day), word: $0, line: entry.line)
        }
    }
}
