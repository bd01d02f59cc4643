import ExperimentAnalysis
import ExperimentDiary
import ExperimentTrial
import Stats

extension GradedEvidence {
    /// The best grade that a plan can reach, with its reasons: every day written down and lived as planned,
    /// a steady baseline, a change when it was expected. Nil for a plan that compares nothing, and for
    /// sites that start in turn, whose grade hangs on all of them.
    ///
    /// - `place`: of the comparison in the plan.
    /// - `whole`: the days of the plan, each with a score.
    package static func reachable(
        by plan: TrialPlan, comparison place: Int = 0, _ whole: TrialData
    ) -> GradedEvidence? {
        guard !plan.isStaggered, plan.comparisons.indices.contains(place) else { return nil }
        let (condition, reference) = plan.comparisons[place]
        return GradedEvidence(DesignFacts(condition, reference, in: plan, whole))
    }
}

extension DesignFacts {
    fileprivate init(
        _ condition: Condition, _ reference: Condition, in plan: TrialPlan, _ whole: TrialData
    ) {
        let lived = LivedPhases(condition, reference, in: whole)
        let baseline = plan.baseline(before: condition)
        self.init(
            isOrderRandomised: plan.isDrawn ? true : plan.knownOrder, carryover: Carryover(whole),
            isBlinded: plan.blinding != nil,
            phasesPerCondition: lived.perCondition, switches: lived.switches, observedShare: 1,
            baselineDays: baseline.map { $0.first.distance(to: $0.last) + 1 } ?? 0,
            isBaselineStable: true, changeDistanceInDays: 0,
            changesAtOnce: max(plan.template?.components.count ?? 0, 1),
            alsoChanging: plan.openChanges.map(\.name),
            seasonalPhaseDays: lived.seasonalDays)
        challenges = whole.challenges.count
        smallestReachableP =
            try? RandomizationEvidence.smallestReachableP(plan, of: condition).value
        shortestPhaseDays = lived.shortestDays
        fadeDays = 3 * plan.halfLife
        analysedDays =
            [condition, reference].map { condition in
                whole.analysed.count { $0.phase?.condition == condition.id }
            }.min() ?? 0
        rhythms = PlanRhythm.all(condition, in: plan)
        startedBecauseBad = plan.startedBecauseBad == true
    }
}
