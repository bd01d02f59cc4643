@testable import Stats
import Testing

import Experiment
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentDiary
@testable import ExperimentReport
@testable import ExperimentTrial

@Suite("Multiple baseline: one answer from all sites")
struct SiteGradeTests {
    private static let windows = [14...21, 35...42, 56...63]
    private static let length = 84

    /// The baselines that a seed draws for face, arm and leg.
    private func baselines(seed: UInt64) throws -> [Int] {
        let drawn = try MultipleBaselineDesign(days: Self.length, baselineDays: Self.windows)
            .schedule(seed: seed)
        return (0..<3).map { series in drawn.conditions(series: series).count { $0 == 0 } }
    }

    private func plan(seed: UInt64) throws -> TrialPlan {
        let baselines = try baselines(seed: seed)
        func phases(_ baseline: Int) -> String {
            "[{condition: usual, days: \(baseline)}, "
                + "{condition: cream, days: \(Self.length - baseline)}]"
        }
        let names = ["face", "arm", "leg"]
        let others = zip(names, baselines).dropFirst().map { "    \($0): \(phases($1))" }
        return try DraftPlan(
            yaml: """
                title: Cream
                outcomes:
                \(names.map { "  - {id: \($0), scale: {from: 0, to: 20, better: lower}, "
                    + "worthwhile: 1, primary: \($0 == "face")}" }.joined(separator: "\n"))
                conditions: [{id: usual}, {id: cream, against: usual}]
                analysis: {onset-lag: 1, washout: 1}
                design: {kind: multiple-baseline, seed: \(seed), days: 84, earliest: 14, latest: 21, \
                stagger: 21}
                schedule:
                  start: 2026-12-01
                  phases: \(phases(baselines[0]))
                  outcomes:
                \(others.joined(separator: "\n"))
                """, file: "plan.yaml"
        ).validated()
    }

    /// Scores that fall by `effect` where the cream has begun, on a course that all sites share.
    private func conclusions(
        _ plan: TrialPlan, effect: Double, course: (Int) -> Double
    ) throws -> TrialConclusions {
        var rows = ["date,\(plan.outcomes.map(\.id).joined(separator: ","))"]
        for place in 0..<Self.length {
            let cells = plan.outcomes.enumerated().map { column, outcome in
                let own = plan.schedule(of: outcome).phases[0].lengthInDays
                let score = 10 + course(place) - (place < own ? 0 : effect)
                return "\(score + 0.6 * EvidenceFixture.swing(place + 1000 * column))"
            }
            rows.append(
                "\(Sample.day("2026-12-01").advanced(by: place)),\(cells.joined(separator: ","))")
        }
        let diary = try Diary(
            CSVTable(bytes: Array(rows.joined(separator: "\n").utf8), file: "diary.csv"), plan: plan
        )
        return TrialConclusions(try TrialAnalysis(plan, diary: diary))
    }

    @Test("a course that all sites share is no effect, however steep", arguments: [1, 5, 9])
    func sharedCourse(seed: UInt64) throws {
        let found = try conclusions(plan(seed: seed), effect: 0) { -0.06 * Double($0) }
        let comparison = try #require(found.headline.comparison)
        #expect(!comparison.verdict.claimsEffect)
        #expect(comparison.effect.interval.contains(0))
        #expect(found.others.compactMap(\.comparison).allSatisfy { !$0.verdict.claimsEffect })
    }

    @Test(
        "an effect of three points at each site's own start is found, in points of the first site")
    func effect() throws {
        let found = try conclusions(plan(seed: 5), effect: 3) { -0.03 * Double($0) }
        let comparison = try #require(found.headline.comparison)
        #expect(comparison.verdict == .helped)
        #expect(comparison.effect.interval.contains(-3))
        let test = try #require(found.sites?.test)
        #expect(test.pValue.value <= 0.05)
        #expect(comparison.evidence.grade >= .b)
    }

    @Test("without the joint analysis a multiple baseline is a D")
    func notTogether() {
        var facts = DesignFacts(
            isOrderRandomised: true, carryover: .leftOut(days: 1), phasesPerCondition: 1,
            switches: 1, startsOverSites: 3, observedShare: 1, baselineDays: 14)
        facts.analysedDays = 28
        #expect(GradedEvidence(facts).grade == .d)
    }
}
