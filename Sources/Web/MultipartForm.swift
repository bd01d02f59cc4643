/// A form with files: fields, and for each file its name and bytes.
///
/// Source: RFC 7578.
package struct MultipartForm: Sendable {
    package let fields: FormFields
    package let files: [File]

    package struct File: Sendable {
        package let field: String
        /// As the browser says it, without folders.
        package let name: String
        package let bytes: ArraySlice<UInt8>
    }

    private static let mostParts = 200

    /// Nil where the bytes are no such form.
    package init?(_ request: HTTPRequest) {
        guard let type = request.head[header: "content-type"],
            type.lowercased().hasPrefix("multipart/form-data"),
            let boundary = Self.parameter("boundary", of: type), !boundary.isEmpty,
            boundary.utf8.count <= 70
        else { return nil }
        var fields: [(name: String, value: String)] = []
        var files: [File] = []
        for part in Self.parts(request.body, Array("--\(boundary)".utf8)).prefix(Self.mostParts) {
            guard let (head, content) = Self.split(part),
                let name = Self.parameter("name", of: head)
            else { continue }
            if let file = Self.parameter("filename", of: head) {
                files.append(File(field: name, name: Self.lastPart(file), bytes: content))
            } else if let text = String(validating: content, as: UTF8.self) {
                fields.append((name, text))
            }
        }
        self.fields = FormFields(fields)
        self.files = files
    }

    /// What lies between the boundaries.
    private static func parts(_ body: [UInt8], _ boundary: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var from = 0
        while let place = find(boundary, in: body, from: from) {
            if let start, place >= start + 2 { parts.append(body[start..<place - 2]) }
            from = place + boundary.count
            start = from + 2
            if from + 1 < body.count, body[from] == 45, body[from + 1] == 45 { break }
        }
        return parts
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
        guard let first = needle.first, bytes.count >= needle.count else { return nil }
        return bytes.withUnsafeBufferPointer { all in
            var place = from
            let last = all.count - needle.count
            while place <= last {
                if all[place] == first, all[place..<place + needle.count].elementsEqual(needle) {
                    return place
                }
                place += 1
            }
            return nil
        }
    }

    /// The head of a part, and what follows the empty line.
    private static func split(_ part: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
        let end: [UInt8] = [13, 10, 13, 10]
        let head = part.prefix(4096)
        var place = head.startIndex
        while place + 4 <= head.endIndex {
            if head[place..<place + 4].elementsEqual(end) {
                guard let text = String(validating: head[..<place], as: UTF8.self) else {
                    return nil
                }
                return (text, part[(place + 4)...])
            }
            place += 1
        }
        return nil
    }

    /// The value of `name="value"`.
    private static func parameter(_ name: String, of text: String) -> String? {
        for piece in text.split(whereSeparator: { ";\r\n".contains($0) }) {
            let sides = piece.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].drop(while: { $0 == " " }).lowercased() == name
            else { continue }
            return String(sides[1].filter { $0 != "\"" })
        }
        return nil
    }

    private static func lastPart(_ path: String) -> String {
        let name = path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "file"
        let shown = name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        let kept = String(String.UnicodeScalarView(shown.prefix(120)))
        return kept.isEmpty || kept.allSatisfy({ $0 == "." }) ? "file" : kept
    }
}
