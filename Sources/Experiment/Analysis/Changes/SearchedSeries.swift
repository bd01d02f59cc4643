import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// The series that a search for changes looks at: values and times in order, and the switches that are
/// known.
package struct SearchedSeries: Sendable {
    package let values: [Double]
    /// Strictly increasing; days since 1970-01-01 where the notation is dates.
    package let times: [Int]
    package let notation: PlainTable.Notation
    /// Times of the plan's switches inside the series; none for a plain table.
    package let switches: [Int]
    /// Whether a trial began under its tested condition.
    package let startsOn: Bool

    /// The observed rows of a plain table.
    package init(_ table: PlainTable) {
        let rows = table.rows.filter { $0.outcome != nil }
        values = rows.compactMap(\.outcome)
        times = rows.map(\.time)
        notation = table.notation
        switches = []
        startsOn = false
    }

    /// The scored days of a trial, onset lag and all, without those that the health rule leaves out, until
    /// foods are tried again: what they do is told food by food.
    package init(_ data: TrialData) {
        let scored = data.days.prefix { $0.phase?.part.isReintroduction != true }
            .filter { $0.usableScore != nil }
        let times = scored.map(\.day.daysSinceEpoch)
        values = scored.compactMap(\.usableScore)
        self.times = times
        notation = .dates
        let tested = data.plan.testedConditions.first?.id
        let phases = data.plan.schedule.phases
        switches = zip(phases, phases.dropFirst())
            .filter { ($0.condition == tested) != ($1.condition == tested) }
            .map(\.1.first.daysSinceEpoch)
            .filter { day in
                times.first.map { day > $0 } ?? false && times.last.map { day <= $0 } ?? false
            }
        startsOn = phases.first?.condition == tested
    }
}
