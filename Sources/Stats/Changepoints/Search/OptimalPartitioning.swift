/// Every start against every end: O(n^2), the slow oracle of every faster search.
///
/// F(t) = min over s of F(s) + C(s, t) + penalty, F(0) = -penalty. Source: Jackson et al. (2005).
public struct OptimalPartitioning: SegmentSearch {
    public init() {}

    public func callAsFunction(
        _ cost: some SegmentCost, penalty: Double, minimumSegment: Int
    ) throws(ChangepointError) -> Segmentation {
        let m = try checkedMinimum(cost, penalty: penalty, minimumSegment: minimumSegment)
        let n = cost.count
        var best = [Double](repeating: .infinity, count: n + 1)
        var lastStarts = [Int](repeating: 0, count: n + 1)
        best[0] = -penalty
        withUnsafeTemporaryAllocation(of: Double.self, capacity: n) { costs in
            costs.initialize(repeating: 0)
            for start in 0...n - m where best[start] < .infinity {
                cost.costs(from: start, into: costs)
                for end in start + m..<n + 1 {
                    let value = best[start] + costs[end - start - 1] + penalty
                    if value < best[end] { (best[end], lastStarts[end]) = (value, start) }
                }
            }
        }
        return Segmentation(traced(lastStarts, end: n), cost)
    }
}
