import ExperimentText

/// Cronometer: `servings.csv`, `dailysummary.csv`, `biometrics.csv`, `exercises.csv` and `notes.csv`.
///
/// Servings are added up over the day and counted by category (`servings.Dairy and Egg Products`).
/// A day that the user did not mark as completed is no whole day and is left out.
struct CronometerReader: WholeFileImporter {
    package static let format = ImportFormat(
        "cronometer", name: "Cronometer",
        looks: "a table with \"Food Name\", \"Completed\", \"Metric\", \"Exercise\" or \"Note\"")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns("Day", "Group", "Food Name")
            || head.hasColumns("Date", "Completed", "Energy (kcal)")
            || head.hasColumns("Day", "Group", "Metric", "Unit", "Amount")
            || head.hasColumns("Day", "Group", "Exercise", "Minutes")
            || head.hasColumns("Day", "Group", "Note")
    }

    private static let measures = [
        MeasureColumn("Energy (kcal)", "energy.kcal"), MeasureColumn("Protein (g)", "protein.g"),
        MeasureColumn("Carbs (g)", "carbohydrates.g"), MeasureColumn("Fiber (g)", "fibre.g"),
        MeasureColumn("Sugars (g)", "sugar.g"), MeasureColumn("Fat (g)", "fat.g"),
        MeasureColumn("Calcium (mg)", "calcium.mg"), MeasureColumn("Alcohol (g)", "alcohol.g"),
        MeasureColumn("Vitamin D (IU)", "vitamin-d.iu"), MeasureColumn("Iodine (µg)", "iodine.ug"),
    ]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try DatedTable(text, context, day: ["Day", "Date"])
        if table.table.column("Food Name") != nil { return try servings(table, emit) }
        if table.table.column("Completed") != nil { return try summaries(table, emit) }
        if table.table.column("Metric") != nil { return try biometrics(table, emit) }
        if table.table.column("Note") != nil { return try notes(table, emit) }
        return try exercises(table, emit)
    }

    private func notes(
        _ table: DatedTable, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let note = table.table.column("Note")
        try table.rows { row, moment in
            guard let text = row[note] else { return }
            emit(ImportedValue("note", Moment(moment.day), word: text, line: row.line))
        }
        return table.notes
    }

    private func servings(
        _ table: DatedTable, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let category = table.table.column("Category")
        var totals = DailyTotals()
        try table.rows { row, moment in
            table.add(row, on: moment.day, known: Self.measures, to: &totals)
            if let category = row[category] {
                totals.add(1, to: "servings.\(category)", on: moment.day, line: row.line)
            }
        }
        totals.emitSums(emit)
        return table.notes
    }

    private func summaries(
        _ table: DatedTable, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let completed = table.table.column("Completed")
        var unfinished = (count: 0, line: 0)
        try table.rows { row, moment in
            guard row[completed]?.lowercased() != "false" else {
                unfinished = (
                    unfinished.count + 1, unfinished.count == 0 ? row.line : unfinished.line
                )
                return
            }
            table.emit(row, on: moment, known: Self.measures, emit: emit)
        }
        guard unfinished.count > 0 else { return table.notes }
        return table.notes + [
            .leftOut(
                count: unfinished.count, why: "days that were not marked as completed",
                firstLine: unfinished.line)
        ]
    }

    private func biometrics(
        _ table: DatedTable, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let metric = table.table.column("Metric")
        let unit = table.table.column("Unit")
        let amount = table.table.column("Amount")
        try table.rows { row, moment in
            guard let name = row[metric], let number = table.number(row, amount) else { return }
            let isPounds = ["lb", "lbs"].contains(row[unit]?.lowercased())
            let series = name == "Weight" ? "weight.kg" : name
            emit(
                ImportedValue(
                    series, moment, number * (isPounds ? kilogramsPerPound : 1), line: row.line))
        }
        return table.notes
    }

    /// Burned energy is written as a negative number.
    private func exercises(
        _ table: DatedTable, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let minutes = table.table.column("Minutes")
        let burned = table.table.column("Calories Burned")
        var totals = DailyTotals()
        try table.rows { row, moment in
            if let number = table.number(row, minutes) {
                totals.add(number, to: "exercise.minutes", on: moment.day, line: row.line)
            }
            if let number = table.number(row, burned) {
                totals.add(number.magnitude, to: "exercise.kcal", on: moment.day, line: row.line)
            }
        }
        totals.emitSums(emit)
        return table.notes
    }
}

/// Exactly, by definition since 1959.
let kilogramsPerPound = 0.453_592_37
/// Exactly, by definition since 1959.
let kilometresPerMile = 1.609_344
