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
    package let judgement: Judgement
    /// What stands beside the estimate.
    package let witnesses: Witnesses
    package let facts: DesignFacts
    package let draw: DesignFacts.Draw?
    package let grounds: Grounds
    package let caveats: [Caveat]
    /// Days of the longest stretch in a row under the condition.
    package let stretch: Int

    package var verdict: Verdict { judgement.verdict }
    package var evidence: GradedEvidence { judgement.evidence }
    package var chances: Chances { Chances(effect) }
    /// The difference as a share of the reference's average, of a count that of its ratio; nil on a scale
    /// without a zero or at an average of zero.
    package var relativeChange: Double? {
        if let ratio = effect.ratio { return ratio.estimate - 1 }
        guard outcome.instrument.range.lowerBound == 0, let reference, reference.mean > 0 else {
            return nil
        }
        return effect.estimate / reference.mean
    }
}

extension Comparison {
    /// - `change`: when the scores changed; nil where that was not examined.
    /// - `draw`: what redrawing the schedule says; nil where that cannot be asked.
    /// - `sites`: the sites of a multiple baseline, analysed together.
    /// - `switches`: what the level did at the plan's switches; nil where that was not examined.
    package init(
        _ effect: EffectEstimate, in analysis: EffectAnalysis, change: ChangeTiming?,
        draw: DesignFacts.Draw?, sites: JointSites? = nil, switches: SwitchReading? = nil
    ) {
        let data = analysis.data
        outcome = data.outcome
        self.effect = effect
        self.draw = draw
        reference = analysis.scores(under: effect.reference)
        condition = analysis.scores(under: effect.condition)
        witnesses =
            sites.map { Witnesses($0, isDrawn: data.plan.isDrawn) }
            ?? Witnesses(effect, in: analysis, switches: switches)
        facts = DesignFacts(effect, in: analysis, change: change, draw: draw, sites: sites)
        judgement = Judgement(
            effect, beside: witnesses, facts: facts, draw: draw,
            interim: InterimReading(analysis))
        grounds = Grounds(data)
        caveats = Caveat.all(of: effect, in: analysis)
        stretch = data.plan.longestStretch(of: effect.condition)
    }
}

extension EffectAnalysis {
    /// How the analysed days wholly under a condition were spread; nil without any.
    package func scores(under condition: Condition) -> ScoreSummary? {
        conditions.first { $0.condition.id == condition.id }?.scores
    }
}
