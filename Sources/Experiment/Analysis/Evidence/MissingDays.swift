import Stats
import ExperimentDiary
import ExperimentTrial

/// The due days without a score, and the answer if each of them had spoken against the condition.
package struct MissingDays: Sendable {
    package let underCondition: Int
    package let conditionDays: Int
    package let underReference: Int
    package let referenceDays: Int
    /// With every missing day of the condition at the worst score that was ever written down, and
    /// every missing day of the reference at the best; nil when there is no such estimate.
    package let effectAtWorst: EffectEstimate?
    /// The other way round: the best under the condition, the worst under the reference.
    package let effectAtBest: EffectEstimate?
    /// How far the missing days would have to lie towards the end that speaks against the answer, as a
    /// share of the way from their condition's mean, for the difference to change its sign; nil where not
    /// even the end does it.
    package let tippingShare: Double?

    /// Nil when no due score is missing.
    package init?(_ analysis: EffectAnalysis) {
        let data = analysis.data
        guard let effect = analysis.effects.first else { return nil }
        let completeness = data.completeness
        (conditionDays, underCondition) = completeness.under(effect.condition.id)
        (referenceDays, underReference) = completeness.under(effect.reference.id)
        guard underCondition + underReference > 0 else { return nil }
        guard !data.plan.isStaggered else {
            (effectAtWorst, effectAtBest, tippingShare) = (nil, nil, nil)
            return
        }
        let isLower = effect.benefit == .lower
        func filled(lowerUnderCondition isLower: Bool) -> EffectEstimate? {
            let other = data.filled(against: effect.condition, lowerIsBetter: isLower)
            return (try? EffectAnalysis(other))?.effects.first
        }
        let worst = filled(lowerUnderCondition: isLower)
        let best = filled(lowerUnderCondition: !isLower)
        effectAtWorst = worst
        effectAtBest = best
        let against = effect.improvement > 0 ? worst : best
        tippingShare = against.flatMap { Self.tipping(from: effect, to: $0) }
    }

    /// The estimate is linear in the scores that were filled in, as long as the weights of the days stay.
    private static func tipping(
        from effect: EffectEstimate, to end: EffectEstimate
    ) -> Double? {
        guard effect.estimate * end.estimate < 0 else { return nil }
        return effect.estimate / (effect.estimate - end.estimate)
    }
}

extension TrialData {
    /// Every missing day that would be analysed gets the worst score of the trial under the condition
    /// and the best elsewhere; a covariate that is missing too gets its average.
    fileprivate func filled(against condition: Condition, lowerIsBetter: Bool) -> TrialData {
        let scores = days.compactMap(\.score?.value)
        let (low, high) = (scores.min() ?? 0, scores.max() ?? 0)
        let averages = plan.covariateColumns.indices.map { index in
            ScoreSummary(analysed.compactMap { $0.covariates[index] })?.mean ?? 0
        }
        let missing = Set(completeness.missing)
        return mapDays { day in
            guard missing.contains(day.day), day.phase != nil, lag(on: day) == nil
            else { return day }
            let isAgainst = (day.phase?.condition == condition.id) == lowerIsBetter
            return day.scored(isAgainst ? high : low, covariates: averages)
        }
    }
}

extension TrialDay {
    /// The same day with a score that was never written down, for a what-if.
    fileprivate func scored(_ value: Double, covariates averages: [Double]) -> TrialDay {
        var day = self
        day.score = DayScore(value: value, measurements: 1, sources: [])
        day.covariates = zip(covariates, averages).map { $0 ?? $1 }
        day.exclusion = nil
        return day
    }
}
