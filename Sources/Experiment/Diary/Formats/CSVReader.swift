import ExperimentText

/// One record of a CSV file and the line on which it begins.
package struct CSVRow: Sendable, Equatable {
    package let cells: [String]
    /// Counted from one; a record whose quoted cells hold line breaks covers several lines.
    package let line: Int

    package init(cells: [String], line: Int) {
        self.cells = cells
        self.line = line
    }

    /// A line without content. It says nothing about any day.
    package var isBlank: Bool { cells.allSatisfy(\.isEmpty) && cells.count <= 1 }
}

/// What makes a text no CSV.
package enum CSVError: Error, Equatable, Sendable {
    /// A quote opened on this line and never closed.
    case unclosedQuote(line: Int)
    /// A quoted cell ended and other text followed before the next separator.
    case textAfterQuote(line: Int)

    /// The same in a text that stands `lines` further down in its file.
    package func moved(by lines: Int) -> CSVError {
        switch self {
        case .unclosedQuote(let line): .unclosedQuote(line: line + lines)
        case .textAfterQuote(let line): .textAfterQuote(line: line + lines)
        }
    }
}

/// Reads records after RFC 4180: quoted cells may hold separators, doubled quotes and line breaks.
///
/// Rows are made one at a time, each with its line number, which is what provenance and error
/// messages need. Line ends may be LF, CR LF or CR.
/// - Complexity: O(bytes), one pass; memory for one row beside the bytes.
package struct CSVReader: Sendable {
    private let bytes: [UInt8]
    private let end: Int
    private let separator: UInt8
    private var position: Int
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// - Parameters:
    ///   - bytes: UTF-8 text.
    ///   - separator: the byte between two cells.
    ///   - start: where reading begins, such as after a byte-order mark.
    ///   - end: where it ends; the end of the bytes when nil.
    package init(
        bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), from start: Int = 0,
        to end: Int? = nil
    ) {
        self.bytes = bytes
        self.end = min(end ?? bytes.count, bytes.count)
        self.separator = separator
        position = start
    }

    /// Where the next record begins.
    package var offset: Int { position }
    /// Lines before it.
    var linesRead: Int { line - 1 }

    /// The next record, or nil at the end.
    package mutating func next() throws(CSVError) -> CSVRow? {
        var cells: [String] = []
        return try next(into: &cells).map { CSVRow(cells: cells, line: $0) }
    }

    /// Puts the cells of the next record into an array, whose storage is used again.
    /// - Returns: the line on which the record begins; nil at the end.
    package mutating func next(into cells: inout [String]) throws(CSVError) -> Int? {
        guard position < end else { return nil }
        let firstLine = line
        cells.removeAll(keepingCapacity: true)
        while true {
            cells.append(try cell())
            guard position < end, bytes[position] == separator else { break }
            position += 1
        }
        endLine()
        return firstLine
    }

    private mutating func cell() throws(CSVError) -> String {
        guard position < end, bytes[position] == Self.quote else { return plainCell() }
        return try quotedCell()
    }

    private mutating func plainCell() -> String {
        let start = position
        while position < end, !isEnd(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func quotedCell() throws(CSVError) -> String {
        let openingLine = line
        var text: [UInt8] = []
        position += 1
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte != Self.quote {
                if byte == Self.lineFeed { line += 1 }
                text.append(byte)
            } else if position < end, bytes[position] == Self.quote {
                text.append(byte)
                position += 1
            } else {
                guard position == end || isEnd(bytes[position]) else {
                    throw .textAfterQuote(line: line)
                }
                return String(decoding: text, as: UTF8.self)
            }
        }
        throw .unclosedQuote(line: openingLine)
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    private mutating func endLine() {
        guard position < end else { return }
        if bytes[position] == Self.carriageReturn { position += 1 }
        if position < end, bytes[position] == Self.lineFeed { position += 1 }
        line += 1
    }
}
