/// Every segmentation that is optimal for some penalty in a range, by a search that is run once
/// or twice for each of them (CROPS).
///
/// Source: Haynes, Eckley & Fearnhead (2017).
public struct PenaltyPath: Sendable {
    /// The most segmentations that a path will hold.
    public static let longest = 1000

    public struct Step: Sendable, Equatable {
        public let segmentation: Segmentation
        /// The penalties for which it is optimal.
        let penalties: ClosedRange<Double>
    }

    /// In order of increasing penalty, so of fewer and fewer changes.
    public let steps: [Step]

    /// - Throws: `ChangepointError` for a range that is empty or not positive, or that holds more than
    ///   `longest` segmentations.
    public init(
        _ cost: some SegmentCost, penalties: ClosedRange<Double>, minimumSegment: Int,
        search: some SegmentSearch = PELT()
    ) throws(ChangepointError) {
        let (lower, upper) = (penalties.lowerBound, penalties.upperBound)
        guard lower > 0, lower < upper, upper.isFinite else {
            throw .penaltyRangeEmpty(lower: lower, upper: upper)
        }
        var found: [Segmentation] = []
        func insert(_ segmentation: Segmentation) {
            let count = segmentation.changes.count
            guard !found.contains(where: { $0.changes.count == count }) else { return }
            found.append(segmentation)
        }
        let most = try search(cost, penalty: lower, minimumSegment: minimumSegment)
        let fewest = try search(cost, penalty: upper, minimumSegment: minimumSegment)
        insert(most)
        insert(fewest)
        var open = [(most, fewest)]
        while let (rich, poor) = open.popLast() {
            let gap = rich.changes.count - poor.changes.count
            guard gap > 1 else { continue }
            let penalty = (poor.cost - rich.cost) / Double(gap)
            let between = try search(cost, penalty: penalty, minimumSegment: minimumSegment)
            let count = between.changes.count
            guard count != rich.changes.count, count != poor.changes.count else { continue }
            guard found.count < Self.longest else { throw .tooManyPenalties(limit: Self.longest) }
            insert(between)
            open.append((rich, between))
            open.append((between, poor))
        }
        steps = Self.steps(found.sorted { $0.changes.count > $1.changes.count }, penalties)
    }

    private static func steps(
        _ found: [Segmentation], _ range: ClosedRange<Double>
    ) -> [Step] {
        var lower = range.lowerBound
        return found.enumerated().map { place, segmentation in
            var upper = range.upperBound
            if place + 1 < found.count {
                let next = found[place + 1]
                let gap = Double(segmentation.changes.count - next.changes.count)
                upper = min(max((next.cost - segmentation.cost) / gap, lower), upper)
            }
            defer { lower = upper }
            return Step(segmentation: segmentation, penalties: lower...upper)
        }
    }
}
