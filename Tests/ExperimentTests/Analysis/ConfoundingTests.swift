import Foundation
@testable import Stats
import Testing
import TestSupport

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

/// What cannot be told apart gets one number under both names (regression.md, sections 4 and 10.11).
@Suite("Confounded conditions")
struct ConfoundingTests {
    static func isDiet(_ day: Int) -> Bool { (14..<28).contains(day) }

    static func score(_ day: Int) -> Double {
        5 + Double((day * 37 + 11) % 17) / 8 - (isDiet(day) ? 2 : 0)
    }

    /// Mean under the diet less mean outside it.
    static let plainDifference: Double = {
        func mean(_ days: [Int]) -> Double {
            days.map(score).reduce(0, +) / Double(days.count)
        }
        return mean((0..<42).filter(isDiet)) - mean((0..<42).filter { !isDiet($0) })
    }()

    private static func analysis(_ yaml: String, _ csv: String) throws -> TrialAnalysis {
        let plan = try DraftPlan(yaml: yaml, file: "plan.yaml").validated()
        return try TrialAnalysis(plan, diary: TrialFixture.diary(csv, plan))
    }

    private static func report(_ analysis: TrialAnalysis) -> Report {
        Report(analysis, provenance: Provenance(version: "0.0.0"))
    }

    /// The plan of the fixture with a covariate.
    private static func withCovariate(
        _ value: (Int) -> Double, method: String = "ols"
    ) throws -> TrialAnalysis {
        let yaml = TrialFixture.text(analysis: "method: \(method)").replacing(
            "conditions:", with: "covariates: [{id: cream, name: new cream}]\nconditions:")
        let csv =
            "date,itch,cream\n"
            + (0..<42).map { "\(TrialFixture.day($0)),\(score($0)),\(value($0))\n" }.joined()
        return try analysis(yaml, csv)
    }

    @Test("a covariate that is there on the days of a condition yields the sum, under both names")
    func covariate() throws {
        let analysis = try Self.withCovariate { Self.isDiet($0) ? 1 : 0 }
        let effect = try #require(analysis.primary.effects.first)
        #expect(analysis.primary.effects.count == 1)
        #expect(analysis.primary.unanswered.isEmpty)
        #expect(effect.condition.name == "diet and new cream together")
        #expect(effect.condition.id == "diet")
        expectClose(effect.estimate, Self.plainDifference, .iterative(1e-12))
        let report = Self.report(analysis)
        let caveats = try #require(report.headline.comparison).caveats.compactMap(Wording.caveat)
        #expect(
            caveats.contains(
                "On every analysed day “diet” came with “new cream”: their separate effects cannot be "
                    + "estimated from these days, whatever the analysis. The number is what they did "
                    + "together."))
        let table = AnalysisTable.text(report, style: TerminalStyle())
        let flat = table.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains("“diet and new cream together” against “usual”"))
        #expect(flat.contains("The number is what they did together."))
        // One estimate, and none under one of the names alone.
        #expect(table.components(separatedBy: "Difference").count == 2)
        #expect(!table.contains("“diet” against"))
        #expect(MarkdownRenderer.text(report).contains("“Diet and new cream together”"))
    }

    @Test("a covariate that is there on the other days is less of it")
    func opposite() throws {
        let analysis = try Self.withCovariate { Self.isDiet($0) ? 0 : 1 }
        let effect = try #require(analysis.primary.effects.first)
        #expect(effect.condition.name == "diet and less new cream together")
        expectClose(effect.estimate, Self.plainDifference, .iterative(1e-12))
    }

    @Test(
        "each engine gives the sum what it gives the condition without the covariate",
        arguments: ["ar1", "robust", "onset", "reml"])
    func engines(method: String) throws {
        let sum = try #require(
            Self.withCovariate({ Self.isDiet($0) ? 1 : 0 }, method: method).primary.effects.first)
        let plan = try TrialFixture.plan(analysis: "method: \(method)")
        let alone = try #require(
            TrialAnalysis(plan, diary: TrialFixture.diary(TrialFixture.wide(Self.score), plan))
                .primary.effects.first)
        #expect(sum.estimate == alone.estimate)
        #expect(sum.interval == alone.interval)
        #expect(sum.twoSidedP == alone.twoSidedP)
    }

    @Test("a covariate of its own leaves two columns and the condition its name")
    func separate() throws {
        let analysis = try Self.withCovariate { Double(($0 * 5) % 7) }
        let effect = try #require(analysis.primary.effects.first)
        #expect(effect.condition.name == "diet")
        #expect(effect.estimand.companions.isEmpty && effect.estimand.entanglements.isEmpty)
        #expect(analysis.primary.fit.columns == ["intercept", "diet", "cream"])
    }

    @Test("a covariate that nearly is the condition is said to widen the interval")
    func inflated() throws {
        // Whitened, their multiple correlation is above 0.85.
        let analysis = try Self.withCovariate {
            (Self.isDiet($0) ? 1 : 0) + 0.05 * Double(($0 * 5) % 7)
        }
        let effect = try #require(analysis.primary.effects.first)
        #expect(effect.condition.name == "diet")
        guard case .explained(let names, let factor) = effect.estimand.entanglements.first else {
            Issue.record("expected the covariate to be named: \(effect.estimand.entanglements)")
            return
        }
        #expect(names == ["new cream"])
        #expect(factor > 1 / (1 - 0.85 * 0.85))
        let caveat = try #require(
            Wording.caveat(.entangled(condition: "diet", effect.estimand.entanglements[0])))
        #expect(
            caveat.hasPrefix(
                "New cream went along with “diet” so closely that they are hard to tell apart: the "
                    + "interval is "))
    }

    @Test("two conditions that were always lived on the same days have one number between them")
    func conditions() throws {
        let yaml = TrialFixture.text(
            diary:
                "  day: {column: date}\n  condition: {column: doing, words: {usual: usual, diet: diet, cream: cream}}",
            analysis: "method: ols"
        ).replacing(
            "{id: diet, against: usual}",
            with:
                "{id: diet, name: dairy-free, against: usual}\n  - {id: cream, name: new cream, against: usual}"
        )
        // Two rows a day under the diet: one under each of the two.
        let rows = (0..<42).flatMap { day -> [String] in
            let date = TrialFixture.day(day)
            return Self.isDiet(day)
                ? ["\(date),\(Self.score(day)),diet", "\(date),,cream"]
                : ["\(date),\(Self.score(day)),usual"]
        }
        let analysis = try Self.analysis(
            yaml, "date,itch,doing\n" + rows.joined(separator: "\n") + "\n")
        #expect(analysis.primary.effects.count == 1)
        let effect = try #require(analysis.primary.effects.first)
        #expect(effect.condition.name == "dairy-free and new cream together")
        expectClose(effect.estimate, Self.plainDifference, .iterative(1e-12))
        let report = Self.report(analysis)
        #expect(report.findings.count == 2)
        guard case .notEstimable(_, let reason) = report.findings[1] else {
            Issue.record("expected no number for the second condition")
            return
        }
        #expect(
            reason.description
                == "itch: \"new cream\" cannot be told from \"dairy-free\" on these 42 days, whatever "
                + "the analysis; what they did together is one number. Add a phase with only one of "
                + "them.")
        #expect(
            Wording.headline(report.findings[1])
                == "What “new cream” alone did to itch cannot be told.")
        let table = AnalysisTable.text(report, style: TerminalStyle())
        #expect(table.components(separatedBy: "Difference").count == 2)
    }

    @Test(
        "a change that ends as the condition begins is named by its end, and no step asks to live it again"
    )
    func ending() throws {
        let yaml = TrialFixture.text(analysis: "method: ols").replacing(
            "    - {name: Diet, condition: diet, days: 14}\n    - {name: After, condition: usual, days: 14}",
            with: "    - {name: Diet, condition: diet, days: 42}"
        ).replacing(
            "diary:\n",
            with:
                "also-changing: [{name: exams, from: \(TrialFixture.day(0)), to: \(TrialFixture.day(13))}]\n"
                + "diary:\n")
        let csv =
            "date,itch\n"
            + (0..<56).map { day in
                "\(TrialFixture.day(day)),\(5 + Double((day * 37 + 11) % 17) / 8)\n"
            }.joined()
        let analysis = try Self.analysis(yaml, csv)
        let effect = try #require(analysis.primary.effects.first)
        #expect(effect.condition.name == "diet and the end of exams together")
        let report = Self.report(analysis)
        let comparison = try #require(report.headline.comparison)
        #expect(!report.nextSteps.isEmpty)
        for step in report.nextSteps.map({ Wording.nextStep($0, of: comparison) }) {
            #expect(!step.contains("together") && !step.contains("more days under"), "\(step)")
        }
    }

    @Test(
        "another change is named with the condition, said to be near, or left out, by the days between",
        arguments: zip([0, 3, 7, 10, 14, 21], ["same", "near", "near", "weak", "weak", "apart"]))
    func alsoChanging(gap: Int, expected: String) throws {
        let yaml = TrialFixture.text(analysis: "method: ols").replacing(
            "    - {name: Diet, condition: diet, days: 14}\n    - {name: After, condition: usual, days: 14}",
            with: "    - {name: Diet, condition: diet, days: 42}"
        ).replacing(
            "diary:\n",
            with:
                "also-changing: [{name: new cream, from: \(TrialFixture.day(14 + gap))}]\ndiary:\n")
        let csv =
            "date,itch\n"
            + (0..<56).map { day in
                "\(TrialFixture.day(day)),\(5 + Double((day * 37 + 11) % 17) / 8)\n"
            }.joined()
        let estimand = try #require(
            Self.analysis(yaml, csv).primary.effects.first
        ).estimand
        let companion = Companion(name: "new cream", isLess: false, isNear: expected == "near")
        switch expected {
        case "same", "near":
            #expect(estimand.companions == [companion])
            #expect(estimand.condition.name == "diet and new cream together")
        case "weak":
            #expect(estimand.companions.isEmpty)
            guard case .nearInTime("new cream", let correlation) = estimand.entanglements.first
            else {
                Issue.record("expected a caveat: \(estimand.entanglements)")
                return
            }
            // results/ident.txt of the evidence.
            expectClose(correlation, gap == 10 ? 0.944 : 0.899, .published(decimals: 3))
        default:
            #expect(estimand.companions.isEmpty && estimand.entanglements.isEmpty)
        }
    }

    @Test("two covariates that equal each other count once and leave the effect as it is")
    func equalCovariates() throws {
        let yaml = TrialFixture.text(analysis: "method: ols").replacing(
            "conditions:", with: "covariates: [{id: a}, {id: b}]\nconditions:")
        let csv =
            "date,itch,a,b\n"
            + (0..<42).map { day in
                let value = Double((day * 5) % 7)
                return "\(TrialFixture.day(day)),\(Self.score(day)),\(value),\(2 * value)\n"
            }.joined()
        let analysis = try Self.analysis(yaml, csv)
        let one = try Self.withCovariate { Double(($0 * 5) % 7) }
        let effect = try #require(analysis.primary.effects.first)
        expectClose(effect.estimate, one.primary.effects[0].estimate, .iterative(1e-12))
        #expect(effect.condition.name == "diet")
        #expect(analysis.primary.countedOnce == ["b"])
        #expect(
            Wording.caveat(.countedOnce(names: ["b"]))
                == "On the analysed days, b says what other columns say already, and counts once.")
    }

    @Test("a declared trend beside one switch is said to be hard to tell from the effect")
    func trend() throws {
        let yaml = TrialFixture.text(analysis: "method: ols, trend: true").replacing(
            "    - {name: After, condition: usual, days: 14}\n", with: "")
        let csv =
            "date,itch\n" + (0..<28).map { "\(TrialFixture.day($0)),\(Self.score($0))\n" }.joined()
        let estimand = try #require(Self.analysis(yaml, csv).primary.effects.first).estimand
        guard case .trend(let factor) = estimand.entanglements.first else {
            Issue.record("expected the trend: \(estimand.entanglements)")
            return
        }
        #expect(factor >= 1.5)
    }
}
