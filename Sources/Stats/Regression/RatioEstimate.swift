/// A ratio of two means: median and interval, also as percent change 100 (ratio - 1).
public struct RatioEstimate: Sendable, Equatable {
    public let estimate: Double
    public let interval: Interval

    public var percentChange: Double { 100 * (estimate - 1) }

    var percentChangeInterval: Interval {
        Interval(
            lower: 100 * (interval.lower - 1), upper: 100 * (interval.upper - 1),
            level: interval.level)
    }
}

extension RegressionFit {
    /// The ratio of two means, both linear in the coefficients.
    ///
    /// P(after/before < r) = P(after - r before < 0), the probability below zero of the contrast
    /// c_after - r c_before, solved for r (Fieller's interval through the same mixture).
    /// - Parameters:
    ///   - after: the mean under the exposure.
    ///   - before: the reference mean, for instance the intercept plus covariates at their means.
    ///   - level: between 0 and 1.
    /// - Returns: the ratio after / before.
    /// - Throws: `.ratioOfNonPositive` unless P(before > 0) > 0.999; `.levelOutOfRange`; and what
    ///   `estimate(of:)` throws.
    public func ratio(
        of after: Contrast, to before: Contrast, level: Double = 0.95
    ) throws(RegressionError) -> RatioEstimate {
        guard level > 0, level < 1 else { throw .levelOutOfRange(found: level) }
        let positive = try estimate(of: before).probability(above: 0)
        guard positive > 0.999 else { throw .ratioOfNonPositive(probability: positive) }
        let start = try estimate(of: after).estimate / estimate(of: before).estimate
        let inference = endpoints?.mixture() ?? inference
        func below(_ r: Double) -> Double {
            let weights = zip(after.weights, before.weights).map { $0 - r * $1 }
            guard weights.contains(where: { $0 != 0 }) else { return 0.5 }
            return inference.distribution(of: weights).probability(below: 0)
        }
        let tail = 0.5 * (1 - level)
        return RatioEstimate(
            estimate: Self.solve(below, for: 0.5, from: start),
            interval: Interval(
                lower: Self.solve(below, for: tail, from: start),
                upper: Self.solve(below, for: 1 - tail, from: start), level: level))
    }

    /// The r where an increasing probability reaches p; infinite where it never does.
    private static func solve(
        _ probability: (Double) -> Double, for p: Double, from start: Double
    ) -> Double {
        var low = start
        var high = start
        var width = 0.25 * max(1, start.magnitude)
        while probability(low) > p {
            low -= width
            width *= 2
            if width > 1e12 { return -.infinity }
        }
        width = 0.25 * max(1, start.magnitude)
        while probability(high) < p {
            high += width
            width *= 2
            if width > 1e12 { return .infinity }
        }
        return RootFinder.bracketed(from: low, to: high) { probability($0) - p }
    }
}
