import Stats
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("Evidence grade of a multiple baseline")
struct SiteStartsTests {
    // MARK: The rule over facts

    private func grade(_ change: (inout DesignFacts) -> Void = { _ in }) -> EvidenceGrade {
        var facts = DesignFacts(
            isOrderRandomised: true, carryover: .stayedAtSites(waiting: 2), phasesPerCondition: 1,
            switches: 1, startsOverSites: 3, observedShare: 0.9, adherence: 0.9, baselineDays: 14,
            isBaselineStable: true, changeDistanceInDays: 0, rescue: nil)
        change(&facts)
        return GradedEvidence(facts).grade
    }

    @Test("random starts at three sites that stayed until their own are an A")
    func best() {
        #expect(grade() == .a)
        #expect(grade { $0.startsOverSites = 4 } == .a)
    }

    @Test("starts by hand, a site that moved too early, or nothing known of it leave a B")
    func good() {
        #expect(grade { $0.isOrderRandomised = false } == .b)
        #expect(grade { $0.isOrderRandomised = nil } == .b)
        #expect(grade { $0.carryover = .spread(site: "arm") } == .b)
        #expect(grade { $0.carryover = .notExamined } == .b)
    }

    @Test("two starts are one change with its rule, as is a site by itself")
    func few() {
        #expect(grade { $0.startsOverSites = 2 } == .c)
        #expect(grade { $0.startsOverSites = 1 } == .c)
        #expect(
            grade {
                $0.startsOverSites = 2
                $0.changeDistanceInDays = nil
            } == .d)
    }

    @Test("what costs other designs costs this one too")
    func costs() {
        #expect(grade { $0.observedShare = 0.79 } == .b)
        #expect(grade { $0.alsoChanging = ["exams"] } == .c)
        #expect(grade { $0.changesAtOnce = 2 } == .d)
    }

    // MARK: From plans and diaries

    private static let windows = [12...16, 23...27, 34...38]
    private static let length = 60

    /// The baselines that a seed draws for face, arm and leg.
    private func baselines(seed: UInt64) throws -> [Int] {
        let drawn = try MultipleBaselineDesign(days: Self.length, baselineDays: Self.windows)
            .schedule(seed: seed)
        return (0..<3).map { series in drawn.conditions(series: series).count { $0 == 0 } }
    }

    private func plan(_ baselines: [Int], design: String = "") throws -> TrialPlan {
        func phases(_ baseline: Int) -> String {
            "[{condition: usual, days: \(baseline)}, "
                + "{condition: cream, days: \(Self.length - baseline)}]"
        }
        let names = ["face", "arm", "leg"].prefix(baselines.count)
        let others = zip(names, baselines).dropFirst().map { "    \($0): \(phases($1))" }
        return try DraftPlan(
            yaml: """
                title: Cream
                outcomes:
                \(names.map { "  - {id: \($0), scale: {from: 0, to: 20, better: lower}, "
                    + "worthwhile: 1, primary: \($0 == "face")}" }.joined(separator: "\n"))
                conditions: [{id: usual}, {id: cream, against: usual}]
                schedule:
                  start: 2026-12-01
                  phases: \(phases(baselines[0]))
                  outcomes:
                \(others.joined(separator: "\n"))
                \(design)
                """, file: "plan.yaml"
        ).validated()
    }

    private func drawn(seed: UInt64) throws -> TrialPlan {
        try plan(
            baselines(seed: seed),
            design: "design: {kind: multiple-baseline, seed: \(seed), days: 60, earliest: 12, "
                + "latest: 16, stagger: 11}")
    }

    /// Scores that fall by 4 on each site's own first day, after `fall` where one is given.
    private func report(
        _ plan: TrialPlan, falls: [String: Int] = [:], without: String? = nil
    ) throws -> Report {
        let ids = plan.outcomes.map(\.id)
        var rows = ["date,\(ids.joined(separator: ","))"]
        for place in 0..<Self.length {
            let cells = plan.outcomes.enumerated().map { column, outcome in
                let own = plan.schedule(of: outcome).phases[0].lengthInDays
                let score = (place < falls[outcome.id] ?? own ? 10.0 : 6)
                return outcome.id == without && place % 2 == 0
                    ? "" : "\(score + EvidenceFixture.swing(place + 1000 * column))"
            }
            rows.append(
                "\(Sample.day("2026-12-01").advanced(by: place)),\(cells.joined(separator: ","))")
        }
        let diary = try Diary(
            CSVTable(bytes: Array(rows.joined(separator: "\n").utf8), file: "diary.csv"), plan: plan
        )
        return Report(try TrialAnalysis(plan, diary: diary), provenance: Provenance(version: "0"))
    }

    private func evidence(_ report: Report) throws -> GradedEvidence {
        try #require(report.headline.comparison).evidence
    }

    @Test("a drawn plan whose sites waited is an A, at every site, and says why")
    func drawnPlan() throws {
        let report = try report(drawn(seed: 5))
        let found = try evidence(report)
        #expect(found.grade == .a, "\(found)")
        #expect(found.reasons.first == .startedInTurn(sites: 3, isRandom: true))
        #expect(found.reasons.contains(.carryover(.stayedAtSites(waiting: 2))))
        #expect(report.others.compactMap { $0.comparison?.evidence.grade } == [.a, .a])
        #expect(
            Wording.grade(found)
                == "Strength of evidence: A, on a scale from A (strongest) to D. It began on 3 different "
                + "days at different sites, which chance chose. 2 other sites stayed as they were when "
                + "the first one began, until their own start, so something else that happened then is a "
                + "less likely reason.")
        let first = report.plan.staggered.compactMap { site in
            site.schedule.phases.first { $0.condition != report.plan.conditions[0].id }?.first
        }.min()
        #expect(report.plan.firstTestedDay == first)
    }

    @Test("a site that falls when another one begins leaves a B, and is named")
    func spread() throws {
        let plan = try drawn(seed: 5)
        let starts = try baselines(seed: 5)
        let first = try #require(starts.min())
        let latest = try #require(starts.max())
        let last = plan.outcomes[try #require(starts.firstIndex(of: latest))].id
        let found = try evidence(report(plan, falls: [last: first]))
        #expect(found.grade == .b)
        #expect(found.reasons.contains(.carryover(.spread(site: last))), "\(found)")
    }

    @Test("starts by hand are a B, two sites and a site that was hardly scored no replication")
    func weaker() throws {
        let hand = try evidence(report(plan([14, 25, 36])))
        #expect(hand.grade == .b && hand.reasons.contains(.orderNotRandomised))
        let two = try evidence(report(plan([14, 25])))
        #expect(two.reasons.first == .oneChangeOnly)
        let silent = try evidence(report(drawn(seed: 5), without: "leg"))
        #expect(silent.reasons.first == .oneChangeOnly)
    }
}
