import ExperimentText

/// Bearable: a row a rating, with its category; names of symptoms and factors stand in the detail.
///
/// Days are ordinal (`22nd Jan 2022`), times are a clock, a part of the day, or blank. The scale of a
/// rating is not in the file: the plan's range must be the one that the app was set to. A measurement
/// keeps its unit in its name, as in `measurement.Weight (lbs)`.
struct BearableReader: WholeFileImporter {
    package static let format = ImportFormat(
        "bearable", name: "Bearable",
        looks: "a table with \"date\", \"category\", \"rating/amount\" and \"detail\"")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns("category", "rating/amount", "detail")
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try DatedTable(text, context, day: ["date formatted", "date"])
        let columns = Columns(table.table)
        try table.rows { row, moment in
            guard let category = row[columns.category] else { return }
            let at = Moment(day: moment.day, second: row[columns.time].flatMap(Self.second))
            if let note = row[columns.notes] {
                // Repeated on every row of its day.
                emit(ImportedValue("note", Moment(moment.day), word: note, line: row.line))
            }
            for detail in columns.details(of: row, in: category) {
                let series = Self.series(category, detail)
                let number =
                    row[columns.rating].flatMap { exportedNumber($0) ?? hours($0) }
                    ?? (Self.isCounted(category) ? 1 : nil)
                if let number {
                    emit(ImportedValue(series, at, number, line: row.line))
                } else if let word = row[columns.rating] {
                    emit(ImportedValue(series, at, word: word, line: row.line))
                }
            }
        }
        return table.notes
    }

    private struct Columns {
        let category: Int?
        let rating: Int?
        let detail: Int?
        let time: Int?
        let notes: Int?

        init(_ table: ExportTable) {
            category = table.column("category")
            rating = table.column("rating/amount")
            detail = table.column("detail")
            time = table.column("time of day")
            notes = table.column("notes")
        }

        /// The names in the detail: one for a symptom, several for factors and medicines, none for a
        /// mood.
        func details(of row: ExportRow, in category: String) -> [String?] {
            guard let detail = row[detail] else { return [nil] }
            guard BearableReader.isCounted(category) else { return [detail] }
            return detail.split(separator: "|").map { trimmingSpaces(String($0)) }
        }
    }

    /// `symptom.Headache` for `Headache (Mild)`; the category alone for a mood.
    private static func series(_ category: String, _ detail: String?) -> String {
        let kind = category.lowercased()
        guard let detail else { return kind }
        let name = detail.split(separator: "(").first.map { trimmingSpaces(String($0)) } ?? detail
        // Versions differ: "Factor", "Factors", "Factor(s)".
        switch kind.hasPrefix("factor") ? "factor" : kind {
        case "symptom", "symptoms": return "symptom.\(name)"
        case "factor": return "factor.\(name)"
        case "meds/supplements": return "meds.\(name)"
        case "measurement", "measurements", "health measurements": return "measurement.\(detail)"
        default: return kind
        }
    }

    /// Whether a row without a number counts as one.
    private static func isCounted(_ category: String) -> Bool {
        ["factor", "meds"].contains { category.lowercased().hasPrefix($0) }
    }

    /// A clock, or the middle of a part of the day.
    private static func second(_ text: String) -> Int? {
        let parts = ["pre": 6, "am": 9, "mid": 14, "pm": 20]
        if let hour = parts[text.lowercased()] { return hour * 3600 }
        return secondOfDay(text)
    }
}
