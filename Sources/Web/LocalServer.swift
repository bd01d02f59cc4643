import Foundation

/// An HTTP server for one person: one thread, one request a connection, and limits on everything that a
/// stranger could send.
///
/// A connection that stays silent is closed; where too many are open, the one that has waited longest
/// without a whole request makes room. There is no keeping alive, no pipelining, no body of chunks: what
/// is not there cannot be smuggled.
package struct LocalServer: ~Copyable {
    /// More than a browser of one person opens at once.
    private static let mostConnections = 64

    private let listener: Int32
    private let limits: RequestLimits
    package let port: UInt16

    /// - `address`: where it listens, as 127.0.0.1.
    /// - `port`: 0 for a free one.
    ///
    /// Throws `ServerError` where the port is taken.
    package init(
        address: String, port: UInt16, limits: RequestLimits = RequestLimits()
    ) throws(ServerError) {
        (listener, self.port) = try Socket.listening(on: address, port: port)
        self.limits = limits
    }

    deinit { close(listener) }

    /// Answers until a byte comes from `end`.
    ///
    /// - `end`: a descriptor that becomes readable when the server is to end.
    /// - `asked`: a descriptor whose lines are told by `line`; negative for none.
    package func run<Application: WebApplication>(
        _ application: inout Application, until end: Int32, asked: Int32 = -1,
        line: (inout Application) -> Void = { _ in }
    ) {
        var (open, asked): ([Connection], Int32) = ([], asked)
        defer { for connection in open { connection.close() } }
        while true {
            var polled = [listener, end, asked].map {
                pollfd(fd: $0, events: Socket.input, revents: 0)
            }
            polled += open.map(\.polled)
            poll(&polled, nfds_t(polled.count), open.isEmpty ? -1 : 250)
            if polled[1].revents != 0 { return }
            if polled[2].revents != 0 {
                if Socket.discardedLine(asked) { line(&application) } else { asked = -1 }
            }
            for (place, state) in polled.dropFirst(3).enumerated() where state.revents != 0 {
                open[place].advance(&application)
            }
            if polled[0].revents != 0 { accept(into: &open) }
            let now = ContinuousClock.now
            for connection in open where connection.isOver(at: now) { connection.close() }
            open.removeAll { $0.isOver(at: now) }
        }
    }

    /// All that wait at the door.
    private func accept(into open: inout [Connection]) {
        for _ in 0..<Self.mostConnections {
            guard let (descriptor, peer) = Socket.accepted(by: listener) else {
                // Too many open files: this loop would turn without end.
                if [EMFILE, ENFILE].contains(errno) { usleep(10_000) }
                return
            }
            if open.count >= Self.mostConnections { makeRoom(in: &open) }
            open.append(Connection(descriptor, peer: peer, limits))
        }
    }

    /// The first one that has not said what it wants yet; else the first of all.
    private func makeRoom(in open: inout [Connection]) {
        let place = open.firstIndex(where: \.isWaiting) ?? 0
        open[place].close()
        open.remove(at: place)
    }
}

/// Why no server could be started.
package enum ServerError: Error, Sendable, CustomStringConvertible {
    case taken(address: String, port: UInt16, reason: Int32)

    package var description: String {
        switch self {
        case .taken(let address, let port, let reason):
            "No server could be started on \(address), port \(port) "
                + "(\(String(cString: strerror(reason)))). Leave out --port to take a free one."
        }
    }
}
