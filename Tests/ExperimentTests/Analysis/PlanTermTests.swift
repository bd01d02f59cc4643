@testable import Stats
import Testing
import TestSupport

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

/// Lags and the cycle as terms of a plan, against lm on columns that R made itself
/// (Tests/Oracles/terms/terms.R, R 4.2.2).
@Suite("Terms of a plan")
struct PlanTermTests {
    static let oracle: [String: Double] = {
        guard let text = try? ExampleTrial.text("Tests/Oracles/terms/oracle_terms.csv") else {
            return [:]
        }
        var values: [String: Double] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",")
            values[String(cells[0])] = Double(cells[1])
        }
        return values
    }()

    /// Scores, glasses of wine and marks of a period on 42 days.
    static let csv =
        "date,itch,wine,period\n"
        + (0..<42).map { day in
            let wine = Double((day * 5) % 7) / 2
            let isPeriod = (3...6).contains(day) || (33...36).contains(day)
            return "\(TrialFixture.day(day)),\(EffectAnalysisTests.score(day)),\(wine),"
                + "\(isPeriod ? "yes" : "no")\n"
        }.joined()

    private static func analysis(
        _ terms: String, covariates: String = "[]", marks: String = ""
    ) throws -> EffectAnalysis {
        let yaml = TrialFixture.text(
            diary: "  day: {column: date}\n\(marks)", analysis: "method: ols, \(terms)"
        ).replacing("conditions:", with: "covariates: \(covariates)\nconditions:")
        let plan = try DraftPlan(yaml: yaml, file: "plan.yaml").validated()
        return try TrialAnalysis(plan, diary: TrialFixture.diary(csv, plan)).primary
    }

    private func expect(
        _ estimate: Double, _ error: Double, _ interval: Interval, equals name: String
    ) {
        func value(_ key: String) -> Double { Self.oracle["\(name).\(key)"] ?? .nan }
        // Columns of another basis: the condition of the cubic's powers is about 1e3.
        let tolerance = Tolerance.iterative(1e-10)
        expectClose(estimate, value("estimate"), tolerance, name)
        expectClose(error, value("se"), tolerance, name)
        expectClose(interval.lower, value("lower"), tolerance, name)
        expectClose(interval.upper, value("upper"), tolerance, name)
    }

    private func expect(_ effect: EffectEstimate, equals name: String) {
        expect(effect.estimate, effect.standardError, effect.interval, equals: name)
    }

    @Test(
        "a condition spread over its lags is told by its cumulative effect",
        arguments: ["almon", "spline"])
    func condition(curve: String) throws {
        let analysis = try Self.analysis("lags: {curve: \(curve), days: 8}")
        let effect = try #require(analysis.effects.first)
        expect(effect, equals: "condition.\(curve)")
        #expect(analysis.fit.columns == ["intercept", "diet.1", "diet.2", "diet.3", "diet.4"])
        #expect(analysis.data.analysed.count == 42)
        #expect(effect.condition.name == "diet")
    }

    @Test(
        "a covariate spread over its lags: the effect beside it, and its own sum",
        arguments: ["almon", "spline"])
    func covariate(curve: String) throws {
        let analysis = try Self.analysis(
            "trend: false", covariates: "[{id: wine, lags: {curve: \(curve), days: 5}}]")
        expect(try #require(analysis.effects.first), equals: "covariate.\(curve)")
        let lags = try #require(analysis.data.plan.covariates.first?.lags)
        let sum = try analysis.fit.estimate(
            of: Contrast(lags.cumulativeTerms(of: "wine"), columns: analysis.fit.columns))
        expect(
            sum.estimate, sum.standardError, sum.interval(), equals: "cumulative.\(curve)")
        // The first five days lack a dose: left out and counted, never zero.
        #expect(
            analysis.data.days.filter { $0.exclusion == .noCovariate("wine") }.map(\.studyDay)
                == [0, 1, 2, 3, 4])
    }

    @Test("a cycle of a given length is sines and cosines of its phase")
    func evenCycle() throws {
        let analysis = try Self.analysis("cycle: {days: 28, from: 2026-01-03, harmonics: 2}")
        expect(try #require(analysis.effects.first), equals: "cycle.even")
        #expect(
            analysis.fit.columns == [
                "intercept", "diet", "cycle sin1", "cycle cos1", "cycle sin2", "cycle cos2",
            ])
    }

    @Test("a cycle that the diary marks runs from one first day to the next, and on at their mean")
    func loggedCycle() throws {
        let analysis = try Self.analysis(
            "cycle: {harmonics: 1}", marks: "  marks: {period: period}")
        expect(try #require(analysis.effects.first), equals: "cycle.logged")
    }

    @Test("without a mark the phase is unknown, and no day is made up")
    func unknownCycle() throws {
        #expect(throws: AnalysisError.self) { try Self.analysis("cycle: {days: 28}") }
    }

    @Test("every engine takes the terms", arguments: ["ar1", "robust", "reml", "kenward-roger"])
    func engines(method: String) throws {
        let analysis = try Self.analysis(
            "lags: {curve: spline, days: 6}, cycle: {days: 28, from: 2026-01-03}, weekday: true"
        )
        let plan = analysis.data.plan.analysed(by: try #require(RegressionMethod(rawValue: method)))
        let effect = try #require(
            TrialAnalysis(plan, diary: TrialFixture.diary(Self.csv, plan)).primary.effects.first)
        #expect(effect.interval.contains(effect.estimate))
        #expect(effect.interval.contains(-2))
    }

    @Test("lags beside another way of saying how an effect spreads are refused")
    func refused() throws {
        let yaml = TrialFixture.text(analysis: "lags: {curve: almon, days: 8}, onset-lag: 3")
        #expect {
            try DraftPlan(yaml: yaml, file: "plan.yaml").validated()
        } throws: { error in
            "\(error)"
                == "plan.yaml:15, analysis.lags: found it beside analysis.onset-lag; expected one of "
                + "the two, for both say how an effect spreads over days. Delete one."
        }
        let cycle = TrialFixture.text(analysis: "cycle: {from: 2026-01-03}")
        #expect {
            try DraftPlan(yaml: cycle, file: "plan.yaml").validated()
        } throws: { error in
            "\(error)"
                == "plan.yaml:15, analysis.cycle.days: found nothing; expected the length of the "
                + "cycle. Add the line."
        }
    }

    @Test("averaging over onset takes the errors of the outcome's type")
    func engineRule() throws {
        let score = try TrialFixture.plan(analysis: "method: onset")
        #expect(score.specification(for: score.primaryOutcome).method == .onset)
        let text = TrialFixture.text(analysis: "method: onset").replacing(
            "scale: {from: 0, to: 10, better: lower}",
            with: "scale: {from: 0, to: 100, step: 1, better: lower, count: true}")
        let count = try DraftPlan(yaml: text, file: "plan.yaml").validated()
        #expect(count.specification(for: count.primaryOutcome).method == .robustOnset)
        let others = count.sensitivity(for: count.primaryOutcome).map(\.method)
        #expect(!others.contains(.onset) && others.contains(.robust))
    }
}
