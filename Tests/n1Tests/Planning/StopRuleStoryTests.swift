import Foundation
import Testing

/// For each stop rule a story in which it must speak and one in which it must not, read through `log`, `today`,
/// `calendar`, `report` and the letter, as their users run them.
@Suite("Stop rules through every command")
struct StopRuleStoryTests {
    struct Story: Sendable, CustomTestStringConvertible {
        /// The rule that must speak; nil where none may.
        let rule: String?
        let day: String
        /// What is typed after `n1 log`; empty where the scores or the calendar decide.
        var typed: [String] = []
        /// Days of the diet.
        var diet = 42
        /// Whether milk is tried again after it.
        var comesBack = true
        /// Three days of it with scores far above the baseline.
        var isBad = false
        /// Events of the calendar that are cancelled.
        var cancelled = 0
        /// Whether it still speaks on the next day.
        var lasts = false

        var testDescription: String { "\(rule ?? "none"): \(typed.joined(separator: " "))" }
    }

    private static let milk = "2026-03-02"

    static let stories = [
        Story(
            rule: "S1", day: milk, typed: ["reaction=trouble breathing"], cancelled: 4, lasts: true),
        Story(rule: nil, day: milk, typed: ["reaction=no trouble breathing, just itchy"]),
        Story(
            rule: "S2", day: milk, typed: ["reaction=hives 1h after milk"], cancelled: 4,
            lasts: true),
        Story(rule: nil, day: milk, typed: ["reaction=no hives after milk"]),
        Story(rule: "S3", day: "2026-01-27", isBad: true),
        Story(rule: nil, day: "2026-01-27"),
        Story(
            rule: "S4", day: "2026-02-01", typed: ["illness=bloody stool"], cancelled: 5,
            lasts: true),
        Story(rule: nil, day: "2026-02-01", typed: ["illness=no fever, a cold"]),
        Story(rule: "S5", day: "2026-02-01", typed: ["weight=125lb"], cancelled: 5, lasts: true),
        Story(rule: nil, day: "2026-02-01", typed: ["weight=130lb"]),
        Story(rule: "S6", day: "2026-03-15", diet: 56, comesBack: false),
        Story(rule: nil, day: "2026-03-14", diet: 55, comesBack: false),
        Story(
            rule: "S7", day: "2026-02-01", typed: ["--note", "operation on my knee"], cancelled: 5,
            lasts: true),
        Story(
            rule: nil, day: "2026-02-01", typed: ["--note", "picked up a form at the GP surgery"]),
    ]

    private static func plan(_ story: Story) -> String {
        let back = """
                - {name: "milk, a full portion", condition: usual, days: 1, part: challenge, food: milk, portion: 1}
                - {name: watching, condition: diet, days: 3, part: observation, food: milk}
            """
        return """
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
                - {name: Diet, condition: diet, days: \(story.diet)}
            \(story.comesBack ? back + "\n" + back : "")
            analysis: {method: ols}

            """
    }

    private static func day(_ place: Int) -> String {
        let start = Date(timeIntervalSince1970: 1_767_571_200)
        return ISO8601DateFormatter().string(from: start.addingTimeInterval(86_400 * Double(place)))
            .prefix(10).description
    }

    /// A score a day: about 40 before the diet, about 30 after.
    private static func scores(_ story: Story) -> String {
        "date,itch\n"
            + (0..<14 + story.diet + (story.comesBack ? 8 : 0)).map { place in
                let usual = (place < 14 ? 40 : 30) + place * 7 % 5
                return "\(day(place)),\(story.isBad && (20..<23).contains(place) ? 80 : usual)\n"
            }.joined()
    }

    /// One line, as it wraps nowhere.
    private static func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test(
        "each rule speaks in its story and not in the other, in every command", arguments: stories)
    func speaks(_ story: Story) throws {
        let folder = try ScratchFolder()
        try folder.write(Self.plan(story), to: "plan.yaml")
        let table = try folder.write(Self.scores(story), to: "scores.csv")
        func n1(_ words: [String], on day: String) throws -> String {
            let run = try CommandRun(words, environment: ["N1_TODAY": day])
            #expect(run.exitCode == 0, "\(words): \(run.errors)")
            return Self.flat(run.output)
        }
        let end = "2026-05-01"
        _ = try n1(["import", table, "--trial", folder.path], on: end)
        _ = try n1(["log", "--trial", folder.path, "--date", "2026-01-06", "weight=60"], on: end)
        let stop = "STOP \(story.rule ?? "S")"
        if !story.typed.isEmpty {
            let said = try n1(["log", "--trial", folder.path] + story.typed, on: story.day)
            #expect(said.contains(stop) == (story.rule != nil), "\(said)")
        }
        let today = try n1(["today", folder.path], on: story.day)
        #expect(today.contains(stop) == (story.rule != nil), "\(today)")
        let later = try n1(["today", folder.path, "--date", "2026-03-06"], on: "2026-03-06")
        #expect(later.contains(stop) == story.lasts, "\(later)")
        if story.lasts {
            #expect(!later.contains("Eat milk") && !later.contains("Eat nothing"), "\(later)")
            #expect(!later.contains("Next: "), "\(later)")
        }
        _ = try n1(["calendar", folder.path, "--output", folder.path + "/c.ics"], on: story.day)
        let calendar = try String(contentsOfFile: folder.path + "/c.ics", encoding: .utf8)
        #expect(calendar.components(separatedBy: "STATUS:CANCELLED").count - 1 == story.cancelled)
        for form in [[], ["--letter"]] {
            let text = try n1(["report", folder.path, "--format", "markdown"] + form, on: end)
            #expect(
                text.contains("stop rule \(story.rule ?? "S")") == (story.rule != nil), "\(text)")
            let silences = story.rule.map { $0 != "S3" && $0 != "S7" } ?? false
            if silences {
                #expect(!text.contains("One switch to") && !text.contains("Another round"))
            }
            #expect(!text.contains("more days under “dairy-free”"))
        }
    }
}
