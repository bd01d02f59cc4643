import ExperimentText

/// Google Fit's raw data points in a Takeout (`{"Data Source": …, "Data Points": […]}`), in nanoseconds of
/// UTC: counts are added over the day, rates averaged, and the stages of a night joined on the day of
/// waking.
extension GoogleFitReader {
    static func recognisesJSON(_ head: ExportHead) -> Bool {
        head.isJSON && head.text.contains("\"Data Points\"")
    }

    private enum Rule { case sum, mean, last, sleep }

    private static let types: [(name: String, series: String, rule: Rule, factor: Double)] = [
        ("step_count.delta", "steps", .sum, 1), ("distance.delta", "distance.km", .sum, 0.001),
        ("calories.expended", "energy.kcal", .sum, 1), ("active_minutes", "move.minutes", .sum, 1),
        ("heart_minutes", "heart-points", .sum, 1), ("heart_rate.bpm", "heart-rate", .mean, 1),
        ("weight", "weight.kg", .last, 1), ("sleep.segment", "sleep.hours", .sleep, 1),
    ]

    private struct Point {
        let start: Int
        let end: Int
        let value: Double
        let line: Int
    }

    func points(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        var found: [String: [Point]] = [:]
        for document in try JSONDocument(text, file: context.file).values {
            for item in document["Data Points"]?.array ?? [] {
                guard let type = item["dataTypeName"]?.text, let point = try point(item) else {
                    continue
                }
                found[type, default: []].append(point)
            }
        }
        for type in Self.types {
            let points = found["com.google.\(type.name)"] ?? []
            let days = Dictionary(grouping: points) { point in
                let end = context.zone.moment(secondsSinceEpoch: point.end)
                return type.rule == .sleep ? end.dayOfNight : end.day
            }
            for (day, points) in days.sorted(by: { $0.key < $1.key }) {
                guard let first = points.first, let value = Self.value(points, type.rule) else {
                    continue
                }
                emit(
                    ImportedValue(type.series, Moment(day), value * type.factor, line: first.line))
            }
        }
        return []
    }

    /// Nil for a point without a number.
    private func point(_ item: LocatedJSON) throws(ImportError) -> Point? {
        guard let start = Self.seconds(item["startTimeNanos"]),
            let end = Self.seconds(item["endTimeNanos"])
        else {
            throw ImportError(
                .reader(
                    .valueMissing(
                        context.line(item.line), name: "startTimeNanos\" and \"endTimeNanos",
                        of: "a data point")))
        }
        let value = item["fitValue"]?.array?.first
        let number = value?["value", "intVal"]?.number ?? value?["value", "fpVal"]?.number
        return number.map { Point(start: start, end: max(start, end), value: $0, line: item.line) }
    }

    private static func seconds(_ nanoseconds: LocatedJSON?) -> Int? {
        nanoseconds?.number.flatMap { $0.magnitude < 4e18 ? Int($0 / 1e9) : nil }
    }

    /// Stages 2, 4, 5 and 6 are asleep, light, deep and REM; nil for a day without any.
    private static func value(_ points: [Point], _ rule: Rule) -> Double? {
        let sum = points.reduce(0) { $0 + $1.value }
        switch rule {
        case .sum: return sum
        case .mean: return sum / Double(points.count)
        case .last: return points.max { $0.end < $1.end }?.value
        case .sleep:
            let asleep = points.filter { [2, 4, 5, 6].contains($0.value) && $0.start < $0.end }
            return asleep.isEmpty
                ? nil : Double(CoveredTime.seconds(asleep.map { $0.start..<$0.end })) / 3600
        }
    }
}

/// How much time spans cover together.
enum CoveredTime {
    /// Seconds that at least one span covers.
    static func seconds(_ spans: [Range<Int>]) -> Int {
        var covered = 0
        var end = Int.min
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            covered += max(0, span.upperBound - max(span.lowerBound, end))
            end = max(end, span.upperBound)
        }
        return covered
    }
}
