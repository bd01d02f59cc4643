import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Evidence beside the plan's own regression: what the draw of the schedule proves, what
/// single-case research reports, and the guards against fooling oneself.
package struct TrialEvidence: Sendable {
    package let plan: TrialPlan
    /// One a tested condition, in the order of the plan.
    package let comparisons: [ComparisonEvidence]
    /// Nil when the trial does not begin with a baseline long enough.
    package let startingPoint: StartingPoint?
    package let placebo: PlaceboInTime?
    package let adherence: Adherence
    /// Nil when no rescue treatment was logged.
    package let rescue: RescueAnalysis?
    /// Nil when neither illness nor antibiotics were logged.
    package let health: HealthWindows?
    package let progress: PlanProgress
    /// Nil when no food was tried again.
    package let challenges: ChallengeEvidence?
    /// The sites of a multiple baseline, analysed together.
    package let sites: JointSites?

    /// - `comparisons`: the answers, worked out once (`TrialConclusions`), and what belongs to each.
    /// - `test`: what the randomisation test measures; another than the usual one is run anew.
    init(
        _ analysis: TrialAnalysis, comparisons: [Comparison],
        draws: [Result<RandomizationEvidence, RandomizationRefusal>], families: [OutcomeFamily],
        steps: [[NextStep]], test: RandomizationChoice
    ) {
        plan = analysis.plan
        let joint = analysis.joint
        sites = joint
        let primary = analysis.primary
        let data = primary.data
        health = HealthWindows(data)
        self.comparisons = comparisons.indices.map { place in
            let effect = comparisons[place].effect
            return ComparisonEvidence(
                comparison: comparisons[place],
                randomization: test == RandomizationChoice() || joint != nil
                    ? draws[place]
                    : Result { () throws(RandomizationRefusal) in
                        try RandomizationEvidence(data, of: effect.condition, by: test)
                    },
                effectSizes: EffectSizeTable(effect, in: primary),
                family: families.indices.contains(place) ? families[place] : nil,
                nextSteps: steps[place])
        }
        startingPoint = StartingPoint(primary)
        placebo = PlaceboInTime(data)
        adherence = Adherence(primary)
        rescue = RescueAnalysis(data)
        progress = PlanProgress(data)
        challenges = ChallengeEvidence(data)
    }
}

/// What belongs to one tested condition.
package struct ComparisonEvidence: Sendable {
    /// The effect with its verdict and grade.
    package let comparison: Comparison
    package let randomization: Result<RandomizationEvidence, RandomizationRefusal>
    /// Nil when a condition has no analysed day of its own.
    package let effectSizes: EffectSizeTable?
    /// Nil when the plan has no other outcome with an answer.
    package let family: OutcomeFamily?
    /// The cheapest first.
    package let nextSteps: [NextStep]

    package var effect: EffectEstimate { comparison.effect }
}
