import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// What a person can do next, and what it would bring.
package enum NextStep: Sendable, Equatable {
    /// Nothing more is needed for this question.
    case stop(Verdict, EvidenceGrade)
    /// Living the rest of the plan, to its last day.
    case finish(days: Int, until: CalendarDay)
    /// Going on with the trial in one of the ways that narrow the answer.
    case goOn(FollowUp)

    /// The cheapest first. Stopping is advised when the verdict is a claim or an unconditional "no
    /// worthwhile difference" whose grade lets it be read as an effect, and the diary reaches the planned
    /// end; else there is a way to go on. While the trial runs, the rest of the plan is the next step.
    package static func all(
        after comparison: Comparison, in analysis: EffectAnalysis
    ) -> [NextStep] {
        let verdict = comparison.verdict
        let record = analysis.data.record
        if verdict != .notYet, record.isRunning {
            let end = analysis.data.plan.schedule.days.upperBound
            return [.finish(days: record.lastDay.distance(to: end), until: end)]
        }
        switch verdict {
        case .notYet: return []
        case .helped, .helpedALittle, .worse, .noWorthwhileDifference:
            if comparison.evidence.grade >= .b, InterimReading(analysis) == nil {
                return [.stop(verdict, comparison.evidence.grade)]
            }
        case .noneIfFast, .cannotTell: break
        }
        let steps = FollowUp.all(of: comparison, in: analysis)
        return SafeSteps(analysis.data).permitted(steps).map(NextStep.goOn)
    }
}
