/// One day of a trial as the analysis sees it.
public struct TrialDay: Sendable, Equatable {
    public let day: CalendarDay
    /// Days since the first day of the schedule, from 0.
    public let studyDay: Int
    public let phase: Phase?
    /// For each tested condition of the plan, the share of the day that counts as spent under it, 0
    /// to 1: of the schedule or of the diary, as the plan's primary analysis says.
    public internal(set) var exposures: [Double]
    /// The same by what was eaten or taken: logged conditions by their share, slips under the
    /// reference.
    public internal(set) var done: [Double]
    public internal(set) var score: DayScore?
    /// One a column of the covariates and the cycle (`covariateColumns`), already lagged.
    public internal(set) var covariates: [Double?]
    public let marks: [DayMark]
    /// Nil when the day is analysed.
    public internal(set) var exclusion: Exclusion?

    public var isAnalysed: Bool { exclusion == nil }
}
