/// What `robust` learned about the errors.
public struct RobustSummary: Sendable, Equatable {
    /// Posterior mean of the share of the variance that is white noise.
    public let noiseShare: Double
    /// Posterior mean of ln(spread in the group / spread outside it).
    public let logSpreadRatio: Double
}
