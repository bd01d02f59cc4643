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

    /// - Complexity: about ten fits, one of them averaged over onset curves, the placebo fits and
    ///   the randomisation tests.
    package init(_ analysis: TrialAnalysis, test: RandomizationChoice = RandomizationChoice()) {
        plan = analysis.plan
        let data = analysis.primary.data
        health = HealthWindows(data)
        comparisons = analysis.primary.effects.indices.map { place in
            ComparisonEvidence(analysis, condition: place, test: test)
        }
        startingPoint = StartingPoint(analysis.primary)
        placebo = PlaceboInTime(data)
        adherence = Adherence(analysis.primary)
        rescue = RescueAnalysis(data)
        progress = PlanProgress(data)
        challenges = ChallengeEvidence(data)
    }
}

/// What belongs to one tested condition.
package struct ComparisonEvidence: Sendable {
    package let effect: EffectEstimate
    /// The effect with its verdict and grade, as the next steps are told.
    package let comparison: Comparison
    package let randomization: Result<RandomizationEvidence, RandomizationRefusal>
    /// Nil when a condition has no analysed day of its own.
    package let effectSizes: EffectSizeTable?
    /// Nil when the plan has no other outcome with an answer.
    package let family: OutcomeFamily?
    /// The cheapest first.
    package let nextSteps: [NextStep]

    package init(_ analysis: TrialAnalysis, condition place: Int, test: RandomizationChoice) {
        let primary = analysis.primary
        let effect = primary.effects[place]
        self.effect = effect
        let sites = analysis.sites
        comparison = Comparison(effect, in: primary, change: nil, sites: sites)
        randomization = Result { () throws(RandomizationRefusal) in
            try RandomizationEvidence(
                primary.data, beside: analysis.secondaryData, of: effect.condition, by: test)
        }
        effectSizes = EffectSizeTable(effect, in: primary)
        family = OutcomeFamily(analysis, condition: place)
        nextSteps = NextStep.all(after: effect, in: primary, sites: sites)
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
