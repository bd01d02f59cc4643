import ExperimentText

/// MyFitnessPal: a row a meal with its nutrients, added up over the day.
///
/// Meals, not foods: what was in them is not in the file. Rows of totals are passed over.
struct MyFitnessPalReader: WholeFileImporter {
    package static let format = ImportFormat(
        "myfitnesspal", name: "MyFitnessPal",
        looks: "a table with \"Date\", \"Meal\" and \"Calories\"")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns("Date", "Meal", "Calories")
    }

    private static let measures = [
        MeasureColumn("Calories", "energy.kcal"), MeasureColumn("Fat (g)", "fat.g"),
        MeasureColumn("Sodium (mg)", "sodium.mg"),
        MeasureColumn("Carbohydrates (g)", "carbohydrates.g"),
        MeasureColumn("Fiber", "fibre.g"), MeasureColumn("Sugar", "sugar.g"),
        MeasureColumn("Protein (g)", "protein.g"),
        MeasureColumn("Calcium", "calcium.percent-of-daily-value"),
    ]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try DatedTable(text, context, day: ["Date"])
        let meal = table.table.column("Meal")
        var totals = DailyTotals()
        try table.rows(where: { row in !row.cells.prefix(2).contains { $0.hasPrefix("Total") } }) {
            row, moment in
            guard row[meal]?.lowercased().hasPrefix("total") != true else { return }
            table.add(row, on: moment.day, known: Self.measures, to: &totals)
        }
        totals.emitSums(emit)
        return table.notes
    }
}
