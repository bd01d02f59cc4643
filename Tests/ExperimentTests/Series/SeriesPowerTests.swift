import ExperimentAnalysis
import ExperimentPlanning
import ExperimentTrial
@testable import Stats
import TestSupport
import Foundation
import Testing

@testable import ExperimentSeries

@Suite("A series before day one")
struct SeriesPowerTests {
    @Test(
        "more people find more, claim no more where there is nothing, and the next person stays open"
    )
    func people() async throws {
        let folder = ReportSamples.packageFolder.appendingPathComponent("examples/dairy-rosacea")
        let plan = try DraftPlan(
            yaml: String(contentsOf: folder.appendingPathComponent("plan.yaml"), encoding: .utf8),
            file: "plan.yaml"
        ).validated()
        let outcome = plan.primaryOutcome
        let study = try DiagnosisStudy(
            plan, outcome: outcome, world: AssumedWorld(outcome, noise: nil))
        let found = try #require(
            try await SeriesPower(study, people: [4, 16], tau: 0.4, sets: 100, seed: 3))
        let (few, many) = (found.rows[0], found.rows[1])
        #expect(many.claims.value > few.claims.value)
        #expect(many.falseClaims.value <= 0.05 + 5 * 0.022)
        #expect(many.meanReach < few.meanReach)
        // However many take part, the next person's effect varies by tau.
        #expect(many.nextReach > 1.96 * 0.4 * 0.8)
        let again = try #require(
            try await SeriesPower(study, people: [4, 16], tau: 0.4, sets: 100, seed: 3))
        #expect(again.rows[0].claims == few.claims && again.rows[1].meanReach == many.meanReach)
    }
}
