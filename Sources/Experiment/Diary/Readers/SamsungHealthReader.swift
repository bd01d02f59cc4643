import ExperimentText

/// Samsung Health: the tables of its download, each with a line above that names its kind.
///
/// Moments are in UTC, with the offset of the clock in `time_offset`; some are milliseconds since 1970.
/// A night belongs to the day on which it ends, and the longest one counts. Steps are those that the
/// app made of all devices together. Other tables give their columns of numbers as `KIND.COLUMN`.
struct SamsungHealthReader: WholeFileImporter {
    package static let format = ImportFormat(
        "samsung-health", name: "Samsung Health",
        looks: "a first line such as com.samsung.shealth.sleep,7006003,11", isMeasured: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.text.hasPrefix("com.samsung.")
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let firstEnd = text.bytes.firstIndex(of: UInt8(ascii: "\n")) ?? text.bytes.count - 1
        let first = String(decoding: text.bytes[..<firstEnd], as: UTF8.self)
        let kind = first.prefix { $0 != "," }.split(separator: ".").last.map(String.init) ?? ""
        let table = try ExportTable(
            text, file: context.file, range: (firstEnd + 1)..<text.bytes.count, firstLine: 2)
        let rows = SamsungRows(table, zone: context.zone)
        switch kind {
        case "sleep": return try nights(rows, emit)
        case "step_daily_trend": return try steps(rows, emit)
        case "exercise": return try exercises(rows, emit)
        default: return try others(rows, kind, emit)
        }
    }

    private func nights(
        _ rows: SamsungRows, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        var nights: [CalendarDay: (hours: Double, row: ExportRow)] = [:]
        var naps = LeftOut("shorter sleeps of a day, taken as naps")
        try rows.visit { row in
            guard let start = rows.seconds(row, "start_time"),
                let end = rows.moment(row, "end_time"),
                let last = rows.seconds(row, "end_time"), last > start
            else { return }
            let hours =
                rows.number(row, "sleep_duration").map { $0 / 60 } ?? Double(last - start) / 3600
            if let known = nights[end.day] {
                naps.add(known.hours < hours ? known.row.line : row.line)
                guard known.hours < hours else { return }
            }
            nights[end.day] = (hours, row)
        }
        let measures = [("sleep_score", "sleep.score"), ("efficiency", "sleep.efficiency")]
        for (day, night) in nights.sorted(by: { $0.key < $1.key }) {
            let line = night.row.line
            emit(ImportedValue("sleep.hours", Moment(day), night.hours, line: line))
            for (column, series) in measures {
                guard let number = rows.number(night.row, column) else { continue }
                emit(ImportedValue(series, Moment(day), number, line: line))
            }
        }
        return naps.notes
    }

    private func steps(
        _ rows: SamsungRows, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        var parts = LeftOut("steps of single devices, which are in those of all")
        try rows.visit { row in
            // -2 is all devices together; the others are parts of it.
            guard rows.number(row, "source_type") ?? -2 == -2 else { return parts.add(row.line) }
            guard let count = rows.number(row, "count"),
                let seconds = rows.seconds(row, "day_time")
            else { return }
            let day = LocalZone.utc.moment(secondsSinceEpoch: seconds).day
            emit(ImportedValue("steps", Moment(day), count, line: row.line))
        }
        return parts.notes
    }

    private func exercises(
        _ rows: SamsungRows, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        var totals = DailyTotals()
        let parts = [
            ("duration", "exercise.minutes", 1.0 / 60_000), ("calorie", "exercise.kcal", 1),
            ("distance", "exercise.distance.km", 0.001),
        ]
        try rows.visit { row in
            guard let start = rows.moment(row, "start_time") else { return }
            for (column, series, factor) in parts {
                guard let number = rows.number(row, column) else { continue }
                totals.add(number * factor, to: series, on: start.day, line: row.line)
            }
        }
        totals.emitSums(emit)
        return []
    }

    private static let names = [
        "weight.weight": "weight.kg", "weight.body_fat": "body-fat.percent",
        "heart_rate.heart_rate": "heart-rate",
    ]

    private func others(
        _ rows: SamsungRows, _ kind: String, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        try rows.visit { row in
            guard let start = rows.moment(row, "start_time") ?? rows.moment(row, "day_time")
            else { return }
            for column in rows.columnsOfNumbers {
                guard let number = rows.number(row, column) else { continue }
                let name = "\(kind).\(column)"
                emit(ImportedValue(Self.names[name] ?? name, start, number, line: row.line))
            }
        }
        return []
    }
}

/// The rows of a table whose columns may have the name of their kind before their own.
private struct SamsungRows {
    private let table: ExportTable
    private let zone: LocalZone
    private let places: [String: Int]
    let columnsOfNumbers: [String]

    init(_ table: ExportTable, zone: LocalZone) {
        self.table = table
        self.zone = zone
        let names = table.header.map { $0.split(separator: ".").last.map(String.init) ?? "" }
        places = Dictionary(
            names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        columnsOfNumbers = names.filter { name in
            !name.isEmpty && !name.hasSuffix("_time") && !name.hasSuffix("uuid")
                && !["time_offset", "pkg_name", "create_sh_ver", "modify_sh_ver"].contains(name)
        }
    }

    func visit(_ visit: (ExportRow) -> Void) throws(ImportError) { try table.rows(visit) }

    func number(_ row: ExportRow, _ column: String) -> Double? {
        row[places[column]].flatMap { exportedNumber($0) }
    }

    /// Seconds since 1970 in UTC.
    func seconds(_ row: ExportRow, _ column: String) -> Int? {
        guard let cell = row[places[column]] else { return nil }
        if let milliseconds = decimalNumber(cell), milliseconds > 1e11, milliseconds < 1e14 {
            return Int(milliseconds / 1000)
        }
        guard let text = DateText(cell), let day = text.day(nil) else { return nil }
        return day.daysSinceEpoch * 86_400 + (text.second ?? 0)
    }

    /// By the clock on the wall.
    func moment(_ row: ExportRow, _ column: String) -> Moment? {
        guard let seconds = seconds(row, column) else { return nil }
        // `UTC-0400`, read as the zone of some moment.
        let offset = row[places["time_offset"]].flatMap { DateText("2000-01-01 00:00 \($0)")?.zone }
        guard case .offset(let ahead)? = offset else {
            return zone.moment(secondsSinceEpoch: seconds)
        }
        return LocalZone.utc.moment(secondsSinceEpoch: seconds + ahead)
    }
}
