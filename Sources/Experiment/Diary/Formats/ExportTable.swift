import ExperimentText

/// A table in an exported file, row by row: the dialect is read from the file itself.
///
/// It takes what spreadsheets and apps write: other encodings, `sep=;`, `="001"`, error cells, and rows
/// that are cut short at their empty end. A first line `sep=;` is obeyed, and the separator is the one
/// of `, ; tab |` that occurs most in the header outside quotes.
/// Nothing but the bytes is kept; every pass over the rows reads them again.
struct ExportTable: Sendable {
    package let file: String
    /// Names of the columns, white space collapsed.
    package let header: [String]
    package let separator: UInt8
    private let bytes: [UInt8]
    private let start: Int
    private let firstLine: Int
    private let end: Int

    static let mostColumns = 4096
    static let longestCell = 1 << 20

    /// - `text`: the file, or
    /// - `range`: the part of it that holds the table,
    /// - `firstLine`: which begins on this line.
    package init(
        _ text: ExportText, file: String, range: Range<Int>? = nil, firstLine: Int = 1
    ) throws(ImportError) {
        bytes = text.bytes
        end = range?.upperBound ?? bytes.count
        self.file = file
        let slice = range.map { Array(text.bytes[$0]) } ?? text.bytes
        let dialect = CSVDialect(sniffing: slice)
        separator = dialect.separator
        var reader = CSVReader(bytes: slice, separator: separator, from: dialect.start)
        let declared = dialect.start > 0 ? 1 : 0
        guard let head = try Self.next(&reader, file, firstLine + declared), !head.isBlank else {
            throw ImportError(.emptyFile(file))
        }
        guard head.cells.count <= Self.mostColumns else {
            throw ImportError(
                .reader(
                    .tooManyColumns(
                        SourceLine(file: file, line: firstLine), found: head.cells.count,
                        most: Self.mostColumns)))
        }
        header = head.cells.map(collapsingSpaces)
        start = (range?.lowerBound ?? 0) + reader.offset
        self.firstLine = firstLine + declared + reader.linesRead
    }

    /// The place of the first column with one of these names; case does not matter.
    package func column(_ names: String...) -> Int? { column(names) }

    package func column(_ names: [String]) -> Int? {
        for name in names {
            let wanted = collapsingSpaces(name).lowercased()
            if let place = header.firstIndex(where: { $0.lowercased() == wanted }) { return place }
        }
        return nil
    }

    /// - Throws: `ImportError` when no column has the name.
    func requiredColumn(_ names: String..., for purpose: String) throws(ImportError) -> Int {
        if let place = column(names) { return place }
        throw ImportError(
            .missingColumn(
                file: file, name: names.first ?? "", purpose: purpose, header: header))
    }

    /// Visits every row that has content.
    ///
    /// - `areWhole`: whether a row with fewer cells than the header is refused too.
    ///
    /// Throws `ImportError` when the text is no CSV, or with every row of a wrong length.
    package func rows(
        areWhole: Bool = false, _ visit: (ExportRow) -> Void
    ) throws(ImportError) {
        var problems: [ImportProblem] = []
        var reader = CSVReader(bytes: bytes, separator: separator, from: start, to: end)
        var cells: [String] = []
        while let place = try Self.next(&reader, &cells, file, firstLine) {
            guard cells.count > 1 || cells.contains(where: { !$0.isEmpty }) else { continue }
            let row = ExportRow(cells: cells, source: SourceLine(file: file, line: place))
            if let problem = problem(of: row, areWhole: areWhole) {
                problems.append(problem)
            } else {
                visit(row)
            }
            guard problems.count <= 1000 else { break }
        }
        guard problems.isEmpty else { throw ImportError(problems) }
    }

    /// Whether two lines below the header are the same bytes, which rows that repeat each other are; a pass
    /// over the bytes, which is a tenth of one over the cells.
    func hasEqualLines() -> Bool {
        bytes.withUnsafeBytes { buffer in
            var seen = LineHashes()
            var place = start
            while place < end {
                var next = place
                while next < end, buffer[next] != UInt8(ascii: "\n") { next += 1 }
                let line = UnsafeRawBufferPointer(rebasing: buffer[place..<next])
                if line.count > 1, !seen.insert(line) { return true }
                place = next + 1
            }
            return false
        }
    }

    private func problem(of row: ExportRow, areWhole: Bool) -> ImportProblem? {
        if areWhole && row.cells.count < header.count
            || row.cells.dropFirst(header.count).contains(where: { !$0.isEmpty })
        {
            return .rowLength(row.source, found: row.cells.count, expected: header.count)
        }
        guard row.cells.contains(where: { $0.utf8.count > Self.longestCell }) else { return nil }
        return .reader(
            .cellTooLong(
                row.source, bytes: row.cells.map(\.utf8.count).max() ?? 0, most: Self.longestCell))
    }

    private static func next(
        _ reader: inout CSVReader, _ file: String, _ firstLine: Int
    ) throws(ImportError) -> CSVRow? {
        var cells: [String] = []
        return try next(&reader, &cells, file, firstLine).map { CSVRow(cells: cells, line: $0) }
    }

    /// The line of the next row, whose cells take the place of the last one's.
    private static func next(
        _ reader: inout CSVReader, _ cells: inout [String], _ file: String, _ firstLine: Int
    ) throws(ImportError) -> Int? {
        do {
            return try reader.next(into: &cells).map { $0 + firstLine - 1 }
        } catch {
            throw ImportError(.malformed(file: file, error.moved(by: firstLine - 1)))
        }
    }
}

/// One row of an exported table.
struct ExportRow {
    package let cells: [String]
    package let source: SourceLine

    package var line: Int { source.line }

    /// The text of a cell without outer spaces and spreadsheet wrapping; nil when the column is not
    /// there, the cell is empty, or it stands for nothing.
    package subscript(place: Int?) -> String? {
        text(place).flatMap { Vocabulary.isUsuallyNothing($0) ? nil : $0 }
    }

    /// The text of a cell without outer spaces and spreadsheet wrapping, whatever it stands for; nil when
    /// the column is not there or the cell is empty.
    package func text(_ place: Int?) -> String? {
        guard let place, place < cells.count else { return nil }
        if Self.isPlainNumber(cells[place]) { return cells[place] }
        let text = unwrapped(trimmingSpaces(cells[place]))
        return text.isEmpty ? nil : text
    }

    /// Begins and ends with a digit: most cells of most files, which need no further look.
    private static func isPlainNumber(_ cell: String) -> Bool {
        guard let first = cell.utf8.first, let last = cell.utf8.last else { return false }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return digits.contains(first) && digits.contains(last)
    }

    /// `="001"`, by which a spreadsheet keeps leading zeros, is `001`.
    private func unwrapped(_ text: String) -> String {
        guard text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count > 3 else { return text }
        return String(text.dropFirst(2).dropLast())
    }
}

extension ExportTable {
    /// How a column writes its days, and how every column writes its numbers, in one pass.
    ///
    /// - `given`: what the user said of the order of days in the whole file.
    package func survey(
        day place: Int, given: DateOrder?
    ) throws(ImportError) -> (days: DateColumn, marks: [DecimalMark]) {
        var survey = DateSurvey(column: header[place])
        var numbers = [NumberSurvey](repeating: NumberSurvey(), count: header.count)
        try rows { row in
            if let cell = row[place] { survey.add(cell, line: row.line) }
            for other in header.indices where other != place {
                if let cell = row[other], cell.utf8.first.map(isNumberStart) == true {
                    numbers[other].add(cell)
                }
            }
        }
        let days = try settled(survey, place, given)
        return (days, numbers.map { $0.mark(separator: separator) })
    }

    private func settled(
        _ survey: DateSurvey, _ place: Int, _ given: DateOrder?
    ) throws(ImportError) -> DateColumn {
        let sibling = survey.isOpen && given == nil ? try self.sibling(of: place) : nil
        do throws(ImportProblem) {
            return try survey.settled(given: given, sibling: sibling, file: file)
        } catch {
            throw ImportError(error)
        }
    }

    /// A column of the same days that leaves nothing open, and the order that it proves.
    private func sibling(of place: Int) throws(ImportError) -> (order: DateOrder, column: String)? {
        var agreements = Array(
            repeating: (dayFirst: 0, monthFirst: 0, rows: 0), count: header.count)
        try rows { row in
            guard let text = row[place].flatMap({ DateText($0) }) else { return }
            for other in header.indices where other != place {
                guard let sibling = row[other].flatMap({ DateText($0) }),
                    let day = sibling.day(nil)
                else { continue }
                agreements[other].rows += 1
                if text.day(.dayFirst) == day { agreements[other].dayFirst += 1 }
                if text.day(.monthFirst) == day { agreements[other].monthFirst += 1 }
            }
        }
        for other in header.indices where agreements[other].rows > 0 {
            let found = agreements[other]
            if found.dayFirst == found.rows, found.monthFirst < found.rows {
                return (.dayFirst, header[other])
            }
            if found.monthFirst == found.rows, found.dayFirst < found.rows {
                return (.monthFirst, header[other])
            }
        }
        return nil
    }

}

/// Whether a number could begin with this byte.
private func isNumberStart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.,".utf8.contains(byte)
}
