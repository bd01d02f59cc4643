import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Everything that a trial came to, each number once: what report, letter, `analyze` and `evidence`
/// show, and all that they show.
package struct TrialConclusions: Sendable {
    package let plan: TrialPlan
    /// The primary outcome's analysis, for the picture and the tables.
    package let primary: EffectAnalysis
    /// One a tested condition of the primary outcome, in the order of the plan.
    package let comparisons: [Comparison]
    /// The same as findings, those without a number last. The first is the headline.
    package let findings: [Finding]
    /// The findings of the other outcomes, and their analyses for the pictures.
    package let others: [Finding]
    package let secondary: [EffectAnalysis]
    /// The sites of a multiple baseline, analysed together.
    package let sites: JointSites?
    /// What redrawing the schedule says, one a comparison.
    package let draws: [Result<RandomizationEvidence, RandomizationRefusal>]
    /// The other outcomes as one family, for each effect of the primary one; none without others.
    package let families: [OutcomeFamily]
    /// Nil when no change analysis was made.
    package let change: ChangeTiming?
    /// Why none could be made.
    package let changeRefusal: ChangepointError?
    /// How late after the plan's switches the level changed; nil when that was not examined.
    package let switches: SwitchReading?
    /// Nil when the engine did not estimate it, or could not.
    package let onset: OnsetTiming?
    /// What else could explain the result, with what the data say about each.
    package let explanations: [Explanation]
    /// Cheapest first, one list a comparison; empty when nothing is gained by going on.
    package let steps: [[NextStep]]
    package let detectable: DetectableChange
    /// What stands beside the plan's own analysis; nil when the caller did not ask for it.
    package let evidence: TrialEvidence?
    /// The primary outcome analysed in every way of the plan's fixed list; nil when the caller did
    /// not ask for it.
    package let sensitivity: SpecificationCurve?
    package let notes: [DiaryNote]
    /// Of a trial that still runs, or whose diary stops before the end.
    package let interim: InterimReading?

    /// How much of it is worked out.
    package enum Scope: Sendable {
        /// The answers and what they rest on.
        case answers
        /// With the fixed list of other analyses and the evidence beside them.
        case whole
    }

    /// - `scope`: how much is worked out; what both hold is the same.
    /// - `test`: what the randomisation test of the evidence measures. The verdict always goes by the
    ///   usual one.
    /// - Complexity: about ten fits and the randomisation tests for the whole.
    package init(
        _ analysis: TrialAnalysis, _ scope: Scope = .whole,
        test: RandomizationChoice = RandomizationChoice()
    ) {
        let primary = analysis.primary
        let joint = analysis.joint
        plan = analysis.plan
        self.primary = primary
        sites = joint
        interim = InterimReading(primary)
        let timing = Self.changes(primary.data)
        (change, changeRefusal, switches) =
            (timing.analysis?.timing, timing.refusal, timing.analysis?.atSwitches)
        let draws = Self.draws(primary, joint)
        self.draws = draws
        let (change, switches) = (change, switches)
        comparisons = zip(primary.effects, draws).map { effect, draw in
            Comparison(
                effect, in: primary, change: change,
                draw: joint.flatMap(DesignFacts.Draw.init) ?? DesignFacts.Draw(try? draw.get()),
                sites: joint, switches: switches)
        }
        let comparisons = comparisons
        findings =
            comparisons.map(Finding.init)
            + primary.unanswered.map { .notEstimable(primary.data.outcome, $0.reason) }
        others = analysis.secondary.flatMap { Self.findings($0, joint) }
        secondary = analysis.secondary.compactMap(\.analysis)
        families = primary.effects.indices.compactMap { OutcomeFamily(analysis, condition: $0) }
        steps = comparisons.map { NextStep.all(after: $0, in: primary) }
        detectable = DetectableChange(primary)
        notes = analysis.diary.notes
        sensitivity = scope == .whole ? SpecificationCurve(analysis) : nil
        // The course of an effect that the plan's own analysis does not see would be misread.
        let isClaimed = comparisons.first?.verdict.claimsEffect ?? false
        onset = (primary.fit.onset ?? (isClaimed ? sensitivity?.onset : nil))
            .flatMap(OnsetTiming.init)
        evidence =
            scope == .whole
            ? TrialEvidence(
                analysis, comparisons: comparisons, draws: draws, families: families,
                steps: steps, test: test) : nil
        explanations = Explanation.all(
            of: primary, comparison: comparisons.first, draw: try? draws.first?.get(),
            family: families.first, drift: sensitivity?.drift)
    }

    /// The finding that the report opens with.
    package var headline: Finding { findings[0] }
    /// Of the first comparison.
    package var nextSteps: [NextStep] { steps.first ?? [] }

    private static func draws(
        _ primary: EffectAnalysis, _ joint: JointSites?
    ) -> [Result<RandomizationEvidence, RandomizationRefusal>] {
        primary.effects.map { effect in
            Result { () throws(RandomizationRefusal) in
                guard joint == nil else { throw .sitesTogether }
                return try RandomizationEvidence(primary.data, of: effect.condition)
            }
        }
    }

    private static func changes(
        _ data: TrialData
    ) -> (analysis: ChangeAnalysis?, refusal: ChangepointError?) {
        do { return (try ChangeAnalysis(data), nil) } catch { return (nil, error) }
    }

    private static func findings(
        _ outcome: TrialAnalysis.SecondaryOutcome, _ joint: JointSites?
    ) -> [Finding] {
        switch outcome {
        case .analysed(let analysis):
            let isSite = joint?.outcomes.contains { $0.id == analysis.data.outcome.id } ?? false
            return analysis.effects.map { effect in
                Finding(
                    Comparison(
                        effect, in: analysis, change: nil,
                        draw: isSite
                            ? joint.flatMap(DesignFacts.Draw.init)
                            : DesignFacts.Draw(
                                try? RandomizationEvidence(analysis.data, of: effect.condition)),
                        sites: isSite ? joint : nil))
            } + analysis.unanswered.map { .notEstimable(analysis.data.outcome, $0.reason) }
        case .notEstimable(let outcome, let error):
            return [.notEstimable(outcome, error)]
        }
    }
}

extension DesignFacts.Draw {
    /// Nil where the schedule cannot be drawn again.
    init?(_ evidence: RandomizationEvidence?) {
        guard let evidence else { return nil }
        self.init(
            p: evidence.result.pValue.value, smallestP: evidence.result.smallestReachableP.value)
    }

    /// Nil where the starts cannot be drawn again.
    init?(_ sites: JointSites) {
        guard let test = sites.test else { return nil }
        self.init(p: test.pValue.value, smallestP: test.smallestReachableP.value)
    }
}
