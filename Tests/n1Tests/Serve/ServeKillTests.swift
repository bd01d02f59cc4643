#if os(Linux)

    import Foundation
    import Stats
    import Testing

    /// What a page was told to be saved is there after the server was killed.
    @Suite("Nothing that a page saved is lost", .serialized, .enabled(if: ServeRun.isAsked))
    struct ServeKillTests {
        private static let now = "2026-02-20T21:30"
        /// Of each kind of write; all together 200.
        private static let rounds = 50

        /// Sends, kills at some moment of the writing, and says whether it was acknowledged.
        private func killed(
            _ serve: ServeRun, _ message: [UInt8], _ generator: inout SeededGenerator,
            until: String,
            within length: Double
        ) throws -> Bool {
            let wire = try Wire(serve.port)
            wire.put(message)
            usleep(UInt32(generator.uniform() * 1.5e6 * length))
            kill(serve.process.processIdentifier, SIGKILL)
            let reply = Reply(wire.rest())
            serve.process.waitUntilExit()
            return reply.status == 200 && reply.body.contains(until)
        }

        /// Seconds of an undisturbed write; kills fall from its beginning to half as long again.
        private func duration(_ trial: borrowing DiaryFolder) throws -> Double {
            let serve = try started(trial)
            let elapsed = try ContinuousClock().measure {
                _ = try serve.post("log", [("v.sleep", "7")])
            }
            return Double(elapsed.components.seconds)
                + Double(elapsed.components.attoseconds) / 1e18
        }

        private func started(_ trial: borrowing DiaryFolder) throws -> ServeRun {
            let serve = try ServeRun(trial.path, at: Self.now)
            try serve.enter()
            return serve
        }

        private func day(_ round: Int) -> String {
            let day = CalendarDate(round)
            return "2026-0\(day.month)-\(day.day < 10 ? "0" : "")\(day.day)"
        }

        /// Days of January and February, one a round.
        private struct CalendarDate {
            let month: Int
            let day: Int

            init(_ round: Int) {
                month = round < 31 ? 1 : 2
                day = round < 31 ? round + 1 : round - 30
            }
        }

        private func itch(_ trial: borrowing DiaryFolder) throws -> Set<String> {
            Set(
                try trial.rows("SELECT day, number FROM diary WHERE name = 'itch'")
                    .map { $0.joined(separator: " ") })
        }

        @Test("answers of a day")
        func log() throws {
            let trial = try DiaryFolder()
            let length = try duration(trial)
            var generator = SeededGenerator(seed: 51)
            var acknowledged: Set<String> = []
            for round in 0..<Self.rounds {
                let serve = try started(trial)
                let form = serve.form("log", [("day", day(round)), ("v.itch", "\(round % 11)")])
                if try killed(serve, form, &generator, until: "itch \(round % 11)", within: length)
                {
                    acknowledged.insert("\(day(round)) \(Double(round % 11))")
                }
                guard FileManager.default.fileExists(atPath: trial.databasePath) else { continue }
                #expect(try trial.integrity() == ["ok"])
            }
            // The next entry makes what the first kill may have left unmade.
            _ = try trial.n1("log", "sleep=7", at: Self.now)
            #expect(try acknowledged.isSubset(of: itch(trial)))
        }

        @Test("a paper week")
        func sheet() throws {
            let trial = try DiaryFolder()
            let length = try duration(trial)
            var generator = SeededGenerator(seed: 52)
            var acknowledged: Set<String> = []
            for round in 0..<Self.rounds {
                let serve = try started(trial)
                let form = serve.form("sheet", [("v.\(day(round)).itch", "\(round % 11)")])
                if try killed(serve, form, &generator, until: "itch \(round % 11)", within: length)
                {
                    acknowledged.insert("\(day(round)) \(Double(round % 11))")
                }
            }
            // The next entry makes what the first kill may have left unmade.
            _ = try trial.n1("log", "sleep=7", at: Self.now)
            #expect(try acknowledged.isSubset(of: itch(trial)))
            #expect(try trial.integrity() == ["ok"])
        }

        @Test("what was taken back")
        func undo() throws {
            let trial = try DiaryFolder()
            let length = try duration(trial)
            var generator = SeededGenerator(seed: 53)
            for round in 0..<Self.rounds {
                _ = try trial.n1("log", "itch=5", "--date", day(round), at: Self.now)
                let before = try itch(trial)
                let serve = try started(trial)
                let isTold = try killed(
                    serve, serve.form("undo", []), &generator, until: "taken back",
                    within: length)
                let after = try itch(trial)
                #expect(after.isSubset(of: before))
                if isTold { #expect(after.count == before.count - 1) }
            }
            #expect(try trial.integrity() == ["ok"])
        }

        @Test("a file that came in, whole or not at all")
        func bringIn() throws {
            let trial = try DiaryFolder()
            let length = try duration(trial)
            var generator = SeededGenerator(seed: 54)
            var acknowledged = 0
            for round in 0..<Self.rounds {
                let serve = try started(trial)
                let rows = (0..<20).map { "\(day($0)) 0\($0 % 10):\(10 + round):00,\(round)" }
                let wire = try Wire(serve.port)
                wire.put(
                    serve.upload(
                        "import", [], file: "r\(round).csv",
                        "date,count\n" + rows.joined(separator: "\n") + "\n"))
                let upload = try #require(Reply(wire.rest()).field("upload"))
                let form = serve.form("import", [("upload", upload), ("step", "write")])
                if try killed(serve, form, &generator, until: "added 20 values", within: length) {
                    acknowledged += 1
                }
            }
            let counts = try trial.rows(
                "SELECT file, count(*) FROM record JOIN batch ON batch.id = batch WHERE file IS NOT NULL "
                    + "GROUP BY file")
            #expect(counts.allSatisfy { $0[1] == "20" })
            #expect(counts.count >= acknowledged)
        }
    }

#endif
