internal import Stats

/// Evidence beside the plan's own regression: what the draw of the schedule proves, what
/// single-case research reports, and the guards against fooling oneself.
public struct TrialEvidence: Sendable {
    public let plan: TrialPlan
    /// One a tested condition, in the order of the plan.
    public let comparisons: [ComparisonEvidence]
    /// Nil when the trial does not begin with a baseline long enough.
    public let startingPoint: StartingPoint?
    public let placebo: PlaceboInTime?
    public let adherence: Adherence
    /// Nil when no rescue treatment was logged.
    public let rescue: RescueAnalysis?
    /// Nil when neither illness nor antibiotics were logged.
    public let health: HealthWindows?
    public let progress: PlanProgress
    /// Nil when no food was tried again.
    public let challenges: ChallengeEvidence?

    /// - Complexity: about ten fits, one of them averaged over onset curves, the placebo fits and
    ///   the randomisation tests.
    public init(_ analysis: TrialAnalysis) {
        plan = analysis.plan
        let data = analysis.primary.data
        let health = HealthWindows(data)
        self.health = health
        comparisons = analysis.primary.effects.indices.map { place in
            ComparisonEvidence(
                analysis, condition: place, leavingOut: health?.days.map(\.day) ?? [])
        }
        startingPoint = StartingPoint(analysis.primary)
        placebo = PlaceboInTime(data)
        adherence = Adherence(data)
        rescue = RescueAnalysis(data)
        progress = PlanProgress(data)
        challenges = ChallengeEvidence(data)
    }
}

/// What belongs to one tested condition.
public struct ComparisonEvidence: Sendable {
    public let effect: EffectEstimate
    public let randomization: Result<RandomizationEvidence, RandomizationRefusal>
    /// Nil when a condition has no analysed day of its own.
    public let effectSizes: EffectSizeTable?
    /// Nil when the plan has no other outcome with an answer.
    public let family: OutcomeFamily?
    /// The cheapest first; empty when the question is settled.
    public let followUps: [FollowUp]

    init(_ analysis: TrialAnalysis, condition place: Int, leavingOut days: [CalendarDay]) {
        let primary = analysis.primary
        let effect = primary.effects[place]
        self.effect = effect
        randomization = Result { () throws(RandomizationRefusal) in
            try RandomizationEvidence(
                primary.data, beside: analysis.secondaryData, of: effect.condition,
                leavingOut: days)
        }
        effectSizes = EffectSizeTable(effect, in: primary)
        family = OutcomeFamily(analysis, condition: place)
        followUps = FollowUp.all(of: effect, in: primary)
    }
}

extension TrialAnalysis {
    /// The days of the other outcomes that could be analysed.
    fileprivate var secondaryData: [TrialData] {
        secondary.compactMap { outcome in
            guard case .analysed(let analysis) = outcome else { return nil }
            return analysis.data
        }
    }
}
