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

extension Distribution {
    /// The quantile of a distribution on the positive half line, from its tails and density.
    func positiveQuantile(_ p: Double) -> Double {
        precondition(p >= 0 && p <= 1, "a quantile needs a probability from 0 to 1")
        if p == 0 || p == 1 { return p == 0 ? 0 : .infinity }
        var high = 1.0
        while probability(above: high) > 1 - p { high *= 2 }
        var low = high
        while probability(below: low) > p { low *= 0.5 }
        return RootFinder.increasing(from: low, to: high) { x in
            let value = p < 0.5 ? probability(below: x) - p : (1 - p) - probability(above: x)
            return (value, density(at: x))
        }
    }
}
