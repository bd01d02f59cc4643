import ExperimentText

/// Open mHealth data points: JSON objects with a header, which names the schema, and a body.
///
/// The series is the schema's name with hyphens (`step-count`). A value is a number or one with a
/// unit; durations become hours. A night is dated by its end, everything else by its start.
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
        for point in try JSONDocument(text, file: context.file).items {
            guard let schema = point["header", "schema_id", "name"]?.text else {
                throw missing("header.schema_id.name", point)
            }
            guard let body = point["body"] else { throw missing("body", point) }
            let series = schema.split(separator: "_").joined(separator: "-")
            let moment = try moment(of: body, isNight: series.hasPrefix("sleep"))
            for member in body.members where member.key != "effective_time_frame" {
                guard let number = try number(member.value, series) else { continue }
                emit(ImportedValue(series, moment, number, line: point.line))
                break
            }
        }
        return []
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

    /// Factors to hours for durations, to kilograms for weights, and 1 for units taken as they are.
    private static let units: [String: Double] = [
        "h": 1.0, "min": 1.0 / 60, "sec": 1.0 / 3600, "ms": 1 / 3_600_000, "kg": 1,
        "lb": kilogramsPerPound, "g": 0.001,
    ]

    private func number(
        _ value: LocatedJSON, _ series: String
    ) throws(ImportError) -> Double? {
        guard let inner = value["value"] else {
            if case .number(let number) = value.value { return number }
            return nil
        }
        guard let number = inner.number else { return nil }
        let isConverted = series.contains("duration") || series.contains("weight")
        guard isConverted, let unit = value["unit"]?.text else { return number }
        guard let factor = Self.units[unit] else {
            throw ImportError(
                .reader(
                    .unitUnknown(
                        context.line(value.line), series: series, found: unit,
                        expected: Self.units.keys.sorted())))
        }
        return number * factor
    }
}
