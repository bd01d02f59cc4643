import Foundation
import Testing

/// What happened to the person is told also where nothing can be analysed, and nobody is told that a trial
/// runs which a stop rule ended.
@Suite("Safety first, whatever the answer")
struct SafetyFirstTests {
    private static let plan = """
        title: Milk
        template: dairy-free-6w
        complaint: rosacea
        outcomes:
          - {id: itch, scale: {from: 0, to: 100, better: lower}, worthwhile: 10}
        conditions:
          - {id: usual, name: as usual}
          - {id: diet, name: dairy-free, against: usual, leaves-out: [dairy], do: Eat nothing that contains dairy.}
        safety: {answers: {age: 36, anaphylaxis: no}}
        schedule:
          start: 2026-01-05
          phases:
            - {name: Before, condition: usual, days: 14}
            - {name: Diet, condition: diet, days: 42}

        """

    private func run(_ words: [String], on day: String) throws -> CommandRun {
        try CommandRun(words, environment: ["N1_TODAY": day])
    }

    private func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Five days of the baseline, with what is typed on the last of them.
    private func trial(_ typed: [String]) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.plan, to: "plan.yaml")
        for day in 5...9 {
            let more = day == 9 ? typed : []
            let said = try run(
                ["log", "--trial", folder.path, "itch=\(40 + day)"] + more, on: "2026-01-0\(day)")
            #expect(said.exitCode == 0, "\(said.errors)")
        }
        return folder
    }

    private static let reaction = ["reaction=throat swelling and wheeze", "rescue=hydrocortisone"]
    private static let end = "2026-05-01"

    @Test(
        "a report that cannot be made opens with what happened, in every form",
        arguments: [
            ["report"], ["report", "--letter"], ["report", "--format", "html"],
            ["report", "--cent"],
            ["report", "--format", "json"], ["analyze"], ["analyze", "--json"], ["evidence"],
        ])
    func withoutAnswer(_ command: [String]) throws {
        let folder = try trial(Self.reaction)
        let told = try run([command[0], folder.path] + command.dropFirst(), on: Self.end)
        let text = flat(told.output)
        #expect(told.exitCode == 1 && flat(told.errors).contains("does not answer the question"))
        #expect(text.contains("throat swelling and wheeze"), "\(text)")
        #expect(text.contains("hydrocortisone") && text.contains("S1"), "\(text)")
        #expect(!text.contains("Still running") && !text.contains("still running"))
        // JSON names the reason as the refusal does.
        let isJSON = command.contains("json") || command.contains("--json")
        #expect(!text.contains("Looking early"), "\(text)")
        #expect(isJSON || !text.contains("Keep logging"), "\(text)")
    }

    @Test("a refusal in JSON holds the same story as a report")
    func json() throws {
        let folder = try trial(Self.reaction)
        let told = try run(["report", folder.path, "--format", "json"], on: Self.end)
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any])
        let safety = try #require(object["safety"] as? [String: Any])
        let rules = try #require(safety["stopRules"] as? [[String: Any]])
        #expect(rules.map { $0["rule"] as? String } == ["S1", "S2"])
        #expect(
            (safety["rescue"] as? [[String: Any]])?.first?["text"] as? String == "hydrocortisone")
        #expect((safety["closing"] as? String)?.hasPrefix("Talk to a doctor") == true)
        #expect((object["unanswerable"] as? String)?.contains("found no analysed day") == true)
        #expect(object["course"] as? String == "over")
    }

    @Test("a diary in which nothing happened is refused as before, with nothing on stdout")
    func quiet() throws {
        let folder = try trial([])
        let told = try run(["report", folder.path], on: Self.end)
        #expect(told.exitCode == 1 && told.output.isEmpty)
    }

    @Test(
        "after a rule that ends the trial nothing says that it runs",
        arguments: [
            (typed: "reaction=trouble breathing", rule: "S1"),
            ("reaction=hives 1h after milk", "S2"),
            ("illness=bloody stool", "S4"), ("illness=afraid to eat", "S5"),
            ("illness=I am pregnant", "S7"),
        ])
    func stopped(typed: String, rule: String) throws {
        let folder = try trial([typed])
        for command in [
            ["report"], ["report", "--letter"], ["report", "--format", "html"], ["status"],
            ["report", "--format", "json"], ["status", "--json"],
            ["report", "--format", "terminal"],
        ] {
            let told = try run([command[0], folder.path] + command.dropFirst(), on: "2026-01-10")
            let text = flat(told.output)
            #expect(told.exitCode == 0, "\(told.errors)")
            #expect(
                !text.lowercased().contains("still running") && !text.contains("\"running\""),
                "\(text)")
            #expect(text.contains(rule) && !text.contains("Next: “"), "\(text)")
            #expect(!text.contains("Looking early"), "\(text)")
        }
        let json = try run(["status", folder.path, "--json"], on: "2026-01-10").output
        #expect(json.contains("\"course\": \"stopped\""))
        let page = flat(try run(["report", folder.path], on: "2026-01-10").output)
        #expect(
            page.contains("**Stopped** Stopped by rule \(rule). Day 6 of 56, 5 of 6 days logged."),
            "\(page)")
    }

    @Test("a pause is none: the trial still runs")
    func paused() throws {
        let folder = try trial(["antibiotics=amoxicillin"])
        let told = try run(["report", folder.path], on: "2026-01-10").output
        #expect(told.contains("**Still running**"))
    }

    @Test(
        "words of danger are answered also where the entry is refused",
        arguments: [
            ["reaction=throat swelling", "--date", "2026-06-20"],
            ["itch=999", "reaction=throat swelling"],
            ["itcch=4", "--note", "my throat is swelling"],
            ["itch=44", "reaction=throat swelling"],
        ])
    func refused(_ typed: [String]) throws {
        let folder = try trial([])
        let told = try run(
            ["log", "--trial", folder.path] + typed,
            on: typed.contains("--date") ? Self.end : "2026-01-09")
        #expect(told.exitCode == 1)
        #expect(
            flat(told.errors).contains("STOP S1 Call the emergency number now."), "\(told.errors)")
    }

    @Test("so are those of an event that is refused")
    func refusedEvent() throws {
        let folder = try trial([])
        let told = try run(
            [
                "events", "add", "illness", "--trial", folder.path, "--from", "2026-06-20",
                "--about", "I want to die",
            ],
            on: Self.end)
        #expect(
            told.exitCode == 1 && flat(told.errors).contains("talk to somebody now"),
            "\(told.errors)")
    }
}
