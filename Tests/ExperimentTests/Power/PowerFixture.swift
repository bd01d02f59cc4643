import Experiment
@testable import Stats

/// Plans and people for the power tests.
enum PowerFixture {
    /// A scale so wide that nothing reaches its ends, continuous; "a" is the reference of "b".
    static func plan(
        _ word: String, _ lengths: [Int], scale: String = "{from: 0, to: 1000, better: lower}",
        worthwhile: Double = 1, covariates: String = "[]", analysis: String = "method: ar1"
    ) throws -> TrialPlan {
        let phases = zip(word, lengths).map { letter, days in
            "    - {condition: \(letter == "A" ? "a" : "b"), days: \(days)}"
        }
        let text = """
            title: Test
            outcomes:
              - {id: itch, scale: \(scale), worthwhile: \(worthwhile)}
            covariates: \(covariates)
            conditions:
              - {id: a, name: usual}
              - {id: b, name: diet, against: a}
            schedule:
              start: 2026-01-05
              phases:
            \(phases.joined(separator: "\n"))
            diary: {day: {column: date}}
            analysis: {\(analysis)}
            """
        return try DraftPlan(yaml: text, file: "plan.yaml").validated()
    }

    /// Unit standard deviation around 500.
    static func given(
        effect: Double = -1, rho: Double, missing: Double = 0, onset: Double = 0
    ) -> AssumedWorld.Given {
        var given = AssumedWorld.Given()
        given.effect = effect
        given.sd = 1
        given.baseline = 500
        given.rho = rho
        given.missing = missing
        given.onsetHalfTime = onset
        return given
    }

    static func study(
        _ plan: TrialPlan, _ given: AssumedWorld.Given
    ) throws -> DiagnosisStudy {
        try DiagnosisStudy(
            plan, world: AssumedWorld(plan.primaryOutcome, noise: nil, given: given))
    }
}
