/// What a server takes in of one request; more is refused before it is read.
package struct RequestLimits: Sendable {
    /// Bytes of the request line and the headers together.
    package var head = 16 << 10
    package var headers = 64
    /// Seconds from the first moment of a connection to the end of its head.
    package var secondsForHead = 5
    /// Seconds for a body, and one more for each of its megabytes.
    package var secondsForBody = 20

    package init() {}
}

/// Reads one request as its bytes come in.
struct RequestReader {
    private let limits: RequestLimits
    private var buffer: [UInt8] = []
    /// Once the head is whole.
    private(set) var head: RequestHead?
    private var bodyLength = 0

    init(_ limits: RequestLimits) { self.limits = limits }

    /// Takes the next bytes.
    ///
    /// - `admit`: the most bytes of body that this head may bring.
    ///
    /// Returns the request once it is whole.
    mutating func take(
        _ bytes: ArraySlice<UInt8>, admit: (RequestHead) throws(RequestRefusal) -> Int
    ) throws(RequestRefusal) -> HTTPRequest? {
        let searched = max(0, buffer.count - 3)
        buffer += bytes
        if head == nil { try readHead(from: searched, admit) }
        guard let head, buffer.count >= bodyLength else { return nil }
        // What follows the announced length is no part of this request, and there is no other.
        buffer.removeLast(buffer.count - bodyLength)
        return HTTPRequest(head, body: buffer)
    }

    private mutating func readHead(
        from searched: Int, _ admit: (RequestHead) throws(RequestRefusal) -> Int
    ) throws(RequestRefusal) {
        guard let end = endOfHead(from: searched) else {
            if buffer.count > limits.head { throw .headTooLarge }
            return
        }
        guard end <= limits.head else { throw .headTooLarge }
        let head = try RequestHead(buffer[..<end], mostHeaders: limits.headers)
        let most = try admit(head)
        if head.method == "POST", head.contentLength == nil { throw .lengthRequired }
        bodyLength = head.contentLength ?? 0
        guard bodyLength <= most else { throw .bodyTooLarge }
        buffer.removeFirst(end + 4)
        self.head = head
    }

    private func endOfHead(from start: Int) -> Int? {
        guard buffer.count >= 4 else { return nil }
        return (start...buffer.count - 4).first { place in
            buffer[place] == 13 && buffer[place + 1] == 10 && buffer[place + 2] == 13
                && buffer[place + 3] == 10
        }
    }

    /// Seconds that a body may take.
    var secondsForBody: Int { limits.secondsForBody + bodyLength >> 20 }
}
