import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// One condition against its reference, with the verdict on it and everything that the verdict rests on.
package struct Comparison: Sendable {
    package let outcome: PlannedOutcome
    package let effect: EffectEstimate
    /// Averages of the analysed days under the reference and under the condition.
    package let reference: ScoreSummary?
    package let condition: ScoreSummary?
    package let verdict: Verdict
    package let evidence: GradedEvidence
    package let grounds: Grounds
    package let caveats: [Caveat]

    package init(
        outcome: PlannedOutcome, effect: EffectEstimate, reference: ScoreSummary?,
        condition: ScoreSummary?, verdict: Verdict, evidence: GradedEvidence, grounds: Grounds,
        caveats: [Caveat]
    ) {
        self.outcome = outcome
        self.effect = effect
        self.reference = reference
        self.condition = condition
        self.verdict = verdict
        self.evidence = evidence
        self.grounds = grounds
        self.caveats = caveats
    }

    package var chances: Chances { Chances(effect) }
    /// The improvement as a share of the reference's average; nil on a scale without a zero or at
    /// an average of zero.
    package var relativeChange: Double? {
        guard outcome.instrument.range.lowerBound == 0, let reference, reference.mean > 0 else {
            return nil
        }
        return effect.estimate / reference.mean
    }
}

extension Comparison {
    package init(
        _ effect: EffectEstimate, in analysis: EffectAnalysis, change: ChangeTiming?,
        sites: [TrialData]
    ) {
        let data = analysis.data
        let evidence = GradedEvidence(
            DesignFacts(effect, in: analysis, change: change, sites: sites))
        self.init(
            outcome: data.outcome, effect: effect,
            reference: analysis.scores(under: effect.reference),
            condition: analysis.scores(under: effect.condition),
            verdict: Verdict(Chances(effect)), evidence: evidence, grounds: Grounds(data),
            caveats: Caveat.all(of: effect, in: analysis))
    }
}

extension EffectAnalysis {
    /// How the analysed days wholly under a condition were spread; nil without any.
    package func scores(under condition: Condition) -> ScoreSummary? {
        conditions.first { $0.condition.id == condition.id }?.scores
    }
}
