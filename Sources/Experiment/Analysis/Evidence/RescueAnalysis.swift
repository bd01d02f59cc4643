import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Rescue treatment as an outcome of its own: the comparison that ignores it, one in which a rescue
/// day counts as bad, and how often it was needed.
package struct RescueAnalysis: Sendable {
    package let days: [CalendarDay]
    /// The plan's own analysis, rescue days as they were scored.
    package let ignoring: Result<[EffectEstimate], AnalysisError>
    /// The score of a rescue day is the worse of its own and the day before's.
    package let composite: Result<[EffectEstimate], AnalysisError>
    /// In the order of the conditions of the plan.
    package let frequencies: [Frequency]

    package struct Frequency: Sendable, Equatable {
        package let condition: Condition
        package let rescueDays: Int
        /// Days of the schedule that the diary covers.
        package let days: Int

        /// Nil without days.
        package var perWeek: Double? { days > 0 ? 7 * Double(rescueDays) / Double(days) : nil }
    }

    /// Nil when no rescue treatment was logged.
    package init?(_ data: TrialData) {
        days = data.days.filter { $0.marks.contains(.rescue) }.map(\.day)
        if days.isEmpty { return nil }
        ignoring = Result { () throws(AnalysisError) in try EffectAnalysis(data).effects }
        let worst = data.withRescueAsWorst
        composite = Result { () throws(AnalysisError) in try EffectAnalysis(worst).effects }
        frequencies = data.plan.conditions.map { condition in
            let own = data.days.filter {
                $0.phase?.condition == condition.id && ($0.score != nil || !$0.marks.isEmpty)
            }
            return Frequency(
                condition: condition, rescueDays: own.count { $0.marks.contains(.rescue) },
                days: own.count)
        }
    }
}

extension TrialData {
    var withRescueAsWorst: TrialData {
        let scores = days.map { $0.score?.value }
        let sign = outcome.instrument.direction.benefit.sign
        let changed = days.indices.map { place -> TrialDay in
            let day = days[place]
            guard day.marks.contains(.rescue), let own = scores[place] else { return day }
            let before = place > 0 ? scores[place - 1] : nil
            let worse = before.map { sign * $0 < sign * own ? $0 : own } ?? own
            return day.with(score: worse)
        }
        return TrialData(self, days: changed)
    }
}
