/// One outcome of a plan, tried out on the days that its own schedule gives it.
///
/// Where outcomes start on different days there is one for each; nothing of one enters another.
public struct OutcomeDiagnosis: Sendable {
    public let diagnosis: DesignDiagnosis
    /// Nil when it was not asked for, for counts, and when no length of this shape can be analysed.
    public let daysNeeded: DaysNeeded?

    public init(_ diagnosis: DesignDiagnosis, daysNeeded: DaysNeeded? = nil) {
        self.diagnosis = diagnosis
        self.daysNeeded = daysNeeded
    }

    var outcome: PlannedOutcome { diagnosis.study.outcome }

    /// The day of the schedule, from 1, on which the first tested condition begins.
    var firstTestedDay: Int? {
        let plan = diagnosis.study.plan
        return diagnosis.comparisons.first.flatMap { plan.schedule.firstDay(of: $0.condition) }
            .map { plan.schedule.days.lowerBound.distance(to: $0) + 1 }
    }
}
