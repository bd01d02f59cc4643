import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport
import TestSupport
import Testing

@Suite("Simulated amounts")
struct SimulatedAmountTests {
    @Test("a plan that logs amounts gets all of them on their days, and can be analysed")
    func amounts() throws {
        let plan = try DraftPlan(
            yaml: """
                title: Kefir
                outcomes:
                  - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
                conditions:
                  - {id: usual}
                  - {id: kefir, against: usual, amount: {series: kefir-ml, full: 200.5, unit: ml}}
                schedule:
                  start: 2026-01-05
                  phases:
                    - {condition: usual, days: 28}
                    - {condition: kefir, days: 28}
                diary: {day: {column: date}, columns: {kefir-ml: Kefir (ml)}}
                """, file: "plan.yaml"
        ).validated()
        let world = SimulatedWorld(
            plan: plan,
            outcomes: [
                SimulatedOutcome(
                    series: "itch", baseline: 6,
                    effects: [.init(condition: "kefir", points: -3)], sd: 1, rho: 0.3,
                    allowed: plan.outcomes[0].instrument.allowedTotals)
            ])
        let text = world.diary(seed: 7).csv(for: plan)
        let table = try CSVTable(bytes: Array(text.utf8), file: "diary.csv")
        #expect(table.header == ["date", "itch", "Kefir (ml)"])
        let column = table.rows.map { $0.cells[2] }
        #expect(
            column
                == [String](repeating: "0", count: 28) + [String](repeating: "200.5", count: 28))
        let analysis = try TrialAnalysis(plan, diary: Diary(table, plan: plan))
        #expect(analysis.primary.data.analysed.map(\.exposures).last == [1])
        // Four standard errors of a difference of 28 days each, with correlated noise and rounding.
        expectClose(analysis.primary.effects[0].estimate, -3, .absolute(4 * 0.4))
    }
}
