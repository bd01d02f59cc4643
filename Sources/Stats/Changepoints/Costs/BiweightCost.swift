/// Least sum of a loss that stops growing at K: min over mu of sum min((y - mu)^2, K^2), so that
/// a flare costs at most K^2 and never makes a segment of its own.
///
/// The best mu is the mean of the values within K of it, a run of the sorted segment; every run that
/// can arise is tried. O(L log L) a segment; `BiweightSearch` is the fast way.
///
/// Source: Fearnhead & Rigaill (2019).
public struct BiweightCost: SegmentCost {
    /// K, in the unit of the series.
    public let bound: Double
    private let values: [Double]
    public var count: Int { values.count }
    public var shortestSegment: Int { 1 }

    /// `bound`: K > 0; nil takes three standard deviations of the noise, from differences.
    /// - Throws: `ChangepointError` for fewer than 14 values, values not finite or all equal, or a
    ///   bound that is not positive.
    public init(_ y: [Double], bound: Double? = nil) throws(ChangepointError) {
        values = try CentredSeries(y).values
        let bound = bound ?? Self.standardBound(y)
        guard bound > 0, bound.isFinite else {
            throw .settingOutOfRange(setting: .bound, found: bound)
        }
        self.bound = bound
    }

    /// 3 x 1.4826 x median |d - median d| / sqrt 2 of the first differences d; where more than half of
    /// them are alike, as in coarse scores, their standard deviation stands in.
    static func standardBound(_ y: [Double]) -> Double {
        let differences = zip(y, y.dropFirst()).map { $1 - $0 }
        let centre = median(differences)
        let spread = 1.4826 * median(differences.map { ($0 - centre).magnitude })
        let usual = spread > 0 ? spread : deviation(differences)
        return 3 * usual / 2.0.squareRoot()
    }

    private static func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count)).squareRoot()
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    public func cost(_ start: Int, _ end: Int) -> Double {
        let sorted = values[start..<end].sorted()
        let runs = MeanCost(centred: sorted)
        let outside = bound * bound
        var best = outside * Double(sorted.count)
        func consider(_ first: Int, _ last: Int) {
            guard last > first else { return }
            let left = Double(sorted.count - (last - first))
            best = min(best, runs.cost(first, last) + outside * left)
        }
        // As mu rises, values enter at y - K and leave at y + K; each event makes one run.
        var first = 0
        var last = 0
        while last < sorted.count {
            if sorted[last] - bound <= sorted[first] + bound {
                last += 1
            } else {
                first += 1
            }
            consider(first, last)
        }
        while first < sorted.count {
            first += 1
            consider(first, last)
        }
        return best
    }
}

extension SegmentCost where Self == BiweightCost {
    /// A level for each segment, with a bounded loss.
    public static func biweight(
        _ y: [Double], bound: Double? = nil
    ) throws(ChangepointError) -> BiweightCost {
        try BiweightCost(y, bound: bound)
    }
}
