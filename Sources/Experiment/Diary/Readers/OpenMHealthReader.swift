import ExperimentText

/// Open mHealth data points: JSON objects with a header, which names the schema, and a body.
///
/// The series is the schema's name with hyphens (`step-count`); numbers beside the main one add their
/// own (`sleep-episode.latency-to-sleep-onset`), and so does a statistic that is no mean
/// (`body-temperature.maximum`). Durations become hours, weights kilograms. A night is dated by its
/// end, everything else by its start. The wrapper of Shimmer (`{"shim": …, "body": […]}`) is opened.
struct OpenMHealthReader: WholeFileImporter {
    package static let format = ImportFormat(
        "open-mhealth", name: "Open mHealth",
        looks: "JSON objects with \"header\" and \"body\"", isMeasured: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.isJSON && head.text.contains("\"schema_id\"") && head.text.contains("\"body\"")
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        for point in points(try JSONDocument(text, file: context.file)) {
            guard let schema = point["header", "schema_id", "name"]?.text else {
                throw missing("header.schema_id.name", point)
            }
            guard let body = point["body"] else { throw missing("body", point) }
            let series = hyphenated(schema)
            let moment = try moment(of: body, isNight: series.contains("sleep"))
            for (name, number) in try numbers(of: body, series) {
                emit(ImportedValue(name, moment, number, line: point.line))
            }
        }
        return []
    }

    private func points(_ document: JSONDocument) -> [LocatedJSON] {
        document.items.flatMap { item in
            item["shim"] == nil ? [item] : item["body"]?.array ?? []
        }
    }

    private func hyphenated(_ name: String) -> String {
        name.split(separator: "_").joined(separator: "-")
    }

    /// Names under which a schema keeps the number that it is about.
    private static let mainNumbers = ["sleep-episode": "total-sleep-time"]

    /// Every number of a data point with the name of its series, the main one first.
    private func numbers(
        of body: LocatedJSON, _ series: String
    ) throws(ImportError) -> [(name: String, number: Double)] {
        var found: [(key: String, number: Double)] = []
        for member in body.members where member.key != "effective_time_frame" {
            let key = hyphenated(member.key)
            if let number = try number(member.value, "\(series).\(key)") {
                found.append((key, number))
            }
        }
        let statistic = body["descriptive_statistic"]?.text.map(hyphenated) ?? "average"
        let suffix = statistic == "average" ? "" : ".\(statistic)"
        let wanted = Self.mainNumbers[series] ?? series
        let isAlone = found.count == 1 && Self.mainNumbers[series] == nil
        let main = found.first { $0.key == wanted } ?? (isAlone ? found.first : nil)
        let others = found.filter { $0.key != main?.key }
        return (main.map { [(series + suffix, $0.number)] } ?? [])
            + others.map { ("\(series).\($0.key)\(suffix)", $0.number) }
    }

    private func missing(_ name: String, _ point: LocatedJSON) -> ImportError {
        ImportError(
            .reader(.valueMissing(context.line(point.line), name: name, of: "a data point")))
    }

    private func moment(of body: LocatedJSON, isNight: Bool) throws(ImportError) -> Moment {
        guard let frame = body["effective_time_frame"] else {
            throw missing("effective_time_frame", body)
        }
        let interval = frame["time_interval"]
        let ends = [interval?["end_date_time"], interval?["start_date_time"]]
        let candidates =
            [frame["date_time"]] + (isNight ? ends : ends.reversed())
            + [interval?["date"]]
        guard let cell = candidates.compactMap(\.self).first?.text else {
            throw missing("date_time", frame)
        }
        let dates = DateColumn(name: "date_time", order: nil, ground: nil)
        guard let moment = dates.moment(cell, zone: context.zone) else {
            throw ImportError(
                .reader(.notADate(context.line(frame.line), column: "date_time", found: cell)))
        }
        return isNight ? Moment(moment.day) : moment
    }

    /// Factors to hours for durations, and to kilograms for weights.
    private static let durations: [String: Double] = [
        "d": 24, "h": 1, "min": 1.0 / 60, "sec": 1.0 / 3600, "ms": 1 / 3_600_000,
    ]
    private static let weights: [String: Double] = ["kg": 1, "lb": kilogramsPerPound, "g": 0.001]

    private func number(
        _ value: LocatedJSON, _ series: String
    ) throws(ImportError) -> Double? {
        guard let inner = value["value"] else {
            if case .number(let number) = value.value { return number }
            return nil
        }
        guard let number = inner.number else { return nil }
        guard let unit = value["unit"]?.text else { return number }
        if let factor = Self.durations[unit] { return number * factor }
        let known =
            series.contains("weight")
            ? Self.weights : series.contains("duration") ? Self.durations : nil
        guard let known else { return number }
        guard let factor = known[unit] else {
            throw ImportError(
                .reader(
                    .unitUnknown(
                        context.line(value.line), series: series, found: unit,
                        expected: known.keys.sorted())))
        }
        return number * factor
    }
}
