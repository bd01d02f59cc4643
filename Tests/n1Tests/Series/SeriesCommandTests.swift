import Experiment
import Foundation
@testable import Stats
import Testing

@testable import n1

@Suite("n1 series")
struct SeriesCommandTests {
    private static let folders = (1...5).map { "examples/acne/participant-\($0)" }
    /// They used two creams.
    private static let call = ["--call", "an acne cream"]

    /// After a deliberate change: `N1_UPDATE_GOLDEN=1 swift test --filter SeriesCommandTests`.
    @Test(
        "five people with acne: nothing on average, in every form as it stands",
        arguments: ["series.txt", "series.md", "series.html", "series.json", "series.csv"])
    func acne(_ name: String) throws {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/" + name
        let run = try CommandRun(["series"] + Self.folders + Self.call + ["--output", path])
        #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let golden = "examples/series-acne/" + name
        if ProcessInfo.processInfo.environment["N1_UPDATE_GOLDEN"] != nil {
            try text.write(
                to: CommandRun.packageFolder.appendingPathComponent(golden), atomically: true,
                encoding: .utf8)
        }
        #expect(
            try text
                == String(
                    contentsOf: CommandRun.packageFolder.appendingPathComponent(golden),
                    encoding: .utf8))
    }

    @Test(
        "a trial that still runs is counted and named, and in no number; its report is told from one"
    )
    func running() throws {
        let scratch = try ScratchFolder()
        for folder in Self.folders {
            try FileManager.default.copyItem(
                at: CommandRun.packageFolder.appendingPathComponent(folder),
                to: URL(fileURLWithPath: scratch.path + "/" + FileAccess.name(of: folder)))
        }
        let plan = scratch.path + "/participant-3/plan.yaml"
        let text = try String(contentsOfFile: plan, encoding: .utf8)
        let longer = text.replacing(
            "\ndiary:", with: "\n    - {condition: none, days: 40}\n\ndiary:", maxReplacements: 1)
        #expect(longer != text)
        try longer.write(toFile: plan, atomically: true, encoding: .utf8)
        let then = ["N1_TODAY": "2022-11-05"]
        let run = try CommandRun(
            ["series", scratch.path, "--format", "json"] + Self.call, environment: then)
        let four = try CommandRun(
            ["series"] + Self.folders.filter { !$0.hasSuffix("3") } + Self.call
                + ["--format", "json"], environment: then)
        func read(_ run: CommandRun) throws -> [String: Any] {
            try #require(
                JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
                "\(run.errors)")
        }
        let (found, own) = try (read(run), read(four))
        #expect(found["began"] as? Int == 5 && found["answered"] as? Int == 4)
        #expect(found["running"] as? [String] == ["participant-3"])
        #expect((found["withoutAnswer"] as? [Any])?.isEmpty == true)
        #expect(found["mean"] as? NSDictionary == own["mean"] as? NSDictionary)
        let told = try CommandRun(["series", scratch.path] + Self.call, environment: then)
        let words = told.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("1 trial still runs (participant-3)"), "\(told.output)")
        // Who stopped before the end has not finished, though the amended schedule has no more days.
        let other = scratch.path + "/participant-4/plan.yaml"
        try String(contentsOfFile: other, encoding: .utf8)
            .replacing("\ndiary:\n", with: "\ndiary:\n  outside-plan: leave-out\n")
            .write(toFile: other, atomically: true, encoding: .utf8)
        let stop = try CommandRun(
            [
                "amend", scratch.path + "/participant-4", "--on", "2022-10-29", "--stop",
                "--reason",
                "moved away",
            ], environment: then)
        #expect(stop.exitCode == 0, "\(stop.errors)")
        let left = try read(
            CommandRun(
                ["series", scratch.path, "--format", "json"] + Self.call, environment: then))
        #expect(left["finished"] as? Int == (found["finished"] as? Int).map { $0 - 1 })
        // What a report prints of it today is no report of a trial.
        let page = scratch.path + "/page.json"
        _ = try CommandRun(
            ["report", scratch.path + "/participant-3", "--output", page], environment: then)
        let refused = try CommandRun(["series", page], environment: then)
        #expect(
            refused.exitCode == 1 && refused.errors.contains("found where a trial stands"),
            "\(refused.errors)")
    }

    @Test("the parent folder is the same series")
    func parent() throws {
        let own = try CommandRun(["series"] + Self.folders + Self.call + ["--format", "json"])
        let parent = try CommandRun(["series", "examples/acne", "--format", "json"] + Self.call)
        #expect(own.exitCode == 0 && own.output == parent.output)
    }

    @Test("reports without their diaries are enough, and give the same answer")
    func reports() throws {
        let scratch = try ScratchFolder()
        for folder in Self.folders {
            let name = FileAccess.name(of: folder)
            let run = try CommandRun(
                ["report", folder, "--output", "\(scratch.path)/\(name).json"])
            #expect(run.exitCode == 0, "\(run.errors)")
        }
        let files = Self.folders.map { "\(scratch.path)/\(FileAccess.name(of: $0)).json" }
        let own = try CommandRun(["series"] + Self.folders + Self.call + ["--format", "csv"])
        let other = try CommandRun(["series"] + files + Self.call + ["--format", "csv"])
        #expect(other.exitCode == 0, "\(other.errors)")
        #expect(Self.numbers(own.output) == Self.numbers(other.output))
    }

    /// Rounded to eight digits: a record carries ten.
    private static func numbers(_ csv: String) -> [String] {
        csv.split(whereSeparator: { ",\r\n".contains($0) }).map { cell in
            Double(cell).map { String(format: "%.7e", $0) } ?? String(cell)
        }
    }

    private static func trials(_ count: Int) -> String {
        (0..<count).map { person in
            var generator = SeededGenerator(seed: 5, stream: UInt64(person))
            let exposure = (0..<4).flatMap { _ in
                generator.uniform(below: 2) == 0
                    ? [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
                    : [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
            }
            let scores = exposure.map { share in
                String(format: "%.1f", 5 - 0.8 * Double(share) + 3 * generator.uniform())
            }
            return """
                {"person":"p\(person)","outcome":"itch","condition":"cream","reference":"none",\
                "smallest":1,"score":[\(scores.joined(separator: ","))],\
                "exposure":[\(exposure.map(String.init).joined(separator: ","))],"pairedPeriodDays":7}

                """
        }.joined()
    }

    @Test("a stream: people, pool, shrink, in whole and in parts, with the same digits")
    func stream() throws {
        let scratch = try ScratchFolder()
        let people = try CommandRun(["series", "people"], input: Self.trials(40))
        #expect(people.exitCode == 0 && people.errors.isEmpty, "\(people.errors)")
        let lines = people.output.split(separator: "\n").map { $0 + "\n" }
        #expect(lines.count == 40 && lines.allSatisfy { $0.utf8.count < 1400 })
        let whole = try CommandRun(["series", "pool", "--scale", "1"], input: people.output)
        #expect(whole.exitCode == 0, "\(whole.errors)")
        let parts = try (0..<3).map { part in
            try CommandRun(
                ["series", "pool", "--scale", "1", "--partial"],
                input: lines.indices.filter { $0 % 3 == part }.map { lines[$0] }.joined()
            ).output
        }
        let sums = scratch.path + "/sums.jsonl"
        try parts.reversed().joined().write(toFile: sums, atomically: true, encoding: .utf8)
        let combined = try CommandRun(["series", "pool", "--combine", sums])
        #expect(combined.output == whole.output, "\(combined.errors)")
        let population = scratch.path + "/population.json"
        try whole.output.write(toFile: population, atomically: true, encoding: .utf8)
        let shrunken = try CommandRun(
            ["series", "shrink", "--population", population], input: people.output)
        #expect(shrunken.output.split(separator: "\n").count == 40, "\(shrunken.errors)")
        let oneCore = try CommandRun(["series", "people", "--cores", "1"], input: Self.trials(40))
        #expect(oneCore.output == people.output)
    }

    @Test("a bad record is one line on stderr and counted, and ends the run only if asked")
    func bad() throws {
        var lines = Self.trials(5).split(separator: "\n").map(String.init)
        lines.insert("{\"person\":", at: 2)
        lines.insert("{\"person\":\"x\",\"score\":[1]}", at: 3)
        let text = lines.joined(separator: "\n") + "\n"
        let run = try CommandRun(["series", "people"], input: text)
        #expect(run.exitCode == 0)
        #expect(run.output.split(separator: "\n").count == 5)
        #expect(run.errors.split(separator: "\n").count == 3)
        #expect(run.errors.contains("standard input:4, key \"outcome\""), "\(run.errors)")
        #expect(run.errors.contains("2 records could not be read and were left out."))
        let kept = try CommandRun(["series", "people", "--keep-bad"], input: text)
        #expect(kept.output.split(separator: "\n").count == 7)
        let strict = try CommandRun(["series", "people", "--max-bad", "1"], input: text)
        #expect(strict.exitCode == 1 && strict.errors.contains("raise --max-bad"))
    }

    @Test("a bad line is told once, by its own number, on one line")
    func places() throws {
        let lines = Self.trials(4).split(separator: "\n").map(String.init)
        let text =
            ([lines[0], "{\"person\":", "garbage", lines[1] + lines[2], "\u{FEFF}"] + [lines[3]])
            .joined(separator: "\n")
        let run = try CommandRun(["series", "people"], input: text)
        #expect(run.output.split(separator: "\n").count == 2)
        #expect(
            run.errors.split(separator: "\n").map { String($0.prefix(60)) } == [
                "n1: standard input:2: found the end of the file inside a JSO",
                "n1: standard input:3: found \"garbage\"; expected a value. The",
                "n1: standard input:4: found \"{\"person\":\"p\"; expected one val",
                "n1: standard input:5: found nothing; expected a value. The f",
                "n1: 4 records could not be read and were left out.",
            ], "\(run.errors)")
    }

    @Test("a report leaves nobody out without a word: every bad line is told, and nothing is said")
    func whole() throws {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/trials.jsonl"
        let good = Self.trials(6)
        try (good + "{\"person\":\n{\"person\":\"x\",\"score\":[1]}\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        let run = try CommandRun(["series", path])
        #expect(run.exitCode == 1 && run.output.isEmpty)
        #expect(run.errors.contains("trials.jsonl:7: found"), "\(run.errors)")
        #expect(run.errors.contains("trials.jsonl:8, key \"outcome\""), "\(run.errors)")
        #expect(run.errors.contains("found 2 records in trials.jsonl that could not be read"))
        try good.write(toFile: path, atomically: true, encoding: .utf8)
        let report = try CommandRun(["series", path, "--format", "csv"])
        let people = scratch.path + "/people.jsonl"
        try CommandRun(["series", "people", path]).output.write(
            toFile: people, atomically: true, encoding: .utf8)
        let again = try CommandRun(["series", people, "--format", "csv"])
        #expect(report.exitCode == 0 && Self.numbers(report.output) == Self.numbers(again.output))
    }

    @Test("who was asked something else ends a pool, wherever the line stands")
    func odd() throws {
        let people = try CommandRun(["series", "people"], input: Self.trials(6)).output
        var lines = people.split(separator: "\n").map(String.init)
        lines[4].replace("\"benefit\":\"lower\"", with: "\"benefit\":\"higher\"")
        for order in [lines, lines.reversed()] {
            let run = try CommandRun(
                ["series", "pool", "--scale", "1", "--partial"],
                input: order.joined(separator: "\n") + "\n")
            #expect(run.exitCode == 1 && run.output.isEmpty)
            #expect(
                run.errors.contains("lower as better in one and higher as better in the other"),
                "\(run.errors)")
        }
    }

    /// metafor 3.8-1 of the five estimates and standard errors: Tests/Oracles/series/acne.R.
    @Test(
        "with errors as AR(1) alone gives them, the five with acne are those that were expected of them"
    )
    func acneByAR1() throws {
        let scratch = try ScratchFolder()
        for folder in Self.folders {
            let own = scratch.path + "/" + FileAccess.name(of: folder)
            try FileManager.default.copyItem(
                at: CommandRun.packageFolder.appendingPathComponent(folder),
                to: URL(fileURLWithPath: own))
            let plan = try String(contentsOfFile: own + "/plan.yaml", encoding: .utf8)
            try (plan + "\nanalysis:\n  method: ar1\n").write(
                toFile: own + "/plan.yaml", atomically: true, encoding: .utf8)
        }
        let run = try CommandRun(
            ["series", scratch.path, "--format", "json"] + Self.call)
        let found = try #require(
            JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
            "\(run.errors)")
        let reml = try #require((found["classic"] as? [[String: Any]])?.first)
        func number(_ key: String) throws -> Double { try #require(reml[key] as? Double) }
        #expect(try abs(number("mean") - 0.0168) < 5e-5)
        #expect(try abs(number("q") - 11.9417) < 5e-5)
        #expect(try abs(number("tau2").squareRoot() - 0.0897) < 5e-5)
        #expect(try abs(number("iSquared") - 65.33) < 5e-3)
        // Even so: by the rule of sizes it cannot be told whether they differ by enough to matter.
        #expect((found["spread"] as? [String: Any])?["answer"] as? String == "cannot-tell")
    }

    @Test("what cannot be a series is refused with a sentence and an exit code")
    func refusals() throws {
        let two = try CommandRun(["series"] + Self.call + Self.folders.prefix(2))
        #expect(two.exitCode == 1 && two.errors.contains("expected at least 3"), "\(two.errors)")
        let twice = try CommandRun(["series"] + Self.call + Self.folders + [Self.folders[0]])
        #expect(twice.exitCode == 1 && twice.errors.contains("\"participant-1\" twice"))
        let creams = try CommandRun(["series"] + Self.folders)
        #expect(
            creams.exitCode == 1 && creams.errors.contains("say with --call NAME what both are"))
        let mixed = try CommandRun(["series"] + Self.folders + ["examples/dairy-rosacea"])
        #expect(
            mixed.exitCode == 1 && mixed.errors.contains("ask different things"), "\(mixed.errors)")
        let none = try CommandRun(["series", "docs"])
        #expect(none.exitCode == 2 && none.errors.contains("found no plan.yaml"))
    }

    @Test("what a series adds stands below a report that is not changed by it")
    func report() throws {
        let scratch = try ScratchFolder()
        let population = scratch.path + "/series.json"
        _ = try CommandRun(["series"] + Self.folders + Self.call + ["--output", population])
        let own = try CommandRun(["report", Self.folders[1]])
        let with = try CommandRun(["report", Self.folders[1], "--series", population])
        #expect(with.exitCode == 0 && with.output.hasPrefix(own.output), "\(with.errors)")
        #expect(with.output.contains("## What a series of others adds"))
        #expect(with.output.contains("Borrowed from the others:"))
    }

    @Test("twelve plans have draws of their own, as many begin with each, and one list of hashes")
    func plans() throws {
        let scratch = try ScratchFolder()
        let folder = scratch.path + "/trials"
        let today = ["N1_TODAY": "2026-11-21"]
        let run = try CommandRun(
            [
                "plan", "--template", "exercise", "--condition", "rosacea", "--start", "2026-12-01",
                "--dose", "20", "--dose", "40", "--order", "any", "--seed", "7", "--people", "12",
                "--output", folder,
            ] + Self.answers, environment: today)
        #expect(run.exitCode == 0, "\(run.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.count == 13 && names.last == "series.sha256")
        #expect(run.output.contains("4 with"), "\(run.output)")
        // The answers are those of whoever typed them, and nobody else's.
        #expect(run.output.contains("no plan carries the answers"), "\(run.output)")
        let first = try String(contentsOfFile: folder + "/person-01/plan.yaml", encoding: .utf8)
        #expect(!first.contains("safety:"))
        #expect(
            run.output.hasPrefix(
                "These are the days of person-01; the others have days of their own"))
        let check = try CommandRun(["check", folder], environment: today)
        #expect(
            check.output.contains("12 not begun".replacing(" ", with: "\u{A0}")), "\(check.output)")
        #expect(check.output.contains("All 12 plans are as they were sealed."))
        // What n1 amend adds leaves the plan as it was sealed; anything else does not.
        let day = ["N1_TODAY": "2026-12-05"]
        let third = folder + "/" + names[2]
        let stop = try CommandRun(
            ["amend", third, "--pause", "3", "--reason", "a cold"], environment: day)
        #expect(stop.exitCode == 0, "\(stop.errors)")
        let later = try CommandRun(["check", folder], environment: day).output
        #expect(later.contains("All 12 plans are as they were sealed. Amended since: \(names[2])."))
        let plan = try String(contentsOfFile: third + "/plan.yaml", encoding: .utf8)
        try plan.replacingOccurrences(of: "\ntitle: ", with: "\ntitle: Another ").write(
            toFile: third + "/plan.yaml", atomically: true, encoding: .utf8)
        #expect(
            try CommandRun(["check", folder], environment: day).output
                .contains("Not as they were sealed: \(names[2])."))
    }

    private static let answers = [
        "age=36", "red-flags-gut=no", "red-flags-skin=no", "changes-medicine=no", "pregnant=no",
        "product-allergy=no", "vitamin-a-medicine=no", "eating-disorder=no", "fear-of-food=no",
        "bmi=22", "unplanned-weight-loss=no", "asthma-uncontrolled=no", "glucose-lowering=no",
        "heart-or-chest=no",
    ].flatMap { ["--answer", $0] }
}
