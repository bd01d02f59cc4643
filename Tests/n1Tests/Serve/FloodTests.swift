#if os(Linux)

    import Foundation
    import Testing

    /// Requests that want too much, are too slow or cannot be read in one way.
    @Suite("What n1 serve refuses to take in", .serialized)
    struct FloodTests {
        private static let now = "2026-01-05T21:30"

        /// In kilobytes.
        private func memory(_ serve: ServeRun) throws -> Int {
            let status = try String(
                contentsOfFile: "/proc/\(serve.child.id)/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS") })
            return try #require(Int(line.split(whereSeparator: \.isWhitespace)[1]))
        }

        @Test("a gigabyte is refused by its announced length, before it is read")
        func large() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            let wire = try Wire(serve.port)
            wire.put(
                Array(
                    ("POST \(serve.root)log HTTP/1.1\r\nHost: \(serve.host)\r\nCookie: \(serve.cookie)\r\n"
                        + "Origin: http://\(serve.host)\r\nContent-Length: 1073741824\r\n\r\n").utf8
                ))
            let piece = [UInt8](repeating: 97, count: 1 << 20)
            var sent = 0
            while sent < 1024, wire.put(piece) { sent += 1 }
            #expect(sent < 64)
            #expect(try memory(serve) < 120_000)
            #expect(try serve.get("").status == 200)
        }

        @Test("a stranger's body is refused unread, whatever its length")
        func stranger() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            let reply = try serve.send(
                "POST \(serve.root)import HTTP/1.1",
                ["Host: \(serve.host)", "Origin: http://\(serve.host)", "Content-Length: 1000"])
            #expect(reply.status == 403)
        }

        @Test("heads of too many bytes or lines are refused")
        func heads() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            let wire = try Wire(serve.port)
            wire.put(Array("GET / HTTP/1.1\r\nX: ".utf8))
            let piece = [UInt8](repeating: 97, count: 1 << 16)
            var sent = 0
            while sent < 200, wire.put(piece) { sent += 1 }
            #expect(sent < 200)
            let many = try serve.send("GET / HTTP/1.1", (0..<200).map { "X\($0): 1" })
            #expect(many.status == 431)
            #expect(try memory(serve) < 120_000)
        }

        @Test("a slow head and a slow body are closed after seconds, others are answered meanwhile")
        func slow() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            let start = ContinuousClock.now
            let (head, body) = (try Wire(serve.port), try Wire(serve.port))
            head.put(Array("GET / HTTP/1.1\r\n".utf8))
            body.put(Array(serve.form("log", [("note", "never whole")]).dropLast()))
            #expect(try serve.get("").status == 200)
            #expect(head.rest().isEmpty)
            // 5 seconds are allowed; the rest is for a machine that has other work.
            #expect(ContinuousClock.now - start < .seconds(15))
            #expect(body.rest().isEmpty)
            // 20 seconds are allowed.
            #expect(ContinuousClock.now - start < .seconds(40))
            #expect(try serve.get("").status == 200)
            #expect(!trial.folder.contents.contains("diary.sqlite"))
        }

        @Test("ten thousand connections keep nobody out, and take no memory")
        func idle() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            var wires: [Wire] = []
            var count = 0
            while count < 10_000, let wire = try? Wire(serve.port) {
                wires.append(wire)
                count += 1
                // This process may not open as many as an attacker; the server keeps fewer than these.
                if wires.count > 300 { wires.removeFirst(100) }
                if count.isMultiple(of: 1_000) { #expect(try serve.get("").status == 200) }
            }
            #expect(count == 10_000)
            #expect(try serve.get("").status == 200)
            #expect(try memory(serve) < 120_000)
        }

        @Test(
            "what could be read in two ways is refused",
            arguments: [
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b",
                "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked",
                "POST / HTTP/1.1\r\nContent-Length: -1", "POST / HTTP/1.1\r\nContent-Length: 0x10",
                "GET /a b HTTP/1.1", "GET http://127.0.0.1/ HTTP/1.1", "GET / HTTP/2", "GET /",
                "GET / HTTP/1.1\r\nHost : a", "GET / HTTP/1.1\r\n folded: a", "GET /%00 HTTP/1.1",
                "GET /%zz HTTP/1.1", "CONNECT a:1 HTTP/1.1", "GET / HTTP/1.1\nHost: a",
            ])
        func ambiguous(_ head: String) throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            let wire = try Wire(serve.port)
            wire.put(Array((head + "\r\n\r\n").utf8))
            let reply = Reply(wire.rest())
            #expect((400...501).contains(reply.status), "\(reply.head)")
        }

        @Test(
            "no path leads out of the pages",
            arguments: [
                "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/plan.yaml",
                "view/../../plan.yaml", "..\\plan.yaml", "plan.yaml", "diary.sqlite",
                "./diary.sqlite",
                "//etc/passwd",
            ])
        func traversal(_ path: String) throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            let reply = try serve.get(path)
            #expect([400, 403, 404].contains(reply.status))
            #expect(!reply.body.contains("root:") && !reply.body.contains("worthwhile"))
        }
    }

#endif
