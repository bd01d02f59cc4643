#if os(Linux)

    import Experiment
    import Foundation
    import Testing

    /// What the pages of `n1 serve` show and write down, as a browser without script has it.
    @Suite("The pages of n1 serve")
    struct PageTests {
        private static let now = "2026-01-05T21:30"

        private func started(_ trial: borrowing DiaryFolder, at time: String = Self.now) throws
            -> ServeRun
        {
            let serve = try ServeRun(trial.path, at: time)
            try serve.enter()
            return serve
        }

        @Test("a day is asked, saved, and shown; the command line sees the same")
        func day() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial)
            let before = try serve.get("")
            #expect(before.body.contains("name=\"v.itch\""))
            #expect(!before.body.contains("checked"))
            let saved = try serve.post(
                "log",
                [("v.itch", "4"), ("v.sleep", "7,5"), ("t.slip", "cheese"), ("note", "pizza")])
            #expect(saved.status == 200)
            #expect(saved.body.contains("2026-01-05: itch 4"))
            #expect(saved.body.contains("slip: cheese"))
            let today = try CommandRun(["today", trial.path], environment: ["N1_TODAY": Self.now])
            #expect(!today.output.contains("itch=…"))
            #expect(
                try trial.rows(
                    "SELECT name, number FROM record WHERE kind = 'reading' ORDER BY name")
                    == [["itch", "4.0"], ["sleep", "7.5"]])
        }

        @Test("yesterday's answer is not on today's page")
        func yesterday() throws {
            let trial = try DiaryFolder()
            _ = try trial.n1("log", "itch=7", "sleep=6.25", at: "2026-01-04T21:00")
            let page = try started(trial).get("").body
            #expect(!page.contains("6.25") && !page.contains("itch 7"))
        }

        @Test("two pages and a terminal: what contradicts is told and nothing is lost")
        func conflict() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial)
            #expect(try serve.post("log", [("v.itch", "4")]).status == 200)
            let second = try serve.post("log", [("v.itch", "6"), ("note", "kept")])
            #expect(second.status == 409)
            #expect(second.body.contains("5 January 2026 has itch 4 already"))
            #expect(second.body.contains("value=\"kept\""))
            #expect(second.field("v.itch") == "6")
            let corrected = try serve.post("log", [("v.itch", "6"), ("why", "wrong day")])
            #expect(corrected.body.contains("is now itch 6"))
            let run = try trial.n1("log", "itch=5", at: Self.now)
            #expect(run.exitCode == 1 && run.errors.contains("itch 6"))
            #expect(try trial.rows("SELECT count(*) FROM record WHERE name = 'itch'") == [["2"]])
        }

        @Test("undo takes back what was saved last")
        func undo() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial)
            _ = try serve.post("log", [("v.itch", "4")])
            let undone = try serve.post("undo", [])
            #expect(undone.body.contains("taken back"))
            #expect(try serve.get("").body.contains("name=\"v.itch\""))
            #expect(try serve.post("undo", []).body.contains("There is nothing to take back."))
        }

        @Test("a stop rule fills the screen until it was read, and then stays on the page")
        func stop() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial)
            let told = try serve.post("log", [("t.reaction", "hives 1h after milk")])
            #expect(told.body.contains("<h1>Stop</h1>"))
            #expect(told.body.contains("Do not repeat this food at home"))
            #expect(!told.body.contains("name=\"v.itch\""))
            #expect(try serve.get("").body.contains("<h1>Stop</h1>"))
            let rule = try #require(told.field("rule"))
            #expect(try serve.post("read", [("rule", rule)]).status == 303)
            let after = try serve.get("").body
            #expect(after.contains("STOP S2") && after.contains("name=\"v.itch\""))
        }

        @Test("a day is caught up, and marked late from the second day on")
        func late() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial)
            #expect(try serve.get("calendar").body.contains("nothing logged"))
            #expect(try serve.get("day?day=2026-01-02").body.contains("marked as late"))
            #expect(try serve.post("log", [("day", "2026-01-02"), ("v.itch", "3")]).status == 200)
            #expect(try serve.post("log", [("day", "2026-01-04"), ("v.itch", "3")]).status == 200)
            let calendar = try serve.get("calendar").body
            #expect(calendar.components(separatedBy: "written down late").count == 2)
            #expect(try serve.post("log", [("day", "2026-01-07"), ("v.itch", "3")]).status == 422)
            #expect(try serve.post("log", [("day", "2025-12-07"), ("v.itch", "3")]).status == 422)
        }

        @Test("a day of a pause has a form for what happens, as n1 log asks, and none for scores")
        func pause() throws {
            let trial = try DiaryFolder()
            _ = try CommandRun(
                ["amend", trial.path, "--pause", "3", "--on", "2026-01-05", "--reason", "a trip"],
                environment: ["N1_TODAY": "2026-01-04"])
            let serve = try ServeRun(trial.path, at: "2026-01-06T21:30")
            try serve.enter()
            let page = try serve.get("").body
            #expect(page.contains("name=\"m.travel\"") && !page.contains("name=\"v.itch\""))
            #expect(try serve.post("log", [("m.travel", "yes")]).status == 200)
            #expect(try trial.rows("SELECT name FROM diary") == [["travel"]])
            let days = try trial.n1("events", at: "2026-01-06T21:30")
            #expect(days.output.contains("travel"))
        }

        @Test("before the planned end no page has a score of another day, a mean or an effect")
        func blind() throws {
            let trial = try DiaryFolder()
            for day in 1...30 {
                let date = day < 10 ? "2026-01-0\(day)" : "2026-01-\(day)"
                _ = try trial.n1("log", "itch=\(day < 15 ? 7 : 3)", at: "\(date)T21:00")
            }
            let serve = try started(trial, at: "2026-01-31T20:00")
            for name in ["", "calendar", "check", "report", "letter"] {
                let page = try serve.get(name)
                #expect(page.status == 200)
                for word in ["itch 7", "itch 3", "mean", "Difference", "helped", "<svg"] {
                    #expect(!page.body.contains(word), "\(name): \(word)")
                }
            }
            #expect(try serve.get("view/report").status == 404)
            #expect(try serve.get("report").body.contains("30 of 31"))
        }

        @Test("after the planned end the report and the letter are those of the command line")
        func report() throws {
            let trial = try DiaryFolder()
            let plan = DiaryFolder.plan.replacingOccurrences(of: "days: 700", with: "days: 42")
            try trial.folder.write(plan, to: "plan.yaml")
            let first = try #require(CalendarDay(iso: "2026-01-01"))
            let rows = (0..<56).map { day in
                "\(first.advanced(by: day)),\((day < 14 ? 6 : 3) + day % 3),\(6 + day % 4),\(day % 5)\n"
            }
            let table = try trial.folder.write(
                "date,itch,sleep,count\n" + rows.joined(), to: "scores.csv")
            let after = "2026-02-26"
            _ = try trial.n1("import", table, at: after)
            let serve = try started(trial, at: after)
            let printed = try CommandRun(
                ["report", trial.path, "--format", "html"], environment: ["N1_TODAY": after])
            let shown = try serve.get("view/report")
            #expect(shown.body == printed.output)
            #expect(shown.header("Content-Security-Policy")?.contains("'sha256-") == true)
            #expect(try serve.get("view/letter").body.contains("id=\"letter\""))
        }

        @Test("script in every field is text on every page")
        func script() throws {
            let attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
            let trial = try DiaryFolder()
            let plan = DiaryFolder.plan
                .replacingOccurrences(
                    of: "title: A small trial",
                    with: "title: '\(attack.replacingOccurrences(of: "'", with: "''"))'"
                )
                .replacingOccurrences(
                    of: "name: usual",
                    with: "name: '\(attack.replacingOccurrences(of: "'", with: "''"))'")
            try trial.folder.write(plan, to: "plan.yaml")
            let serve = try started(trial)
            let marks = [
                "slip", "rescue", "illness", "antibiotics", "travel", "reaction", "period",
            ]
            let saved = try serve.post(
                "log", marks.map { ("t.\($0)", attack) } + [("note", attack), ("v.itch", attack)])
            let again = try serve.post(
                "log", marks.map { ("t.\($0)", attack) } + [("note", attack), ("v.itch", "4")])
            let pages = try ["", "calendar", "check", "report", "day?day=\(attack)"].map {
                try serve.get($0.replacingOccurrences(of: " ", with: "%20"))
            }
            for page in [saved, again] + pages {
                #expect(!page.body.contains("<script>alert"))
                #expect(!page.body.contains("<img"))
                // What stands inside quotes of an attribute is no attribute.
                let bare = page.body.replacingOccurrences(
                    of: "\"[^\"]*\"", with: "", options: .regularExpression)
                #expect(bare.range(of: "<[^>]*onerror", options: .regularExpression) == nil)
            }
            #expect(again.status == 200 && again.body.contains("&lt;script&gt;alert(1)"))
        }

        @Test("a questionnaire is asked item by item, in its words, and scored")
        func items() throws {
            let folder = try ScratchFolder()
            let plan = DiaryFolder.plan.replacingOccurrences(
                of: "{id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}",
                with: "{id: poem, instrument: poem, worthwhile: 3}")
            try folder.write(plan, to: "plan.yaml")
            let serve = try ServeRun(folder.path, at: "2026-01-07T20:00")
            try serve.enter()
            let page = try serve.get("").body
            for word in ["none", "1-2", "3-4", "5-6", "all"] {
                #expect(page.contains("<small>\(word)</small>"), "\(word)")
            }
            #expect(page.contains("days of the last 7"))
            let keys = ["itch", "sleep", "bleeding", "weeping", "cracking", "flaking", "dryness"]
            let saved = try serve.post(
                "log", keys.map { ("v.poem.\($0)", "2") } + [("v.sleep", "7"), ("v.count", "1")])
            #expect(saved.body.contains("poem 14"))
            #expect(saved.body.contains("Everything that was due is logged"))
        }

        @Test("a page is smaller than 60 kB with its style and script")
        func size() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial)
            let shared =
                try serve.get("page.css").body.utf8.count + serve.get("page.js").body.utf8.count
            for name in ["", "check", "report"] {
                #expect(try serve.get(name).body.utf8.count + shared < 60_000, "\(name)")
            }
        }
    }

#endif
