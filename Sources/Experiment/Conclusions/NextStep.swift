import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// What a person can do next, and what it would bring.
package enum NextStep: Sendable, Equatable {
    /// Nothing more is needed for this question.
    case stop(Verdict, EvidenceGrade)
    /// Going on with the trial in one of the ways that narrow the answer.
    case goOn(FollowUp)

    /// The cheapest first. Stopping is advised when the verdict is any other than "cannot tell" and
    /// the grade lets it be read as an effect; else there is a way to go on.
    package static func all(
        after effect: EffectEstimate, in analysis: EffectAnalysis, sites: [TrialData] = []
    ) -> [NextStep] {
        let verdict = Verdict(Chances(effect))
        let facts = DesignFacts(effect, in: analysis, change: nil, sites: sites)
        let grade = GradedEvidence(facts).grade
        if verdict != .cannotTell, grade >= .b { return [.stop(verdict, grade)] }
        let steps = FollowUp.all(of: effect, in: analysis, facts: facts)
        return SafeSteps(analysis.data).permitted(steps).map(NextStep.goOn)
    }
}
