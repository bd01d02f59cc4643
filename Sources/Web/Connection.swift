import Foundation

/// One open connection, from its first byte to the end of its answer.
struct Connection {
    private let descriptor: Int32
    private let peer: String
    private var state: State
    private var deadline: ContinuousClock.Instant

    private enum State {
        case reading(RequestReader)
        /// What is left of the answer; `isRefused` where bytes of the request were left unread.
        case writing(ArraySlice<UInt8>, isRefused: Bool)
        /// Bytes that are read and dropped, so that the other side gets to see the answer.
        case draining(left: Int)
        case over
    }

    private static let pieceLength = 64 << 10
    private static let secondsForAnswer = 60
    private static let secondsForDraining = 2
    private static let mostDrained = 4 << 20

    init(_ descriptor: Int32, peer: String, _ limits: RequestLimits) {
        self.descriptor = descriptor
        self.peer = peer
        state = .reading(RequestReader(limits))
        deadline = .now + .seconds(limits.secondsForHead)
    }

    var polled: pollfd {
        let isWriting = if case .writing = state { true } else { false }
        return pollfd(
            fd: descriptor, events: isWriting ? Socket.output : Socket.input, revents: 0)
    }

    /// Whether the request is not whole yet.
    var isWaiting: Bool { if case .reading = state { true } else { false } }

    func isOver(at now: ContinuousClock.Instant) -> Bool {
        if case .over = state { true } else { deadline < now }
    }

    func close() { Foundation.close(descriptor) }

    /// Does what can be done without waiting.
    mutating func advance(_ application: inout some WebApplication) {
        switch state {
        case .reading(let reader): read(reader, &application)
        case .writing(let rest, let isRefused): write(rest, isRefused)
        case .draining(let left): drain(left)
        case .over: break
        }
    }

    private mutating func read(
        _ reader: RequestReader, _ application: inout some WebApplication
    ) {
        var reader = reader
        // A second owner of the buffer would copy it with each piece.
        state = .over
        guard let piece = Socket.piece(descriptor, Self.pieceLength), !piece.isEmpty else { return }
        let hadHead = reader.head != nil
        do throws(RequestRefusal) {
            let peer = peer
            let request = try reader.take(piece[...]) { head throws(RequestRefusal) in
                try application.admit(head, from: peer)
            }
            if let request { return begin(application.answer(request, from: peer), request.head) }
        } catch {
            return begin(application.answer(to: error), reader.head, isRefused: true)
        }
        if !hadHead, let head = reader.head { announce(head, reader) }
        state = .reading(reader)
    }

    /// The head is taken: the body has time of its own, and a client that asked is told to send it.
    private mutating func announce(_ head: RequestHead, _ reader: RequestReader) {
        deadline = .now + .seconds(reader.secondsForBody)
        if head[header: "expect"]?.lowercased() == "100-continue" {
            _ = Socket.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)[...], descriptor)
        }
    }

    private mutating func begin(
        _ response: HTTPResponse, _ head: RequestHead?, isRefused: Bool = false
    ) {
        deadline = .now + .seconds(Self.secondsForAnswer)
        write(response.bytes(withBody: head?.method != "HEAD")[...], isRefused)
    }

    private mutating func write(_ rest: ArraySlice<UInt8>, _ isRefused: Bool) {
        guard let count = Socket.write(rest, descriptor) else { return state = .over }
        let rest = rest.dropFirst(count)
        guard rest.isEmpty else { return state = .writing(rest, isRefused: isRefused) }
        guard isRefused else { return state = .over }
        shutdown(descriptor, Socket.writingSide)
        deadline = .now + .seconds(Self.secondsForDraining)
        state = .draining(left: Self.mostDrained)
    }

    private mutating func drain(_ left: Int) {
        guard let piece = Socket.piece(descriptor, Self.pieceLength), !piece.isEmpty,
            left > piece.count
        else { return state = .over }
        state = .draining(left: left - piece.count)
    }
}
