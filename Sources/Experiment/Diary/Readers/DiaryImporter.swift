import ExperimentText

/// A value in an exported file, under the export's own name, before a plan says what it is.
package struct ImportedValue: Sendable, Equatable {
    /// As `steps`, `sleep.hours`, or the header of a column.
    package let series: String
    package let moment: Moment
    package let content: Content
    /// Line of the file on which its row or object begins.
    package let line: Int
    /// The unit of a number, where the file says it beside the series' name.
    package let unit: String?
    /// Whether a device wrote it, so that it belongs to its own day of the calendar.
    package var keepsDay = false

    package enum Content: Sendable, Equatable {
        case number(Double)
        /// A word, and the number that it usually stands for in this format.
        case word(String, usually: Double?)
    }

    package init(
        _ series: String, _ moment: Moment, _ number: Double, unit: String? = nil, line: Int
    ) {
        self.unit = unit
        self.series = series
        self.moment = moment
        content = .number(number)
        self.line = line
    }

    package init(
        _ series: String, _ moment: Moment, word: String, usually: Double? = nil,
        unit: String? = nil, line: Int
    ) {
        self.unit = unit
        self.series = series
        self.moment = moment
        content = .word(word, usually: usually)
        self.line = line
    }
}

extension ImportedValue {
    /// A cell as a number where it writes one, and as a word otherwise; a duration as `7h 30min` is a word
    /// that usually stands for its hours, and `150 lbs` one that stands for its number.
    ///
    /// - `unit`: of the column.
    init(
        _ series: String, cell: String, mark: DecimalMark, unit: String? = nil, at moment: Moment,
        line: Int
    ) {
        if let number = exportedNumber(cell, mark: mark) {
            self.init(series, moment, number, unit: unit, line: line)
        } else if let measured = WrittenUnit.of(cell: cell, mark: mark) {
            self.init(
                series, moment, word: cell, usually: measured.number, unit: measured.unit,
                line: line)
        } else {
            let isNumber = cell.utf8.first.map { (0x30...0x39).contains($0) } ?? false
            // A clock may be a time of the day as well.
            let duration = isNumber && !cell.contains(":") ? hours(cell) : nil
            self.init(
                series, moment, word: cell, usually: duration, unit: duration == nil ? nil : "h",
                line: line)
        }
    }
}

extension Moment {
    /// A day without a time.
    package init(_ day: CalendarDay) { self.init(day: day, second: nil) }
}

/// What a reader is told beside the bytes.
package struct ImportContext: Sendable {
    /// The file's name, for messages.
    package let file: String
    /// The order of day and month, where the user said it.
    package let dateOrder: DateOrder?
    /// Where the person lives, for moments that are written in UTC.
    package let zone: LocalZone
    /// Zones by name, for exports that name one with a value.
    package let zoneNamed: @Sendable (String) -> LocalZone?
    /// The plan's columns, for tables of the user's own making.
    package let mapping: DiaryMapping?
    /// The rows of a table that were asked for.
    package let only: [RowChoice]
    /// Whether a day of the plan has one value of each series.
    package let isOneADay: Bool
    /// What REDCap's data dictionary says of the fields, where the user gave it.
    package let dictionary: REDCapDictionary?

    package init(
        file: String, dateOrder: DateOrder? = nil, zone: LocalZone = .utc,
        zoneNamed: @escaping @Sendable (String) -> LocalZone? = { _ in nil },
        mapping: DiaryMapping? = nil, only: [RowChoice] = [], isOneADay: Bool = false,
        dictionary: REDCapDictionary? = nil
    ) {
        self.dictionary = dictionary
        self.file = file
        self.dateOrder = dateOrder
        self.zone = zone
        self.zoneNamed = zoneNamed
        self.mapping = mapping
        let typed = only.map { $0.column?.lowercased() }
        self.only =
            only + (mapping?.only ?? []).filter { !typed.contains($0.column?.lowercased()) }
        self.isOneADay = isOneADay
    }

    package func line(_ line: Int) -> SourceLine { SourceLine(file: file, line: line) }
}

/// A reader of one export format: bytes in, in pieces; values out, in the export's own names.
///
/// Adding a format is one file with a conforming type and one line in `ImportFormat.all`.
package protocol DiaryImporter {
    static var format: ImportFormat { get }
    /// Whether a file is of this format, from its beginning.
    static func recognises(_ head: ExportHead) -> Bool

    init(_ context: ImportContext)
    /// Takes the next piece of the file; what can be said already is emitted.
    mutating func read(
        _ piece: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError)
    /// Emits the rest once the file has ended.
    /// - Returns: what was settled on the way.
    mutating func finish(
        emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote]
}

/// A reader that needs the whole file before it can say anything, as tables do: how their columns
/// write days and numbers shows only at the end.
package protocol WholeFileImporter: DiaryImporter {
    var context: ImportContext { get }
    var bytes: [UInt8] { get set }
    func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote]
}

extension WholeFileImporter {
    package mutating func read(
        _ piece: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) {
        bytes += piece
    }

    package mutating func finish(
        emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let whole = bytes
        bytes = []
        return try values(whole, emit: emit)
    }
}

/// A format's name and where such a file comes from.
package struct ImportFormat: Sendable, Equatable {
    /// As in `--format apple-health`.
    package let id: String
    package let name: String
    /// What the file looks like, for a person who named the wrong format.
    package let looks: String
    /// Whether a device measured the values, so that they are rounded to the plan's step instead of
    /// refused between two.
    package let isMeasured: Bool
    /// Whether an app hands its data over in several files that say different things, as a file a month.
    let isInParts: Bool

    package init(
        _ id: String, name: String, looks: String, isMeasured: Bool = false, isInParts: Bool = false
    ) {
        self.id = id
        self.name = name
        self.looks = looks
        self.isMeasured = isMeasured
        self.isInParts = isInParts
    }
}

/// The beginning of a file, by which its format is told.
package struct ExportHead: Sendable {
    /// Its name, in lower case.
    package let file: String
    package let text: String
    /// The cells of the first line, in lower case.
    package let header: [String]
    /// Nil for a file that is what it seems.
    package let packed: PackedFile?

    package static let length = 1 << 16

    package init(_ bytes: some Sequence<UInt8>, file: String) {
        self.file = file.lowercased()
        let head = Array(bytes.prefix(Self.length))
        packed = PackedFile(head)
        let decoded = (try? ExportText(head, file: file))?.bytes ?? head
        text = String(decoding: decoded, as: UTF8.self)
        let dialect = CSVDialect(sniffing: decoded)
        var reader = CSVReader(bytes: decoded, separator: dialect.separator, from: dialect.start)
        header = ((try? reader.next())?.cells ?? []).map { collapsingSpaces($0).lowercased() }
    }

    func hasColumns(_ names: String...) -> Bool {
        names.allSatisfy { header.contains($0.lowercased()) }
    }

    package var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }

    package var isJSON: Bool {
        text.first { !$0.isWhitespace }.map { "[{".contains($0) } ?? false
    }
}

/// Something that reading an export settled, and that its owner should know.
package enum ImportNote: Sendable, Equatable, CustomStringConvertible {
    case dateOrder(DateColumn)
    case encoding(ExportText.Encoding)
    case decimalComma(columns: [String])
    case leftOut(count: Int, why: String, firstLine: Int)
    /// Cells with a word that stands for no value.
    case takenAsNothing(String, series: String, count: Int, firstLine: Int)
    /// Rows that are not among those that were asked for.
    case notChosen(count: Int, [RowChoice])
    /// Rows that repeat another one in everything.
    case repeated(count: Int, line: Int, kept: Int)
    case said(String)

    package var description: String {
        switch self {
        case .dateOrder(let column): column.sentence
        case .encoding(let encoding):
            "The file is \(encoding.name) and was read as such."
        case .decimalComma(let columns):
            "\(listed(columns)): numbers are written with a decimal comma."
        case .leftOut(let count, let why, let line):
            "\(count) left out, \(count == 1 ? "" : "the first ")on line \(line): \(why)."
        case .takenAsNothing(let word, let series, let count, let line):
            "\"\(word)\" in \"\(series)\" was taken as no value: \(Phrase.count(count, "cell")), "
                + "\(count == 1 ? "" : "the first ")on line \(line)."
        case .notChosen(let count, let choices):
            "\(Phrase.count(count, "row")) passed over: only those with "
                + PlainNumber.list(
                    choices.map { "\"\($0.value)\" in \"\($0.column ?? "person")\"" })
                + " were asked for."
        case .repeated(let count, let line, let kept):
            count == 1
                ? "Line \(line) repeats line \(kept) in every cell and counts once."
                : "\(count) rows repeat another one in every cell and count once, such as line "
                    + "\(line), which repeats line \(kept)."
        case .said(let sentence): sentence
        }
    }
}

extension DateColumn {
    fileprivate var sentence: String {
        let order = order == .dayFirst ? "day first" : "month first"
        let reason =
            switch ground {
            case .given: "as --date-order says"
            case .impossibleMonth(let cell, let line): "as line \(line) has \"\(cell)\""
            case .sorted: "as only so the rows follow each other in time"
            case .sibling(let column): "as column \"\(column)\" writes the same days"
            case .dots: "as days with dots are written everywhere"
            case .equal: "which makes no difference here"
            case nil: "as written"
            }
        return "\"\(name)\": days are read with the \(order), \(reason)."
    }
}
