import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The answer of a trial, as values in the order in which a person reads them. It holds no sentence:
/// `Wording` makes those, and the renderers lay them out.
package struct Report: Sendable {
    package let plan: TrialPlan
    /// One finding a tested condition, of the primary outcome, those without a number last. The first
    /// is the headline.
    package let findings: [Finding]
    /// The primary outcome's analysis, for the picture and the tables.
    package let primary: EffectAnalysis
    /// The findings of the other outcomes, and their analyses for the pictures.
    package let others: [Finding]
    package let secondary: [EffectAnalysis]
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
    /// Cheapest first; empty when nothing is gained by going on.
    package let nextSteps: [NextStep]
    package let detectable: DetectableChange
    /// What stands beside the plan's own analysis; nil when the caller did not ask for it.
    package let evidence: TrialEvidence?
    /// The primary outcome analysed in every way of the plan's fixed list; nil when the caller did
    /// not ask for it.
    package let sensitivity: SpecificationCurve?
    package let notes: [DiaryNote]
    package let provenance: Provenance

    /// Reads a trial's analysis. There is at least one finding, because a plan has at least one
    /// tested condition.
    package init(
        _ analysis: TrialAnalysis, provenance: Provenance,
        sensitivity: SpecificationCurve? = nil, change: ChangeTiming? = nil,
        changeRefusal: ChangepointError? = nil, switches: SwitchReading? = nil,
        evidence: TrialEvidence? = nil
    ) {
        let primary = analysis.primary
        plan = analysis.plan
        self.primary = primary
        self.provenance = provenance
        self.sensitivity = sensitivity
        self.change = change
        self.changeRefusal = changeRefusal
        self.switches = switches
        self.evidence = evidence
        let sites = analysis.sites
        findings = Self.findings(primary, change: change, sites: sites)
        others = analysis.secondary.flatMap { outcome in
            switch outcome {
            case .analysed(let effects): Self.findings(effects, change: nil, sites: sites)
            case .notEstimable(let outcome, let error): [Finding.notEstimable(outcome, error)]
            }
        }
        secondary = analysis.secondary.compactMap { outcome in
            if case .analysed(let effects) = outcome { effects } else { nil }
        }
        families = primary.effects.indices.compactMap { OutcomeFamily(analysis, condition: $0) }
        // The course of an effect that the plan's own analysis does not see would be misread.
        let isClaimed = findings.first?.comparison?.verdict.claimsEffect ?? false
        onset = (primary.fit.onset ?? (isClaimed ? sensitivity?.onset : nil))
            .flatMap(OnsetTiming.init)
        explanations = Explanation.all(
            of: primary, beside: evidence?.comparisons.first, drift: sensitivity?.drift)
        nextSteps =
            primary.effects.first.map { NextStep.all(after: $0, in: primary, sites: sites) } ?? []
        detectable = DetectableChange(primary)
        notes = analysis.diary.notes
    }

    /// A report with everything in it: the fixed list of other analyses, when the scores changed
    /// where the series is long enough to tell, and the evidence beside the plan's own analysis.
    package init(whole analysis: TrialAnalysis, provenance: Provenance) {
        var change: ChangeAnalysis?
        var refusal: ChangepointError?
        do { change = try ChangeAnalysis(analysis.primary.data) } catch { refusal = error }
        self.init(
            analysis, provenance: provenance, sensitivity: SpecificationCurve(analysis),
            change: change?.timing, changeRefusal: refusal, switches: change?.atSwitches,
            evidence: TrialEvidence(analysis))
    }

    /// The finding that the report opens with.
    package var headline: Finding { findings[0] }

    private static func findings(
        _ analysis: EffectAnalysis, change: ChangeTiming?, sites: [TrialData]
    ) -> [Finding] {
        analysis.effects.map { Finding(Comparison($0, in: analysis, change: change, sites: sites)) }
            + analysis.unanswered.map { .notEstimable(analysis.data.outcome, $0.reason) }
    }
}
