import ExperimentText

/// Fitbit's export of an account: arrays of nights (`sleep-*.json`) or of moments with a value
/// (`steps-*.json`, `resting_heart_rate-*.json`), whose series is the file's name; weights
/// (`weight-*.json`); and the series of the web interface (`{"activities-steps": […]}`).
struct FitbitJSONReader: WholeFileImporter {
    package static let format = ImportFormat(
        "fitbit-json", name: "Fitbit (JSON)",
        looks: "a JSON array whose objects have \"dateOfSleep\", or \"dateTime\" and \"value\"",
        isMeasured: true, isInParts: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.isJSON
            && (head.text.contains("\"dateOfSleep\"")
                || head.text.contains("\"dateTime\"") && head.text.contains("\"value\"")
                || head.text.contains("\"logId\"") && head.text.contains("\"weight\""))
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let document = try JSONDocument(text, file: context.file)
        let items = document.values.flatMap { $0["sleep"]?.array ?? $0.array ?? [$0] }
        let nights = items.filter { $0["dateOfSleep"] != nil }
        guard nights.isEmpty else { return try sleep(nights, emit) }
        let named = document.values.flatMap(\.members).filter { $0.value.array != nil }
        for (name, series) in named { try moments(series.array ?? [], of: seriesName(name), emit) }
        if named.isEmpty { try moments(items, of: seriesName, emit) }
        try weights(items, emit)
        return []
    }

    /// Weights in the unit of the account, which the file does not say.
    private func weights(
        _ items: [LocatedJSON], _ emit: (ImportedValue) -> Void
    ) throws(ImportError) {
        let logged = items.filter { $0["logId"] != nil && $0["weight"] != nil }
        var survey = DateSurvey(column: "date")
        for item in logged {
            if let text = item["date"]?.text { survey.add(text, line: item.line) }
        }
        let dates = try settled(survey)
        for item in logged {
            let text = item["date"]?.text ?? ""
            guard let day = dates.moment(text, zone: context.zone)?.day else {
                throw ImportError(
                    .reader(.notADate(context.line(item.line), column: "date", found: text)))
            }
            let time = item["time"]?.text.flatMap(secondOfDay)
            let parts = [("weight", "weight"), ("bmi", "bmi"), ("fat", "body-fat.percent")]
            for (key, series) in parts {
                guard let number = item[key]?.number else { continue }
                emit(
                    ImportedValue(
                        series, Moment(day: day, second: time), number, line: item.line))
            }
        }
    }

    /// `activities-steps` holds steps.
    private func seriesName(_ name: String) -> String {
        for start in ["activities-", "body-"] where name.hasPrefix(start) {
            return String(name.dropFirst(start.count))
        }
        return name
    }

    // MARK: Nights

    private func sleep(
        _ nights: [LocatedJSON], _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        var naps = (count: 0, line: 0)
        for night in nights {
            let text = night["dateOfSleep"]?.text ?? ""
            guard let day = CalendarDay(iso: text) else {
                throw ImportError(
                    .reader(
                        .notADate(
                            context.line(night.line), column: "dateOfSleep", found: text)))
            }
            let isMain = (night["mainSleep"] ?? night["isMainSleep"])?.flag ?? true
            if isMain {
                emitNight(night, on: day, emit)
            } else {
                naps = (naps.count + 1, naps.count == 0 ? night.line : naps.line)
            }
        }
        guard naps.count > 0 else { return [] }
        return [.leftOut(count: naps.count, why: "naps, not nights", firstLine: naps.line)]
    }

    private func emitNight(
        _ night: LocatedJSON, on day: CalendarDay, _ emit: (ImportedValue) -> Void
    ) {
        func give(_ series: String, _ number: Double?, _ factor: Double = 1) {
            guard let number else { return }
            emit(ImportedValue(series, Moment(day), number * factor, line: night.line))
        }
        give("sleep.hours", night["minutesAsleep"]?.number, 1.0 / 60)
        give("sleep.in-bed.hours", night["duration"]?.number, 1 / 3_600_000)
        give("sleep.awake.minutes", night["minutesAwake"]?.number)
        give("sleep.efficiency", night["efficiency"]?.number)
        for stage in ["deep", "light", "rem", "wake"] {
            give(
                "sleep.\(stage).minutes",
                night["levels", "summary", stage, "minutes"]?.number)
        }
    }

    // MARK: Moments

    /// Sums the values of a day for counts, and takes their mean for rates. Values are texts.
    private func moments(
        _ items: [LocatedJSON], of series: String, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) {
        var survey = DateSurvey(column: "dateTime")
        for item in items {
            if let text = item["dateTime"]?.text { survey.add(text, line: item.line) }
        }
        let dates = try settled(survey)
        var days = DailyTotals()
        for item in items {
            guard let text = item["dateTime"]?.text else { continue }
            guard let moment = dates.moment(text, zone: context.zone) else {
                throw ImportError(
                    .reader(
                        .notADate(context.line(item.line), column: "dateTime", found: text)))
            }
            guard let number = item["value"]?.number ?? item["value", "value"]?.number,
                !(series == "resting-heart-rate" && number == 0)
            else { continue }
            days.add(number, to: series, on: moment.day, line: item.line)
        }
        let isMean = series.contains("heart") || series.contains("weight")
        for total in days.inOrder {
            let value = isMean ? total.mean : total.sum
            emit(ImportedValue(series, Moment(total.day), value, line: total.line))
        }
    }

    private func settled(_ survey: DateSurvey) throws(ImportError) -> DateColumn {
        do throws(ImportProblem) {
            // The account's export writes 01/31/24 in every country.
            return try survey.settled(
                given: context.dateOrder ?? .monthFirst, sibling: nil, file: context.file)
        } catch {
            throw ImportError(error)
        }
    }

    /// `steps-2024-01-15.json` holds steps.
    private var seriesName: String {
        let name = context.file.prefix { !$0.isNumber && $0 != "." }
        return name.split(separator: "-").joined(separator: "-")
            .split(separator: "_").joined(separator: "-")
    }
}
