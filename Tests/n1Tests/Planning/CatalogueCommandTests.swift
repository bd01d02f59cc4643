import Foundation
import Testing

/// `n1 templates`, `n1 instruments` and `n1 score`, as their users run them.
@Suite("Catalogues on the command line")
struct CatalogueCommandTests {
    private func json(_ arguments: [String]) throws -> Any {
        let run = try CommandRun(arguments)
        #expect(run.exitCode == 0)
        return try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    }

    @Test("every template of the list can be shown, and no line is wider than 80 columns")
    func everyTemplate() throws {
        let list = try #require(try json(["templates", "--json"]) as? [[String: Any]])
        #expect(list.count == 35)
        for template in list {
            let id = try #require(template["id"] as? String)
            let page = try CommandRun(["templates", id])
            #expect(page.exitCode == 0)
            #expect(page.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(id)")
        }
    }

    @Test("lengths follow the complaint: gluten-free lasts 90 days in psoriasis, 42 otherwise")
    func complaint() throws {
        let usual = try json(["templates", "gluten-free", "--json"]) as? [String: Any]
        let psoriasis =
            try json(["templates", "gluten-free", "--condition", "psoriasis", "--json"])
            as? [String: Any]
        #expect(usual?["activeDays"] as? Int == 42)
        #expect(psoriasis?["activeDays"] as? Int == 90)
    }

    @Test("every instrument of the list can be shown")
    func everyInstrument() throws {
        let list = try #require(try json(["instruments", "--json"]) as? [[String: Any]])
        for instrument in list {
            let id = try #require(instrument["id"] as? String)
            let page = try CommandRun(["instruments", id])
            #expect(page.exitCode == 0)
            #expect(page.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(id)")
        }
    }

    @Test("a rating of now is about its moment, and looks back on nothing")
    func recall() throws {
        let now = try CommandRun(["instruments", "psa-redness"]).output
        #expect(now.contains("is about      the moment of rating\n") && !now.contains("looks back"))
        let week = try CommandRun(["instruments", "poem"]).output
        #expect(week.contains("looks back    on the last 7 days\n"))
    }

    @Test("POEM with one blank item: 3 + 2 + 1 + 2 = 8, moderate, the blank one named")
    func poem() throws {
        let answers = ["itch=3", "sleep=2", "bleeding=0", "weeping=0", "cracking=1", "flaking=2"]
        let score = try json(["score", "poem"] + answers + ["--json"]) as? [String: Any]
        #expect(score?["score"] as? Double == 8)
        #expect(score?["band"] as? String == "moderate")
        #expect(score?["filledItems"] as? [String] == ["dryness"])
        #expect(
            try CommandRun(["score", "poem"] + answers).output == """
                Patient-Oriented Eczema Measure: 8 of 0 to 28 (moderate)
                lower is better; it looks back on the last 7 days.
                No answer for dryness; the rule is that one blank item scores 0; two or more
                leave no score.

                """)
    }

    @Test(
        "a name that is not there ends with the nearest one",
        arguments: [
            (
                ["templates", "darry"],
                "template \"darry\": not in the catalogue. Did you mean \"dairy-free-6w\"?"
            ),
            (
                ["instruments", "poeem"],
                "instrument \"poeem\": not in the catalogue of 45 instruments. "
                    + "Did you mean \"poem\"?"
            ),
            (
                ["score", "poem", "ich=3"],
                "poem: found the item \"ich\"; expected itch, sleep, bleeding, weeping, cracking, "
                    + "flaking or dryness. Did you mean \"itch\"?"
            ),
            (
                ["score", "poem", "itch=9"],
                "poem, item \"itch\": found 9; expected a whole number from 0 to 4. Correct the "
                    + "value or leave the item blank."
            ),
            (
                ["templates", "isotretinoin"],
                "template \"isotretinoin\": a medicine is never an arm of a plan. Keep to what was "
                    + "prescribed or to its leaflet, and log its use as background or rescue."
            ),
            (
                ["templates", "kefir+dairy-free"],
                "\"kefir-10w\" with \"dairy-free-6w\": found dairy in the first; expected none, "
                    + "because the second leaves dairy out. Drop one of the two or pick foods "
                    + "without dairy."
            ),
        ])
    func refusals(arguments: [String], message: String) throws {
        let run = try CommandRun(arguments)
        #expect(run.errors == "n1: \(message)\n")
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
    }

    @Test("an answer without a value, or with a word for one, is a wrong command line")
    func wrongAnswers() throws {
        let noValue = try CommandRun(["score", "poem", "itch"])
        #expect(
            noValue.errors == "n1: found \"itch\"; expected item=value. Write it like itch=3.\n")
        let word = try CommandRun(["score", "poem", "itch=bad"])
        #expect(
            word.errors
                == "n1: itch: found \"bad\"; expected a number with a decimal point. "
                + "Write it like itch=3.\n")
        #expect(noValue.exitCode == 2 && word.exitCode == 2)
    }
}
