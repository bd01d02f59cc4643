import ExperimentAnalysis
import ExperimentConclusions
import ExperimentTrial
import Stats

extension PersonSummary {
    /// Every comparison of a trial, the headline first: of the primary outcome, then of the others.
    package static func all(_ conclusions: TrialConclusions, person: String) -> [PersonSummary] {
        let primary = zip(conclusions.comparisons, conclusions.draws).map { comparison, draw in
            PersonSummary(
                comparison, person: person, in: conclusions.primary,
                draw: (try? draw.get())?.sample)
        }
        let others = conclusions.others.compactMap(\.comparison).compactMap { comparison in
            conclusions.secondary.first { $0.data.outcome.id == comparison.outcome.id }.map {
                PersonSummary(comparison, person: person, in: $0, draw: nil)
            }
        }
        return primary + others
    }

    private init(
        _ comparison: Comparison, person: String, in analysis: EffectAnalysis,
        draw: RandomizationSample?
    ) {
        let effect = comparison.effect
        self.init(
            person: person,
            question: SeriesQuestion(
                comparison.outcome, condition: effect.condition, reference: effect.reference),
            smallest: effect.worthwhile,
            answer: Answer(
                likelihood: effect.likelihood, isWhole: true, estimate: effect.estimate,
                standardError: effect.standardError, verdict: comparison.verdict,
                grade: comparison.evidence.grade, draw: draw),
            days: Days(comparison.grounds, analysis.data))
    }

    /// A trial without an answer: the person counts as one who began.
    package init(person: String, plan: TrialPlan, reason: String) {
        let outcome = plan.primaryOutcome
        let pair = plan.comparisons.first
        let condition = pair?.0 ?? plan.conditions[0]
        self.init(
            person: person,
            question: SeriesQuestion(
                outcome, condition: condition, reference: pair?.1 ?? plan.conditions[0]),
            smallest: outcome.worthwhile, answer: nil, reason: reason,
            days: Days(
                analysed: 0, scored: 0, due: 0,
                planned: plan.schedule.phases.reduce(0) { $0 + $1.lengthInDays },
                isFinished: false))
    }
}

extension PersonSummary.Days {
    fileprivate init(_ grounds: Grounds, _ data: TrialData) {
        let last = data.days.last { $0.score != nil }?.day
        let end = data.plan.schedule.phases.last?.first
        self.init(
            analysed: grounds.analysedDays, scored: grounds.scoredDays, due: grounds.dueScores,
            planned: grounds.plannedDays,
            isFinished: zip([last].compactMap(\.self), [end].compactMap(\.self))
                .contains { $0 >= $1 })
    }
}
