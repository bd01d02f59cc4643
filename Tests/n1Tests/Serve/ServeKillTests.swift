#if os(Linux)

    import Experiment
    import Foundation
    import Stats
    import Testing

    /// What a page was told to be saved is there after the server was killed, and the next server goes on.
    ///
    /// `N1_ATTACK=1` (`make attack`) kills each kind of write 200 times.
    @Suite("Nothing that a page saved is lost", .serialized)
    struct ServeKillTests {
        private static let now = "2026-09-20T21:30"
        /// Of each kind of write.
        private static let rounds =
            ProcessInfo.processInfo.environment["N1_ATTACK"] == nil ? 4 : 200

        /// Kills the server at some moment of a write, from its beginning to half as long again as it
        /// takes undisturbed.
        private struct Killer {
            var generator: SeededGenerator
            /// Of an undisturbed write.
            let seconds: Double

            init(seed: UInt64) throws {
                generator = SeededGenerator(seed: seed)
                let trial = try DiaryFolder()
                let serve = try ServeKillTests.started(trial.path)
                let elapsed = try ContinuousClock().measure {
                    _ = try serve.post("log", [("v.sleep", "7")])
                }
                seconds = elapsed / .seconds(1)
            }

            /// - Returns: what came back before the end.
            mutating func send(_ message: [UInt8], to serve: ServeRun) throws -> Reply {
                let wire = try Wire(serve.port)
                wire.put(message)
                usleep(UInt32(generator.uniform() * 1.5e6 * seconds))
                serve.child.signal(SIGKILL)
                let reply = Reply(wire.rest())
                _ = serve.exitCode()
                return reply
            }
        }

        /// A server that goes on where another one was killed: its first page is there.
        private static func started(
            _ folder: String, location: SourceLocation = #_sourceLocation
        ) throws -> ServeRun {
            let serve = try ServeRun(folder, at: now)
            try serve.enter()
            let page = try serve.get("")
            try #require(page.status == 200, "\(page.body)", sourceLocation: location)
            return serve
        }

        private static func day(_ round: Int) throws -> String {
            try #require(CalendarDay(iso: "2026-01-01")).advanced(by: round).description
        }

        private func itch(_ trial: borrowing DiaryFolder) throws -> Set<String> {
            guard trial.folder.contents.contains("diary.sqlite") else { return [] }
            return Set(
                try trial.rows("SELECT day, number FROM diary WHERE name = 'itch'")
                    .map { $0.joined(separator: " ") })
        }

        @Test(
            "answers of a day, and those of a paper week",
            arguments: [("log", ""), ("sheet", "2026-")])
        func answers(_ page: String, _ cell: String) throws {
            let trial = try DiaryFolder()
            var killer = try Killer(seed: 51)
            var acknowledged: Set<String> = []
            for round in 0..<Self.rounds {
                let (day, value) = (try Self.day(round), round % 11)
                let serve = try Self.started(trial.path)
                let fields =
                    cell.isEmpty
                    ? [("day", day), ("v.itch", "\(value)")] : [("v.\(day).itch", "\(value)")]
                let reply = try killer.send(serve.form(page, fields), to: serve)
                if reply.status == 200, reply.body.contains("itch \(value)") {
                    acknowledged.insert("\(day) \(Double(value))")
                }
            }
            // The next entry makes what the first kill may have left unmade.
            _ = try trial.n1("log", "sleep=7", at: Self.now)
            #expect(try acknowledged.isSubset(of: itch(trial)))
            #expect(try trial.integrity() == ["ok"])
        }

        @Test(
            "a correction: the new value where it was told, else the old one, and the old one on file"
        )
        func correction() throws {
            let trial = try DiaryFolder()
            var killer = try Killer(seed: 52)
            for round in 0..<Self.rounds {
                let day = try Self.day(round)
                _ = try trial.n1("log", "itch=5", "--date", day, at: Self.now)
                let serve = try Self.started(trial.path)
                let form = serve.form("log", [("day", day), ("v.itch", "6"), ("why", "wrong day")])
                let reply = try killer.send(form, to: serve)
                let told = reply.status == 200 && reply.body.contains("is now itch 6")
                let there = try itch(trial).filter { $0.hasPrefix(day) }
                #expect(there == ["\(day) 6.0"] || !told && there == ["\(day) 5.0"])
            }
            #expect(
                try trial.rows("SELECT count(*) FROM record WHERE name = 'itch' AND number = 5")
                    == [["\(Self.rounds)"]])
            #expect(try trial.integrity() == ["ok"])
        }

        @Test("what was taken back")
        func undo() throws {
            let trial = try DiaryFolder()
            var killer = try Killer(seed: 53)
            for round in 0..<Self.rounds {
                _ = try trial.n1("log", "itch=5", "--date", Self.day(round), at: Self.now)
                let before = try itch(trial)
                let serve = try Self.started(trial.path)
                let reply = try killer.send(serve.form("undo", []), to: serve)
                let after = try itch(trial)
                #expect(after.isSubset(of: before))
                if reply.status == 200, reply.body.contains("taken back") {
                    #expect(after.count == before.count - 1)
                }
            }
            #expect(try trial.integrity() == ["ok"])
        }

        @Test("a file that came in, whole or not at all")
        func bringIn() throws {
            let trial = try DiaryFolder()
            var killer = try Killer(seed: 54)
            let days = try (0..<20).map(Self.day)
            var acknowledged = 0
            for round in 0..<Self.rounds {
                let serve = try Self.started(trial.path)
                let rows = days.map { "\($0) 1\(round / 60):\(10 + round % 50):00,\(round)\n" }
                let look = try serve.send(
                    serve.upload(
                        "import", [], file: "r\(round).csv", "date,count\n" + rows.joined()))
                let upload = try #require(
                    look.field("upload"), "\(look.status): \(look.body.prefix(2000))")
                let form = serve.form("import", [("upload", upload), ("step", "write")])
                let reply = try killer.send(form, to: serve)
                if reply.status == 200, reply.body.contains("added 20 values") { acknowledged += 1 }
            }
            _ = try trial.n1("log", "sleep=7", at: Self.now)
            let counts = try trial.rows(
                "SELECT file, count(*) FROM record JOIN batch ON batch.id = batch "
                    + "WHERE file IS NOT NULL GROUP BY file")
            #expect(counts.filter { $0[1] != "20" } == [])
            #expect(counts.count >= acknowledged)
        }

        @Test("a photo, whole or not at all")
        func photo() throws {
            let trial = try DiaryFolder()
            var killer = try Killer(seed: 55)
            let picture: [UInt8] =
                [0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0]
                + [UInt8](repeating: 0x12, count: 200_000) + [0xFF, 0xD9]
            var acknowledged: Set<String> = []
            for round in 0..<Self.rounds {
                let day = try Self.day(round)
                let serve = try Self.started(trial.path)
                let reply = try killer.send(
                    serve.upload("photo", [("day", day)], file: "a.jpg", picture), to: serve)
                if reply.status == 200, reply.body.contains("The photo is kept") {
                    acknowledged.insert("\(day)-1.jpg")
                }
            }
            let folder = trial.path + "/photos"
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".jpg") }
            #expect(acknowledged.isSubset(of: names))
            for name in names {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
                #expect([UInt8](bytes) == picture, "\(name)")
            }
        }

        @Test("a plan and its seal, whole or not at all")
        func plan() throws {
            var killer = try Killer(seed: 56)
            let model = try ScratchFolder()
            let said = try PlanOnPages.said(to: Self.started(model.path), start: "2026-10-01")
            for _ in 0..<Self.rounds {
                let folder = try ScratchFolder()
                var serve = try Self.started(folder.path)
                let write = try killer.send(
                    serve.form("plan", said + [("write", "yes")]), to: serve)
                let isThere = folder.contents.contains("plan.yaml")
                #expect(isThere || write.status != 303)
                serve = try Self.started(folder.path)
                if !isThere { _ = try serve.post("plan", said + [("write", "yes")]) }
                let seal = try killer.send(serve.form("seal", []), to: serve)
                serve = try Self.started(folder.path)
                let page = try serve.get("plan")
                #expect(page.status == 200)
                #expect(!page.body.contains("Seal the plan") || seal.status != 303)
            }
        }
    }

#endif
