import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// One day of a trial as the analysis sees it.
package struct TrialDay: Sendable, Equatable {
    package let day: CalendarDay
    /// Days since the first day of the schedule, from 0.
    package let studyDay: Int
    package let phase: Phase?
    /// For each tested condition of the plan, the share of the day that counts as spent under it, 0
    /// to 1: of the schedule or of the diary, as the plan's primary analysis says.
    package internal(set) var exposures: [Double]
    /// The same by what was eaten or taken: logged conditions by their share, slips under the
    /// reference.
    package internal(set) var done: [Double]
    package internal(set) var score: DayScore?
    /// One a column of the covariates and the cycle (`covariateColumns`), already lagged.
    package internal(set) var covariates: [Double?]
    package let marks: [DayMark]
    /// Nil when the day is analysed.
    package internal(set) var exclusion: Exclusion?

    package var isAnalysed: Bool { exclusion == nil }
}
