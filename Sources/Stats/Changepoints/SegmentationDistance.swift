/// How far two segmentations of the same n observations lie apart.
///
/// Source: Truong, Oudre & Vayatis (2020); van den Burg & Williams (2020) for covering and F1, which
/// count the start of the series as a change, so that "no change" can be right.
public struct SegmentationDistance: Sendable {
    private let truth: [Int]
    private let found: [Int]
    private let count: Int

    /// `truth` and `found` are indices of the first observations of new segments, increasing, in 1..<count.
    /// - Precondition: both are increasing and within 1..<count.
    public init(truth: [Int], found: [Int], count: Int) {
        for changes in [truth, found] {
            precondition(
                changes.allSatisfy { (1..<count).contains($0) }
                    && zip(changes, changes.dropFirst()).allSatisfy { $0 < $1 },
                "changes increase and lie within 1..<\(count)")
        }
        self.truth = truth
        self.found = found
        self.count = count
    }

    /// Mean over the true segments, weighted by length, of the best overlap |A and B| / |A or B|
    /// with a found one; 1 when they agree.
    var covering: Double {
        Self.segments(truth, count).reduce(0) { sum, segment in
            let best = Self.segments(found, count).reduce(0.0) { best, other in
                let shared = max(
                    0,
                    min(segment.upperBound, other.upperBound)
                        - max(segment.lowerBound, other.lowerBound))
                return max(best, Double(shared) / Double(segment.count + other.count - shared))
            }
            return sum + best * Double(segment.count)
        } / Double(count)
    }

    /// Harmonic mean of precision and recall, a change being found when a detection that is not
    /// used for another lies within `margin` observations.
    func f1(margin: Int) -> Double {
        let truth = [0] + truth
        let found = [0] + found
        var hits = 0
        var (i, j) = (0, 0)
        while i < truth.count, j < found.count {
            let distance = found[j] - truth[i]
            if distance.magnitude <= margin {
                hits += 1
                i += 1
                j += 1
            } else if distance < 0 {
                j += 1
            } else {
                i += 1
            }
        }
        return 2 * Double(hits) / Double(truth.count + found.count)
    }

    /// The largest distance from a change of one to the nearest change of the other; 0 when both
    /// have none, nil when only one has.
    var hausdorff: Int? {
        if truth.isEmpty, found.isEmpty { return 0 }
        guard !truth.isEmpty, !found.isEmpty else { return nil }
        func farthest(_ from: [Int], _ to: [Int]) -> Int {
            from.map { a in to.map { abs($0 - a) }.min() ?? 0 }.max() ?? 0
        }
        return max(farthest(truth, found), farthest(found, truth))
    }

    /// Share of pairs of observations that both segmentations treat alike, together or apart.
    var rand: Double {
        func pairs(_ length: Int) -> Double { Double(length) * Double(length - 1) / 2 }
        let cuts = Set(truth).union(found).sorted()
        let together = Self.segments(cuts, count).reduce(0) { $0 + pairs($1.count) }
        let inTruth = Self.segments(truth, count).reduce(0) { $0 + pairs($1.count) }
        let inFound = Self.segments(found, count).reduce(0) { $0 + pairs($1.count) }
        return 1 - (inTruth + inFound - 2 * together) / pairs(count)
    }

    private static func segments(_ changes: [Int], _ count: Int) -> [Range<Int>] {
        zip([0] + changes, changes + [count]).map { $0..<$1 }
    }
}
