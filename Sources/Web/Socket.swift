import Foundation

/// The system's sockets: the only file that knows how they are called.
enum Socket {
    static let input = Int16(POLLIN)
    static let output = Int16(POLLOUT)
    static let writingSide = Int32(SHUT_WR)

    private static var stream: Int32 {
        #if canImport(Darwin)
            SOCK_STREAM
        #else
            Int32(SOCK_STREAM.rawValue)
        #endif
    }

    /// A socket that waits for connections, and its port.
    static func listening(
        on address: String, port: UInt16
    ) throws(ServerError) -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, stream, 0)
        guard descriptor >= 0 else {
            throw .taken(address: address, port: port, reason: errno)
        }
        set(SO_REUSEADDR, of: descriptor)
        prepare(descriptor)
        guard bound(descriptor, address, port), listen(descriptor, 256) == 0,
            let taken = Self.port(of: descriptor)
        else {
            let reason = errno
            close(descriptor)
            throw .taken(address: address, port: port, reason: reason)
        }
        return (descriptor, taken)
    }

    private static func set(_ option: Int32, of descriptor: Int32) {
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, option, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Never waits, and is no business of programs that this one starts.
    private static func prepare(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        #if canImport(Darwin)
            set(SO_NOSIGPIPE, of: descriptor)
        #endif
    }

    private static func bound(_ descriptor: Int32, _ address: String, _ port: UInt16) -> Bool {
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        guard inet_pton(AF_INET, address, &place.sin_addr) == 1 else { return false }
        return withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func port(of descriptor: Int32) -> UInt16? {
        var place = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size)
            }
        }
        return status == 0 ? UInt16(bigEndian: place.sin_port) : nil
    }

    /// The next connection that waits, and where it comes from; nil where none does.
    static func accepted(by listener: Int32) -> (Int32, String)? {
        var place = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                accept(listener, $0, &size)
            }
        }
        guard descriptor >= 0 else { return nil }
        prepare(descriptor)
        let bytes = withUnsafeBytes(of: place.sin_addr.s_addr) { Array($0) }
        return (descriptor, bytes.map(String.init).joined(separator: "."))
    }

    /// What is there, at most so many bytes: nothing at all at the end, nil where something broke.
    static func piece(_ descriptor: Int32, _ length: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { space, count in
            let taken = read(descriptor, space.baseAddress, length)
            failed = taken < 0
            count = max(0, taken)
        }
        return failed ? nil : bytes
    }

    /// How many bytes went out without waiting; nil where the other side is gone.
    static func write(_ bytes: ArraySlice<UInt8>, _ descriptor: Int32) -> Int? {
        guard !bytes.isEmpty else { return 0 }
        let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 { return count }
        return [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) ? 0 : nil
    }

    /// Reads and drops what was typed; false at the end of the input.
    static func discardedLine(_ descriptor: Int32) -> Bool {
        !(piece(descriptor, 4096) ?? []).isEmpty
    }
}
