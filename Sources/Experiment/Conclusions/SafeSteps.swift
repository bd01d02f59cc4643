import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// Which ways of going on may be proposed at all: none that gives a food back which must not be
/// eaten at
/// home, none beyond the time limit of a restriction, and none after a rule that ended the
/// question.
struct SafeSteps: Sendable {
    private let plan: TrialPlan
    private let story: SafetyStory
    /// Foods that are not eaten again for now.
    private let reacted: [String]

    init(_ data: TrialData) {
        plan = data.plan
        story = SafetyStory(data.record)
        reacted = (ChallengeEvidence(data, testsOrder: false)?.foods ?? [])
            .filter(\.isHeldBack).map(\.food)
    }

    func permitted(_ steps: [FollowUp]) -> [FollowUp] {
        steps.filter { step in
            switch step.kind {
            case .moreOfTheSame(let condition):
                isPermitted(condition) && hasTime(step.extraDays, under: condition)
            case .switchTo(let condition): isPermitted(condition)
            case .anotherPair(let first, let second): isPermitted(first) && isPermitted(second)
            }
        }
    }

    private func isPermitted(_ condition: Condition) -> Bool {
        plan.mayReturn(to: condition, after: story.spoken, reacted: reacted).isForHome
    }

    /// A restriction that foods came back from is over; another one ends at its cap.
    private func hasTime(_ days: Int, under condition: Condition) -> Bool {
        guard condition.reference != nil, !plan.foodsLeftOut.isEmpty else { return true }
        let last = plan.schedule.days.upperBound
        let cameBack = plan.schedule.phases.contains { $0.part.isReintroduction }
        guard !cameBack, let cap = plan.restrictionCap(on: last) else { return !cameBack }
        return (plan.restrictedDays(on: last) ?? 0) + days <= cap
    }
}
