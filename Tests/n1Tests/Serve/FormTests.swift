#if os(Linux)

    import Experiment
    import Foundation
    import Testing
    import Web

    /// The pages with more than one step: paper, import, plan, devices, and the diary in one file.
    @Suite("A paper week, import, plan and devices on a page")
    struct FormTests {
        private static let now = "2026-01-12T21:30"

        private func started(_ path: String, at time: String = Self.now) throws -> ServeRun {
            let serve = try ServeRun(path, at: time)
            try serve.enter()
            return serve
        }

        @Test("a paper week is typed in day by day, and what is wrong comes back alone")
        func sheet() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial.path)
            #expect(try serve.get("sheet?week=2026-01-05").body.contains("v.2026-01-05.itch"))
            let reply = try serve.post(
                "sheet",
                [
                    ("week", "2026-01-05"), ("v.2026-01-05.itch", "4"), ("v.2026-01-06.itch", "40"),
                    ("t.2026-01-07.slip", "cheese"), ("n.2026-01-07.note", "party"),
                    ("v.2026-01-07.itch", "5,0"),
                ])
            #expect(reply.status == 409)
            #expect(reply.body.contains("6 January 2026: itch cannot be 40"))
            #expect(reply.body.contains("value=\"40\""))
            #expect(!reply.body.contains("value=\"4\""))
            #expect(
                try trial.rows("SELECT day, kind FROM diary ORDER BY day, kind").map { $0[0] }
                    == ["2026-01-05", "2026-01-07", "2026-01-07", "2026-01-07"])
            #expect(try serve.get("sheet?week=2026-01-05").body.contains("written down already"))
        }

        @Test("a file is looked at, matched, rehearsed and written; twice is harmless")
        func bringIn() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial.path)
            let table = "date;skin\n2026-01-05;4\n2026-01-06;5\n"
            for round in 0..<2 {
                let look = try serve.send(serve.upload("import", [], file: "my <skin>.csv", table))
                #expect(look.status == 200)
                #expect(look.body.contains("my &lt;skin&gt;.csv") && look.body.contains("skin"))
                let upload = try #require(look.field("upload"))
                let chosen = [("upload", upload), ("map.itch", "skin")]
                let rehearsal = try serve.post("import", chosen + [("step", "try")])
                #expect(
                    rehearsal.body.contains(
                        round == 0 ? "would add 2 values" : "would add 0 values"))
                let written = try serve.post("import", chosen + [("step", "write")])
                #expect(written.body.contains(round == 0 ? "added 2 values" : "added 0 values"))
                // The file is not kept.
                #expect(try serve.post("import", chosen + [("step", "write")]).status == 422)
            }
            #expect(try trial.rows("SELECT count(*) FROM record") == [["2"]])
        }

        @Test("what cannot be read is said, and nothing is kept of it")
        func unreadable() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial.path)
            for (file, text) in [
                ("a.csv", "\u{0}\u{1}"), ("b.zip", "PK\u{3}\u{4}broken"), ("../../c.csv", ""),
                ("d.csv", "date,itch\n2026-01-05,900\n"),
            ] {
                let reply = try serve.send(serve.upload("import", [], file: file, text))
                #expect([200, 422].contains(reply.status), "\(file)")
                #expect(!reply.body.contains("/n1-serve-"), "\(file)")
            }
            #expect(!trial.folder.contents.contains("diary.sqlite"))
        }

        @Test("a trial is planned on the pages and sealed, and the plan is that of n1 plan")
        func plan() throws {
            let folder = try ScratchFolder()
            let serve = try ServeRun(folder.path, at: "2026-03-02T10:00")
            try serve.enter()
            #expect(try serve.get("").body.contains("name=\"template\""))
            let said = try PlanOnPages.said(to: serve, start: "2026-03-09")
            let reply = try serve.post("plan", said)
            #expect(reply.body.contains("<h1>Is this the plan?</h1>"))
            #expect(folder.contents.isEmpty)
            #expect(try serve.post("plan", said + [("write", "yes")]).status == 303)
            #expect(folder.contents == ["plan.yaml"])
            let answers = said.filter { $0.0.hasPrefix("a.") }.flatMap {
                ["--answer", "\($0.0.dropFirst(2))=\($0.1)"]
            }
            let typed = try CommandRun(
                [
                    "plan", "--template", "dairy-free-6w", "--condition", "rosacea", "--start",
                    "2026-03-09", "--no-started-because-bad", "--design", "withdrawal", "--seed",
                    said.last?.1 ?? "", "--output", folder.path + "/typed.yaml",
                ] + answers, environment: ["N1_TODAY": "2026-03-02T10:00"])
            #expect(typed.exitCode == 0, "\(typed.errors)")
            #expect(
                try String(contentsOfFile: folder.path + "/plan.yaml", encoding: .utf8)
                    == String(contentsOfFile: folder.path + "/typed.yaml", encoding: .utf8))
            #expect(try serve.post("seal", []).status == 303)
            #expect(folder.contents.contains("plan.seal"))
            #expect(try !serve.get("plan").body.contains("Seal the plan"))
            #expect(try serve.post("plan", said + [("write", "yes")]).status == 404)
        }

        @Test("a photo is kept without what is not the picture, and nothing else is taken for one")
        func photo() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial.path)
            let picture: [UInt8] =
                [0xFF, 0xD8, 0xFF, 0xFE, 0, 8] + Array("SECRET".utf8)
                + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x12, 0x34, 0xFF, 0xD9]
                + Array("<script>alert(1)</script>".utf8)
            for attack in ["../../x.jpg", "a.jpg"] {
                let kept = try serve.send(
                    serve.upload("photo", [("day", "2026-01-10")], file: attack, picture))
                #expect(kept.status == 200)
            }
            let folder = trial.path + "/photos"
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["2026-01-10-1.jpg", "2026-01-10-2.jpg"])
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(names[0])")))
            #expect(
                bytes == [
                    0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x12, 0x34, 0xFF, 0xD9,
                ])
            let attributes = try FileManager.default.attributesOfItem(
                atPath: "\(folder)/\(names[0])")
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            let shown = try serve.get("photo?name=2026-01-10-1.jpg")
            #expect(shown.header("Content-Type") == "image/jpeg")
            #expect(shown.header("Content-Security-Policy")?.contains("script-src") == false)
            for name in ["../plan.yaml", "2026-01-10-9.jpg", "..%2fplan.yaml", "", "plan.yaml"] {
                #expect(try serve.get("photo?name=\(name)").status == 404, "\(name)")
            }
            for wrong in ["<svg onload=alert(1)>", "GIF89a", "\u{FF}", ""] {
                let reply = try serve.send(
                    serve.upload("photo", [("day", "2026-01-10")], file: "a.jpg", wrong))
                #expect(reply.status == 422)
            }
        }

        @Test("an answer that forbids the plan ends it, and nothing is written")
        func refusedPlan() throws {
            let folder = try ScratchFolder()
            let serve = try ServeRun(folder.path, at: "2026-03-02T10:00")
            try serve.enter()
            let reply = try serve.post(
                "plan",
                [
                    ("template", "dairy-free-6w"), ("complaint", "rosacea"),
                    ("start", "2026-03-09"),
                    ("a.red-flags-gut", "yes"), ("write", "yes"), ("design", "withdrawal"),
                ])
            #expect(reply.body.contains("<h1>Not at home</h1>"))
            #expect(folder.contents.isEmpty)
        }

        @Test("a browser that was put out sees nothing more, not even by going back")
        func revoked() throws {
            let trial = try DiaryFolder()
            let serve = try started(trial.path)
            let page = try serve.get("devices")
            #expect(page.body.contains("from 127.0.0.1 (this one)"))
            #expect(page.header("Cache-Control") == "no-store")
            let device = try #require(page.field("device"))
            #expect(try serve.post("devices", [("device", device)]).status == 303)
            #expect(try serve.get("").status == 403)
            #expect(try serve.post("log", [("v.itch", "4")]).status == 403)
        }

        @Test(
            "a token of ten minutes holds no longer; addresses that ask too often are not looked at"
        )
        func time() {
            var door = Door()
            let start = ContinuousClock.now
            let old = door.newToken(lasting: .seconds(600), now: start)
            let tooLate = door.enter(old, from: "a", now: start + .seconds(601))
            let new = door.newToken(lasting: .seconds(600), now: start)
            let inTime = door.enter(new, from: "a", now: start + .seconds(599))
            let twice = door.enter(new, from: "a", now: start + .seconds(599))
            #expect(tooLate == nil && inTime != nil && twice == nil)
            let asked = (0...Door.strangersAMinute).map { _ in door.isTooMany(from: "b", now: start)
            }
            #expect(asked.firstIndex(of: true) == Door.strangersAMinute)
            let others = [
                door.isTooMany(from: "c", now: start),
                door.isTooMany(from: "b", now: start + .seconds(61)),
            ]
            #expect(others == [false, false])
        }

        @Test("the diary in one file asks for nothing from outside, and its export comes in once")
        func portable() throws {
            let trial = try DiaryFolder()
            let made = try CommandRun(["page", trial.path], environment: ["N1_TODAY": Self.now])
            #expect(made.exitCode == 0, "\(made.errors)")
            #expect(made.output.utf8.count < 60_000)
            #expect(made.output.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
            for word in ["http:", "https:", "src=\"", "@import", "url(\"", "url(h"] {
                #expect(!made.output.contains(word), "\(word)")
            }
            let plan = try DraftPlan(yaml: DiaryFolder.plan, file: "plan.yaml").validated()
            let export = """
                {"format": "n1-page", "version": 1, "trial": "\(plan.identity)", "entries": [
                  {"day": "2026-01-05", "name": "itch", "value": 4},
                  {"day": "2026-01-05", "name": "slip", "word": "cheese"},
                  {"day": "2026-01-05", "name": "reaction", "word": "yes"},
                  {"day": "2026-01-05", "name": "note", "word": "pizza"}
                ]}
                """
            let file = try trial.folder.write(export, to: "n1-diary-2026-01-05.json")
            let first = try trial.n1("import", file, at: Self.now)
            #expect(first.output.contains("added 4 values"), "\(first.output)\(first.errors)")
            let again = try trial.n1("import", file, at: Self.now)
            #expect(again.output.contains("added 0 values, 4 were there already"))
            let corrected = try trial.folder.write(
                export.replacingOccurrences(of: "\"value\": 4", with: "\"value\": 6"),
                to: "n1-diary-2026-01-06.json")
            #expect(try trial.n1("import", corrected, at: Self.now).output.contains("now itch 6"))
            #expect(
                try trial.rows("SELECT name, text FROM diary WHERE kind = 'mark' ORDER BY name")
                    == [["reaction", ""], ["slip", "cheese"]])
        }

        @Test("the folder for a static host holds a page, a manifest, a picture and a worker")
        func portableApp() throws {
            let trial = try DiaryFolder()
            let folder = try ScratchFolder()
            let app = folder.path + "/app"
            let arguments = ["page", trial.path, "--app", app]
            let environment = ["N1_TODAY": Self.now]
            #expect(try CommandRun(arguments, environment: environment).exitCode == 0)
            let read = { (name: String) throws in
                try String(contentsOfFile: "\(app)/\(name)", encoding: .utf8)
            }
            let (page, worker) = (try read("index.html"), try read("worker.js"))
            for text in [
                "rel=\"manifest\" href=\"manifest.webmanifest\"", "data-worker=\"worker.js\"",
                "default-src &#39;none&#39;", "worker-src &#39;self&#39;",
            ] {
                #expect(page.contains(text), "\(text)")
            }
            #expect(
                !page.contains("unsafe-inline") && !page.contains("http:")
                    && !page.contains("https:"))
            let manifest = try #require(
                JSONSerialization.jsonObject(with: Data(read("manifest.webmanifest").utf8))
                    as? [String: Any])
            #expect(manifest["start_url"] as? String == "./")
            #expect(manifest["display"] as? String == "standalone")
            #expect(try read("icon.svg").hasPrefix("<svg"))
            // Another plan is another version, so that a phone takes the new page.
            let plan = DiaryFolder.plan.replacingOccurrences(of: "days: 700", with: "days: 70")
            try trial.folder.write(plan, to: "plan.yaml")
            #expect(try CommandRun(arguments, environment: environment).exitCode == 0)
            #expect(try read("worker.js") != worker)
            let both = try CommandRun(arguments + ["--output", folder.path + "/a.html"])
            #expect(both.exitCode == 2 && both.errors.contains("--output and --app together"))
        }

        @Test("items of a questionnaire in that file become its total")
        func portableItems() throws {
            let folder = try ScratchFolder()
            try folder.write(
                DiaryFolder.plan.replacingOccurrences(
                    of: "{id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}",
                    with: "{id: poem, instrument: poem, worthwhile: 3}"), to: "plan.yaml")
            let keys = ["itch", "sleep", "bleeding", "weeping", "cracking", "flaking", "dryness"]
            let entries = keys.map { #"{"day": "2026-01-07", "name": "poem.\#($0)", "value": 2}"# }
            let file = try folder.write(
                #"{"format": "n1-page", "entries": [\#(entries.joined(separator: ","))]}"#,
                to: "n1-diary.json")
            let run = try CommandRun(
                ["import", file, "--trial", folder.path], environment: ["N1_TODAY": Self.now])
            #expect(run.output.contains("poem: 1"), "\(run.output)\(run.errors)")
            let export = try CommandRun(
                ["export", folder.path, "--format", "csv"], environment: ["N1_TODAY": Self.now])
            #expect(export.output.contains("poem,14") || export.output.contains("14"))
        }
    }

#endif
