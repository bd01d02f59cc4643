import ExperimentText

/// Oura: the answers of its interface (JSON), the older table of trends with one row a day, and the newer export of an account with a
/// table for each category, separated by semicolons.
///
/// Durations are seconds; tables of 2020 and 2022 call them times. Column names repeat; rows of deleted periods and of naps are left out.
struct OuraReader: WholeFileImporter {
    package static let format = ImportFormat(
        "oura", name: "Oura",
        looks: "a table with \"Sleep Score\" and \"Total Sleep Duration\", or with \"day\" and "
            + "\"average_hrv\", or JSON with \"total_sleep_duration\"", isMeasured: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns("date", "sleep score") || head.hasColumns("id", "day", "average_hrv")
            || head.hasColumns("id", "day", "contributors")
            || head.hasColumns("id", "day", "equivalent_walking_distance")
            || head.hasColumns("average_hrv", "total_sleep_duration")
            || head.hasColumns("date", "Total Sleep Time") || recognisesJSON(head)
    }

    private static let measures = [
        MeasureColumn("Total Sleep Duration", "sleep.hours", times: 1.0 / 3600),
        MeasureColumn("total_sleep_duration", "sleep.hours", times: 1.0 / 3600),
        MeasureColumn("Total Bedtime", "sleep.in-bed.hours", times: 1.0 / 3600),
        MeasureColumn("Total Bedtime Duration", "sleep.in-bed.hours", times: 1.0 / 3600),
        MeasureColumn("time_in_bed", "sleep.in-bed.hours", times: 1.0 / 3600),
        MeasureColumn("Awake Time", "sleep.awake.minutes", times: 1.0 / 60),
        MeasureColumn("awake_time", "sleep.awake.minutes", times: 1.0 / 60),
        MeasureColumn("REM Sleep Duration", "sleep.rem.minutes", times: 1.0 / 60),
        MeasureColumn("rem_sleep_duration", "sleep.rem.minutes", times: 1.0 / 60),
        MeasureColumn("Light Sleep Duration", "sleep.light.minutes", times: 1.0 / 60),
        MeasureColumn("light_sleep_duration", "sleep.light.minutes", times: 1.0 / 60),
        MeasureColumn("Deep Sleep Duration", "sleep.deep.minutes", times: 1.0 / 60),
        MeasureColumn("deep_sleep_duration", "sleep.deep.minutes", times: 1.0 / 60),
        MeasureColumn("Total Sleep Time", "sleep.hours", times: 1.0 / 3600),
        MeasureColumn("REM Sleep Time", "sleep.rem.minutes", times: 1.0 / 60),
        MeasureColumn("Light Sleep Time", "sleep.light.minutes", times: 1.0 / 60),
        MeasureColumn("Deep Sleep Time", "sleep.deep.minutes", times: 1.0 / 60),
        MeasureColumn("Sleep Score", "sleep.score"),
        MeasureColumn("Average Resting Heart Rate", "heart-rate.resting"),
        MeasureColumn("lowest_heart_rate", "heart-rate.resting"),
        MeasureColumn("average_heart_rate", "heart-rate"),
        MeasureColumn("Average HRV", "hrv.ms"), MeasureColumn("average_hrv", "hrv.ms"),
        MeasureColumn("Steps", "steps"), MeasureColumn("steps", "steps"),
        MeasureColumn("Temperature Deviation (°C)", "temperature.deviation"),
        MeasureColumn("Readiness Score", "readiness"),
    ]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        if text.isJSON { return try account(text, emit) }
        let table = try DatedTable(
            text, context, day: ["day", "date", "summary_date", "bedtime_end", "timestamp"])
        let type = table.table.column("type")
        var leftOut = (count: 0, line: 0)
        try table.rows { row, moment in
            guard ["long_sleep", nil].contains(row[type]) else {
                leftOut = (leftOut.count + 1, leftOut.count == 0 ? row.line : leftOut.line)
                return
            }
            table.emit(row, on: Moment(moment.day), known: Self.measures, emit: emit)
        }
        guard leftOut.count > 0 else { return table.notes }
        return table.notes + [
            .leftOut(
                count: leftOut.count, why: "naps, rests and deleted periods",
                firstLine: leftOut.line)
        ]
    }
}
