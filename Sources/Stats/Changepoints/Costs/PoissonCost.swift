internal import RealModule

/// Minus twice the Poisson log-likelihood with a rate of its own for the segment, terms without
/// the rate left out: 2 (S - S ln(S / L)), 0 for S = 0.
public struct PoissonCost: SegmentCost {
    public let count: Int
    public var shortestSegment: Int { 1 }
    private let sums: PrefixSums

    /// - Throws: `ChangepointError` for fewer than 14 values, or values negative, not finite or all
    ///   equal.
    public init(_ y: [Double]) throws(ChangepointError) {
        _ = try CentredSeries(y)
        if let index = y.firstIndex(where: { $0 < 0 }) {
            throw .negativeCount(index: index, value: y[index])
        }
        count = y.count
        sums = PrefixSums(y)
    }

    public func cost(_ start: Int, _ end: Int) -> Double {
        let sum = sums(start, end)
        guard sum > 0 else { return 0 }
        return 2 * (sum - sum * .log(sum / Double(end - start)))
    }
}

extension SegmentCost where Self == PoissonCost {
    /// A rate for each segment of counts.
    public static func poisson(_ y: [Double]) throws(ChangepointError) -> PoissonCost {
        try PoissonCost(y)
    }
}
