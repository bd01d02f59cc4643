/// What `onset` learned about the course of the effect.
public struct OnsetSummary: Sendable {
    /// Quantiles of a time in steps: 2.5 %, 50 % and 97.5 % (or the level of the fit).
    public struct Quantiles: Sendable, Equatable {
        public let lower: Double
        public let median: Double
        public let upper: Double
    }

    /// Mean and standard deviation of what is believed about the effect at one time.
    public struct CoursePoint: Sendable, Equatable {
        public let mean: Double
        public let standardDeviation: Double
    }

    /// D: the coefficient of the exposure is the effect after so many steps of steady exposure.
    public let days: Int
    /// Number of onset curves averaged over.
    public let kernels: Int
    /// Effect that steady exposure would reach in the end. Wide when exposed stretches are short.
    public let longRun: MixtureOfStudentT
    /// Time until half of the effect is there: dead time + tau ln 2.
    public let halfTime: Quantiles
    /// Time until nine tenths are there: dead time + tau ln 10.
    public let ninetyPercentTime: Quantiles
    /// Time until half has gone after the exposure ended; nil when it never ended.
    public let washOutHalfTime: Quantiles?
    /// The effect after 0, 1, ... D steps of steady exposure.
    public let course: [CoursePoint]
    /// Posterior probability of an immediate effect without dead time.
    public let probabilityOfStep: Double
    /// Posterior probability that nine tenths of the effect are there after D steps.
    let probabilityOfPlateau: Double
    /// Whether the long-run effect is more than an extrapolation: the timing is estimable and the
    /// plateau is likelier reached than not.
    var isLongRunEstimable: Bool { isEstimable && probabilityOfPlateau > 0.5 }
    /// Whether the data say how long the effect took to come. Unless it is `.identified`, the times
    /// are those of the curves that were assumed, and are not for print.
    public let timing: Timing
    public var isEstimable: Bool { timing == .identified }

    /// What the data say about the time until half of the effect is there.
    public enum Timing: Sendable, Equatable {
        case identified
        /// min(P(E < 0), P(E > 0)) is 0.05 or more: there may be nothing to time.
        case effectUnclear
        /// The interval of the half-time reaches beyond the longest exposed stretch.
        case longerThanExposed
        /// The interval of the half-time is more than half as wide as the curves alone make it.
        case notNarrowed
    }
}
