import ExperimentText

/// mySymptoms: the CSV of its diary report, a row an event whose cells are names and what is said of each.
///
///     12/26/2017, 10:00, Symptom, Stomach cramping, Intensity: 3, Duration: 6:00
///     12/26/2017, 10:55, Breakfast, "Porridge", "Cow's milk", "Chicken egg", "[ x 2 ]"
///
/// A symptom is its intensity; food, drink and medicines count 1 or as often as `[ x 2 ]` says, and an amount
/// as `[ 200 mg ]` is a series of its own. An intensity, a length and an amount belong to the name before them.
struct MySymptomsReader: WholeFileImporter {
    package static let format = ImportFormat(
        "mysymptoms", name: "mySymptoms",
        looks: "a CSV with a day, a time, a kind of event and its names in each row")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        // The names of the columns differ, and are passed over.
        head.text.split(whereSeparator: \.isNewline).prefix(3).contains { line in
            let cells = line.split(separator: ",", maxSplits: 3).map { trimmingSpaces(String($0)) }
            return cells.count == 4 && DateText(cells[0]) != nil && secondOfDay(cells[1]) != nil
                && cells[2].first?.isLetter == true && line.contains(", ")
                && (cells[3].hasPrefix("\"") || cells[3].contains("Intensity:"))
        }
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let rows = try rows(text)
        let days = try days(of: rows)
        var unrated: [Int] = []
        var problems: [ImportProblem] = []
        for row in rows {
            let source = context.line(row.line)
            guard row.cells.count > 2 else {
                unrated.append(row.line)
                continue
            }
            guard let moment = days.moment(row.cells[0], zone: context.zone) else {
                problems.append(
                    .reader(.notADate(source, column: days.name, found: row.cells[0])))
                continue
            }
            let at = Moment(day: moment.day, second: secondOfDay(row.cells[1]))
            let event = SymptomEvent(kind: row.cells[2], said: row.cells.dropFirst(3))
            if !event.isWhole { unrated.append(row.line) }
            event.emit(at, line: row.line, emit)
        }
        guard problems.isEmpty else { throw ImportError(problems) }
        return (text.encoding == .utf8 ? [] : [.encoding(text.encoding)])
            + (days.order == nil ? [] : [.dateOrder(days)])
            + (unrated.first.map {
                [
                    .leftOut(
                        count: unrated.count,
                        why: "an event without a name, an intensity, or a length that can be read",
                        firstLine: $0)
                ]
            } ?? [])
    }

    /// The rows of events; the first line may name the columns.
    private func rows(_ text: ExportText) throws(ImportError) -> [CSVRow] {
        var reader = CSVReader(bytes: Self.withoutSpaces(text.bytes))
        var rows: [CSVRow] = []
        do {
            while let row = try reader.next() {
                let cells = row.cells.map(trimmingSpaces)
                let isHead = rows.isEmpty && DateText(cells[0]) == nil
                if !isHead, !row.isBlank { rows.append(CSVRow(cells: cells, line: row.line)) }
            }
        } catch {
            throw ImportError(.malformed(file: context.file, error))
        }
        guard !rows.isEmpty else {
            throw ImportError(
                .reader(
                    .wrongFormat(
                        file: context.file, format: Self.format.name,
                        expected: Self.format.looks)))
        }
        return rows
    }

    /// The app writes a space behind each comma, before the quotes too.
    private static func withoutSpaces(_ bytes: [UInt8]) -> [UInt8] {
        var mended: [UInt8] = []
        mended.reserveCapacity(bytes.count)
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: " "), !isQuoted, mended.last == UInt8(ascii: ",") { continue }
            mended.append(byte)
        }
        return mended
    }

    private func days(of rows: [CSVRow]) throws(ImportError) -> DateColumn {
        var survey = DateSurvey(column: "day")
        for row in rows { survey.add(row.cells[0], line: row.line) }
        do throws(ImportProblem) {
            return try survey.settled(given: context.dateOrder, sibling: nil, file: context.file)
        } catch {
            throw ImportError(error)
        }
    }
}

/// One row: names in their order, with what is said of each.
private struct SymptomEvent {
    private let kind: Kind
    private var names: [Name] = []
    /// Whether something is said that could not be read.
    private var isUnread = false

    private struct Name {
        let name: String
        /// A symptom without an intensity has none.
        var value: Double?
        var hours: Double?
        var amount: (number: Double, unit: String)?
    }

    private enum Kind {
        case symptom, consumed
        case other(String)

        init(_ word: String) {
            let meals = ["breakfast", "lunch", "dinner", "snack", "drink", "food", "meal"]
            let name = word.lowercased()
            self =
                name.hasPrefix("symptom")
                ? .symptom : meals.contains { name.hasPrefix($0) } ? .consumed : .other(name)
        }

        var prefix: String {
            switch self {
            case .symptom: "symptom"
            case .consumed: "food"
            case .other(let word): word
            }
        }
    }

    init(kind: String, said: ArraySlice<String>) {
        self.kind = Kind(kind)
        for cell in said where !cell.isEmpty { take(cell) }
    }

    /// Whether every name has its value, and nothing was passed over.
    var isWhole: Bool { !names.isEmpty && !isUnread && names.allSatisfy { $0.value != nil } }

    private mutating func take(_ cell: String) {
        if let intensity = number(behind: "Intensity:", of: cell, decimalNumber) {
            last { $0.value = intensity }
        } else if let length = number(behind: "Duration:", of: cell, { hours($0) }) {
            last { $0.hours = length }
        } else if cell.hasPrefix("["), cell.hasSuffix("]") {
            quantity(trimmingSpaces(String(cell.dropFirst().dropLast())))
        } else if cell.hasPrefix("Intensity:") || cell.hasPrefix("Duration:") {
            isUnread = true
        } else {
            let isSymptom = if case .symptom = kind { true } else { false }
            names.append(Name(name: cell, value: isSymptom ? nil : 1))
        }
    }

    private func number(
        behind label: String, of cell: String, _ reading: (String) -> Double?
    ) -> Double? {
        cell.hasPrefix(label) ? reading(trimmingSpaces(String(cell.dropFirst(label.count)))) : nil
    }

    /// `x 2` and `200 mg`.
    private mutating func quantity(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        if parts.count == 2, parts[0] == "x", let times = decimalNumber(parts[1]) {
            last { $0.value = times }
        } else if parts.count == 2, let number = decimalNumber(parts[0]) {
            last { $0.amount = (number, parts[1]) }
        } else {
            isUnread = true
        }
    }

    private mutating func last(_ change: (inout Name) -> Void) {
        guard !names.isEmpty else {
            isUnread = true
            return
        }
        change(&names[names.count - 1])
    }

    func emit(_ at: Moment, line: Int, _ emit: (ImportedValue) -> Void) {
        for name in names {
            let series = "\(kind.prefix).\(name.name)"
            if let value = name.value { emit(ImportedValue(series, at, value, line: line)) }
            if let hours = name.hours {
                emit(ImportedValue("\(series).hours", at, hours, unit: "h", line: line))
            }
            if let (number, unit) = name.amount {
                emit(ImportedValue("\(series).amount", at, number, unit: unit, line: line))
            }
        }
    }
}
