/// Sum of squares around a straight line of the segment's own: Syy - Sxy^2 / Sxx.
public struct LineCost: SegmentCost {
    public let count: Int
    public var shortestSegment: Int { 3 }
    private let x: PrefixSums
    private let y: PrefixSums
    private let xx: PrefixSums
    private let xy: PrefixSums
    private let yy: PrefixSums

    /// `positions`: where the values stand, increasing; nil stands for 0, 1, 2, …
    /// - Throws: `ChangepointError` for a series or positions that cannot be used.
    public init(_ values: [Double], at positions: [Int]? = nil) throws(ChangepointError) {
        let series = try CentredSeries(values).values
        let times = positions ?? Array(values.indices)
        try ObservedSeries.check(times: times, count: values.count)
        let middle = Double(times[0]) + Double(times[times.count - 1] - times[0]) / 2
        let centred = times.map { Double($0) - middle }
        count = values.count
        x = PrefixSums(centred)
        y = PrefixSums(series)
        xx = PrefixSums(centred.map { $0 * $0 })
        xy = PrefixSums(zip(centred, series).map { $0 * $1 })
        yy = PrefixSums(series.map { $0 * $0 })
    }

    public func cost(_ start: Int, _ end: Int) -> Double {
        let length = Double(end - start)
        let sumX = x(start, end)
        let sumY = y(start, end)
        let spread = max(0, yy(start, end) - sumY * sumY / length)
        let width = xx(start, end) - sumX * sumX / length
        guard width > 0 else { return spread }
        let slope = xy(start, end) - sumX * sumY / length
        return max(0, spread - slope * slope / width)
    }

    /// Slope of the line over a segment, in units of the series per unit of position.
    func slope(_ start: Int, _ end: Int) -> Double {
        let length = Double(end - start)
        let sumX = x(start, end)
        let width = xx(start, end) - sumX * sumX / length
        return width > 0 ? (xy(start, end) - sumX * y(start, end) / length) / width : 0
    }
}

extension SegmentCost where Self == LineCost {
    /// A line for each segment.
    public static func line(
        _ y: [Double], at positions: [Int]? = nil
    ) throws(ChangepointError) -> LineCost {
        try LineCost(y, at: positions)
    }
}
