/// One day of a trial as the analysis sees it.
public struct TrialDay: Sendable, Equatable {
    public let day: CalendarDay
    /// Days since the first day of the schedule, from 0.
    public let studyDay: Int
    public let phase: Phase?
    /// For each tested condition of the plan, the share of the day spent under it, 0 to 1.
    public let exposures: [Double]
    public let score: DayScore?
    /// One a column of the covariates and the cycle (`covariateColumns`), already lagged.
    public let covariates: [Double?]
    public let marks: [DayMark]
    /// Nil when the day is analysed.
    public let exclusion: Exclusion?

    public var isAnalysed: Bool { exclusion == nil }
}
