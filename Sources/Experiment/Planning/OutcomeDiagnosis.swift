import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// One outcome of a plan, tried out on the days that its own schedule gives it.
///
/// Where outcomes start on different days there is one for each; nothing of one enters another.
package struct OutcomeDiagnosis: Sendable {
    package let diagnosis: DesignDiagnosis
    /// Nil when it was not asked for, for counts, and when no length of this shape can be analysed.
    package let daysNeeded: DaysNeeded?
    /// One a comparison; empty when it was not asked for.
    package let reach: [PlanReach]
    /// Nil when it was not asked for, and for plans that try no food again.
    package let challenges: ChallengePower?

    package init(
        _ diagnosis: DesignDiagnosis, daysNeeded: DaysNeeded? = nil, reach: [PlanReach] = [],
        challenges: ChallengePower? = nil
    ) {
        self.diagnosis = diagnosis
        self.daysNeeded = daysNeeded
        self.reach = reach
        self.challenges = challenges
    }

    package var outcome: PlannedOutcome { diagnosis.study.outcome }

    /// The day of the schedule, from 1, on which the first tested condition begins.
    package var firstTestedDay: Int? {
        let plan = diagnosis.study.plan
        return diagnosis.comparisons.first.flatMap { plan.schedule.firstDay(of: $0.condition) }
            .map { plan.schedule.days.lowerBound.distance(to: $0) + 1 }
    }
}
