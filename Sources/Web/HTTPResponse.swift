/// What is sent back: always whole, and never kept by the browser or a box on the way.
package struct HTTPResponse: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(
        _ status: Int, _ type: ContentType = .html, _ body: some Sequence<UInt8> = [UInt8](),
        policy: ContentPolicy = .page
    ) {
        self.status = status
        headers =
            [
                ("Content-Type", type.rawValue),
                ("Content-Security-Policy", policy.text),
            ] + Self.standing
        self.body = Array(body)
    }

    /// To another address by a GET.
    package static func seeOther(_ location: String) -> HTTPResponse {
        var response = HTTPResponse(303)
        response.headers.append(("Location", location))
        return response
    }

    /// As a file to keep; the browser asks where.
    package static func file(_ name: String, _ type: ContentType, _ text: String) -> HTTPResponse {
        var response = HTTPResponse(200, type, text.utf8)
        response.headers.append(("Content-Disposition", "attachment; filename=\"\(name)\""))
        return response
    }

    /// Those of every answer.
    private static let standing = [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cache-Control", "no-store"),
        // Not "no-referrer": with that a browser hides the origin of a form, which is checked.
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Connection", "close"),
    ]

    /// - `withBody`: false for HEAD, which announces the length all the same.
    package func bytes(withBody: Bool = true) -> [UInt8] {
        let phrase = Self.phrases[status] ?? "Other"
        var head = "HTTP/1.1 \(status) \(phrase)\r\nContent-Length: \(body.count)\r\n"
        for (name, value) in headers {
            head += "\(name): \(value.filter { !$0.isNewline })\r\n"
        }
        return Array((head + "\r\n").utf8) + (withBody ? body : [])
    }

    private static let phrases = [
        200: "OK", 303: "See Other", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict",
        411: "Length Required", 413: "Content Too Large", 421: "Misdirected Request",
        422: "Unprocessable Content", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 500: "Internal Server Error",
        501: "Not Implemented",
    ]
}

/// What the bytes of an answer are.
package enum ContentType: String, Sendable {
    case html = "text/html; charset=utf-8"
    case css = "text/css; charset=utf-8"
    case script = "text/javascript; charset=utf-8"
    case calendar = "text/calendar; charset=utf-8"
    case text = "text/plain; charset=utf-8"
    case svg = "image/svg+xml"
    case jpeg = "image/jpeg"
    case png = "image/png"
    case manifest = "application/manifest+json"
}

/// What a page may load and do: its own stylesheet and script, forms to itself, nothing from elsewhere,
/// and it stands in no frame.
package struct ContentPolicy: Sendable {
    package let text: String

    package static let page = ContentPolicy(styles: ["'self'"], scripts: ["'self'"])

    /// - Parameters:
    ///   - styles: where styles come from, or `'sha256-…'` of those that stand in the page.
    ///   - scripts: the same for scripts.
    package init(styles: [String], scripts: [String]) {
        let sources = { (kind: String, list: [String]) in
            list.isEmpty ? "" : "; \(kind) \(list.joined(separator: " "))"
        }
        text =
            "default-src 'none'" + sources("style-src", styles) + sources("script-src", scripts)
            + "; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'"
            + "; frame-ancestors 'none'; base-uri 'none'"
    }
}
