/// Arrangements that are at least as extreme as the one that was followed, out of all: a ratio of
/// whole numbers, so that a test's p is never a rounded one.
public struct RandomizationProportion: Sendable, Hashable, CustomStringConvertible {
    /// Arrangements at least as extreme, the one that was followed among them.
    public let extreme: Int
    public let total: Int

    public init(extreme: Int, total: Int) {
        self.extreme = extreme
        self.total = total
    }

    public var value: Double { Double(extreme) / Double(total) }

    /// As in "5/165".
    public var description: String { "\(extreme)/\(total)" }
}

/// Effects that a randomisation test does not reject.
public struct RandomizationInterval: Sendable, Hashable {
    /// Nil where even the most negative effect is not rejected: the scheme has too few
    /// arrangements.
    public let lower: Double?
    /// Nil where even the largest effect is not rejected.
    public let upper: Double?
    public let level: Double

    public init(lower: Double?, upper: Double?, level: Double) {
        self.lower = lower
        self.upper = upper
        self.level = level
    }
}

/// What a randomisation test found.
public struct RandomizationResult: Sendable, Hashable {
    public let pValue: RandomizationProportion
    /// The p of scores that follow the schedule without noise: none smaller can be reached.
    public let smallestReachableP: RandomizationProportion
    /// Whether all arrangements were listed; if not, they were drawn.
    public let isExact: Bool
    /// Arrangements of the scheme.
    public let arrangementCount: ArrangementCount
    /// Scores that were used.
    let scoreCount: Int
    /// Effect of the contrast in the unit of the scores (per unit of dose; per step for slopes).
    public let estimate: Double
    /// Effects not rejected by the two-sided test; nil where one effect cannot describe the
    /// contrast (more than two conditions, differences of slopes).
    public let interval: RandomizationInterval?
}
