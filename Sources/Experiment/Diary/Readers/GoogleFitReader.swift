import ExperimentText

/// Google Fit in a Google Takeout: the table with one row a day, or one day's table with a row for
/// each quarter of an hour, whose day is its file name.
///
/// An empty cell is no data and never zero.
struct GoogleFitReader: WholeFileImporter {
    package static let format = ImportFormat(
        "google-fit", name: "Google Fit (Takeout)",
        looks:
            "a table with \"Date\" or \"Start time\", and \"Move Minutes count\" or \"Calories (kcal)\", "
            + "or JSON with \"Data Points\"",
        isMeasured: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        if recognisesJSON(head) { return true }
        let isMeasured = measures.contains { head.hasColumns($0.header) }
        return isMeasured
            && (head.hasColumns("Date") && head.hasColumns("Move Minutes count")
                || head.hasColumns("Date", "Calories (kcal)", "Distance (m)")
                || head.hasColumns("Start time", "End time"))
    }

    private static let measures = [
        MeasureColumn("Move Minutes count", "move.minutes"),
        MeasureColumn("Step count", "steps"),
        MeasureColumn("Calories (kcal)", "energy.kcal"),
        MeasureColumn("Distance (m)", "distance.km", times: 0.001),
        MeasureColumn("Heart Points", "heart-points"),
        MeasureColumn("Average heart rate (bpm)", "heart-rate"),
        MeasureColumn("Average weight (kg)", "weight.kg"),
        MeasureColumn("Sleep duration (ms)", "sleep.hours", times: 1 / 3_600_000),
    ]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        if text.isJSON { return try points(text, emit) }
        let table = try ExportTable(text, file: context.file)
        guard table.column("Date") == nil else { return try daily(text, emit) }
        guard let day = CalendarDay(iso: context.file.prefix(10)) else {
            throw ImportError(
                .reader(
                    .wrongFormat(
                        file: context.file, format: Self.format.name,
                        expected: "its day in the file's name, as 2026-08-31.csv")))
        }
        try quarterHours(table, on: day, emit)
        return []
    }

    private func daily(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let table = try DatedTable(text, context, day: ["Date"])
        let known = Self.measures + Self.activities(table.table.header)
        try table.rows { row, moment in
            table.emit(row, on: moment, known: known, emit: emit)
        }
        return table.notes
    }

    /// `Walking duration (ms)` in minutes, and so every other activity.
    private static func activities(_ header: [String]) -> [MeasureColumn] {
        let end = " duration (ms)"
        return header.filter { $0.hasSuffix(end) && !$0.hasPrefix("Sleep") }.map { name in
            let activity = name.dropLast(end.count).lowercased().split(separator: " ")
            return MeasureColumn(
                name, activity.joined(separator: "-") + ".minutes", times: 1.0 / 60_000)
        }
    }

    /// Sums over the day; rates and averages of a quarter of an hour are left out.
    private func quarterHours(
        _ table: ExportTable, on day: CalendarDay, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) {
        let summed = Self.measures.filter {
            ["move.minutes", "steps", "energy.kcal", "distance.km"].contains($0.series)
        }
        var sums = [Double?](repeating: nil, count: summed.count)
        let places = summed.map { table.column($0.header) }
        var line = 2
        try table.rows { row in
            line = row.line
            for (index, place) in places.enumerated() {
                guard let cell = row[place], let number = exportedNumber(cell) else { continue }
                sums[index] = (sums[index] ?? 0) + number
            }
        }
        for (measure, sum) in zip(summed, sums) {
            guard let sum else { continue }
            emit(ImportedValue(measure.series, Moment(day), sum * measure.factor, line: line))
        }
    }
}
