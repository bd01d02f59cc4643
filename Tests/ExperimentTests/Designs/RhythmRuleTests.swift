import Experiment
@testable import Stats
import Testing

@testable import ExperimentTrial

@Suite("Draws that keep away from rhythms")
struct RhythmRuleTests {
    /// Schedules below .6 of pairs of 7 days, by the closed form, and two pairs of 14 days; the other
    /// program is Tests/Oracles/designs/rhythms.py.
    @Test(
        "so many orders of pairs keep time with no week and no month, and with no fortnight either",
        arguments: [
            (4, 7, 14, 12), (5, 7, 30, 28), (6, 7, 50, 48), (7, 7, 112, 110), (8, 7, 238, 236),
            (2, 14, 2, 2), (6, 5, 64, 64),
        ])
    func counts(pairs: Int, period: Int, old: Int, new: Int) throws {
        for (scope, expected) in [(RhythmRule.Scope.weekAndMonth, old), (.all, new)] {
            let design = try RhythmFreeDesign(
                BlockPairDesign(pairs: pairs, periodDays: period), by: RhythmRule(scope: scope))
            #expect(design.scheduleCount.description == "\(expected)")
        }
    }

    @Test("one week in two is a fortnight, and three weeks in six are none")
    func fortnight() {
        let weeks = (0..<84).map { $0 / 7 % 2 }
        #expect(RhythmRule(scope: .weekAndMonth).admits(weeks))
        #expect(!RhythmRule().admits(weeks))
        let threeWeeks = (0..<84).map { $0 / 21 % 2 }
        #expect(RhythmRule().admits(threeWeeks))
    }

    @Test("days that the analysis leaves out do not count")
    func leftOut() {
        // Four weeks of two days on and five off, which is a working week, but for the days left out.
        let weekends = (0..<28).map { $0 % 7 < 2 ? 1 : 0 }
        #expect(!RhythmRule().admits(weekends))
        // Nothing is left under the condition: what never changes keeps no time and tells nothing.
        #expect(!RhythmRule(onsetLagInDays: 2).admits(weekends))
        // Runs of 14 days in turn are a rhythm of 28 days; without the first 13 days after each switch
        // one day in each half is left of it.
        let turns = (0..<84).map { $0 / 14 % 2 }
        #expect(!RhythmRule().admits(turns))
        #expect(!RhythmRule(onsetLagInDays: 7, washoutInDays: 7).admits(turns))
    }

    @Test("days drawn one by one, too many to list, are drawn until one keeps time with nothing")
    func daily() throws {
        let all = try DailyAlternationDesign(days: 28, maximumRun: 3)
        let free = try RhythmFreeDesign(all, by: RhythmRule())
        #expect(free.scheduleCount == all.scheduleCount)
        for seed in 1...40 as ClosedRange<UInt64> {
            #expect(RhythmRule().admits(free.schedule(seed: seed).arrangement))
        }
        #expect(
            (1...200).contains { !RhythmRule().admits(all.schedule(seed: UInt64($0)).arrangement) })
    }
}
