import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentTrial
import Stats

extension PersonSummary {
    /// Every comparison of a trial, the headline first: of the primary outcome, then of the others. What may
    /// not be told of a running trial is not in them.
    package static func all(_ conclusions: TrialConclusions, person: String) -> [PersonSummary] {
        let mayBeTold = conclusions.interim?.mayAnswer ?? true
        let primary = zip(conclusions.comparisons, conclusions.draws).map { comparison, draw in
            PersonSummary(
                comparison, person: person, in: conclusions.primary, mayBeTold: mayBeTold,
                draw: (try? draw.get())?.sample)
        }
        let others = conclusions.others.compactMap(\.comparison).compactMap { comparison in
            conclusions.secondary.first { $0.data.outcome.id == comparison.outcome.id }.map {
                PersonSummary(comparison, person: person, in: $0, mayBeTold: mayBeTold, draw: nil)
            }
        }
        return primary + others
    }

    private init(
        _ comparison: Comparison, person: String, in analysis: EffectAnalysis, mayBeTold: Bool,
        draw: RandomizationSample?
    ) {
        let effect = comparison.effect
        let isTold = mayBeTold && comparison.verdict != .notYet
        self.init(
            person: person,
            question: SeriesQuestion(
                comparison.outcome, condition: effect.condition, reference: effect.reference),
            smallest: effect.worthwhile,
            answer: isTold
                ? Answer(
                    likelihood: effect.likelihood, isWhole: true, estimate: effect.estimate,
                    standardError: effect.standardError, verdict: comparison.verdict,
                    grade: comparison.evidence.grade, draw: draw) : nil,
            reason: isTold ? nil : Self.runningReason, isRunning: analysis.data.record.isRunning,
            days: Days(comparison.grounds, analysis.data))
        stacked = isTold ? Self.stacked(effect, analysis.data, question.benefit) : nil
    }

    /// Nil for counts, whose answers are in other points, and beside further conditions or declared columns.
    private static func stacked(
        _ effect: EffectEstimate, _ data: TrialData, _ benefit: Benefit
    ) -> StackedUnit? {
        guard !data.outcome.instrument.isCount, let rows = try? TrialDesignMatrix(data),
            rows.declared.columns == 2,
            let place = rows.declared.names.firstIndex(
                of: TrialDesignMatrix.column(of: effect.condition))
        else { return nil }
        return StackedUnit(
            times: rows.declared.times, responses: rows.responses.map { benefit.sign * $0 },
            exposure: Array(rows.declared.matrix.column(place)))
    }

    /// A trial without an answer.
    ///
    /// - `today`: the day of asking.
    /// - `hasBegun`: whether its diary has a score.
    package init(
        person: String, plan: TrialPlan, reason: String, on today: CalendarDay, hasBegun: Bool
    ) {
        let outcome = plan.primaryOutcome
        let pair = plan.comparisons.first
        let condition = pair?.0 ?? plan.conditions[0]
        self.init(
            person: person,
            question: SeriesQuestion(
                outcome, condition: condition, reference: pair?.1 ?? plan.conditions[0]),
            smallest: outcome.worthwhile, answer: nil, reason: reason,
            isRunning: today < plan.schedule.days.upperBound,
            days: Days(
                analysed: 0, scored: 0, due: 0,
                planned: plan.schedule.phases.reduce(0) { $0 + $1.lengthInDays },
                isFinished: false))
        self.hasBegun = hasBegun
    }
}

extension PersonSummary.Days {
    fileprivate init(_ grounds: Grounds, _ data: TrialData) {
        let last = data.days.last { $0.score != nil }?.day
        let end = data.plan.schedule.phases.last?.first
        self.init(
            analysed: grounds.analysedDays, scored: grounds.scoredDays, due: grounds.dueScores,
            planned: grounds.plannedDays,
            isFinished: data.plan.stop == nil
                && zip([last].compactMap(\.self), [end].compactMap(\.self)).contains { $0 >= $1 })
    }
}
