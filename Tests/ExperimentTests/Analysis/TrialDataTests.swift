import Experiment
@testable import Stats
import Testing

@Suite("Trial data")
struct TrialDataTests {
    private func data(_ analysis: String, _ diary: String? = nil) throws -> TrialData {
        let plan = try TrialFixture.plan(analysis: analysis)
        let diary = try TrialFixture.diary(diary ?? TrialFixture.wide { Double($0 % 5) }, plan)
        return try TrialData(plan, outcome: plan.primaryOutcome, diary: diary)
    }

    @Test("the onset lag leaves out the first days of the tested phase only")
    func onset() throws {
        let days = try data("onset-lag: 5").days
        #expect(days.filter { $0.exclusion == .onset }.map(\.studyDay) == Array(14..<19))
        #expect(days.count(where: \.isAnalysed) == 37)
    }

    @Test("the wash-out leaves out the first days after a tested phase only")
    func washout() throws {
        let days = try data("washout: 3").days
        #expect(days.filter { $0.exclusion == .washout }.map(\.studyDay) == [28, 29, 30])
    }

    @Test("onset averaging uses every day")
    func onsetAveraging() throws {
        #expect(try data("method: onset, onset-lag: 5, washout: 3").days.allSatisfy(\.isAnalysed))
    }

    @Test("the schedule says who was exposed, unless the diary says otherwise")
    func exposure() throws {
        #expect(
            try data("").days.map { $0.exposures[0] }
                == (0..<42).map { (14..<28).contains($0) ? 1 : 0 })
        let plan = try TrialFixture.plan(
            outcome: "combine: mean",
            diary: "  day: {column: date}\n  condition: {column: on, yes: diet, no: usual}")
        let diary = try TrialFixture.diary(
            "date,itch,on\n2026-01-05,3,yes\n2026-01-05,4,no\n2026-01-05,5,no\n2026-01-06,4,\n",
            plan)
        let days = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary).days
        #expect(days[0].exposures == [1.0 / 3])
        #expect(days[1].exposures == [0])
    }

    @Test("a lagged covariate is yesterday's, and a day without it is left out with its name")
    func laggedCovariate() throws {
        let text = TrialFixture.text().replacing(
            "conditions:", with: "covariates: [{id: stress, lag: 1}]\nconditions:")
        let plan = try DraftPlan(yaml: text, file: "plan.yaml").validated()
        let diary = try TrialFixture.diary(
            "date,itch,stress\n2026-01-05,3,1\n2026-01-06,4,2\n2026-01-07,5,\n2026-01-08,5,4\n",
            plan)
        let days = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary).days
        #expect(days.prefix(4).map(\.covariates) == [[nil], [1], [2], [nil]])
        #expect(
            days.prefix(4).map(\.exclusion) == [
                .noCovariate("stress"), nil, nil, .noCovariate("stress"),
            ])
    }

    @Test("the specifications are the declared one and others that differ from it and each other")
    func specifications() throws {
        let plan = try TrialFixture.plan(analysis: "onset-lag: 7, washout: 7")
        let declared = plan.specification(for: plan.primaryOutcome)
        let others = plan.sensitivity(for: plan.primaryOutcome)
        #expect(declared.method == .daily)
        #expect(
            others.map(\.name) == [
                "every day counted from the switch on", "first 14 days after a switch left out",
                "averaged over slow and fast onset", "plain autocorrelated errors",
                "noise share and spread free", "with a straight trend", "with a 28-day rhythm",
                "with a 14-day rhythm", "with days of the week", "without slip and rescue days",
            ])
    }

    @Test(
        "counts and scores of at most five levels take the robust engine, by their type alone",
        arguments: [
            ("psa-redness", "robust"), ("lesions.inflammatory", "robust"), ("pp-nrs", "daily"),
            ("skin-nrs", "daily"),
        ])
    func engineByType(instrument: String, method: String) throws {
        let text = TrialFixture.text().replacing(
            "scale: {from: 0, to: 10, better: lower}, worthwhile: 1",
            with: "instrument: \(instrument)")
        let plan = try DraftPlan(yaml: text, file: "plan.yaml").validated()
        #expect(plan.primaryOutcome.defaultMethod.rawValue == method)
    }
}
