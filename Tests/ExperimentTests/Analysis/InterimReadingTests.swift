import Experiment
@testable import Stats
import Testing

@Suite("Looks at a running trial")
struct InterimReadingTests {
    private func caveats(_ analysis: String, days: Int) throws -> [Caveat] {
        let plan = try TrialFixture.plan(analysis: analysis)
        let diary = try TrialFixture.diary(
            TrialFixture.wide { $0 < days ? EffectAnalysisTests.score($0) : nil }, plan)
        let report = Report(
            try TrialAnalysis(plan, diary: diary), provenance: Provenance(version: "0.0.0"))
        return report.headline.comparison?.caveats ?? []
    }

    @Test("a look that was not planned is called no test, and gets a Bayes factor")
    func unplanned() throws {
        let kinds = try caveats("", days: 24).compactMap { caveat -> InterimReading.Kind? in
            if case .interim(let reading) = caveat { reading.kind } else { nil }
        }
        guard case .notATest(let factor?) = try #require(kinds.first) else {
            Issue.record("expected an unplanned look")
            return
        }
        #expect(factor > 1)
    }

    @Test("a planned look is compared with the boundary that its information allows")
    func planned() throws {
        let kinds = try caveats("looks: [2026-01-28]", days: 24).compactMap {
            caveat -> InterimReading.Kind? in
            if case .interim(let reading) = caveat { reading.kind } else { nil }
        }
        guard
            case .plannedLook(let number, let count, let nominalP, let crossed) =
                try #require(kinds.first)
        else {
            Issue.record("expected a planned look")
            return
        }
        #expect(number == 1 && count == 2)
        #expect(nominalP > 0 && nominalP < 0.05)
        #expect(crossed == (try caveatP(days: 24) <= nominalP))
    }

    private func caveatP(days: Int) throws -> Double {
        let plan = try TrialFixture.plan()
        let diary = try TrialFixture.diary(
            TrialFixture.wide { $0 < days ? EffectAnalysisTests.score($0) : nil }, plan)
        return try #require(TrialAnalysis(plan, diary: diary).primary.effects.first).twoSidedP
    }

    @Test(
        "a finished trial lacks two scores at its end as it may lack any others",
        arguments: [42, 41, 40, 39])
    func lastDays(_ days: Int) throws {
        let isInterim = try caveats("", days: days).contains { caveat in
            if case .interim = caveat { true } else { false }
        }
        #expect(isInterim == (days < 40))
    }

    @Test("a finished trial says nothing of looks")
    func finished() throws {
        let interim = try caveats("", days: 42).contains { caveat in
            if case .interim = caveat { true } else { false }
        }
        #expect(!interim)
    }
}
