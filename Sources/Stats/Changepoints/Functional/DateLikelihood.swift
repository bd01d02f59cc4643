internal import RealModule

/// Where each change of a given segmentation into levels may lie, whatever search found it: the
/// dates with 2 (l_max - l) <= x, (1 - exp(-x/2))^2 = level, its neighbours held fixed, l the likelihood
/// with AR(1) noise through the change and rho profiled.
///
/// At 95 % it covered 96-100 % of changes of 2 SD and 81-99 % of changes of 1 SD; where the change was
/// only just detected under strong autocorrelation, 62-92 %.
public struct DateLikelihood: Sendable {
    /// Observations on either side that are looked at, at most.
    static let reach = 200

    /// Fewest observations on either side of the date.
    public var minimumSegment: Int

    public init(minimumSegment: Int = 7) {
        self.minimumSegment = minimumSegment
    }

    /// One set for each change, in their order. `changes` are increasing indices in 1..<n.
    /// - Throws: `ChangepointError` for a series or a level that cannot be used.
    /// - Complexity: O(rhos w^2) a change, w the observations that are looked at.
    public func sets(
        of changes: [Int], in y: [Double], times: [Int]? = nil, level: Double = 0.95
    ) throws(ChangepointError) -> [DateSet] {
        guard level > 0, level < 1 else { throw .levelOutOfRange(found: level) }
        _ = try ObservedSeries(y, times: times, minimumSegment: minimumSegment)
        let regression = ThroughRegression(
            y, times: times ?? Array(y.indices),
            design: Matrix(rows: y.count, columns: 1, repeating: 1))
        let ends = [0] + changes + [y.count]
        let threshold = -2 * Double.log(1 - level.squareRoot())
        return changes.indices.map { position in
            let change = changes[position]
            let first = max(ends[position], change - Self.reach)
            let window = first..<min(ends[position + 2], change + Self.reach)
            let side = min(minimumSegment, change - first, window.upperBound - change)
            let profile = regression.profile(over: window, minimumSegment: side)
            let best = profile.max() ?? 0
            let indices = window.filter { 2 * (best - profile[$0 - first]) <= threshold }
            return DateSet(indices: indices, probability: level, times: regression.times)
        }
    }
}
