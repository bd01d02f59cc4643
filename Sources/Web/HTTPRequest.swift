/// What a browser asked for: its head, checked, and its body, whole.
package struct HTTPRequest: Sendable {
    package let head: RequestHead
    package let body: [UInt8]

    package init(_ head: RequestHead, body: [UInt8] = []) {
        self.head = head
        self.body = body
    }

    /// Fields of a form that was sent, or of the address.
    package var form: FormFields {
        head.method == "POST" ? FormFields(urlEncoded: body) : head.query
    }
}

/// The request line and the headers of a request.
package struct RequestHead: Sendable, Equatable {
    package let method: String
    /// Decoded; begins with a slash, and has no part `.` or `..`.
    package let path: String
    package let query: FormFields
    /// By names in lower case.
    package let headers: [String: String]

    package subscript(header name: String) -> String? { headers[name] }

    /// Bytes of the body; nil where none was announced.
    package var contentLength: Int? { headers["content-length"].flatMap { Int($0) } }

    /// The value of a cookie.
    package func cookie(_ name: String) -> String? {
        let pairs = (headers["cookie"] ?? "").split(separator: ";")
        return pairs.lazy.compactMap { pair -> String? in
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            return parts.count == 2 && parts[0] == name ? String(parts[1]) : nil
        }.first
    }
}

/// Why a request is not answered as asked, by the status of HTTP.
package enum RequestRefusal: Int, Error, Sendable {
    case malformed = 400
    case forbidden = 403
    case methodNotAllowed = 405
    case timeout = 408
    case lengthRequired = 411
    case bodyTooLarge = 413
    case misdirected = 421
    case tooMany = 429
    case headTooLarge = 431
    case notImplemented = 501
}

extension RequestHead {
    /// Headers that mean something else when they come twice.
    private static let single: Set<String> = [
        "host", "content-length", "cookie", "origin", "content-type", "transfer-encoding",
    ]

    /// Reads the lines of a head, without the empty line that ends it.
    ///
    /// What could be read in two ways is refused: a header twice, a folded line, a space before the
    /// colon, a body of chunks, a control character.
    /// Source: RFC 9112, sections 3, 5 and 6.
    ///
    /// - `mostHeaders`: more are refused.
    package init(_ bytes: ArraySlice<UInt8>, mostHeaders: Int) throws(RequestRefusal) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        guard let first = lines.first, !Self.hasControls(text) else { throw .malformed }
        let parts = first.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else {
            throw .malformed
        }
        guard ["GET", "HEAD", "POST"].contains(parts[0]) else { throw .methodNotAllowed }
        guard lines.count - 1 <= mostHeaders else { throw .headTooLarge }
        method = String(parts[0])
        (path, query) = try Self.target(parts[1])
        headers = try Self.headers(lines.dropFirst())
        guard headers["transfer-encoding"] == nil else { throw .notImplemented }
        if let length = headers["content-length"] {
            guard length.count < 19, !length.isEmpty, length.utf8.allSatisfy({ 48...57 ~= $0 })
            else { throw .malformed }
        }
    }

    private static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            (scalar.value < 0x20 && !["\r", "\n", "\t"].contains(scalar)) || scalar.value == 0x7F
        }
    }

    private static func target(
        _ text: Substring
    ) throws(RequestRefusal) -> (String, FormFields) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard text.hasPrefix("/"), let path = PercentCode.decoded(parts[0].utf8),
            !path.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\\" }),
            !path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." })
        else { throw .malformed }
        return (path, FormFields(urlEncoded: Array((parts.count > 1 ? parts[1] : "").utf8)))
    }

    private static func headers(
        _ lines: ArraySlice<Substring>
    ) throws(RequestRefusal) -> [String: String] {
        var headers: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { throw .malformed }
            let name = line[..<colon].lowercased()
            guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte), !line.contains("\n"),
                !line.contains("\r")
            else { throw .malformed }
            guard headers[name] == nil || !single.contains(name) else { throw .malformed }
            headers[name] = Self.trimmed(line[line.index(after: colon)...])
        }
        return headers
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 97...122: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return String(text)
    }
}
