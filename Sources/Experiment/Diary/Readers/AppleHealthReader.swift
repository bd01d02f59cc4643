import ExperimentText

/// Apple Health's `export.xml`, read as it streams by: memory grows with the number of days and never
/// with the file.
///
/// The offset in a time is that of the phone when it exported, so that a time zone which a record
/// names (`HKTimeZone`) goes before it. A night belongs to the day on which it ended.
struct AppleHealthReader: DiaryImporter {
    package static let format = ImportFormat(
        "apple-health", name: "Apple Health",
        looks: "export.xml with <HealthData>, or its zip", isMeasured: true)

    private let context: ImportContext
    private var tokenizer: XMLTokenizer
    private var export: HealthExport

    package init(_ context: ImportContext) {
        self.context = context
        tokenizer = XMLTokenizer(file: context.file)
        export = HealthExport(context)
    }

    static func recognises(_ head: ExportHead) -> Bool {
        head.text.contains("<HealthData") || head.text.contains("<!DOCTYPE HealthData")
    }

    package mutating func read(
        _ piece: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) {
        try tokenizer.read(piece) { (tag, line) throws(ImportError) in
            try export.take(tag, line)
        }
    }

    package mutating func finish(
        emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        if tokenizer.hasRoot { try tokenizer.finish() }
        guard export.sawHealthData else {
            throw ImportError(
                .reader(
                    .wrongFormat(
                        file: context.file, format: Self.format.name,
                        expected: Self.format.looks)))
        }
        return export.records.finish(emit: emit)
    }
}

/// The elements of the export that matter, in the order of the file.
private struct HealthExport {
    var records: AppleHealthRecords
    private(set) var sawHealthData = false
    /// A record whose metadata may follow.
    private var open: AppleHealthRecord?

    init(_ context: ImportContext) { records = AppleHealthRecords(context) }

    mutating func take(_ tag: XMLTokenizer.Tag, _ line: Int) throws(ImportError) {
        switch tag {
        case .start(let element, let isEmpty): try start(element, line, isEmpty: isEmpty)
        case .end(let name):
            guard let record = open, name.elementsEqual("Record") else { return }
            open = nil
            try records.add(record)
        }
    }

    private mutating func start(
        _ element: XMLElement, _ line: Int, isEmpty: Bool
    ) throws(ImportError) {
        if element.isNamed("Record") {
            guard let record = try records.record(element, line: line) else { return }
            if isEmpty { try records.add(record) } else { open = record }
        } else if open != nil, element.isNamed("MetadataEntry") {
            guard element.bytes(of: "key")?.elementsEqual("HKTimeZone") == true else { return }
            open?.zone = element.text(of: "value")
        } else if element.isNamed("HealthData") {
            sawHealthData = true
        }
    }
}

/// One record, before its metadata are known.
struct AppleHealthRecord {
    package let measure: Int
    package let source: Int
    package let start: Stamp
    package let end: Stamp
    /// A number in the series' own unit, where the type has numbers.
    package let number: Double?
    /// The word of a category.
    package let word: String?
    package let line: Int
    package var zone: String?

    /// A moment as it is written: wall clock and offset.
    package struct Stamp {
        /// Seconds since 1970 by that wall clock.
        package let local: Int
        package let offset: Int

        package var utc: Int { local - offset }
        package var moment: Moment {
            let second = ((local % 86_400) + 86_400) % 86_400
            return Moment(
                day: CalendarDay(daysSinceEpoch: (local - second) / 86_400), second: second)
        }
    }
}
