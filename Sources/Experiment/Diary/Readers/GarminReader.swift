import ExperimentText

/// Garmin Connect: the table of activities, the table of nights, and the account's JSON of nights.
///
/// `--` is no value, numbers are grouped (`"1,024"`), and some countries write decimal commas. Rows
/// that are the mean of a week belong to no day and are left out.
struct GarminReader: WholeFileImporter {
    package static let format = ImportFormat(
        "garmin", name: "Garmin Connect",
        looks:
            "a table with \"Activity Type\" and \"Date\", one with \"Avg Bedtime\", or JSON with "
            + "\"calendarDate\"", isMeasured: true, isInParts: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        isActivities(head.header)
            || head.header.contains { $0.hasPrefix("avg bedtime") || $0 == "bedtime" }
                && head.header.contains { $0 == "date" || $0.hasPrefix("sleep score") }
            || head.isJSON
                && (head.text.contains("\"calendarDate\"")
                    || head.text.contains("\"summarizedActivitiesExport\""))
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        if text.isJSON { return try account(text, emit) }
        let table = try ExportTable(quotingWeeks(text), file: context.file)
        return Self.isActivities(table.header)
            ? try activities(text, emit) : try nights(table, emit)
    }

    /// The first column and the third, in English, German, French, Spanish, Danish, Norwegian and
    /// Swedish.
    private static func isActivities(_ header: [String]) -> Bool {
        let types = [
            "activity type", "aktivitätstyp", "type d'activité", "tipo de actividad",
            "aktivitetstype", "aktivitetstyp",
        ]
        return header.count > 2 && types.contains(header[0].lowercased())
            && ["favori", "foretrukken", "titel", "tittel", "title", "titre", "título"].contains {
                header[2].lowercased().hasPrefix($0)
            }
    }

    /// Garmin writes the days of a week without quotes, although they hold a comma: `Dec 25-31, 2024`.
    private func quotingWeeks(_ text: ExportText) -> ExportText {
        let lines = text.bytes.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.contains(where: { week(in: $0) != nil }) else { return text }
        let quoted = lines.map { line in
            guard let end = week(in: line) else { return Array(line) }
            let mark = UInt8(ascii: "\"")
            return [mark] + line[..<end] + [mark] + line[end...]
        }
        return ExportText(utf8: Array(quoted.joined(separator: [UInt8(ascii: "\n")])))
    }

    /// Where the days of a week end at the beginning of a line; nil for another line.
    private func week(in line: ArraySlice<UInt8>) -> Int? {
        guard let comma = line.firstIndex(of: UInt8(ascii: ",")),
            line[..<comma].contains(UInt8(ascii: "-")), line[comma...].count > 6
        else { return nil }
        let year = line[(comma + 1)..<(comma + 6)]
        let isYear =
            year.first == UInt8(ascii: " ")
            && year.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
        return isYear ? comma + 6 : nil
    }

    // MARK: Activities

    /// Sums over the activities of a day.
    private func activities(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let table = try DatedTable(text, context, day: ["Date", "Datum", "Fecha", "Dato"])
        let time = table.table.column(
            "Time", "Zeit", "Durée", "Tiempo", "Tid", "Moving Time", "Elapsed Time")
        let distance = table.table.column("Distance", "Distanz", "Distancia", "Distanse", "Distans")
        let calories = table.table.column(
            "Calories", "Kalorien", "Calorías", "Kalorier", "Totale kalorier")
        var totals = DailyTotals()
        // One cell that can only be minutes and seconds tells what the others of its column are.
        var areMinutes = false
        try table.table.rows {
            areMinutes = areMinutes || $0[time].map(isMinutesAndSeconds) == true
        }
        try table.rows { row, moment in
            let parts: [(String, Double?)] = [
                (
                    "exercise.minutes",
                    row[time].flatMap { hours($0, areMinutes: areMinutes) }.map { $0 * 60 }
                ),
                ("exercise.distance", table.number(row, distance)),
                ("exercise.kcal", table.number(row, calories)),
            ]
            for case (let series, let number?) in parts {
                totals.add(number, to: series, on: moment.day, line: row.line)
            }
        }
        totals.emitSums(emit)
        return table.notes
    }

    // MARK: Nights

    private func nights(
        _ table: ExportTable, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let day = table.column("Date") ?? 0
        let duration = table.column("Avg Duration", "Duration")
        let score = table.column("Avg Score", "Score")
        let dates = try table.survey(day: day, given: context.dateOrder).days
        var weeks = (count: 0, line: 0)
        try table.rows { row in
            guard let cell = row[day] else { return }
            guard let moment = dates.moment(cell, zone: context.zone) else {
                weeks = (weeks.count + 1, weeks.count == 0 ? row.line : weeks.line)
                return
            }
            if let hours = row[duration].flatMap({ hours($0) }) {
                emit(ImportedValue("sleep.hours", moment, hours, line: row.line))
            }
            if let score = row[score].flatMap({ exportedNumber($0) }) {
                emit(ImportedValue("sleep.score", moment, score, line: row.line))
            }
        }
        guard weeks.count > 0 else { return [] }
        return [
            .leftOut(
                count: weeks.count, why: "the mean of a week belongs to no single day",
                firstLine: weeks.line)
        ]
    }

    // MARK: Account

    private static let measures: [(key: String, series: String, factor: Double)] = [
        ("deepSleepSeconds", "sleep.deep.minutes", 1.0 / 60),
        ("lightSleepSeconds", "sleep.light.minutes", 1.0 / 60),
        ("remSleepSeconds", "sleep.rem.minutes", 1.0 / 60),
        ("awakeSleepSeconds", "sleep.awake.minutes", 1.0 / 60),
        ("totalSteps", "steps", 1), ("restingHeartRate", "heart-rate.resting", 1),
        ("moderateIntensityMinutes", "exercise.moderate.minutes", 1),
        ("vigorousIntensityMinutes", "exercise.vigorous.minutes", 1),
    ]

    private func account(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let items = try JSONDocument(text, file: context.file).items
        summarised(items.flatMap { $0["summarizedActivitiesExport"]?.array ?? [] }, emit)
        for item in items {
            guard let date = item["calendarDate"] else { continue }
            guard let cell = date.text ?? date["date"]?.text,
                let day = DateText(cell)?.day(nil)
            else {
                throw ImportError(
                    .reader(
                        .notADate(
                            context.line(date.line), column: "calendarDate",
                            found: date.text ?? "no text")))
            }
            for measure in Self.measures {
                guard let number = item[measure.key]?.number else { continue }
                emit(
                    ImportedValue(
                        measure.series, Moment(day), number * measure.factor, line: item.line))
            }
            if let asleep = asleep(item) {
                emit(ImportedValue("sleep.hours", Moment(day), asleep, line: item.line))
            }
        }
        return []
    }

    /// Activities of the account: milliseconds of the wall clock, and centimetres.
    private func summarised(_ activities: [LocatedJSON], _ emit: (ImportedValue) -> Void) {
        var totals = DailyTotals()
        for activity in activities {
            guard let start = activity["startTimeLocal"]?.number, start.magnitude < 1e14 else {
                continue
            }
            let day = LocalZone.utc.moment(secondsSinceEpoch: Int(start / 1000)).day
            let parts = [
                ("duration", "exercise.minutes", 1.0 / 60_000),
                ("distance", "exercise.distance", 1e-5),
            ]
            for (key, series, factor) in parts {
                guard let number = activity[key]?.number else { continue }
                totals.add(number * factor, to: series, on: day, line: activity.line)
            }
        }
        totals.emitSums(emit)
    }

    /// The stages together; nil when the night has none of them.
    private func asleep(_ night: LocatedJSON) -> Double? {
        let stages = ["deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds"]
            .compactMap { night[$0]?.number }
        return stages.isEmpty ? nil : stages.reduce(0, +) / 3600
    }
}
