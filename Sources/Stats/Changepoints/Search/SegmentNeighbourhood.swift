/// The best segmentations with 0, 1, …, K changes, by dynamic programming over every start and
/// end. O(K n^2) time, O(K n) memory. Source: Auger & Lawrence (1989).
public struct SegmentNeighbourhood: Sendable {
    public var mostChanges: Int

    public init(mostChanges: Int) {
        self.mostChanges = mostChanges
    }

    /// - Returns: fewer than `mostChanges` + 1 segmentations where minimum segments leave no room.
    /// - Throws: `ChangepointError` for a minimum segment that is not in 1...n/2, or a number of changes
    ///   that is not in 0..<n.
    public func callAsFunction(
        _ cost: some SegmentCost, minimumSegment: Int
    ) throws(ChangepointError) -> [Segmentation] {
        let n = cost.count
        guard (0..<n).contains(mostChanges) else {
            throw .changesOutOfRange(found: mostChanges, limit: n - 1, observations: n)
        }
        let m = try OptimalPartitioning().checkedMinimum(
            cost, penalty: nil, minimumSegment: minimumSegment)
        let most = min(mostChanges, n / m - 1)
        let width = n + 1
        // best[k, t]: least cost of the first t observations with k changes.
        var best = [Double](repeating: .infinity, count: (most + 1) * width)
        var starts = [Int32](repeating: 0, count: (most + 1) * width)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: n) { costs in
            costs.initialize(repeating: 0)
            best.withUnsafeMutableBufferPointer { best in
                starts.withUnsafeMutableBufferPointer { starts in
                    for start in 0...n - m {
                        cost.costs(from: start, into: costs)
                        for changes in 0...most {
                            let before =
                                start == 0
                                ? (changes == 0 ? 0 : .infinity)
                                : (changes == 0 ? .infinity : best[(changes - 1) * width + start])
                            guard before < .infinity else { continue }
                            for end in start + m..<width {
                                let value = before + costs[end - start - 1]
                                if value < best[changes * width + end] {
                                    best[changes * width + end] = value
                                    starts[changes * width + end] = Int32(truncatingIfNeeded: start)
                                }
                            }
                        }
                    }
                }
            }
        }
        return (0...most).map { changes in
            Segmentation(Self.traced(starts, changes: changes, width: width), cost)
        }
    }

    private static func traced(_ starts: [Int32], changes: Int, width: Int) -> [Int] {
        var result: [Int] = []
        var end = width - 1
        for level in stride(from: changes, to: 0, by: -1) {
            end = Int(starts[level * width + end])
            result.append(end)
        }
        return result.reversed()
    }
}
