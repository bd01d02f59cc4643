import ExperimentText

/// Health Connect, Android's store of what apps and watches measured.
///
/// The export is an SQLite database. `n1` opens it and hands over its rows as lines of cells between
/// tabs: the row, the kind, the app, start and end in milliseconds of UTC, seconds ahead of UTC, and
/// the value. Apps copy each other, so that they are not added: the one with the most steps a day, or
/// the most sleep a night, counts; a night belongs to the day of waking.
struct HealthConnectReader: WholeFileImporter {
    package static let format = ImportFormat(
        "health-connect", name: "Health Connect", looks: "the database health_connect_export.db",
        isMeasured: true)

    /// First line of the rows.
    package static let heading = "health-connect rows"

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool { head.text.hasPrefix(heading) }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        var reader = CSVReader(bytes: text.bytes, separator: UInt8(ascii: "\t"))
        var days = HealthConnectDays()
        guard try next(&reader)?.cells == [Self.heading] else {
            throw ImportError(
                .reader(
                    .wrongFormat(
                        file: context.file, format: Self.format.name, expected: Self.format.looks)))
        }
        while let row = try next(&reader) {
            guard !row.isBlank else { continue }
            guard let record = HealthConnectRecord(row.cells) else { throw unreadable(row) }
            days.add(record, context.zone)
        }
        days.finish(emit)
        return []
    }

    private func next(_ reader: inout CSVReader) throws(ImportError) -> CSVRow? {
        do { return try reader.next() } catch {
            throw ImportError(.malformed(file: context.file, error))
        }
    }

    private func unreadable(_ row: CSVRow) -> ImportError {
        ImportError(
            .reader(
                .badJSON(
                    SourceLine(file: context.file, line: row.line),
                    found: "\"\(shortened(row.cells.joined(separator: " ")))\"",
                    expected: "a row, a kind, an app, two times, an offset and a value")))
    }
}

/// One row of one table.
private struct HealthConnectRecord {
    let row: Int
    let kind: Kind
    let app: String
    /// Seconds of UTC.
    let start: Int
    let end: Int
    /// Nil where the export does not say it.
    let offset: Int?
    let value: Double

    enum Kind: String, CaseIterable {
        case steps, asleep, awake, weight, resting, heart, hrv, distance, exercise, flow
        case energy, protein, carbohydrates, fat, sugar, fibre, calcium

        /// The name of the series, and how much one unit of it is in the export's.
        var series: (name: String, unit: Double) {
            switch self {
            case .steps: ("steps", 1)
            case .asleep: ("sleep.hours", 3600)
            case .awake: ("sleep.awake.minutes", 60)
            case .weight: ("weight.kg", 1000)
            case .resting: ("heart-rate.resting", 1)
            case .heart: ("heart-rate", 1)
            case .hrv: ("hrv.ms", 1)
            case .distance: ("distance.km", 1000)
            case .exercise: ("exercise.minutes", 60)
            case .flow: ("menstrual-flow", 1)
            case .energy: ("energy.kcal", 1000)
            case .protein: ("protein.g", 1)
            case .carbohydrates: ("carbohydrates.g", 1)
            case .fat: ("fat.g", 1)
            case .sugar: ("sugar.g", 1)
            case .fibre: ("fibre.g", 1)
            case .calcium: ("calcium.mg", 0.001)
            }
        }
    }

    /// How the records of a day become one value.
    enum Summary { case sum, duration, mean, last }

    init?(_ cells: [String]) {
        guard cells.count == 7, let row = Int(cells[0]), let kind = Kind(rawValue: cells[1]),
            let start = Int(cells[3]), let end = Int(cells[4]), let value = Double(cells[6]),
            value.isFinite, start <= end
        else { return nil }
        self.row = row
        self.kind = kind
        app = cells[2]
        self.start = start / 1000
        self.end = end / 1000
        offset = Int(cells[5]).flatMap { (-86_400...86_400).contains($0) ? $0 : nil }
        self.value = value
    }

    static func summary(of kind: Kind) -> Summary {
        switch kind {
        case .asleep, .awake, .exercise: .duration
        case .resting, .heart, .hrv: .mean
        case .weight, .flow: .last
        default: .sum
        }
    }

    /// The local day on which it ended; of sleep, the day of waking.
    func day(_ zone: LocalZone) -> CalendarDay {
        let own = offset.map { offset in LocalZone(name: "") { _ in offset } } ?? zone
        let moment = own.moment(secondsSinceEpoch: end)
        return [.asleep, .awake].contains(kind) ? moment.dayOfNight : moment.day
    }
}

/// The records by day, kind and app.
private struct HealthConnectDays {
    private var parts: [Key: Part] = [:]

    private struct Key: Hashable {
        let day: CalendarDay
        let kind: HealthConnectRecord.Kind
        let app: String
    }

    private struct Part {
        let row: Int
        var sum = 0.0
        var count = 0
        var last = 0.0
        var spans: [Range<Int>] = []

        /// Seconds that at least one span covers.
        var covered: Int {
            CoveredTime.seconds(spans)
        }

        func value(of kind: HealthConnectRecord.Kind) -> Double {
            switch HealthConnectRecord.summary(of: kind) {
            case .sum: sum
            case .duration: Double(covered)
            case .last: last
            case .mean: sum / Double(count)
            }
        }
    }

    mutating func add(_ record: HealthConnectRecord, _ zone: LocalZone) {
        let key = Key(day: record.day(zone), kind: record.kind, app: record.app)
        var part = parts[key] ?? Part(row: record.row)
        part.sum += record.value
        part.count += 1
        part.last = record.value
        if HealthConnectRecord.summary(of: record.kind) == .duration, record.start < record.end {
            part.spans.append(record.start..<record.end)
        }
        parts[key] = part
    }

    /// By kind and day; of several apps the one that saw the most.
    func finish(_ emit: (ImportedValue) -> Void) {
        for kind in HealthConnectRecord.Kind.allCases {
            let own = parts.filter { $0.key.kind == kind }
            let byDay = Dictionary(grouping: own, by: \.key.day).sorted { $0.key < $1.key }
            for (day, apps) in byDay {
                let ordered = apps.sorted { $0.key.app < $1.key.app }.map(\.value)
                let best = ordered.max { a, b in
                    isAmount(kind) ? a.value(of: kind) < b.value(of: kind) : a.count < b.count
                }
                guard let best else { continue }
                let series = kind.series
                emit(
                    ImportedValue(
                        series.name, Moment(day), best.value(of: kind) / series.unit,
                        line: best.row))
            }
        }
    }

    private func isAmount(_ kind: HealthConnectRecord.Kind) -> Bool {
        [.sum, .duration].contains(HealthConnectRecord.summary(of: kind))
    }
}

/// How the rows of Health Connect's database are handed to their reader.
package enum HealthConnectRows {
    /// The first line; a line of seven cells between tabs for each row follows.
    package static var heading: String { HealthConnectReader.heading }
}
