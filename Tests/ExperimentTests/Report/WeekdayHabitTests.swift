import Experiment
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport
@testable import Stats
import Testing

/// Days that are lived otherwise than planned at week-ends, where the scores have a week of their own.
@Suite("Habits of the week")
struct WeekdayHabitTests {
    /// 28 days as usual, 42 with the diet, 28 as usual, from a Monday on; week-ends are 1.5 worse.
    ///
    /// - `isSlip`: whether a day of the diet, counted from 0, is lived as usual.
    private func report(
        _ seed: UInt64, effect: Double = 0, isSlip: (Int) -> Bool
    ) throws -> Report {
        var generator = SeededGenerator(seed: 81, stream: seed)
        let noise = SimulatedErrors(rho: 0.3).draw(at: Array(0..<98), using: &generator)
        let start = CalendarDay(daysSinceEpoch: 20_458)
        let rows = (0..<98).map { day in
            let diet = (28..<70).contains(day) && !isSlip(day)
            let level = 4 + (day % 7 >= 5 ? 1.5 : 0) + (diet ? effect : 0) + 1.2 * noise[day]
            let score = Int(min(10, max(0, level)).rounded())
            return "\(start.advanced(by: day)),\(score),\(diet ? "yes" : "no")"
        }
        let plan = """
            title: T
            outcomes:
              - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions:
              - {id: usual}
              - {id: diet, against: usual}
            schedule:
              start: \(start)
              phases:
                - {condition: usual, days: 28}
                - {condition: diet, days: 42}
                - {condition: usual, days: 28}
            diary:
              day: {column: date}
              condition: {column: diet, yes: diet, no: usual}
            """
        return try ReportSamples.report(
            yaml: plan, csv: Array(("date,itch,diet\n" + rows.joined(separator: "\n")).utf8))
    }

    @Test("week-ends that are worse and lived as usual are no effect of the diet")
    func weekends() throws {
        var (refused, claimed) = (0, 0)
        for seed in 1...20 as ClosedRange<UInt64> {
            let found = try report(seed) { $0 % 7 >= 5 }
            let comparison = try #require(found.headline.comparison)
            #expect(found.primary.data.departsByWeekday)
            claimed += comparison.verdict.claimsEffect ? 1 : 0
            refused += comparison.evidence.reasons.contains(.weekdaysDecide) ? 1 : 0
        }
        #expect(claimed <= 1)
        #expect(refused >= 4)
    }

    @Test("slips on any day ask nothing, and an effect that is there is still found")
    func others() throws {
        let slips: Set<Int> = [29, 36, 44, 47, 55, 59, 63, 68]
        let spread = try report(1, effect: -3) { slips.contains($0) }
        #expect(!spread.primary.data.departsByWeekday)
        #expect(spread.headline.comparison?.verdict == .helped)
        let weekly = try report(1, effect: -3) { $0 % 7 >= 5 }
        #expect(weekly.primary.data.departsByWeekday)
        #expect(weekly.headline.comparison?.verdict.claimsEffect == true)
        #expect(try !report(1) { _ in false }.primary.data.departsByWeekday)
    }
}
