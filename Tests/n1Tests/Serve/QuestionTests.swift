import Experiment
import Testing
import Web

/// What a page asks, in the words that the instruments have.
@Suite("Questions with words")
struct QuestionTests {
    private static func words(_ instrument: Instrument, _ key: String) throws -> [String] {
        let item = try #require(instrument.items.first { $0.key == key })
        let values = stride(
            from: item.allowed.bounds.lowerBound, through: item.allowed.bounds.upperBound, by: 1)
        return values.map { item.word(for: $0) ?? "" } + [item.question]
    }

    @Test("hints become words of their values, and what is left of them asks")
    func words() throws {
        #expect(
            try Self.words(.poem, "itch")
                == ["none", "1-2", "3-4", "5-6", "all", "days of the last 7"])
        #expect(
            try Self.words(.poScorad, "dryness")
                == ["none", "", "", "severe", "on skin that is not affected"])
        #expect(try Self.words(.poScorad, "excoriation") == ["none", "", "", "severe", ""])
        #expect(try Self.words(.uas, "itch") == ["none", "", "", "intense", ""])
        #expect(
            try Self.words(.uas, "hives")
                == ["none", "under 20", "20-50", "over 50", "in 24 h"])
        #expect(
            try Self.words(.dlqi, "q1")
                == ["not at all", "", "", "very much", "not relevant 0"])
    }

    @Test(
        "no instrument is asked with more buttons than eleven, and every answer can be given",
        arguments: Instrument.catalogue.map(\.id))
    func choices(_ id: String) throws {
        let yaml = """
            title: t
            outcomes:
              - {id: o, instrument: \(id), worthwhile: 1}
            conditions:
              - {id: a}
              - {id: b, against: a}
            schedule:
              start: 2026-01-01
              phases:
                - {condition: a, days: 60}
                - {condition: b, days: 60}
            """
        guard let plan = try? DraftPlan(yaml: yaml, file: "plan.yaml").validated() else { return }
        for series in plan.series {
            for question in plan.questions(for: series).questions {
                #expect(question.choices.count <= 11)
                guard let allowed = question.series.allowed, !question.choices.isEmpty else {
                    continue
                }
                #expect(question.choices.allSatisfy { allowed.settled($0.value) == $0.value })
                let isWhole = question.choices.last?.value == allowed.bounds.upperBound
                #expect(isWhole || question.hasMore)
            }
        }
    }

    @Test("a code is the one that ZXing 3.1.1 and OpenCV 5.0 read as its text")
    func code() throws {
        let rows = """
            111111101000001111111 100000100111001000001 101110101100101011101 101110100111001011101
            101110100110101011101 100000101010001000001 111111101010101111111 000000000101000000000
            101000110001100100101 000111011010010010011 011110101110001010111 110011011110100010001
            111010111110011011000 000000001101011110001 111111101011110011101 100000100101011011000
            101110100111111110010 101110100010000110000 101110101100001010011 100000100010100101000
            111111101010001011001
            """.split { $0 == " " || $0 == "\n" }
        let code = try #require(QRCode("n1 serve"))
        #expect(code.modules == rows.map { $0.map { $0 == "1" } })
        #expect(QRCode(String(repeating: "a", count: 213))?.size == 57)
        #expect(QRCode(String(repeating: "a", count: 214)) == nil)
    }
}
