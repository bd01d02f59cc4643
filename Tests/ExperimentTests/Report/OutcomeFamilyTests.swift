import Experiment
import Foundation
@testable import Stats
import Testing
import TestSupport

/// Multiplicity over the declared outcomes, in analyze and report.
@Suite("Several outcomes")
struct OutcomeFamilyTests {
    /// A primary outcome, one that changes clearly, one a little, and one not at all.
    private static func report() throws -> Report {
        let yaml = TrialFixture.text(analysis: "method: ols").replacing(
            "worthwhile: 1}",
            with: """
                worthwhile: 1, primary: true}
                  - {id: redness, scale: {from: 0, to: 10, better: lower}}
                  - {id: flushing, scale: {from: 0, to: 10, better: lower}}
                  - {id: sleep, scale: {from: 0, to: 10, better: higher}}
                """)
        func value(_ day: Int, _ step: Int, effect: Double) -> Double {
            let isDiet = (14..<28).contains(day)
            return 5 + Double((day * step + 11) % 17) / 8 - (isDiet ? effect : 0)
        }
        let csv =
            "date,itch,redness,flushing,sleep\n"
            + (0..<42).map { day in
                "\(TrialFixture.day(day)),\(value(day, 37, effect: 2)),\(value(day, 29, effect: 1.5)),"
                    + "\(value(day, 23, effect: 0.3)),\(value(day, 41, effect: 0))\n"
            }.joined()
        return try ReportSamples.report(yaml: yaml, csv: Array(csv.utf8))
    }

    @Test("the others get p adjusted after Benjamini and Hochberg, the primary one keeps its own")
    func adjusted() throws {
        let report = try Self.report()
        let family = try #require(report.families.first)
        #expect(report.families.count == 1)
        let raw = report.others.compactMap(\.comparison?.effect.twoSidedP)
        #expect(raw.count == 3)
        // By hand: m p_(i) / i, the smallest from the top on.
        let order = raw.indices.sorted { raw[$0] < raw[$1] }
        var expected = raw
        var least = 1.0
        for (place, index) in order.enumerated().reversed() {
            least = min(least, 3 * raw[index] / Double(place + 1))
            expected[index] = least
        }
        expectClose(family.others.map(\.p), expected, .roundoff(operations: 4))
        #expect(family.others.map(\.isSelected) == [true, false, false])
        #expect(family.primary.p == report.headline.comparison?.effect.twoSidedP)
        // One of three selected at q = 0.1: intervals at 1 - 0.1 / 3.
        expectClose(try #require(family.intervalLevel), 1 - 0.1 / 3, .roundoff())
    }

    @Test("analyze and the report say which survive")
    func said() throws {
        let report = try Self.report()
        let table = AnalysisTable.text(report, style: TerminalStyle())
        #expect(table.components(separatedBy: "Two-sided p").count == 5)
        #expect(table.components(separatedBy: "Adjusted p").count == 4)
        let sentence =
            "The main outcome is tested by itself. The other 3 make a family: p is adjusted after "
            + "Benjamini and Hochberg, and of those called clear (0.1 or below) at most 10 % are "
            + "expected to be chance. Clear: redness. An interval of a clear one is to be read at "
            + "96.7 %."
        let flat = table.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains(sentence))
        let markdown = MarkdownRenderer.text(report)
        #expect(markdown.contains(sentence))
        #expect(
            markdown.contains(
                "| Outcome | Difference | Interval | In swings | Chance it is better | p, adjusted "
                    + "| Clear |"))
    }

    @Test("one outcome is no family")
    func alone() throws {
        let plan = try TrialFixture.plan(analysis: "method: ols")
        let report = Report(
            try TrialAnalysis(
                plan, diary: TrialFixture.diary(TrialFixture.wide(EffectAnalysisTests.score), plan)),
            provenance: Provenance(version: "0.0.0"))
        #expect(report.families.isEmpty)
        let table = AnalysisTable.text(report, style: TerminalStyle())
        #expect(!table.contains("Adjusted p") && !table.contains("family"))
    }
}
