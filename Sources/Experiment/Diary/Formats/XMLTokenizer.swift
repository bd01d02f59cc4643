import ExperimentText

/// Cuts XML into tags as it arrives in pieces, in memory that does not grow with the file.
///
/// Only what a health export needs: elements and attributes, character references and the five
/// entities of XML itself. A declaration of an entity, or a document type that lies elsewhere, ends
/// the reading, so that nothing can be expanded or fetched. Text between tags is passed over.
struct XMLTokenizer {
    private let file: String
    /// What of the last piece belongs to an unfinished tag.
    private var rest: [UInt8] = []
    package private(set) var line = 1
    /// Hashes of the names of the open elements.
    private var open: [UInt64] = []
    private(set) var hasRoot = false

    /// A tag is refused beyond this, so that a file of one tag cannot fill the memory.
    static let longestTag = 1 << 20

    package init(file: String) { self.file = file }

    package enum Tag {
        case start(XMLElement, isEmpty: Bool)
        case end(name: ArraySlice<UInt8>)
    }

    /// - `visit`: gets every tag in the order of the file, with the line on which it begins.
    package mutating func read(
        _ piece: [UInt8], _ visit: (Tag, Int) throws(ImportError) -> Void
    ) throws(ImportError) {
        let bytes = rest.isEmpty ? piece : rest + piece
        rest = []
        var place = 0
        while true {
            place = skipText(bytes, from: place)
            guard place < bytes.count else { return }
            guard let end = try endOfTag(bytes, from: place) else {
                return try keep(bytes[place...])
            }
            try tag(bytes, place..<end, visit)
            countLines(bytes, place..<end)
            place = end
        }
    }

    /// - Throws: `ImportError` when the file ends inside an element.
    package func finish() throws(ImportError) {
        let source = SourceLine(file: file, line: line)
        guard hasRoot else { throw ImportError(.emptyFile(file)) }
        guard rest.isEmpty else { throw ImportError(.reader(.truncated(source, open: "a tag"))) }
        guard open.isEmpty else {
            throw ImportError(.reader(.truncated(source, open: "an element")))
        }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) throws(ImportError) {
        guard bytes.count <= Self.longestTag else { throw bad("a tag without an end") }
        rest = Array(bytes)
    }

    private func bad(_ found: String) -> ImportError {
        ImportError(.reader(.badXML(SourceLine(file: file, line: line), found: found)))
    }

    // MARK: Bounds

    private mutating func skipText(_ bytes: [UInt8], from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") {
            if bytes[place] == UInt8(ascii: "\n") { line += 1 }
            place += 1
        }
        return place
    }

    private mutating func countLines(_ bytes: [UInt8], _ range: Range<Int>) {
        for place in range where bytes[place] == UInt8(ascii: "\n") { line += 1 }
    }

    /// The place after the tag that begins at `start`; nil when it is not all there yet.
    private func endOfTag(_ bytes: [UInt8], from start: Int) throws(ImportError) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        switch bytes[start + 1] {
        case UInt8(ascii: "?"): return end(of: "?>", bytes, from: start + 2)
        case UInt8(ascii: "!"): return try endOfDeclaration(bytes, from: start)
        default: return endOfElement(bytes, from: start + 1)
        }
    }

    private func end(of mark: String, _ bytes: [UInt8], from start: Int) -> Int? {
        let mark = Array(mark.utf8)
        var place = start
        while place + mark.count <= bytes.count {
            if bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark) {
                return place + mark.count
            }
            place += 1
        }
        return nil
    }

    private func endOfElement(_ bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        var quote: UInt8 = 0
        while place < bytes.count {
            let byte = bytes[place]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return place + 1
            }
            place += 1
        }
        return nil
    }

    /// A comment, a CDATA section, or the document type with what it declares inside itself.
    private func endOfDeclaration(_ bytes: [UInt8], from start: Int) throws(ImportError) -> Int? {
        let text = bytes[start...]
        guard text.count >= 9 else { return nil }
        if text.starts(with: "<!--".utf8) { return end(of: "-->", bytes, from: start + 4) }
        if text.starts(with: "<![CDATA[".utf8) { return end(of: "]]>", bytes, from: start + 9) }
        guard text.starts(with: "<!DOCTYPE".utf8) else { throw bad("an unknown declaration") }
        return try endOfDocumentType(bytes, from: start + 9)
    }

    private func endOfDocumentType(_ bytes: [UInt8], from start: Int) throws(ImportError) -> Int? {
        var place = start
        var depth = 0
        var isInside = false
        var quote: UInt8 = 0
        while place < bytes.count {
            let byte = bytes[place]
            let text = bytes[place...]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if text.starts(with: "<!--".utf8) {
                guard let end = end(of: "-->", bytes, from: place + 4) else { return nil }
                place = end - 1
            } else if text.starts(with: "<!ENTITY".utf8) {
                throw ImportError(.reader(.entityDeclared(SourceLine(file: file, line: line))))
            } else if !isInside,
                text.starts(with: "SYSTEM".utf8) || text.starts(with: "PUBLIC".utf8)
            {
                throw bad("a document type that lies in another file")
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                isInside = true
            } else if byte == UInt8(ascii: "]") {
                isInside = false
            } else if byte == UInt8(ascii: "<") {
                depth += 1
            } else if byte == UInt8(ascii: ">") {
                if depth == 0, !isInside { return place + 1 }
                depth -= 1
            }
            place += 1
        }
        return nil
    }

    // MARK: Tags

    private mutating func tag(
        _ bytes: [UInt8], _ range: Range<Int>, _ visit: (Tag, Int) throws(ImportError) -> Void
    ) throws(ImportError) {
        switch bytes[range.lowerBound + 1] {
        case UInt8(ascii: "?"), UInt8(ascii: "!"): return
        case UInt8(ascii: "/"):
            let name = name(bytes, from: range.lowerBound + 2, to: range.upperBound - 1)
            guard let last = open.popLast(), last == Self.hash(name) else {
                throw bad(
                    "the end of <\(String(decoding: name.prefix(40), as: UTF8.self))> that is not open"
                )
            }
            try visit(.end(name: name), line)
        default:
            let isEmpty = bytes[range.upperBound - 2] == UInt8(ascii: "/")
            let name = name(bytes, from: range.lowerBound + 1, to: range.upperBound - 1)
            guard !name.isEmpty else { throw bad("a tag without a name") }
            if open.isEmpty, hasRoot { throw bad("a second document") }
            hasRoot = true
            if !isEmpty { open.append(Self.hash(name)) }
            let end = isEmpty ? range.upperBound - 2 : range.upperBound - 1
            let element = XMLElement(
                name: name, attributes: bytes[min(name.endIndex, end)..<end])
            try visit(.start(element, isEmpty: isEmpty), line)
        }
    }

    private func name(_ bytes: [UInt8], from start: Int, to end: Int) -> ArraySlice<UInt8> {
        var place = start
        while place < end, bytes[place] > 0x20, bytes[place] != UInt8(ascii: "/") { place += 1 }
        return bytes[start..<max(start, place)]
    }

    /// FNV-1a: enough to tell the names of open elements apart.
    private static func hash(_ name: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}

/// A start tag: its name and its attributes, uncut until they are asked for.
struct XMLElement {
    package let name: ArraySlice<UInt8>
    package let attributes: ArraySlice<UInt8>

    package func isNamed(_ text: StaticString) -> Bool { name.elementsEqual(text) }

    /// The bytes of an attribute's value as written, entities and all; nil when it is not there.
    package func bytes(of attribute: StaticString) -> ArraySlice<UInt8>? {
        var place = attributes.startIndex
        let end = attributes.endIndex
        while place < end {
            while place < end, attributes[place] <= 0x20 { place += 1 }
            let nameStart = place
            while place < end, attributes[place] != UInt8(ascii: "="), attributes[place] > 0x20 {
                place += 1
            }
            let nameEnd = place
            while place < end, attributes[place] <= 0x20 || attributes[place] == UInt8(ascii: "=") {
                place += 1
            }
            guard place < end else { return nil }
            let quote = attributes[place]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
            place += 1
            let valueStart = place
            while place < end, attributes[place] != quote { place += 1 }
            if attributes[nameStart..<nameEnd].elementsEqual(attribute) {
                return attributes[valueStart..<place]
            }
            place += 1
        }
        return nil
    }

    /// The value with its references resolved; nil when it is absent or refers to an unknown entity.
    package func text(of attribute: StaticString) -> String? {
        guard let bytes = bytes(of: attribute) else { return nil }
        guard bytes.contains(UInt8(ascii: "&")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return Self.resolved(bytes)
    }

    private static func resolved(_ bytes: ArraySlice<UInt8>) -> String? {
        var text = ""
        for (index, part) in bytes.split(
            separator: UInt8(ascii: "&"), omittingEmptySubsequences: false
        ).enumerated() {
            guard index > 0 else {
                text += String(decoding: part, as: UTF8.self)
                continue
            }
            guard let end = part.firstIndex(of: UInt8(ascii: ";")),
                let scalar = scalar(String(decoding: part[..<end], as: UTF8.self))
            else { return nil }
            text.unicodeScalars.append(scalar)
            text += String(decoding: part[(end + 1)...], as: UTF8.self)
        }
        return text
    }

    private static func scalar(_ reference: String) -> Unicode.Scalar? {
        switch reference {
        case "lt": "<"
        case "gt": ">"
        case "amp": "&"
        case "quot": "\""
        case "apos": "'"
        default:
            if reference.hasPrefix("#x") {
                UInt32(reference.dropFirst(2), radix: 16).flatMap { Unicode.Scalar($0) }
            } else if reference.hasPrefix("#") {
                UInt32(reference.dropFirst()).flatMap { Unicode.Scalar($0) }
            } else {
                nil
            }
        }
    }
}

extension ArraySlice where Element == UInt8 {
    /// Whether these are the bytes of a text that stands in the source code.
    func elementsEqual(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { other in
            zip(self, other).allSatisfy { $0 == $1 }
        }
    }
}
