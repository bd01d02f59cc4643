#if os(Linux)

    import Foundation
    import Testing

    import Web

    /// `n1 serve` on a free port of this machine, and one browser that has a key to it.
    ///
    /// Every wait has an end, and the program is killed with the value, so that nothing is left over
    /// where a test fails.
    final class ServeRun {
        let child: Child
        let port: UInt16
        /// `/secret/`, with which every address begins.
        let root: String
        let token: String
        private(set) var cookie = ""
        private(set) var formKey = ""

        private static let secondsToStart = 60
        private static let secondsToEnd = 30

        init(
            _ trial: String, at time: String, arguments: [String] = [], blocked: [Int32] = []
        ) throws {
            child = try Child(
                [CommandRun.program.path, "serve", trial] + arguments,
                environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "N1_TODAY": time],
                blocked: blocked, to: [2: "/dev/null"])
            let parts = try #require(Self.address(child.output))
            port = try #require(UInt16(parts[1].split(separator: ":")[1]))
            root = "/\(parts[2])/"
            token = try #require(parts[3].split(separator: "=").last.map(String.init))
        }

        /// The parts of the address that is told first: `http:`, the host, the folder, the token.
        private static func address(_ told: Int32) -> [String]? {
            let deadline = ContinuousClock.now + .seconds(secondsToStart)
            var text = ""
            while ContinuousClock.now < deadline {
                var polled = pollfd(fd: told, events: Int16(POLLIN), revents: 0)
                guard poll(&polled, 1, 1000) > 0 else { continue }
                guard let piece = Child.piece(of: told) else { return nil }
                text += String(decoding: piece, as: UTF8.self)
                let line = text.split(separator: "\n").first { $0.contains("token=") }
                guard let line, text.hasSuffix("\n") else { continue }
                let parts = line.split(separator: "/").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                return parts.count == 4 ? parts : nil
            }
            return nil
        }

        /// Waits for its end.
        /// - Returns: the exit code; nil where it was killed, or has not ended in time.
        func exitCode() -> Int32? {
            guard case .exit(let code)? = child.wait(seconds: Self.secondsToEnd) else { return nil }
            return code
        }

        /// Uses the token, and keeps the cookie and the key of the forms.
        @discardableResult
        func enter() throws -> Reply {
            let reply = try get("enter?token=\(token)", cookie: nil)
            cookie = reply.header("Set-Cookie")?.split(separator: ";").first.map(String.init) ?? ""
            // The one page that always has a form.
            formKey = try get("devices").field("key") ?? ""
            return reply
        }

        var host: String { "127.0.0.1:\(port)" }

        func get(_ name: String, cookie: String? = "", headers: [String] = []) throws -> Reply {
            let own = cookie.map { $0.isEmpty ? self.cookie : $0 }
            return try send(
                "GET \(root)\(name) HTTP/1.1",
                ["Host: \(host)"] + (own.map { $0.isEmpty ? [] : ["Cookie: \($0)"] } ?? [])
                    + headers)
        }

        func post(
            _ name: String, _ fields: [(String, String)], key: String? = nil, origin: String? = nil
        ) throws -> Reply {
            try send(form(name, fields, key: key, origin: origin))
        }

        /// The bytes of a form.
        func form(
            _ name: String, _ fields: [(String, String)], key: String? = nil, origin: String? = nil
        ) -> [UInt8] {
            let all = [("key", key ?? formKey)] + fields
            let body = all.map { "\($0)=\(PercentCode.encoded($1))" }.joined(separator: "&")
            return message(
                name, type: "application/x-www-form-urlencoded", Array(body.utf8), origin: origin)
        }

        /// The bytes of a form with a file.
        func upload(
            _ name: String, _ fields: [(String, String)], file: String, _ text: String
        ) -> [UInt8] {
            upload(name, fields, file: file, Array(text.utf8))
        }

        func upload(
            _ name: String, _ fields: [(String, String)], file: String, _ content: [UInt8]
        ) -> [UInt8] {
            let parts = ([("key", formKey)] + fields).map {
                "--edge\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n"
            }
            let head =
                parts.joined() + "--edge\r\nContent-Disposition: form-data; name=\"file\"; "
                + "filename=\"\(file)\"\r\nContent-Type: text/csv\r\n\r\n"
            let body = Array(head.utf8) + content + Array("\r\n--edge--\r\n".utf8)
            return message(name, type: "multipart/form-data; boundary=edge", body)
        }

        private func message(
            _ name: String, type: String, _ body: [UInt8], origin: String? = nil
        ) -> [UInt8] {
            let origin = origin ?? "http://\(host)"
            let lines =
                [
                    "POST \(root)\(name) HTTP/1.1", "Host: \(host)", "Cookie: \(cookie)",
                    "Content-Type: \(type)", "Content-Length: \(body.count)",
                ] + (origin.isEmpty ? [] : ["Origin: \(origin)"])
            return Array((lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8) + body
        }

        /// Bytes of any form.
        func send(_ bytes: [UInt8]) throws -> Reply {
            let wire = try Wire(port)
            wire.put(bytes)
            return Reply(wire.rest())
        }

        /// A request of any form.
        func send(_ line: String, _ headers: [String], body: [UInt8] = []) throws -> Reply {
            let head = ([line] + headers).map { $0 + "\r\n" }.joined() + "\r\n"
            return try send(Array(head.utf8) + body)
        }
    }

    /// A connection to a port of this machine, byte by byte.
    final class Wire {
        private let descriptor: Int32

        init(_ port: UInt16) throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var place = sockaddr_in()
            place.sin_family = sa_family_t(AF_INET)
            place.sin_port = port.bigEndian
            place.sin_addr.s_addr = inet_addr("127.0.0.1")
            let status = withUnsafePointer(to: &place) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard status == 0 else {
                close(descriptor)
                throw Unreachable(reason: errno)
            }
            var wait = timeval(tv_sec: 60, tv_usec: 0)
            setsockopt(
                descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
            setsockopt(
                descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        }

        deinit { close(descriptor) }

        /// Nobody took the connection.
        struct Unreachable: Error { let reason: Int32 }

        /// - Returns: false where the other side takes no more.
        @discardableResult
        func put(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }

        /// All that comes until the other side closes.
        func rest() -> [UInt8] {
            var all: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = recv(descriptor, &piece, piece.count, 0)
                guard count > 0 else { return all }
                all += piece.prefix(count)
            }
        }
    }

    /// An answer, taken apart.
    struct Reply {
        let status: Int
        let head: String
        let body: String

        init(_ bytes: [UInt8]) {
            let text = String(decoding: bytes, as: UTF8.self)
            let end = text.range(of: "\r\n\r\n")
            head = end.map { String(text[..<$0.lowerBound]) } ?? text
            body = end.map { String(text[$0.upperBound...]) } ?? ""
            let words = head.split(separator: " ")
            status = words.count > 1 ? Int(words[1]) ?? 0 : 0
        }

        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").first {
                $0.lowercased().hasPrefix(name.lowercased() + ":")
            }
            .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }

        /// The value of the first hidden field of a name.
        func field(_ name: String) -> String? {
            guard let place = body.range(of: "name=\"\(name)\" value=\"") else { return nil }
            return body[place.upperBound...].split(separator: "\"").first.map(String.init)
        }
    }

#endif
