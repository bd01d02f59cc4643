import ExperimentText

/// MyFitnessPal: `Nutrition-Summary` with a row a meal, or a food where it has times, added up over the
/// day; `Exercise-Summary`, added up too; `Measurement-Summary`.
///
/// Meals, not foods: what was in them is not in the file. Rows of totals are passed over. A measurement is
/// in the unit of the account, which the file does not say; vitamins and calcium are shares of a day's need.
struct MyFitnessPalReader: WholeFileImporter {
    package static let format = ImportFormat(
        "myfitnesspal", name: "MyFitnessPal",
        looks: "a table with \"Date\", \"Meal\" and \"Calories\", or with \"Exercise Minutes\"",
        isInParts: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns("Date", "Meal", "Calories")
            || head.hasColumns("Date", "Exercise", "Exercise Calories", "Exercise Minutes")
            || head.file.hasPrefix("measurement-summary") && head.hasColumns("Date")
    }

    private static let measures = [
        MeasureColumn("Calories", "energy.kcal"), MeasureColumn("Fat (g)", "fat.g"),
        MeasureColumn("Sodium (mg)", "sodium.mg"),
        MeasureColumn("Carbohydrates (g)", "carbohydrates.g"),
        MeasureColumn("Fiber", "fibre.g"), MeasureColumn("Sugar", "sugar.g"),
        MeasureColumn("Protein (g)", "protein.g"),
        MeasureColumn("Carbs (g)", "carbohydrates.g"), MeasureColumn("Fiber (g)", "fibre.g"),
        MeasureColumn("Sugars (g)", "sugar.g"), MeasureColumn("Saturated Fat", "fat.saturated.g"),
        MeasureColumn("Cholesterol", "cholesterol.mg"), MeasureColumn("Potassium", "potassium.mg"),
        MeasureColumn("Calcium", "calcium.percent-of-daily-value"),
        MeasureColumn("Iron", "iron.percent-of-daily-value"),
        MeasureColumn("Vitamin A", "vitamin-a.percent-of-daily-value"),
        MeasureColumn("Vitamin C", "vitamin-c.percent-of-daily-value"),
        MeasureColumn("Exercise Calories", "exercise.kcal"),
        MeasureColumn("Exercise Minutes", "exercise.minutes"), MeasureColumn("Steps", "steps"),
    ]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try DatedTable(text, context, day: ["Date"])
        let meal = table.table.column("Meal")
        if meal == nil, table.table.column("Exercise") == nil {
            return try measurements(table, emit)
        }
        var totals = DailyTotals()
        var sums = LeftOut("totals of the rows above")
        var silent = LeftOut("rows without a time, an energy or a number that is read")
        func isSum(_ row: ExportRow) -> Bool {
            row.cells.prefix(2).contains { $0.lowercased().hasPrefix("total") }
        }
        try table.table.rows { if isSum($0) { sums.add($0.line) } }
        try table.rows(where: { !isSum($0) }) { row, moment in
            let hasNumbers = table.add(
                row, on: moment.day, known: Self.measures, others: meal != nil, to: &totals)
            if !hasNumbers { silent.add(row.line) }
        }
        totals.emitSums(emit)
        return table.notes + sums.notes + silent.notes
    }

    private func measurements(
        _ table: DatedTable, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        try table.rows { row, moment in
            table.emit(
                row, on: moment, known: [MeasureColumn("Weight", "weight")], emit: emit)
        }
        return table.notes
    }
}
