internal import RealModule

/// Minus twice the Gaussian log-likelihood with a mean and a variance of its own for the segment:
///   L (ln 2 pi + ln v + (RSS / L) / v),   v = max(RSS / L, floor).
///
/// The floor is the variance that rounding gives to a constant, step^2 / 12 with step the smallest
/// distance between two different values, but at most a hundredth of the series' variance: without it
/// a run of equal scores would cost minus infinity. Fitting the variance subject to the floor keeps the
/// cost a minimised loss, so pruning stays valid.
public struct MeanVarianceCost: SegmentCost {
    private let mean: MeanCost
    private let floor: Double
    public var count: Int { mean.count }
    public var shortestSegment: Int { 2 }

    /// - Throws: `ChangepointError` for fewer than 14 values, or values not finite or all equal.
    public init(_ y: [Double]) throws(ChangepointError) {
        let values = try CentredSeries(y).values
        mean = MeanCost(centred: values)
        let variance = mean.cost(0, values.count) / Double(values.count)
        let sorted = y.sorted()
        let steps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
        let step = steps.min() ?? 0
        floor = max(min(step * step / 12, variance / 100), 1e-12 * variance)
    }

    public func cost(_ start: Int, _ end: Int) -> Double {
        let length = Double(end - start)
        let spread = mean.cost(start, end) / length
        let variance = max(spread, floor)
        return length * (.log(2 * .pi) + .log(variance) + spread / variance)
    }
}

extension SegmentCost where Self == MeanVarianceCost {
    /// A level and a spread for each segment.
    public static func meanVariance(_ y: [Double]) throws(ChangepointError) -> MeanVarianceCost {
        try MeanVarianceCost(y)
    }
}
