import ExperimentText

/// The answers to a Google form: the time of each, and a column for each question under its whole
/// text.
///
/// The time follows the country of the sheet and has no zone. Boxes that were ticked are joined by
/// semicolons in a download and by commas in a sheet; each of them is a series of its own as well, `Question [choice]`.
struct GoogleFormsReader: WholeFileImporter {
    package static let format = ImportFormat(
        "google-forms", name: "Google Forms", looks: "a first column \"Timestamp\"")

    /// As a form in English, German, French, Spanish and Danish calls the time.
    private static let times = [
        "Timestamp", "Zeitstempel", "Horodateur", "Marca temporal", "Tidsstempel",
    ]

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.header.count > 1 && times.contains { $0.lowercased() == head.header.first }
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try DatedTable(text, context, day: Self.times)
        try table.rows { row, moment in
            for place in table.table.header.indices where !table.isDay(place) {
                guard let cell = row[place] else { continue }
                let question = table.table.header[place]
                if let number = table.number(row, place) {
                    emit(ImportedValue(question, moment, number, line: row.line))
                    continue
                }
                emit(ImportedValue(question, moment, word: cell, line: row.line))
                let mark: Character = cell.contains(";") ? ";" : ","
                for choice in cell.split(separator: mark) {
                    let name = "\(question) [\(trimmingSpaces(String(choice)))]"
                    emit(ImportedValue(name, moment, 1, line: row.line))
                }
            }
        }
        return table.notes
    }
}
