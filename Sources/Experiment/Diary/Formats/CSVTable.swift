import ExperimentText

/// A CSV file as columns with names and rows with line numbers, before anything is known of days.
///
/// The encoding and the dialect are read from the file: `ExportText` says what the bytes mean, a first
/// line `sep=;` is obeyed, and the separator is the one of `, ; tab |` that occurs most in the header
/// outside quotes.
package struct CSVTable: Sendable {
    package let file: String
    /// Column names with runs of white space (line breaks too) made one space.
    package let header: [String]
    package let rows: [CSVRow]
    package let encoding: ExportText.Encoding

    /// - Throws: `ImportError` with every malformed row.
    package init(bytes: [UInt8], file: String) throws(ImportError) {
        let text = try ExportText(bytes, file: file)
        let dialect = CSVDialect(sniffing: text.bytes)
        var reader = CSVReader(bytes: text.bytes, separator: dialect.separator, from: dialect.start)
        guard let first = try Self.row(&reader, file), !first.isBlank else {
            throw ImportError(.emptyFile(file))
        }
        self.file = file
        encoding = text.encoding
        header = first.cells.map(collapsingSpaces)
        rows = try Self.readRows(&reader, width: header.count, file: file)
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

    private static func readRows(
        _ reader: inout CSVReader, width: Int, file: String
    ) throws(ImportError) -> [CSVRow] {
        var rows: [CSVRow] = []
        var problems: [ImportProblem] = []
        while let row = try row(&reader, file) {
            guard !row.isBlank else { continue }
            let extra = row.cells.dropFirst(width).contains { !$0.isEmpty }
            if row.cells.count < width || extra {
                problems.append(
                    .rowLength(
                        SourceLine(file: file, line: row.line), found: row.cells.count,
                        expected: width))
            }
            rows.append(row)
        }
        guard problems.isEmpty else { throw ImportError(problems) }
        return rows
    }

    private static func row(
        _ reader: inout CSVReader, _ file: String
    ) throws(ImportError) -> CSVRow? {
        do { return try reader.next() } catch {
            throw ImportError(.malformed(file: file, error))
        }
    }
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
