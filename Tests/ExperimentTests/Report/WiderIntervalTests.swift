import Experiment
@testable import Stats
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("An interval much wider than that of plain autocorrelation")
struct WiderIntervalTests {
    /// One change after 14 of 56 days; independent noise with a spread of its own on either side.
    private func comparison(
        before: Double, after: Double, analysis: String = ""
    ) throws -> Comparison {
        let start = CalendarDay(daysSinceEpoch: 20_788)
        let plan = try DraftPlan(
            yaml: """
                title: one change
                outcomes: [{id: itch, scale: {from: 0, to: 100, better: lower}, worthwhile: 1}]
                conditions: [{id: usual}, {id: diet, against: usual}]
                schedule:
                  start: \(start)
                  phases: [{condition: usual, days: 14}, {condition: diet, days: 42}]
                analysis: {\(analysis)}
                """, file: "plan.yaml"
        ).validated()
        var generator = SeededGenerator(seed: 4)
        var rows = ["date,itch"]
        for day in 0..<56 {
            let noise = (0..<6).reduce(0) { sum, _ in sum + generator.uniform() - 0.5 }
            let value = 50 + (day < 14 ? before : after) * noise
            rows.append("\(start.advanced(by: day)),\((1000 * value).rounded() / 1000)")
        }
        let diary = try Diary(
            CSVTable(bytes: Array(rows.joined(separator: "\n").utf8), file: "diary.csv"), plan: plan
        )
        return try #require(
            TrialConclusions(TrialAnalysis(plan, diary: diary)).headline.comparison)
    }

    private func wider(_ comparison: Comparison) -> WiderInterval? {
        for case .widerThanPlain(let wider) in comparison.caveats { return wider }
        return nil
    }

    @Test("where spreads differ both intervals are told, with the spread as the reason")
    func spread() throws {
        let found = try comparison(before: 10, after: 2)
        let wider = try #require(self.wider(found))
        #expect(wider.own == found.effect.interval)
        #expect(wider.own.width > 1.3 * wider.plain.width)
        guard case .spread(let ratio) = wider.reasons.first else {
            Issue.record("expected the spread as the first reason")
            return
        }
        #expect(ratio < 0.5)
        let sentence = try #require(Wording.caveat(.widerThanPlain(wider)))
        #expect(
            sentence.contains("if neighbouring days were alike and nothing else, that would be"))
        #expect(sentence.contains("times as far under the condition as without it"))
    }

    @Test("an engine that is not the default one has nothing beside it")
    func otherEngine() throws {
        #expect(wider(try comparison(before: 10, after: 2, analysis: "method: ar1")) == nil)
        #expect(wider(try comparison(before: 10, after: 2, analysis: "method: robust")) == nil)
    }
}
