import ExperimentText

/// Withings (Health Mate): `weight.csv`, `sleep.csv`, and the tables `aggregates_….csv` of a value a day.
///
/// Weights are kilograms whatever the app showed. A night belongs to the day on which it ends; of
/// several sleeps of a day the longest is the night. Stages are written in seconds.
struct WithingsReader: WholeFileImporter {
    package static let format = ImportFormat(
        "withings", name: "Withings",
        looks:
            "a table with \"Weight (kg)\" and \"Fat mass (kg)\", with \"light (s)\" and \"deep (s)\", "
            + "or aggregates_steps.csv", isMeasured: true, isInParts: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns("Weight (kg)", "Fat mass (kg)")
            || head.hasColumns("Weight (lb)", "Fat mass (lb)")
            || head.hasColumns("from", "to", "light (s)", "deep (s)")
            || head.file.hasPrefix("aggregates_") && head.header == ["date", "value"]
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try ExportTable(text, file: context.file)
        if table.column("light (s)") != nil { return try nights(text, emit) }
        if table.column("value") != nil { return try aggregates(text, emit) }
        return try weights(text, emit)
    }

    private static let masses = [
        ("Weight", "weight.kg"), ("Fat mass", "fat-mass.kg"), ("Bone mass", "bone-mass.kg"),
        ("Muscle mass", "muscle-mass.kg"), ("Hydration", "hydration.kg"),
    ].flatMap { name, series in
        [
            MeasureColumn("\(name) (kg)", series),
            MeasureColumn("\(name) (lb)", series, times: kilogramsPerPound),
        ]
    }

    private func weights(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let table = try DatedTable(text, context, day: ["Date"])
        let comments = table.table.column("Comments")
        try table.rows { row, moment in
            table.emit(row, on: moment, known: Self.masses, emit: emit)
            if let text = row[comments] {
                emit(ImportedValue("note", Moment(moment.day), word: text, line: row.line))
            }
        }
        return table.notes
    }

    private func aggregates(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let table = try DatedTable(text, context, day: ["date"])
        let value = table.table.column("value")
        let name = context.file.lowercased().dropFirst("aggregates_".count).prefix { $0 != "." }
        try table.rows { row, moment in
            guard let number = table.number(row, value) else { return }
            emit(ImportedValue(String(name), Moment(moment.day), number, line: row.line))
        }
        return table.notes
    }

    // MARK: Nights

    private static let stages = [
        MeasureColumn("light (s)", "sleep.light.minutes", times: 1.0 / 60),
        MeasureColumn("deep (s)", "sleep.deep.minutes", times: 1.0 / 60),
        MeasureColumn("rem (s)", "sleep.rem.minutes", times: 1.0 / 60),
        MeasureColumn("awake (s)", "sleep.awake.minutes", times: 1.0 / 60),
        MeasureColumn("Duration to sleep (s)", "sleep.latency.minutes", times: 1.0 / 60),
        MeasureColumn("Average heart rate", "heart-rate.sleep"),
        MeasureColumn("wake up", "sleep.awakenings"),
    ]

    private func nights(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let table = try DatedTable(text, context, day: ["to"])
        let asleep = ["light (s)", "deep (s)", "rem (s)"].map { table.table.column($0) }
        var longest: [CalendarDay: (seconds: Double, line: Int)] = [:]
        var naps = LeftOut("shorter sleeps of a day, taken as naps")
        func seconds(_ row: ExportRow) -> Double {
            asleep.compactMap { table.number(row, $0) }.reduce(0, +)
        }
        try table.rows { row, moment in
            if seconds(row) > longest[moment.day]?.seconds ?? -1 {
                longest[moment.day] = (seconds(row), row.line)
            }
        }
        try table.rows { row, moment in
            guard longest[moment.day]?.line == row.line else { return naps.add(row.line) }
            let day = Moment(moment.day)
            emit(ImportedValue("sleep.hours", day, seconds(row) / 3600, line: row.line))
            table.emit(row, on: day, known: Self.stages, emit: emit)
        }
        return table.notes + naps.notes
    }
}
