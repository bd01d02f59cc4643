import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("Numbers and days in sentences")
struct ReportTextTests {
    @Test("a number has one digit beyond the instrument's step, and no more than its error carries")
    func digits() throws {
        let whole = try Instrument.custom(id: "a", range: 0...10)
        let fine = try Instrument.custom(id: "b", range: 0...10, step: 0.1)
        let smooth = try Instrument.custom(id: "c", range: 0...1, step: nil)
        #expect(Rounding(whole, standardError: 0.3).decimals == 1)
        #expect(Rounding(whole, standardError: 0.01).decimals == 1)
        #expect(Rounding(whole, standardError: 12).decimals == 0)
        #expect(Rounding(fine, standardError: 0.3).decimals == 1)
        #expect(Rounding(fine, standardError: 0.03).decimals == 2)
        #expect(Rounding(smooth, standardError: 0.05).decimals == 2)
        #expect(Rounding(smooth, standardError: 0.0004).decimals == 4)
    }

    @Test("numbers are written with all their decimals, a true minus and no minus zero")
    func fixed() {
        #expect(Rounding.fixed(1, decimals: 1) == "1.0")
        #expect(Rounding.fixed(-0.25, decimals: 1) == "−0.3")
        #expect(Rounding.fixed(-0.04, decimals: 1) == "0.0")
        #expect(Rounding.fixed(9.999, decimals: 2) == "10.00")
        #expect(Rounding.fixed(0.0512, decimals: 3) == "0.051")
        #expect(Rounding.fixed(1234.5, decimals: 0) == "1235")
    }

    @Test("neighbouring days and lines are told as stretches")
    func stretches() throws {
        let first = try #require(CalendarDay(iso: "2026-01-30"))
        let days = [0, 1, 2, 3, 7, 9, 10].map { first.advanced(by: $0) }
        #expect(
            Phrase.stretches(days)
                == "30 January to 2 February 2026, 6 February 2026 and 8 to 9 February 2026")
        let lines = [12, 13, 14, 30].map { SourceLine(file: "diary.csv", line: $0) }
        #expect(Phrase.lines(lines) == "diary.csv lines 12-14 and 30")
        #expect(Phrase.lines([lines[3], lines[3]]) == "diary.csv line 30")
    }

    @Test("long names are cut at a word, remarks are left out of sentences")
    func names() {
        #expect(Phrase.shortened("one two three four", to: 12) == "one two…")
        #expect(Phrase.shortened(String(repeating: "x", count: 70)).count == 60)
        #expect(Phrase.plain("skin score (0 calm, 10 worst)") == "skin score")
        #expect(Phrase.plain("(odd)") == "(odd)")
        #expect(Phrase.quotedCapital("no milk") == "“No milk”")
    }

    @Test("text is wrapped to its width, and a word longer than that is cut")
    func wrapping() {
        #expect(TextWidth.wrapped("a bb ccc dddd", to: 6) == ["a bb", "ccc", "dddd"])
        #expect(TextWidth.wrapped("abcdefgh", to: 3) == ["abc", "def", "gh"])
        #expect(TextWidth.of("🧀x") == 3)
        #expect(TextWidth.wrapped("🧀🧀🧀", to: 4) == ["🧀🧀", "🧀"])
    }

    @Test("the sparkline has a column a day, or a mean of neighbouring days where it is narrow")
    func sparkline() throws {
        let data = try SampleTrial().report().primary.data
        let full = try #require(Sparkline(data, width: 80))
        #expect(full.blocks.count == 42 && full.daysPerColumn == 1)
        #expect(full.phases.count == 42)
        let narrow = try #require(Sparkline(data, width: 40))
        #expect(narrow.blocks.count == 21 && narrow.daysPerColumn == 2)
        #expect(full.isTested.count { $0 } == 21)
    }

    @Test("ticks are round, inside the axis, and between three and eleven")
    func ticks() {
        for (low, high) in [(0.0, 10.0), (0, 1), (-3.2, 4.7), (12, 13.5), (0, 500), (0.001, 0.002)]
        {
            let ticks = Scale(domain: low...high, pixels: (0, 100)).ticks()
            #expect((2...11).contains(ticks.count), "\(low) to \(high): \(ticks)")
            #expect(ticks.allSatisfy { low - 1e-9 <= $0 && $0 <= high + 1e-9 })
        }
        #expect(Scale(domain: -1...1, pixels: (0, 1)).ticks(4).map(Scale.text).contains("0"))
    }
}
