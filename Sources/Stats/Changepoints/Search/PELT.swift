/// Optimal partitioning that forgets starts which can never win again.
///
/// A start s may go when F(s) + C(s, t) + K > F(t), because from then on t itself is the better start.
/// With segments of at least m observations t is a start only for ends from t + m on, so s stays until
/// then: dropping it at once, as is usual, can miss the optimum. The cost must state a K for which
/// C(s, t) + C(t, u) + K <= C(s, u); penalties on log lengths inside the cost (MBIC) have none.
///
/// Exact; O(n) when changes grow with n, O(n^2) when they do not. Source: Killick et al. (2012).
public struct PELT: SegmentSearch {
    public init() {}

    public func callAsFunction(
        _ cost: some SegmentCost, penalty: Double, minimumSegment: Int
    ) throws(ChangepointError) -> Segmentation {
        let m = try checkedMinimum(cost, penalty: penalty, minimumSegment: minimumSegment)
        let n = cost.count
        let slack = cost.pruningConstant
        var best = [Double](repeating: .infinity, count: n + 1)
        var lastStarts = [Int](repeating: 0, count: n + 1)
        best[0] = -penalty
        var candidates: [Candidate] = []
        for end in m...n {
            let newest = end - m
            if best[newest] < .infinity { candidates.append(Candidate(start: newest)) }
            for index in candidates.indices {
                let start = candidates[index].start
                let value = best[start] + cost.cost(start, end)
                candidates[index].value = value
                if value + penalty < best[end] {
                    (best[end], lastStarts[end]) = (value + penalty, start)
                }
            }
            for index in candidates.indices
            where candidates[index].value + slack > best[end]
                && candidates[index].leaves > end + m
            {
                candidates[index].leaves = end + m
            }
            candidates.removeAll { $0.leaves <= end + 1 }
        }
        return Segmentation(traced(lastStarts, end: n), cost)
    }

    private struct Candidate {
        let start: Int
        /// F(start) + C(start, present end)
        var value = 0.0
        /// The first end for which a better start stands ready.
        var leaves = Int.max
    }
}
