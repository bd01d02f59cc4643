/// Sum of squares around the mean of the segment: S2 - S1^2 / L.
public struct MeanCost: SegmentCost {
    public let count: Int
    public var shortestSegment: Int { 1 }
    private let sums: PrefixSums
    private let squares: PrefixSums

    /// - Throws: `ChangepointError` for fewer than 14 values, or values not finite or all equal.
    public init(_ y: [Double]) throws(ChangepointError) {
        self.init(centred: try CentredSeries(y).values)
    }

    init(centred values: [Double]) {
        count = values.count
        sums = PrefixSums(values)
        squares = PrefixSums(values.map { $0 * $0 })
    }

    public func cost(_ start: Int, _ end: Int) -> Double {
        let sum = sums(start, end)
        return max(0, squares(start, end) - sum * sum / Double(end - start))
    }
}

extension SegmentCost where Self == MeanCost {
    /// A level for each segment.
    public static func mean(_ y: [Double]) throws(ChangepointError) -> MeanCost { try MeanCost(y) }
}
