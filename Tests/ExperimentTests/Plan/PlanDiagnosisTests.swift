import TestSupport
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("Whether a plan can tell what it asks")
struct PlanDiagnosisTests {
    private static let twoPhases = """
            - {name: Before, condition: usual, days: 14}
            - {name: Diet, condition: diet, days: 14}
        """

    @Test("an exam term that ends as the diet starts equals 1 - diet, and the plan is fatal")
    func equalsPhase() throws {
        let plan = try Sample.plan(
            adding: "also-changing: [{name: exams, from: 2026-11-01, to: 2026-12-14}]",
            phases: Self.twoPhases)
        let diagnosis = PlanDiagnosis(plan)
        #expect(diagnosis.columns == ["intercept", "diet", "exams"])
        #expect(diagnosis.analysedDays == 28)
        #expect(diagnosis.conditionNumber > 1e10)
        #expect(diagnosis.isFatal)
        #expect(
            diagnosis.findings.first?.description
                == "\"exams\" cannot be told from \"diet\": on all 28 analysed days \"exams\" = 1 - \"diet\". "
                + "Only what they do together can be measured. Move one of them by 14 days or more, or add "
                + "a phase without it.")
    }

    @Test(
        "two conditions that share their days cannot be; a change that spans the trial is no confounder"
    )
    func constant() throws {
        let plan = try Sample.plan(
            adding: "also-changing: [{name: winter, from: 2026-10-01}]")
        #expect(PlanDiagnosis(plan).findings.isEmpty)
        #expect(PlanDiagnosis(plan).columns == ["intercept", "diet"])
        // Pivots of (1, d) at unit length: 1 and sqrt(1 - 42/84).
        expectClose(
            PlanDiagnosis(plan).conditionNumber, (1 / (1 - 0.5) as Double).squareRoot(),
            .roundoff(condition: 2, operations: 84))
    }

    @Test("few scores are said before they are collected: a weekly outcome in short phases")
    func fewScores() throws {
        let plan = try TrialFixture.plan(outcome: "every: 7", analysis: "onset-lag: 7, washout: 7")
        let diagnosis = PlanDiagnosis(plan)
        let found = try #require(
            diagnosis.findings.first { if case .fewScores = $0 { true } else { false } })
        #expect(found == .fewScores(outcome: "itch", everyDays: 7, scores: 4, needed: 7))
        #expect(found.isFatal)
        #expect(
            found.description.hasPrefix(
                "the analysis keeps 4 scores of \"itch\", which is recorded"))
        let daily = try TrialFixture.plan()
        #expect(
            !PlanDiagnosis(daily).findings.contains {
                if case .fewScores = $0 { true } else { false }
            })
    }

    @Test("a change on the day of the switch is said, with the days between")
    func startsTogether() throws {
        let near = try Sample.plan(
            adding: "also-changing: [{name: new cream, from: 2026-12-18}]")
        #expect(
            PlanDiagnosis(near).findings.contains(
                .startsTogether(change: "new cream", phase: "Diet", daysApart: 3)))
        let far = try Sample.plan(
            adding: "also-changing: [{name: new cream, from: 2026-12-29}]")
        #expect(
            !PlanDiagnosis(far).findings.contains {
                if case .startsTogether = $0 { true } else { false }
            })
    }

    @Test("one switch: a straight trend explains 3/4 of a step in the middle, nearly")
    func oneSwitch() throws {
        let findings = PlanDiagnosis(try Sample.plan(phases: Self.twoPhases)).findings
        guard case .oneSwitch("diet", let share, nil)? = findings.first else {
            Issue.record("found \(findings)")
            return
        }
        // Of n days the squared correlation of step and trend is 3/4 n^2 / (n^2 - 1).
        expectClose(share, 0.75 * 784 / 783, .roundoff(condition: 10, operations: 28))
    }

    @Test("a declared trend with one switch is hard to tell from it only when little else is left")
    func declaredTrend() throws {
        let plan = try Sample.plan(adding: "analysis: {trend: true}", phases: Self.twoPhases)
        #expect(PlanDiagnosis(plan).columns == ["intercept", "diet", "trend"])
        #expect(!PlanDiagnosis(plan).isFatal)
        #expect(
            !PlanDiagnosis(plan).findings.contains {
                if case .hardToTell = $0 { true } else { false }
            })
        let lagged = try Sample.plan(
            adding: "analysis: {trend: true, onset-lag: 10}", phases: Self.twoPhases)
        #expect(
            PlanDiagnosis(lagged).findings.contains {
                if case .hardToTell(column: "diet", from: ["trend"], _) = $0 { true } else { false }
            } == (correlationOfLagged >= 0.8))
    }

    /// Squared correlation of the step and the day when days 14 to 23 are left out, by its definition.
    private var correlationOfLagged: Double {
        let days = Array(0..<14) + Array(24..<28)
        let (x, y) = (days.map { $0 < 14 ? 0.0 : 1 }, days.map(Double.init))
        let n = Double(days.count)
        let (mx, my) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
        let xy = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
        let xx = x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
        let yy = y.reduce(0) { $0 + ($1 - my) * ($1 - my) }
        return xy * xy / (xx * yy)
    }

    @Test("kefir in a dairy-free arm is found, oat milk is not")
    func contradiction() throws {
        func findings(_ food: String) throws -> [PlanDiagnosis.Finding] {
            let text = Sample.yaml().replacingText(
                "{id: diet, against: usual}",
                with: "{id: diet, against: usual, leaves-out: [dairy], brings-in: [\(food)]}")
            return PlanDiagnosis(try DraftPlan(yaml: text, file: "plan.yaml").validated()).findings
        }
        #expect(
            try findings("kefir").first?.description
                == "\"diet\" leaves out dairy, and \"kefir\" brings it in. Pick a food without dairy, or plan "
                + "two trials.")
        #expect(try findings("oat milk").isEmpty)
    }

    @Test("a wash-out that fills the last phase leaves nothing of it")
    func littleOfPhase() throws {
        let plan = try Sample.plan(adding: "analysis: {onset-lag: 14, washout: 28}")
        #expect(
            PlanDiagnosis(plan).findings.contains(.littleOfPhase(phase: "After", scores: 0)))
    }
}

extension String {
    func replacingText(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return replacingCharacters(in: range, with: other)
    }

    private func firstRange(of part: String) -> Range<String.Index>? {
        indices.lazy.compactMap { start -> Range<String.Index>? in
            guard self[start...].hasPrefix(part) else { return nil }
            return start..<index(start, offsetBy: part.count)
        }.first
    }

    private func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
