/// A continuous probability distribution on the real line.
///
/// Both tails are functions of their own, because 1 - P(X <= x) has no digits left once it is
/// small. A conformer is one file; `DistributionLaws` in the tests run over it.
public protocol Distribution: Sendable {
    /// f(x).
    func density(at x: Double) -> Double
    /// P(X <= x).
    func probability(below x: Double) -> Double
    /// P(X > x), with its own digits.
    func probability(above x: Double) -> Double
    /// The x with P(X <= x) = p; the ends of the support for p = 0 and p = 1.
    /// - Precondition: 0 <= p <= 1.
    func quantile(_ p: Double) -> Double
    /// NaN where the distribution has none.
    var mean: Double { get }
    /// NaN where the distribution has none, infinite where its integral diverges.
    var variance: Double { get }
}
