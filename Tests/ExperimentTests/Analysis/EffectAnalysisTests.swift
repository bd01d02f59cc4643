import Experiment
@testable import Stats
import Testing
import TestSupport

@Suite("Effect analysis")
struct EffectAnalysisTests {
    /// Scores with a difference of about -2 under the diet and no exact pattern.
    static func score(_ index: Int) -> Double {
        let wander = Double((index * 37 + 11) % 17) / 8
        return 5 + wander - ((14..<28).contains(index) ? 2 : 0)
    }

    private func effect(
        _ analysis: String = "method: reml", score: (Int) -> Double? = EffectAnalysisTests.score
    ) throws -> EffectEstimate {
        let plan = try TrialFixture.plan(analysis: analysis)
        let diary = try TrialFixture.diary(TrialFixture.wide(score), plan)
        return try #require(TrialAnalysis(plan, diary: diary).primary.effects.first)
    }

    @Test(
        "adding a constant to every score moves no effect",
        arguments: ["ols", "reml", "ar1", "robust"])
    func shift(method: String) throws {
        let a = try effect("method: \(method)")
        let b = try effect("method: \(method)") { Self.score($0) + 1.25 }
        // A shift costs a few units in the last place of the scores; REML's optimum of the
        // autocorrelation, where it stops within the square root of that, carries it on.
        let tolerance = Tolerance.iterative(method == "reml" ? 1e-7 : 1e-11)
        expectClose(b.estimate, a.estimate, tolerance)
        expectClose(b.standardError, a.standardError, tolerance)
    }

    @Test("relabelling the conditions flips the sign and nothing else")
    func relabel() throws {
        let plan = try TrialFixture.plan(analysis: "method: ar1")
        let flipped = try DraftPlan(
            yaml: TrialFixture.text(analysis: "method: ar1")
                .replacing("{id: usual}", with: "{id: usual, against: diet}")
                .replacing("{id: diet, against: usual}", with: "{id: diet}"),
            file: "plan.yaml"
        ).validated()
        let text = TrialFixture.wide(Self.score)
        let a = try #require(
            TrialAnalysis(plan, diary: TrialFixture.diary(text, plan)).primary.effects.first)
        let b = try #require(
            TrialAnalysis(flipped, diary: TrialFixture.diary(text, flipped)).primary.effects.first)
        expectClose(b.estimate, -a.estimate, .iterative(1e-10))
        expectClose(b.interval.upper, -a.interval.lower, .iterative(1e-10))
        expectClose(b.probabilityOfBenefit, 1 - a.probabilityOfBenefit, .absolute(1e-12))
    }

    @Test(
        "missing days are a longer gap: the effect equals the regression on the days that are there"
    )
    func gaps() throws {
        let kept: (Int) -> Double? = { $0 % 4 == 1 ? nil : Self.score($0) }
        let found = try effect(score: kept)
        let days = (0..<42).filter { kept($0) != nil }
        let design = try DesignMatrix(
            columns: [
                ("intercept", days.map { _ in 1 }),
                ("diet", days.map { (14..<28).contains($0) ? 1 : 0 }),
            ], times: days)
        let fit = try Regression(.reml).fit(days.compactMap(kept), on: design)
        expectClose(found.estimate, try fit.estimate(ofColumn: "diet").estimate, .exact)
    }

    @Test(
        "the chances follow from the interval's distribution: benefit is more likely than worthwhile benefit"
    )
    func chances() throws {
        let found = try effect("method: ar1")
        let worthwhile = try #require(found.probabilityWorthwhile)
        let negligible = try #require(found.probabilityNegligible)
        #expect(found.probabilityOfBenefit >= worthwhile)
        #expect(worthwhile + negligible <= 1 + 1e-12)
        #expect(found.estimate < 0 && found.improvement > 0)
    }

    @Test("a condition compared with another tested one is the difference of their coefficients")
    func testedReference() throws {
        let text = TrialFixture.text(analysis: "method: reml")
            .replacing(
                "{id: diet, against: usual}",
                with: "{id: diet, against: usual}\n  - {id: strict, against: diet}"
            )
            .replacing(
                "{name: After, condition: usual, days: 14}",
                with: "{name: After, condition: strict, days: 14}")
        let plan = try DraftPlan(yaml: text, file: "plan.yaml").validated()
        let diary = try TrialFixture.diary(TrialFixture.wide(Self.score), plan)
        let analysis = try TrialAnalysis(plan, diary: diary).primary
        let coefficients = analysis.fit.coefficients.map(\.estimate)
        expectClose(analysis.effects[0].estimate, coefficients[1], .exact)
        expectClose(
            analysis.effects[1].estimate, coefficients[2] - coefficients[1], .iterative(1e-12))
    }

    private func count(_ course: @escaping (Int) -> Double) throws -> EffectEstimate {
        let text = TrialFixture.text().replacing(
            "scale: {from: 0, to: 10, better: lower}, worthwhile: 1",
            with: "scale: {from: 0, to: 100, step: 1, better: lower, count: true}, worthwhile: 4")
        let plan = try DraftPlan(yaml: text, file: "plan.yaml").validated()
        let diary = try TrialFixture.diary(TrialFixture.wide(course), plan)
        return try #require(TrialAnalysis(plan, diary: diary).primary.effects.first)
    }

    private static func spots(_ day: Int) -> Double {
        Double(8 + (day * 37) % 9 - ((14..<28).contains(day) ? 6 : 0))
    }

    @Test("a count is told as the ratio of its means, and its points are those of the same means")
    func counts() throws {
        let found = try count(Self.spots)
        let ratio = try #require(found.ratio)
        #expect(ratio.estimate > 0.4 && ratio.estimate < 0.75)
        #expect(found.probabilityOfBenefit > 0.99)
        // Both means are those of the regression; that of the analysed days differs by its weights.
        let implied = 1 + found.estimate / ratio.referenceMean
        expectClose(ratio.estimate, implied, .absolute(0.03))
        #expect(ratio.interval.upper < 1 && found.interval.upper < 0)
        let double = try #require(try count { 2 * Self.spots($0) }.ratio)
        expectClose(double.estimate, ratio.estimate, .iterative(1e-9))
        expectClose(double.interval.lower, ratio.interval.lower, .iterative(1e-9))
    }

    @Test("the interval of a ratio holds 1 exactly where that of the points holds 0")
    func countsWithoutEffect() throws {
        let found = try count { Double(8 + ($0 * 37) % 9) }
        let ratio = try #require(found.ratio)
        #expect(ratio.interval.contains(1) && found.interval.contains(0))
    }

    @Test("with most days at none the points still hold the difference of the means")
    func mostlyNone() throws {
        // On 4 of 10 days 6, under the condition 3: 2.4 and 1.2 in the mean. The logarithm of count + 1/2
        // makes 1.7 points of it at most.
        let found = try count { day in
            guard day * 7 % 10 < 4 else { return 0 }
            return ((14..<28).contains(day) ? 3 : 6) + Double(day * 3 % 3 - 1)
        }
        #expect(found.interval.contains(-1.2))
        let ratio = try #require(found.ratio)
        #expect(ratio.interval.contains(0.5))
    }

    @Test("an outcome without scores beside a good primary one is said to be missing, not made up")
    func secondaryWithoutScores() throws {
        let text = TrialFixture.text().replacing(
            "worthwhile: 1}",
            with: "worthwhile: 1, primary: true}\n  - {id: redness, instrument: psa-redness}")
        let plan = try DraftPlan(yaml: text, file: "plan.yaml").validated()
        let rows = TrialFixture.wide(Self.score).split(separator: "\n").map(String.init)
        let diary = try TrialFixture.diary(
            (["date,itch,redness"] + rows.dropFirst().map { $0 + "," }).joined(separator: "\n"),
            plan)
        let analysis = try TrialAnalysis(plan, diary: diary)
        guard case .notEstimable(let outcome, let error) = analysis.secondary.first else {
            Issue.record("expected an outcome that cannot be estimated")
            return
        }
        #expect(outcome.id == "redness")
        #expect(
            error.description
                == "Patient's Self-Assessment of redness: found no day to analyse (0 with a score); "
                + "expected scores inside the phases, after the onset lag. Run n1 check to see why "
                + "each day was left out.")
    }
}
