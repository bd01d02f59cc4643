import ExperimentConclusions
@testable import Stats

@testable import ExperimentSeries

/// People with made-up answers.
enum SeriesFixture {
    static let question = SeriesQuestion(
        outcome: .init(id: "itch", name: "itch"), condition: .init(id: "cream", name: "cream"),
        reference: .init(id: "none", name: "no cream"), unit: "points", lowest: 0, highest: 10,
        benefit: .lower)

    static func question(
        outcome: String = "itch", condition: String = "cream", called: String = "cream",
        highest: Double = 10, benefit: Benefit = .lower
    ) -> SeriesQuestion {
        SeriesQuestion(
            outcome: .init(id: outcome, name: outcome),
            condition: .init(id: condition, name: called),
            reference: .init(id: "none", name: "no cream"), unit: "points", lowest: 0,
            highest: highest, benefit: benefit)
    }

    /// - `change`: of the score; lower is better.
    static func person(
        _ name: String, _ change: Double, error: Double = 0.5, grade: EvidenceGrade? = .b,
        question: SeriesQuestion = question, finished: Bool = true,
        draw: RandomizationSample? = nil, covariates: [PersonSummary.Covariate] = []
    ) -> PersonSummary {
        PersonSummary(
            person: name, question: question, smallest: 1,
            answer: .init(
                likelihood: NormalMixture(estimate: change, standardError: error), isWhole: false,
                estimate: change, standardError: error, verdict: .cannotTell, grade: grade,
                draw: draw),
            days: .init(analysed: 50, scored: 50, due: 56, planned: 56, isFinished: finished),
            covariates: covariates)
    }

    static func left(_ name: String) -> PersonSummary {
        PersonSummary(
            person: name, question: question, smallest: 1, answer: nil, reason: "went on holiday",
            days: .init(analysed: 0, scored: 3, due: 56, planned: 56, isFinished: false))
    }

    /// A trial that has not come to its end, with an answer where a look may give one.
    static func running(_ name: String, _ change: Double? = nil) -> PersonSummary {
        PersonSummary(
            person: name, question: question, smallest: 1,
            answer: change.map {
                .init(
                    likelihood: NormalMixture(estimate: $0, standardError: 0.5), isWhole: false,
                    estimate: $0, standardError: 0.5)
            }, reason: change == nil ? PersonSummary.runningReason : nil, isRunning: true,
            days: .init(analysed: 20, scored: 20, due: 20, planned: 56, isFinished: false))
    }

    static let helped = [-1.9, -2.1, -1.7, -2.4, -1.5, -2.0].enumerated().map {
        person("p\($0.offset)", $0.element)
    }
}
