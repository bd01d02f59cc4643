import ExperimentText

/// Daylio: a row an entry, several a day, with a mood and activities.
///
/// Moods are words that the user may have renamed; the five original ones have numbers from 5 (rad)
/// to 1 (awful), others get theirs in the plan. Columns are found by name, because versions differ
/// in their order; newer ones have `scales`, joined like activities: `Stress: 3 | Energy: 5`.
struct DaylioReader: WholeFileImporter {
    package static let format = ImportFormat(
        "daylio", name: "Daylio", looks: "a table with \"full_date\" and \"mood\"")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns("full_date", "mood")
    }

    private static let moods = ["awful": 1.0, "bad": 2, "meh": 3, "good": 4, "rad": 5]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try DatedTable(text, context, day: ["full_date"])
        let time = table.table.column("time")
        let mood = table.table.column("mood")
        let activities = table.table.column("activities")
        let scales = table.table.column("scales")
        let title = table.table.column("note_title")
        let note = table.table.column("note")
        try table.rows { row, moment in
            // The time is that of a wall clock, in 12 or 24 hours as the phone was set.
            let written = row[time].flatMap(secondOfDay)
            let at = Moment(day: moment.day, second: written)
            if let word = row[mood] {
                emit(
                    ImportedValue(
                        "mood", at, word: word, usually: Self.moods[word.lowercased()],
                        line: row.line))
            }
            for activity in (row[activities] ?? "").split(separator: "|") {
                let name = trimmingSpaces(String(activity))
                guard !name.isEmpty else { continue }
                emit(ImportedValue("activity.\(name)", Moment(moment.day), 1, line: row.line))
            }
            for scale in Self.scales(row[scales] ?? "") {
                emit(ImportedValue("scale.\(scale.name)", at, scale.value, line: row.line))
            }
            let remark = [row[title], row[note]].compactMap(\.self).joined(separator: ": ")
            if !remark.isEmpty {
                emit(ImportedValue("note", Moment(moment.day), word: remark, line: row.line))
            }
        }
        return table.notes
    }

    /// Names and numbers of `Stress: 3 | Energy: 5/10`; a piece without a number says nothing.
    private static func scales(_ cell: String) -> [(name: String, value: Double)] {
        cell.split(separator: "|").compactMap { piece in
            guard let colon = piece.lastIndex(of: ":") else { return nil }
            let name = trimmingSpaces(String(piece[..<colon]))
            let rating = piece[piece.index(after: colon)...].split(separator: "/").first ?? ""
            guard !name.isEmpty, let value = exportedNumber(trimmingSpaces(String(rating)))
            else { return nil }
            return (name, value)
        }
    }
}
