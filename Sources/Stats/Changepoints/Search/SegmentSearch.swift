/// An exact search for the segmentation with the least cost plus `penalty` for each change.
///
/// No search here chooses a penalty, and no cost offers one: a penalty means something only where a
/// calibration has seen it. `ThroughTest` has one for levels under AR(1) noise, `SimulatedPenalty`
/// makes one for any cost, `PenaltyPath` shows what a whole range of penalties gives.
public protocol SegmentSearch: Sendable {
    /// - Parameters:
    ///   - cost: of any segment.
    ///   - penalty: for each change, in units of the cost.
    ///   - minimumSegment: at least `cost.shortestSegment` is used.
    /// - Returns: the optimum; among ties, any.
    /// - Throws: `ChangepointError` for a penalty that is not positive or a minimum segment that is
    ///   not in 1...n/2.
    func callAsFunction(
        _ cost: some SegmentCost, penalty: Double, minimumSegment: Int
    ) throws(ChangepointError) -> Segmentation
}

/// Where a series is cut, and what its segments cost together.
public struct Segmentation: Sendable, Equatable {
    /// Indices of the first observations of new segments, increasing.
    public let changes: [Int]
    /// Sum of the segments' costs, without penalties.
    public let cost: Double

    init(_ changes: [Int], _ cost: some SegmentCost) {
        self.changes = changes
        self.cost = cost.total(changes: changes)
    }
}

extension SegmentSearch {
    /// The minimum segment that both the caller and the cost can live with.
    func checkedMinimum(
        _ cost: some SegmentCost, penalty: Double?, minimumSegment: Int
    ) throws(ChangepointError) -> Int {
        if let penalty, !(penalty > 0 && penalty.isFinite) {
            throw .penaltyNotPositive(found: penalty)
        }
        let longest = max(minimumSegment, cost.shortestSegment)
        try ObservedSeries.check(minimumSegment: minimumSegment, count: cost.count)
        try ObservedSeries.check(minimumSegment: longest, count: cost.count)
        return longest
    }

    /// The changes that lead to the end, from the start of the last segment of every prefix.
    func traced(_ lastStarts: [Int], end: Int) -> [Int] {
        var changes: [Int] = []
        var start = lastStarts[end]
        while start > 0 {
            changes.append(start)
            start = lastStarts[start]
        }
        return changes.reversed()
    }
}
