import Experiment
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport
@testable import ExperimentTrial

/// What the report says about when: only a level that lasts has a date.
@Suite("When the scores changed")
struct ChangeTimingTests {
    /// One change after 21 of 63 days; the scores wobble around a course.
    private func analysis(_ course: (Int) -> Double) throws -> TrialAnalysis {
        let start = CalendarDay(daysSinceEpoch: 20_788)
        let plan = try DraftPlan(
            yaml: """
                title: one change
                outcomes: [{id: itch, scale: {from: 0, to: 20, better: lower}, worthwhile: 1}]
                conditions: [{id: usual}, {id: diet, against: usual}]
                schedule:
                  start: \(start)
                  phases: [{condition: usual, days: 21}, {condition: diet, days: 42}]
                """, file: "plan.yaml"
        ).validated()
        var rows = ["date,itch"]
        for day in 0..<63 {
            let value = 6 + Double((day * 37 + day * day * 11) % 13) / 6 + course(day)
            rows.append("\(start.advanced(by: day)),\((10 * value).rounded() / 10)")
        }
        let diary = try Diary(
            CSVTable(bytes: Array(rows.joined(separator: "\n").utf8), file: "diary.csv"), plan: plan
        )
        return try TrialAnalysis(plan, diary: diary)
    }

    private func timing(_ course: (Int) -> Double) throws -> ChangeTiming {
        try #require(try ChangeAnalysis(analysis(course).primary.data).timing)
    }

    @Test("the picture draws the chances of the days where a level lasts")
    func picture() throws {
        let conclusions = TrialConclusions(try analysis { $0 < 24 ? 0 : -4 })
        let report = Report(conclusions, provenance: Provenance(version: "0"))
        #expect(HTMLRenderer.text(report).contains("class=\"chance\""))
    }

    @Test("a level that stays has a date, and the chances of its days add up to its chance")
    func step() throws {
        let found = try timing { $0 < 24 ? 0 : -4 }
        let date = try #require(found.date)
        #expect(found.switchDay.distance(to: date.mostProbable) == 3)
        #expect(found.probabilityOfNewLevel > 0.95 && found.probabilityBeforeSwitch < 0.05)
        let total = found.daily.reduce(0) { $0 + $1.probability }
        #expect(abs(total - found.probabilityOfNewLevel) < 1e-9)
        #expect(found.spell == nil)
    }

    @Test("a flare that fades within days is no date, however high")
    func flare() throws {
        let found = try timing { day in
            guard day >= 24 else { return 0 }
            var height = 8.0
            for _ in 24..<day { height *= 0.75 }
            return height
        }
        #expect(found.date == nil && found.daily.isEmpty)
        #expect(found.probabilityOfNewLevel < 0.5)
    }

    @Test("a drift is no date, even where it ends on another level")
    func drift() throws {
        #expect(try timing { -0.08 * Double($0) }.date == nil)
    }
}
