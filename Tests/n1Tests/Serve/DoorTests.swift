#if os(Linux)

    import Foundation
    import Testing

    /// Who is let in by `n1 serve`, and who is not.
    @Suite("The door of n1 serve")
    struct DoorTests {
        private static let now = "2026-01-05T21:30"

        @Test(
            "a token lets one browser in, once, with a cookie that scripts and other sites never see"
        )
        func once() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            #expect(try serve.get("", cookie: nil).status == 403)
            let entered = try serve.enter()
            #expect(entered.status == 200)
            let cookie = try #require(entered.header("Set-Cookie"))
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
            #expect(cookie.contains("Path=\(serve.root)"))
            #expect(try serve.get("").status == 200)
            #expect(try serve.get("enter?token=\(serve.token)", cookie: nil).status == 403)
        }

        @Test("ten wrong tokens lock the door; who is in stays in")
        func lock() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            for _ in 0..<10 {
                #expect(try serve.get("enter?token=wrong", cookie: nil).status >= 403)
            }
            let locked = try serve.get("enter?token=\(serve.token)", cookie: nil)
            #expect(locked.status == 429)
            #expect(try serve.get("").status == 200)
        }

        @Test("the token is guessed in vain even when it was not used, once the door is locked")
        func lockBeforeUse() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            for _ in 0..<10 { _ = try serve.get("enter?token=\(UUID())", cookie: nil) }
            #expect(try serve.get("enter?token=\(serve.token)", cookie: nil).status == 429)
        }

        @Test(
            "a foreign Host is refused, as a name that was turned to this computer brings it",
            arguments: [
                "evil.example", "evil.example:80", "localhost", "127.0.0.1", "127.0.0.1:1", "",
            ])
        func host(_ name: String) throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            let reply = try serve.send(
                "GET \(serve.root) HTTP/1.1", ["Host: \(name)", "Cookie: \(serve.cookie)"])
            #expect(reply.status == 421)
            let none = try serve.send("GET \(serve.root) HTTP/1.1", ["Cookie: \(serve.cookie)"])
            #expect(none.status == 421)
        }

        @Test(
            "a form from a foreign page is refused, and so is one without an origin",
            arguments: ["http://evil.example", "null", "https://127.0.0.1", ""])
        func origin(_ origin: String) throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            #expect(try serve.post("log", [("v.itch", "4")], origin: origin).status == 403)
            #expect(!trial.folder.contents.contains("diary.sqlite"))
        }

        @Test("a form without the key of this browser is refused")
        func formKey() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            #expect(try serve.post("log", [("v.itch", "4")], key: "").status == 403)
            #expect(try serve.post("log", [("v.itch", "4")], key: "guess").status == 403)
            #expect(!trial.folder.contents.contains("diary.sqlite"))
            #expect(try serve.post("log", [("v.itch", "4")]).status == 200)
        }

        @Test("without the secret folder, or with another cookie, nothing is said")
        func otherUser() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            for path in ["/", "/favicon.ico", "/\(String(repeating: "a", count: 16))/"] {
                let reply = try serve.send(
                    "GET \(path) HTTP/1.1", ["Host: \(serve.host)", "Cookie: \(serve.cookie)"])
                #expect(reply.status == 403)
                #expect(!reply.body.contains("A small trial"))
            }
            #expect(
                try serve.get("", cookie: "n1=\(String(repeating: "a", count: 32))").status == 403)
        }

        @Test(
            "another user of this machine gets neither page nor diary",
            .enabled(if: CommandRun.canDropRights))
        func otherAccount() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            #expect(try serve.post("log", [("v.itch", "4"), ("note", "secret")]).status == 200)
            let export = try CommandRun(["export", trial.path], unprivileged: true)
            #expect(export.exitCode == 2 && !export.output.contains("secret"))
            // All that another account can see of the program: its command line.
            let line = try String(
                contentsOfFile: "/proc/\(serve.child.id)/cmdline", encoding: .utf8)
            for secret in [serve.token, serve.root, String(serve.cookie.dropFirst(3))] {
                #expect(!line.contains(secret))
            }
        }

        @Test("the diary that is written can be read by its owner only")
        func permissions() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            #expect(try serve.post("log", [("v.itch", "4")]).status == 200)
            let attributes = try FileManager.default.attributesOfItem(atPath: trial.databasePath)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        }

        @Test("every answer forbids frames, foreign sources, sniffing and keeping")
        func headers() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            let replies =
                try ["", "calendar", "check", "report", "page.css", "nothing"].map {
                    try serve.get($0)
                } + [serve.get("", cookie: nil), serve.send("BREW / HTTP/1.1", [])]
            for reply in replies {
                let policy = try #require(reply.header("Content-Security-Policy"))
                #expect(policy.contains("default-src 'none'"))
                #expect(policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval"))
                #expect(reply.header("X-Content-Type-Options") == "nosniff")
                #expect(reply.header("X-Frame-Options") == "DENY")
                #expect(reply.header("Cache-Control") == "no-store")
            }
        }

        @Test("it listens on this computer alone")
        func loopback() throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now)
            let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
            let port = String(serve.port, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: 4 - port.count) + port
            let lines = table.split(separator: "\n").filter {
                $0.contains(":\(padded) ") && $0.contains(" 0A ")
            }
            #expect(lines.count == 1 && lines[0].contains("0100007F:\(padded)"))
        }

        @Test(
            "Ctrl-C, a closed terminal and a plain kill end it with exit code 0, even where the program that started it had blocked them",
            arguments: [SIGINT, SIGHUP, SIGTERM])
        func end(_ name: Int32) throws {
            let trial = try DiaryFolder()
            let serve = try ServeRun(trial.path, at: Self.now, blocked: [name])
            serve.child.signal(name)
            #expect(serve.exitCode() == 0)
        }
    }

#endif
