import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
@testable import Stats
import Testing

@Suite("Trying a multiple baseline out")
struct StaggeredPowerTests {
    private let simulation = MonteCarlo(replicates: 100, seed: 3)

    /// Sites with the days of their baselines, the first one primary; 60 days in all.
    private func plan(_ sites: [(id: String, baseline: Int)]) throws -> TrialPlan {
        func phases(_ baseline: Int) -> String {
            "[{condition: usual, days: \(baseline)}, {condition: cream, days: \(60 - baseline)}]"
        }
        let outcomes = sites.enumerated().map { place, site in
            "  - {id: \(site.id), scale: {from: 0, to: 1000, better: lower}, worthwhile: 1, "
                + "primary: \(place == 0)}"
        }
        let others = sites.dropFirst().map { "    \($0.id): \(phases($0.baseline))" }
        return try DraftPlan(
            yaml: """
                title: Cream
                outcomes:
                \(outcomes.joined(separator: "\n"))
                conditions: [{id: usual}, {id: cream, against: usual}]
                schedule:
                  start: 2026-12-01
                  phases: \(phases(sites[0].baseline))
                \(others.isEmpty ? "" : "  outcomes:")
                \(others.joined(separator: "\n"))
                """, file: "plan.yaml"
        ).validated()
    }

    private func study(_ plan: TrialPlan, _ id: String) throws -> DiagnosisStudy {
        let outcome = try #require(plan.outcomes.first { $0.id == id })
        let given = PowerFixture.given(effect: -1, rho: 0.4, missing: 0.1)
        return try DiagnosisStudy(
            plan, outcome: outcome, world: AssumedWorld(outcome, noise: nil, given: given))
    }

    private let sites = [
        (id: "face", baseline: 14), (id: "arm", baseline: 25), (id: "leg", baseline: 44),
    ]

    @Test("each site gets the very numbers of a plan that holds its schedule alone")
    func ownSchedule() throws {
        let together = try plan(sites)
        #expect(together.scheduledOutcomes.map(\.id) == ["face", "arm", "leg"])
        for site in sites {
            let here = try study(together, site.id)
            let alone = try study(plan([site]), site.id)
            let (found, expected) = (
                try here.diagnoseSerially(simulation), try alone.diagnoseSerially(simulation)
            )
            let (mine, other) = (found.comparisons[0], expected.comparisons[0])
            #expect(mine.withEffect == other.withEffect, "\(site.id)")
            #expect(mine.withoutEffect == other.withoutEffect)
            #expect(mine.naiveWithEffect == other.naiveWithEffect)
            #expect(mine.closedForm == other.closedForm)
            #expect(here.daysNeeded(seed: 1) == alone.daysNeeded(seed: 1))
            #expect(OutcomeDiagnosis(found).firstTestedDay == site.baseline + 1)
        }
    }

    @Test("a design that is held against one site is analysed by its own days, not by the site's")
    func rivals() throws {
        for rival in try study(plan(sites), "arm").rivals() {
            guard let study = try? rival.study.get() else { continue }
            let pattern = try study.source.pattern(nil, seed: 0)
            #expect(pattern.data.plan.schedule == study.plan.schedule, "\(rival.kind.rawValue)")
        }
    }

    @Test(
        "the text says that each has its own schedule, the primary one first; one outcome says nothing"
    )
    func text() throws {
        let style = TerminalStyle(width: 80, hasColor: false)
        let plan = try plan(sites)
        let outcomes = try sites.map {
            OutcomeDiagnosis(try study(plan, $0.id).diagnoseSerially(simulation))
        }
        let text = DiagnosisText.power(outcomes, style: style)
        #expect(
            text.contains(
                "3 outcomes start on days of their own. Each is tried out on its own schedule and\n"
                    + "judged by itself, the primary one first."), "\(text)")
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("  day ") }
        #expect(
            rows.map { [$0.dropFirst(2).prefix(6), $0.split(separator: "  ").last ?? ""] } == [
                ["day 15", "face (primary)"], ["day 26", "arm"], ["day 45", "leg"],
            ], "\(text)")
        #expect(text.contains("schedule      60 days: 44 “usual”, 16 “cream”"), "\(text)")
        let one = DiagnosisText.power(Array(outcomes.prefix(1)), style: style)
        #expect(!one.contains("days of their own"))
        let calibrated = DiagnosisText.calibration(outcomes, style: style)
        #expect(calibrated.contains("3 outcomes start on days of their own."))
    }
}
