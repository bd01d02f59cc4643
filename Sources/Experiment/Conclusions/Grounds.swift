import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The days behind a finding.
package struct Grounds: Sendable, Equatable {
    /// Days that entered the regression.
    package let analysedDays: Int
    /// Days of the plan's phases with a score.
    package let scoredDays: Int
    /// Scores that were due by now.
    package let dueScores: Int
    /// Days of the plan's phases, those to come among them.
    package let plannedDays: Int
    /// Days that were left out, by reason, in the order of `Exclusion`'s first occurrence.
    package let excluded: [ExcludedDays]

    package struct ExcludedDays: Sendable, Equatable {
        package let reason: Exclusion
        package let days: [CalendarDay]
        /// The lines of the diary on which the left-out scores stand; none for days without one.
        package let sources: [SourceLine]
    }

    package init(_ data: TrialData) {
        analysedDays = data.analysed.count
        scoredDays = data.days.count { $0.score != nil && $0.phase != nil }
        let completeness = data.completeness
        let missing = Set(completeness.missing)
        dueScores = completeness.due
        plannedDays = data.plan.schedule.phases.reduce(0) { $0 + $1.lengthInDays }
        // A day without a score is left out only where one was due.
        let days = data.days.filter {
            $0.exclusion != .noScore || missing.contains($0.day)
        }
        var excluded: [ExcludedDays] = []
        for reason in days.compactMap(\.exclusion).firstOccurrences {
            let days = days.filter { $0.exclusion == reason }
            excluded.append(
                ExcludedDays(
                    reason: reason, days: days.map(\.day),
                    sources: days.flatMap { $0.score?.sources ?? [] }))
        }
        self.excluded = excluded
    }
}
