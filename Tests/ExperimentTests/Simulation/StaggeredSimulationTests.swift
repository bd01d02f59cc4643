import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
import Testing

@Suite("Simulated multiple baselines")
struct StaggeredSimulationTests {
    @Test("each outcome changes on its own first day, in the diary and in the truth")
    func ownStart() throws {
        let plan = try DraftPlan(
            yaml: """
                title: Test
                outcomes:
                  - {id: face, scale: {from: 0, to: 10, better: lower}, primary: true}
                  - {id: arm, scale: {from: 0, to: 10, better: lower}}
                  - {id: sleep, scale: {from: 0, to: 10, better: lower}}
                conditions: [{id: usual}, {id: cream, against: usual}]
                schedule:
                  start: 2026-12-01
                  phases: [{condition: usual, days: 4}, {condition: cream, days: 6}]
                  outcomes:
                    arm: [{condition: usual, days: 7}, {condition: cream, days: 3}]
                """, file: "plan.yaml"
        ).validated()
        let world = SimulatedWorld(
            plan: plan,
            outcomes: ["face", "arm", "sleep"].map {
                SimulatedOutcome(
                    series: $0, baseline: 5, effects: [.init(condition: "cream", points: -2)],
                    sd: 0,
                    rho: 0, allowed: plan.primaryOutcome.instrument.allowedTotals)
            })
        let diary = world.diary(seed: 1)
        func treated(_ series: Int) -> Int { diary.days.count { $0.values[series] == 3 } }
        // Sleep has no schedule of its own and follows the primary outcome's.
        #expect((0..<3).map(treated) == [6, 3, 6])
        #expect(diary.days.prefix(7).allSatisfy { $0.values[1] == 5 })
        let truth = world.truth(seed: 1).text
        #expect(truth.components(of: "\"2026-12-05\": 3").count == 3)
        #expect(truth.components(of: "\"2026-12-07\": 5").count == 2)
    }
}

extension String {
    /// The parts between the places of a text.
    fileprivate func components(of text: String) -> [Substring] {
        split(separator: text, omittingEmptySubsequences: false)
    }
}
