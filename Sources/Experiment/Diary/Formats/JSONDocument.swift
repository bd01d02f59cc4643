import ExperimentText

/// JSON text as values that know their lines: one value, or several one after the other.
package struct JSONDocument {
    package let values: [LocatedJSON]

    /// Deeper nesting than any export has.
    static let deepest = 64

    /// - Throws: `ImportError` naming the line of the first thing that is no JSON.
    package init(_ text: ExportText, file: String) throws(ImportError) {
        var parser = JSONParser(bytes: text.bytes, file: file)
        var values: [LocatedJSON] = []
        do throws(ReaderProblem) {
            while let value = try parser.nextDocument() { values.append(value) }
        } catch {
            throw ImportError(.reader(error))
        }
        guard !values.isEmpty else { throw ImportError(.emptyFile(file)) }
        self.values = values
    }

    /// One line of JSON Lines.
    ///
    /// - `number`: of the line in its file, counted from one.
    ///
    /// Throws `ImportError` where the line is not one value.
    package static func line(
        _ bytes: [UInt8], number: Int, of file: String
    ) throws(ImportError) -> LocatedJSON {
        let text = try ExportText(bytes, file: file, firstLine: number)
        var parser = JSONParser(bytes: text.bytes, file: file, line: number)
        do throws(ReaderProblem) {
            return try parser.onlyDocument()
        } catch {
            throw ImportError(.reader(error))
        }
    }

    /// The elements of the one array, or the values themselves.
    package var items: [LocatedJSON] {
        values.flatMap { $0.array ?? [$0] }
    }
}

/// A JSON value and the line on which it begins.
package struct LocatedJSON: Sendable {
    package let line: Int
    package let value: Value

    package indirect enum Value: Sendable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([LocatedJSON])
        case object([(key: String, value: LocatedJSON)])
    }

    /// The value under a key of an object, or of objects inside each other; nil when absent or null.
    package subscript(path: String...) -> LocatedJSON? { self[path[...]] }

    private subscript(path: ArraySlice<String>) -> LocatedJSON? {
        guard let key = path.first else { return self }
        guard case .object(let members) = value,
            let found = members.first(where: { $0.key == key })?.value
        else { return nil }
        if case .null = found.value { return nil }
        return found[path.dropFirst()]
    }

    package var text: String? {
        if case .string(let text) = value { text } else { nil }
    }

    /// A number, or a text that writes one.
    package var number: Double? {
        switch value {
        case .number(let number): number
        case .string(let text): decimalNumber(text)
        default: nil
        }
    }

    package var flag: Bool? {
        if case .bool(let flag) = value { flag } else { nil }
    }

    package var array: [LocatedJSON]? {
        if case .array(let elements) = value { elements } else { nil }
    }

    package var members: [(key: String, value: LocatedJSON)] {
        if case .object(let members) = value { members } else { [] }
    }
}

/// Reads JSON after RFC 8259 from bytes that are UTF-8.
private struct JSONParser {
    let bytes: [UInt8]
    let file: String
    private var place = 0
    private var line: Int

    init(bytes: [UInt8], file: String, line: Int = 1) {
        self.bytes = bytes
        self.file = file
        self.line = line
    }

    /// The value of a text that holds one.
    mutating func onlyDocument() throws(ReaderProblem) -> LocatedJSON {
        guard let value = try nextDocument() else {
            throw .badJSON(source, found: "nothing", expected: "a value")
        }
        skipSpaces()
        guard place == bytes.count else { throw unexpected("one value on a line") }
        return value
    }

    /// The next value at the top, or nil at the end.
    mutating func nextDocument() throws(ReaderProblem) -> LocatedJSON? {
        skipSpaces()
        guard place < bytes.count else { return nil }
        return try value(depth: 0)
    }

    private var source: SourceLine { SourceLine(file: file, line: line) }

    private mutating func skipSpaces() {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: return
            }
            place += 1
        }
    }

    private func unexpected(_ expected: String) -> ReaderProblem {
        guard place < bytes.count else { return .truncated(source, open: "a JSON value") }
        let rest = bytes[place..<min(place + 12, bytes.count)].prefix { $0 >= 0x20 }
        let found = String(decoding: rest, as: UTF8.self)
        return .badJSON(source, found: "\"\(found)\"", expected: expected)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(ReaderProblem) -> LocatedJSON {
        guard depth < JSONDocument.deepest else {
            throw .tooDeep(source, most: JSONDocument.deepest)
        }
        skipSpaces()
        let first = line
        guard place < bytes.count else { throw unexpected("a value") }
        let found: LocatedJSON.Value =
            switch bytes[place] {
            case UInt8(ascii: "{"): .object(try members(depth: depth))
            case UInt8(ascii: "["): .array(try elements(depth: depth))
            case UInt8(ascii: "\""): .string(try string())
            case UInt8(ascii: "t"): try word("true", .bool(true))
            case UInt8(ascii: "f"): try word("false", .bool(false))
            case UInt8(ascii: "n"): try word("null", .null)
            default: .number(try number())
            }
        return LocatedJSON(line: first, value: found)
    }

    private mutating func word(
        _ text: String, _ value: LocatedJSON.Value
    ) throws(ReaderProblem) -> LocatedJSON.Value {
        guard bytes[place...].starts(with: text.utf8) else { throw unexpected("a value") }
        place += text.utf8.count
        return value
    }

    private mutating func number() throws(ReaderProblem) -> Double {
        let start = place
        while place < bytes.count, Self.isNumeric(bytes[place]) { place += 1 }
        guard let value = decimalNumber(String(decoding: bytes[start..<place], as: UTF8.self))
        else {
            place = start
            throw unexpected("a value")
        }
        return value
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func elements(depth: Int) throws(ReaderProblem) -> [LocatedJSON] {
        place += 1
        skipSpaces()
        if take(UInt8(ascii: "]")) { return [] }
        var elements: [LocatedJSON] = []
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpaces()
            if take(UInt8(ascii: "]")) { return elements }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or ]") }
        }
    }

    private mutating func members(
        depth: Int
    ) throws(ReaderProblem) -> [(key: String, value: LocatedJSON)] {
        place += 1
        skipSpaces()
        if take(UInt8(ascii: "}")) { return [] }
        var members: [(key: String, value: LocatedJSON)] = []
        while true {
            skipSpaces()
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
                throw unexpected("a name in quotes")
            }
            let key = try string()
            skipSpaces()
            guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
            members.append((key, try value(depth: depth + 1)))
            skipSpaces()
            if take(UInt8(ascii: "}")) { return members }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or }") }
        }
    }

    private mutating func string() throws(ReaderProblem) -> String {
        place += 1
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: String(try escaped()).utf8)
            default:
                if byte == UInt8(ascii: "\n") { line += 1 }
                text.append(byte)
            }
        }
        throw .truncated(source, open: "a text")
    }

    private mutating func escaped() throws(ReaderProblem) -> Unicode.Scalar {
        guard place < bytes.count else { throw .truncated(source, open: "a text") }
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"): return try unicode()
        default: return Unicode.Scalar(byte)
        }
    }

    /// `\u00e9`, or two of them for a character beyond 16 bits; half of such a pair is U+FFFD.
    private mutating func unicode() throws(ReaderProblem) -> Unicode.Scalar {
        let first = try hexadecimal()
        guard (0xD800..<0xDC00).contains(first), bytes[place...].starts(with: "\\u".utf8) else {
            return Unicode.Scalar(first) ?? "\u{FFFD}"
        }
        place += 2
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(ReaderProblem) -> UInt32 {
        let digits = bytes[place..<min(place + 4, bytes.count)]
        guard digits.count == 4,
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw unexpected("four digits of a character") }
        place += 4
        return value
    }
}
