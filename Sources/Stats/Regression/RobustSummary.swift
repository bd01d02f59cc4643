internal import RealModule

/// What an engine that averages over models of the errors learned about them. It explains the
/// width of an interval.
public struct RobustSummary: Sendable, Equatable {
    /// Posterior mean of the share of the variance that is white noise, where the errors have a mean
    /// that they return to.
    let noiseShare: Double
    /// Posterior mean of ln(spread in the group / spread outside it).
    let logSpreadRatio: Double
    /// Posterior probability of a level that wanders without a mean; 0 where the engine has no such
    /// model.
    public let localLevelWeight: Double
    /// Posterior probability of white noise on top of what is carried from one step to the next.
    public let ratingNoiseWeight: Double

    /// exp(E kappa): spread in the group / spread outside it.
    public var spreadRatio: Double { Double.exp(logSpreadRatio) }
}
