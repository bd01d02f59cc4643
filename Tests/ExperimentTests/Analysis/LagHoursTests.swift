import Testing

@testable import ExperimentAnalysis
@testable import ExperimentDiary
@testable import ExperimentTrial

/// Wash-out and onset lag in hours: two measurements a day, at 8 and at 20 o'clock, and days that begin at
/// 4 o'clock.
@Suite("Lags in hours")
struct LagHoursTests {
    private static func data(_ analysis: String, times: [String] = ["08:00", "20:00"]) throws
        -> TrialData
    {
        let plan = try TrialFixture.plan(
            outcome: "combine: mean",
            diary: "  day: {column: date, format: \"YYYY-MM-DD HH:MM\"}", analysis: analysis)
        let text =
            "date,itch\n"
            + (0..<42).flatMap { index in
                times.enumerated().map {
                    "\(TrialFixture.day(index)) \($1),\((index + 3 * $0) % 10)\n"
                }
            }.joined()
        return try TrialData(
            plan, outcome: plan.primaryOutcome, diary: TrialFixture.diary(text, plan))
    }

    @Test("36 hours leave out a day, and of the next what was measured before 16 o'clock")
    func washout() throws {
        let found = try Self.data("unit: hours, washout: 36, method: ols")
        #expect(found.days[28].exclusion == .washout)
        // Day 29: 9 in the morning, 12 % 10 = 2 in the evening.
        #expect(found.days[29].score?.value == 2 && found.days[29].score?.measurements == 1)
        #expect(found.days[29].exclusion == nil)
        #expect(found.days[30].score?.measurements == 2)
        let without = try Self.data("method: ols")
        #expect(without.days[29].score?.value == 5.5)
    }

    @Test("a lag of less than a day leaves out what came before its end")
    func onset() throws {
        let found = try Self.data("unit: hours, onset-lag: 6, method: ols")
        #expect(found.days[14].score?.measurements == 1)
        #expect(found.days[13].score?.measurements == 2)
        #expect(found.analysed.count == 42)
    }

    @Test(
        "a day on which nothing was measured later is left out with its reason, and its score is kept"
    )
    func allEarly() throws {
        let found = try Self.data("unit: hours, washout: 6, method: ols", times: ["08:00"])
        #expect(found.days[28].exclusion == .washout && found.days[28].score != nil)
        #expect(found.days[29].exclusion == nil)
    }

    @Test("24 hours are a day")
    func wholeDays() throws {
        let hours = try Self.data("unit: hours, washout: 48, onset-lag: 24, method: ols")
        let days = try Self.data("washout: 2, onset-lag: 1, method: ols")
        #expect(hours.days.map(\.exclusion) == days.days.map(\.exclusion))
        #expect(hours.days.map(\.score) == days.days.map(\.score))
    }

    @Test("the plan says its lags as they were written")
    func words() throws {
        let plan = try TrialFixture.plan(analysis: "unit: hours, washout: 36, onset-lag: 1")
        #expect(plan.analysis.washoutText == "36 hours" && plan.analysis.onsetLagText == "1 hour")
        #expect(try TrialFixture.plan(analysis: "washout: 3").analysis.washoutText == "3 days")
    }
}
