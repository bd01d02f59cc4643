import ExperimentText

/// A CSV file that must be whole, as columns with names and rows with line numbers, before anything is
/// known of days: an `ExportTable` in memory whose rows all have a cell under each name.
package struct CSVTable: Sendable {
    package let rows: [CSVRow]
    package let encoding: ExportText.Encoding
    let export: ExportTable

    package var file: String { export.file }
    /// Column names with runs of white space (line breaks too) made one space.
    package var header: [String] { export.header }

    /// - Throws: `ImportError` with every malformed row.
    package init(bytes: [UInt8], file: String) throws(ImportError) {
        let text = try ExportText(bytes, file: file)
        let table = try ExportTable(text, file: file)
        var rows: [CSVRow] = []
        try table.rows(areWhole: true) { rows.append(CSVRow(cells: $0.cells, line: $0.line)) }
        self.rows = rows
        encoding = text.encoding
        export = table
    }

    private init(_ rows: [CSVRow], of table: CSVTable) {
        self.rows = rows
        encoding = table.encoding
        export = table.export
    }

    /// The table by what stands in a column, in the order of the first row of each.
    /// - Throws: `ImportError` for a column that is not there, and for rows where nothing stands in it.
    package func split(by column: String) throws(ImportError) -> [(name: String, table: CSVTable)] {
        let place: Int
        do throws(ImportProblem) {
            place = try index(of: column, for: "which was named for the series")
        } catch {
            throw ImportError(error)
        }
        var names: [String] = []
        var byName: [String: [CSVRow]] = [:]
        for row in rows {
            let name = trimmingSpaces(row.cells[place])
            if byName[name] == nil { names.append(name) }
            byName[name, default: []].append(row)
        }
        if let nameless = byName[""]?.first {
            throw ImportError(
                .nameless(SourceLine(file: file, line: nameless.line), column: header[place]))
        }
        return names.map { ($0, CSVTable(byName[$0] ?? [], of: self)) }
    }

    /// Where a column stands, by its name with white space collapsed.
    /// - Throws: `ImportError` when no column, or more than one, has the name.
    package func index(of name: String, for purpose: String) throws(ImportProblem) -> Int {
        let wanted = collapsingSpaces(name)
        let places = header.indices.filter { header[$0] == wanted }
        guard let place = places.first else {
            throw .missingColumn(file: file, name: wanted, purpose: purpose, header: header)
        }
        guard places.count == 1 else {
            throw .repeatedColumn(file: file, name: wanted, count: places.count)
        }
        return place
    }

    /// How a column writes its numbers, by all of its cells.
    package func decimalMark(ofColumn place: Int) -> DecimalMark {
        var survey = NumberSurvey()
        for row in rows { survey.add(trimmingSpaces(row.cells[place])) }
        return survey.mark(separator: export.separator)
    }
}

/// The cells of one row, trimmed, with the names of their columns for messages.
package struct RowCells {
    package let source: SourceLine
    private let row: CSVRow
    private let columnNames: [String]

    package init(row: CSVRow, file: String, header: [String]) {
        self.row = row
        columnNames = header
        source = SourceLine(file: file, line: row.line)
    }

    func raw(_ place: Int) -> String { row.cells[place] }
    package func trimmed(_ place: Int) -> String { trimmingSpaces(row.cells[place]) }
    package func header(_ place: Int) -> String { columnNames[place] }
}

/// How a CSV file separates its cells and where its header begins.
struct CSVDialect: Equatable {
    package let separator: UInt8
    package let start: Int

    private static let candidates = [",", ";", "\t", "|"].map { Array($0.utf8)[0] }

    package init(sniffing bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let afterMark = bytes.starts(with: mark) ? mark.count : 0
        let declaration = Array("sep=".utf8)
        if bytes.dropFirst(afterMark).starts(with: declaration),
            bytes.count > afterMark + declaration.count
        {
            separator = bytes[afterMark + declaration.count]
            let lineEnd = bytes.dropFirst(afterMark).firstIndex(of: UInt8(ascii: "\n"))
            start = (lineEnd ?? bytes.count - 1) + 1
        } else {
            separator = Self.commonestSeparator(inHeaderOf: bytes.dropFirst(afterMark))
            start = afterMark
        }
    }

    private static func commonestSeparator(inHeaderOf bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts = [Int](repeating: 0, count: candidates.count)
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard !isQuoted else { continue }
            if byte == UInt8(ascii: "\n") { break }
            if let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
        }
        let most = counts.max() ?? 0
        return candidates[counts.firstIndex(of: most) ?? 0]
    }
}

/// The text with its outer white space gone and every inner run of it made one space.
package func collapsingSpaces(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
