public import Stats

/// The answer of a trial, as values in the order in which a person reads them. It holds no sentence:
/// `Wording` makes those, and the renderers lay them out.
public struct Report: Sendable {
    public let plan: TrialPlan
    /// One finding a tested condition, of the primary outcome, those without a number last. The first
    /// is the headline.
    public let findings: [Finding]
    /// The primary outcome's analysis, for the picture and the tables.
    public let primary: EffectAnalysis
    /// The findings of the other outcomes, and their analyses for the pictures.
    public let others: [Finding]
    public let secondary: [EffectAnalysis]
    /// The other outcomes as one family, for each effect of the primary one; none without others.
    public let families: [OutcomeFamily]
    /// Nil when no change analysis was made.
    public let change: ChangeTiming?
    /// Why none could be made.
    public let changeRefusal: ChangepointError?
    /// How late after the plan's switches the level changed; nil when that was not examined.
    public let switches: SwitchReading?
    /// Nil when the engine did not estimate it, or could not.
    public let onset: OnsetTiming?
    /// What else could explain the result, with what the data say about each.
    public let explanations: [Explanation]
    /// Cheapest first; empty when nothing is gained by going on.
    public let nextSteps: [NextStep]
    public let detectable: DetectableChange
    /// What stands beside the plan's own analysis; nil when the caller did not ask for it.
    public let evidence: TrialEvidence?
    /// The primary outcome analysed in every way of the plan's fixed list; nil when the caller did
    /// not ask for it.
    public let sensitivity: SpecificationCurve?
    public let notes: [DiaryNote]
    public let provenance: Provenance

    /// Reads a trial's analysis. There is at least one finding, because a plan has at least one
    /// tested condition.
    public init(
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
    public init(whole analysis: TrialAnalysis, provenance: Provenance) {
        var change: ChangeAnalysis?
        var refusal: ChangepointError?
        do { change = try ChangeAnalysis(analysis.primary.data) } catch { refusal = error }
        self.init(
            analysis, provenance: provenance, sensitivity: SpecificationCurve(analysis),
            change: change?.timing, changeRefusal: refusal, switches: change?.atSwitches,
            evidence: TrialEvidence(analysis))
    }

    /// The finding that the report opens with.
    public var headline: Finding { findings[0] }

    private static func findings(
        _ analysis: EffectAnalysis, change: ChangeTiming?, sites: [TrialData]
    ) -> [Finding] {
        analysis.effects.map { Finding(Comparison($0, in: analysis, change: change, sites: sites)) }
            + analysis.unanswered.map { .notEstimable(analysis.data.outcome, $0.reason) }
    }
}

extension Comparison {
    init(
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
    func scores(under condition: Condition) -> ScoreSummary? {
        conditions.first { $0.condition.id == condition.id }?.scores
    }
}

/// How small a difference this trial, with this person's swings, could tell from none.
public struct DetectableChange: Sendable, Equatable {
    /// Standard deviation of the analysed days around the mean of their condition, in points. The
    /// regression's own sigma is not used: it is in logarithms for counts, and for errors that hardly
    /// forget it is the spread of a wander that never ends.
    public let dayToDay: Double
    /// Between one day and another, differences below this happen without any cause 19 times in 20:
    /// 1.96 sqrt(2) times the day-to-day deviation.
    public let betweenTwoDays: Double
    /// Half the width of the interval of the first comparison; nil without one.
    public let inThisTrial: Double?

    init(_ analysis: EffectAnalysis) {
        dayToDay = Self.spread(analysis)
        betweenTwoDays = 1.959_963_984_540_054 * 2.0.squareRoot() * dayToDay
        inThisTrial = analysis.effects.first.map { 0.5 * $0.interval.width }
    }

    /// Pooled over the conditions; the regression's sigma where no condition has two days.
    private static func spread(_ analysis: EffectAnalysis) -> Double {
        let scores = analysis.conditions.compactMap(\.scores)
        let freedom = scores.reduce(0) { $0 + $1.n - 1 }
        guard freedom > 0 else { return analysis.fit.sigma }
        let squares = scores.reduce(0.0) { sum, scores in
            let deviation = scores.standardDeviation ?? 0
            return sum + Double(scores.n - 1) * deviation * deviation
        }
        return (squares / Double(freedom)).squareRoot()
    }
}
