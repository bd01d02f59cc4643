import Stats
import TestSupport
import Testing

@testable import Experiment

@Suite("Evidence: slips, rescue, illness, antibiotics, an early end")
struct DayRuleTests {
    private static let phases = [
        "    - {name: Before, condition: usual, days: 28}",
        "    - {name: Diet, condition: diet, days: 28}",
    ]

    private func plan(_ rest: String = "", analysis: String = "") throws -> TrialPlan {
        try EvidenceFixture.plan(phases: Self.phases, analysis: analysis, rest: rest)
    }

    private func score(_ day: Int) -> Double? { EvidenceFixture.swing(day) + (day < 28 ? 5 : 3) }

    @Test("without slips all three ways agree on the days, and nothing was slipped")
    func kept() throws {
        let adherence = Adherence(try EvidenceFixture.data(plan(), score: score))
        #expect(adherence.slips.isEmpty)
        #expect(adherence.keptShare == 1)
        let planned = try adherence.analyses[0].effects.get()[0]
        let withoutSlips = try adherence.analyses[2].effects.get()[0]
        #expect(planned.estimate == withoutSlips.estimate)
        #expect(adherence.analyses.map(\.kind) == [.asPlanned, .asDone, .withoutSlips])
    }

    @Test("a slip day stays in as planned and goes out with its next day without slips")
    func slips() throws {
        let marks = [35: "slip", 40: "slip"]
        let data = try EvidenceFixture.data(plan(), marks: marks, score: score)
        let adherence = Adherence(data)
        expectClose(adherence.keptShare, 26.0 / 28, .roundoff())
        let days = [35, 36, 40, 41]
        let same = try EffectAnalysis(
            EvidenceFixture.data(plan()) { days.contains($0) ? nil : self.score($0) })
        expectClose(
            try adherence.analyses[2].effects.get()[0].estimate, same.effects[0].estimate,
            .roundoff(condition: 100, operations: 100))
    }

    @Test("a rescue day takes the worse of its score and the day before's")
    func rescue() throws {
        let data = try EvidenceFixture.data(
            plan(), marks: [10: "rescue", 30: "rescue"], score: score)
        let changed = data.withRescueAsWorst
        for day in [10, 30] {
            let worse = max(try #require(score(day)), try #require(score(day - 1)))
            #expect(changed.days[day].score?.value == worse)
        }
        let rescue = try #require(RescueAnalysis(data))
        #expect(rescue.frequencies.map(\.rescueDays) == [1, 1])
        expectClose(try #require(rescue.frequencies[0].perWeek), 0.25, .roundoff())
    }

    @Test("illness takes its days and the seven after them, each with its reason")
    func illness() throws {
        let data = try EvidenceFixture.data(plan(), marks: [5: "ill", 6: "ill"], score: score)
        let health = try #require(HealthWindows(data))
        let first = EvidenceFixture.start
        #expect(health.days.map { first.distance(to: $0.day) } == Array(5...13))
        #expect(health.days[0].reason == .illness)
        #expect(health.days[2].reason == .afterIllness(lastDay: first.advanced(by: 6)))
        #expect(
            EvidenceWording.reason(health.days[2].reason)
                == "within 7 days of the illness that ended on \(Phrase.day(first.advanced(by: 6)))"
        )
    }

    @Test(
        "antibiotics take 42 days more from a plan that works through microbes, and none from others"
    )
    func antibiotics() throws {
        let marks = [3: "antibiotics"]
        let other = try #require(
            HealthWindows(EvidenceFixture.data(plan(), marks: marks, score: score)))
        #expect(other.days.count == 1)
        let probiotic = try plan("template: probiotic-12w")
        let directed = try #require(
            HealthWindows(EvidenceFixture.data(probiotic, marks: marks, score: score)))
        #expect(directed.days.count == 43)
        #expect(directed.phasesToRepeat.map(\.name) == ["Diet"])
    }

    @Test("a trial that ended early keeps its estimate and says which phases are missing")
    func early() throws {
        let phases = Self.phases + ["    - {name: After, condition: usual, days: 28}"]
        let long = try EvidenceFixture.plan(phases: phases)
        let data = try EvidenceFixture.data(long) { $0 < 45 ? self.score($0) : nil }
        let progress = PlanProgress(data)
        #expect(progress.missingPhases.map(\.name) == ["After"])
        #expect(progress.brokenOff?.name == "Diet")
        #expect(progress.scoredDays == 45 && progress.plannedDays == 84)
        #expect(!progress.isComplete)
        #expect(try EffectAnalysis(data).effects[0].estimate < 0)
        #expect(PlanProgress(try EvidenceFixture.data(plan(), score: score)).isComplete)
    }
}
