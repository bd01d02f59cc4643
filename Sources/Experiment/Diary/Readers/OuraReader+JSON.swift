import ExperimentText

/// Oura as JSON: what its interface answers (`{"data": […]}` in version 2, `{"sleep": […]}` before and in
/// the download of an account).
///
/// A night belongs to the day on which it ends; the first version dates it by the day before. Scores of a
/// day are told apart by what they are made of.
extension OuraReader {
    static func recognisesJSON(_ head: ExportHead) -> Bool {
        head.isJSON
            && (head.text.contains("\"total_sleep_duration\"")
                || head.text.contains("\"contributors\"") && head.text.contains("\"day\"")
                || head.text.contains("\"summary_date\"") && head.text.contains("\"score\""))
    }

    func account(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        var leftOut = LeftOut("naps, rests and deleted periods")
        for (kind, item) in records(try JSONDocument(text, file: context.file)) {
            guard ["long_sleep", nil].contains(item["type"]?.text) || kind != "sleep",
                item["is_longest"]?.number != 0
            else {
                leftOut.add(item.line)
                continue
            }
            let day = try day(of: item, isNight: kind == "sleep")
            for (key, series, factor) in Self.measures(of: item, kind) {
                guard let number = item[key]?.number else { continue }
                emit(ImportedValue(series, Moment(day), number * factor, line: item.line))
            }
        }
        return leftOut.notes
    }

    /// Every record with what it is of: `sleep`, `daily_sleep`, `readiness` or `activity`.
    private func records(_ document: JSONDocument) -> [(kind: String, item: LocatedJSON)] {
        let items = document.items.flatMap { item -> [LocatedJSON] in
            let lists = item.members.compactMap {
                ["contributors", "heart_rate", "hrv"].contains($0.key) ? nil : $0.value.array
            }
            let records = lists.flatMap(\.self).filter { !$0.members.isEmpty }
            return item["day"] == nil && item["summary_date"] == nil && item["bedtime_end"] == nil
                ? records : [item]
        }
        return items.compactMap { item in Self.kind(of: item).map { ($0, item) } }
    }

    private static func kind(of item: LocatedJSON) -> String? {
        if item["bedtime_end"] != nil { return "sleep" }
        if item["contributors", "deep_sleep"] != nil { return "daily_sleep" }
        if item["contributors", "resting_heart_rate"] != nil || item["score_resting_hr"] != nil {
            return "readiness"
        }
        return item["steps"] != nil ? "activity" : nil
    }

    private func day(of item: LocatedJSON, isNight: Bool) throws(ImportError) -> CalendarDay {
        let cells = [isNight ? item["bedtime_end"] : nil, item["day"], item["summary_date"]]
        let cell = cells.compactMap { $0?.text }.first ?? ""
        // The wall clock of the night: its offset stands in the text.
        guard let day = DateText(cell)?.day(nil) else {
            throw ImportError(
                .reader(.notADate(context.line(item.line), column: "day", found: cell)))
        }
        return day
    }

    private static func measures(
        of item: LocatedJSON, _ kind: String
    ) -> [(key: String, series: String, factor: Double)] {
        switch kind {
        case "sleep": nights
        case "daily_sleep": [("score", "sleep.score", 1)]
        case "readiness":
            [("score", "readiness", 1), ("temperature_deviation", "temperature.deviation", 1)]
        default: [("steps", "steps", 1), ("active_calories", "energy.burned.kcal", 1)]
        }
    }

    private typealias Measure = (key: String, series: String, factor: Double)

    private static let nights: [Measure] = totals + stages

    private static let totals: [Measure] = [
        ("total_sleep_duration", "sleep.hours", hour), ("total", "sleep.hours", hour),
        ("time_in_bed", "sleep.in-bed.hours", hour), ("duration", "sleep.in-bed.hours", hour),
        ("efficiency", "sleep.efficiency", 1), ("average_hrv", "hrv.ms", 1), ("rmssd", "hrv.ms", 1),
        ("lowest_heart_rate", "heart-rate.resting", 1), ("hr_lowest", "heart-rate.resting", 1),
        ("average_heart_rate", "heart-rate", 1), ("hr_average", "heart-rate", 1),
        ("score", "sleep.score", 1), ("temperature_delta", "temperature.deviation", 1),
        ("awake_time", "sleep.awake.minutes", minute), ("awake", "sleep.awake.minutes", minute),
    ]

    private static let stages: [Measure] = ["deep", "light", "rem"].flatMap { stage -> [Measure] in
        let series = "sleep.\(stage).minutes"
        return [("\(stage)_sleep_duration", series, minute), (stage, series, minute)]
    }

    /// A second of each.
    private static let hour = 1.0 / 3600
    private static let minute = 1.0 / 60
}
