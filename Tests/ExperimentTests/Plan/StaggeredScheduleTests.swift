@testable import Stats
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("Outcomes that start on different days")
struct StaggeredScheduleTests {
    private static let phases = """
            - {name: Before, condition: usual, days: 14}
            - {name: Cream, condition: cream, days: 26}
        """

    private func text(
        arm: String = "[{condition: usual, days: 25}, {condition: cream, days: 15}]",
        adding lines: String = ""
    ) -> String {
        """
        title: Test
        outcomes:
          - {id: face, scale: {from: 0, to: 10, better: lower}, worthwhile: 1, primary: true}
          - {id: arm, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
        conditions: [{id: usual}, {id: cream, against: usual}]
        schedule:
          start: 2026-12-01
          phases:
        \(Self.phases)
          outcomes:
            arm: \(arm)
        \(lines)

        """
    }

    private func plan(arm: String? = nil, adding lines: String = "") throws -> TrialPlan {
        let yaml = arm.map { text(arm: $0, adding: lines) } ?? text(adding: lines)
        return try DraftPlan(yaml: yaml, file: "plan.yaml").validated()
    }

    private func problems(arm: String? = nil, adding lines: String = "") -> String {
        do {
            _ = try plan(arm: arm, adding: lines)
            return ""
        } catch { return "\(error)" }
    }

    @Test("each outcome is analysed on its own days, whatever the day of the other one is")
    func ownDays() throws {
        let plan = try plan()
        var rows = ["date,face,arm"]
        for place in 0..<40 {
            let day = Sample.day("2026-12-01").advanced(by: place)
            rows.append("\(day),\(5 + place % 3),\(4 + place % 2)")
        }
        let diary = try Diary(
            CSVTable(bytes: Array(rows.joined(separator: "\n").utf8), file: "diary.csv"), plan: plan
        )
        let exposed = try plan.outcomes.map { outcome in
            try TrialData(plan, outcome: outcome, diary: diary).days.filter { $0.exposures == [1] }
                .count
        }
        #expect(exposed == [26, 15])
        // Seen by one outcome after another, the plan still knows all schedules.
        let seen = plan.seen(by: plan.outcomes[1])
        #expect(seen.schedule.phases[1].lengthInDays == 15)
        #expect(seen.seen(by: plan.outcomes[0]).schedule == plan.schedule)
    }

    @Test("a design draws all schedules at once, or the first day that differs is named")
    func design() throws {
        let lines = """
            design:
              kind: multiple-baseline
              seed: SEED
              days: 40
              earliest: 14
              latest: 14
              stagger: 11
              outcomes: [face, arm]
            """
        func problems(_ seed: Int) -> String {
            self.problems(adding: lines.replacingText("SEED", with: "\(seed)"))
        }
        let fitting = (1...20).filter { problems($0).isEmpty }
        // Two orders of the sites, each as likely.
        #expect(fitting.count > 2 && fitting.count < 18)
        let other = try #require((1...20).first { !fitting.contains($0) })
        #expect(
            problems(other).hasPrefix(
                "plan.yaml:14, schedule: found \"cream\" on 2026-12-15; expected \"usual\", which the "
                    + "design assigns with seed \(other)."))
    }

    @Test("the randomisation test draws all sites together, over the schedules of the design")
    func randomization() throws {
        let design = """
            design: {kind: multiple-baseline, seed: SEED, days: 40, earliest: 12, latest: 16, stagger: 11}
            """
        func yaml(_ face: Int, _ arm: Int, _ seed: Int) -> String {
            text(
                arm: "[{condition: usual, days: \(arm)}, {condition: cream, days: \(40 - arm)}]",
                adding: design.replacingText("SEED", with: "\(seed)")
            ).replacingText(
                "days: 14}", with: "days: \(face)}"
            ).replacingText("days: 26}", with: "days: \(40 - face)}")
        }
        // The starts that seed 3 draws.
        let settings = try #require(
            try? DraftPlan(yaml: yaml(14, 25, 3), file: "p").settingsOfDesign)
        let drawn = try settings.design(conditions: 2, series: 2).schedule(seed: 3)
        let starts = (0..<2).map { series in drawn.conditions(series: series).count { $0 == 0 } }
        let plan = try DraftPlan(yaml: yaml(starts[0], starts[1], 3), file: "plan.yaml").validated()
        var rows = ["date,face,arm"]
        for place in 0..<40 {
            let day = Sample.day("2026-12-01").advanced(by: place)
            let (face, arm) = (place < starts[0] ? 7 : 3, place < starts[1] ? 8 : 4)
            rows.append("\(day),\(face + place % 2),\(arm + place % 3 % 2)")
        }
        let diary = try Diary(
            CSVTable(bytes: Array(rows.joined(separator: "\n").utf8), file: "diary.csv"), plan: plan
        )
        let cream = plan.testedConditions[0]
        // One site by itself is never drawn again.
        let face = try TrialData(plan, outcome: plan.outcomes[0], diary: diary)
        #expect(throws: RandomizationRefusal.sitesTogether) {
            try RandomizationEvidence(face, of: cream)
        }
        let smallest = try RandomizationEvidence.smallestReachableP(plan, of: cream)
        // Two orders of the windows, five days in each.
        #expect(smallest.total == 50)
    }

    @Test("amendments move every outcome by as many days")
    func amendments() throws {
        let plan = try plan(
            adding: "amendments: [{on: 2026-12-20, change: extend, days: 5, reason: a cold}]")
        #expect(plan.schedule(of: plan.outcomes[0]).phases.map(\.lengthInDays) == [14, 31])
        #expect(plan.schedule(of: plan.outcomes[1]).phases.map(\.lengthInDays) == [30, 15])
        #expect(
            problems(adding: "amendments: [{on: 2026-12-20, change: end-phase, reason: x}]")
                == "plan.yaml:13, amendments[1]: found the end of a phase on 2026-12-20; expected more "
                + "days, a pause or a stop, because outcomes start on different days and no phase of "
                + "that day is common to them. Choose another change.")
    }

    @Test("schedules that do not fit together, each in a sentence")
    func refusals() {
        #expect(
            problems(arm: "[{condition: usual, days: 25}, {condition: cream, days: 16}]")
                == "plan.yaml:12, schedule.outcomes.arm: found days from 2026-12-01 to 2027-01-10; expected "
                + "2026-12-01 to 2027-01-09, those of the primary outcome. Make both equally long.")
        #expect(
            problems(arm: "[]\n    leg: [{condition: usual, days: 40}]")
                == "plan.yaml:12, schedule.outcomes.arm: found nothing; expected at least one phase. Add the "
                + "line.\nplan.yaml:13, schedule.outcomes: found \"leg\"; expected one of \"arm\". Use a "
                + "listed name.")
        #expect(
            problems(adding: "diary: {condition: {column: cream, yes: cream, no: usual}}")
                == "plan.yaml:13, diary.condition: found a column for the condition of the day; expected "
                + "none, because outcomes that start on different days have no condition in common. "
                + "Leave it out.")
    }

    @Test("the calendar, today and the sheet name the outcome of each phase")
    func shown() throws {
        let plan = try plan()
        let calendar = TrialCalendar(plan, stamp: "2026-11-21T12:00:00Z", version: "0").text
        #expect(calendar.contains("UID:phase-arm-2."))
        #expect(calendar.contains("SUMMARY:cream: arm (Test)"))
        let style = TerminalStyle(width: 80, hasColor: false)
        let today = DayBrief(plan, on: Sample.day("2026-12-20"), logged: []).text(style)
        #expect(today.contains("face: Cream: day 6 of 26."))
        #expect(today.contains("arm: usual: day 20 of 25."))
        #expect(today.contains("Next: cream for arm, from 2026-12-26 on (in 6 days)."))
        #expect(DailySheet(plan).html.contains("Phase of arm"))
    }
}

extension DraftPlan {
    fileprivate var settingsOfDesign: DesignSettings? { preparation.design?.settings }
}

@Suite("Lag and wash-out of one outcome")
struct OutcomeLagTests {
    private func plan(_ keys: String) throws -> TrialPlan {
        try DraftPlan(
            yaml: """
                title: Test
                outcomes:
                  - {id: itch, scale: {from: 0, to: 10, better: lower}, primary: true}
                  - {id: spots, scale: {from: 0, to: 90, better: lower}\(keys)}
                conditions: [{id: usual}, {id: diet, against: usual}]
                schedule:
                  start: 2026-12-01
                  phases:
                    - {condition: usual, days: 14}
                    - {condition: diet, days: 20}
                    - {condition: usual, days: 20}
                analysis: {onset-lag: 3, washout: 4}
                """, file: "plan.yaml"
        ).validated()
    }

    @Test("an outcome may leave out more days than the analysis does, and the seal covers it")
    func own() throws {
        let plan = try plan(", onset-lag: 14, washout: 10")
        let (itch, spots) = (plan.outcomes[0], plan.outcomes[1])
        #expect(plan.specification(for: itch).onsetLagInDays == 3)
        #expect(plan.specification(for: itch).washoutInDays == 4)
        #expect(plan.specification(for: spots).onsetLagInDays == 14)
        #expect(plan.specification(for: spots).washoutInDays == 10)
        #expect(plan.analysisText != (try self.plan("")).analysisText)
    }

    @Test("a phase that the lag of one outcome fills is refused")
    func fills() {
        do {
            _ = try plan(", onset-lag: 20")
            Issue.record("it was taken")
        } catch {
            #expect(
                "\(error)"
                    == "plan.yaml:10, schedule.phases[2].days: found 20 days in phase \"diet\"; expected more "
                    + "than the onset lag of 20 days, or nothing of it could be analysed. Lengthen the "
                    + "phase or shorten the lag.")
        }
    }
}
