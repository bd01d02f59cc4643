import ExperimentText

/// Fitbit in a Takeout since 2024: a table a month with a row a minute or a measurement, in UTC, and the
/// device that it came from.
///
/// Devices copy each other, so that they are not added: the one with the most a day counts. Counts are
/// added over the day, everything else is its mean.
struct FitbitTakeoutReader: WholeFileImporter {
    package static let format = ImportFormat(
        "fitbit-takeout", name: "Fitbit (Takeout)",
        looks: "a table with \"timestamp\" and \"data source\"", isMeasured: true, isInParts: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.header.first == "timestamp" && head.header.contains("data source")
    }

    private static let names = [
        MeasureColumn("distance", "distance.km", times: 0.001),
        MeasureColumn("weight grams", "weight.kg", times: 0.001),
        MeasureColumn("beats per minute", "heart-rate"),
        MeasureColumn("calories", "energy.burned.kcal"),
    ]
    private static let counts: Set<String> = [
        "steps", "distance.km", "energy.burned.kcal", "floors",
    ]

    private struct Key: Hashable {
        let day: CalendarDay
        let series: String
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try DatedTable(text, context, day: ["timestamp"])
        let device = table.table.column("data source")
        var devices: [String: DailyTotals] = [:]
        try table.rows { row, moment in
            let name = row[device] ?? ""
            table.add(
                row, on: moment.day, known: Self.names, to: &devices[name, default: DailyTotals()])
        }
        var best: [Key: DailyTotals.Total] = [:]
        for (_, totals) in devices.sorted(by: { $0.key < $1.key }) {
            for total in totals.inOrder {
                let key = Key(day: total.day, series: total.series)
                guard let known = best[key] else {
                    best[key] = total
                    continue
                }
                let isCount = Self.counts.contains(total.series)
                if isCount ? total.sum > known.sum : total.count > known.count { best[key] = total }
            }
        }
        for total in best.values.sorted(by: { ($0.day, $0.series) < ($1.day, $1.series) }) {
            let value = Self.counts.contains(total.series) ? total.sum : total.mean
            emit(ImportedValue(name(total.series), Moment(total.day), value, line: total.line))
        }
        let copies = devices.values.reduce(0) { $0 + $1.inOrder.count } - best.count
        return table.notes
            + (copies == 0
                ? []
                : [
                    .said(
                        "Left out, because another device saw more of the day: "
                            + "\(Phrase.count(copies, "daily value")).")
                ])
    }

    /// The table of resting rates has the column of all rates.
    private func name(_ series: String) -> String {
        let isResting = context.file.lowercased().contains("resting_heart_rate")
        return series == "heart-rate" && isResting ? "heart-rate.resting" : series
    }
}
