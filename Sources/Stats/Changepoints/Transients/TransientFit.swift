internal import RealModule

/// What one scale of a series says: whether it ends on another level once what came and went, what
/// wandered and what was rated with noise are allowed for. Made by `TransientPosterior`.
public struct TransientFit: Sendable {
    /// P(no change of level).
    public let none: Double
    /// P(one change), P(two that end on another level than they began).
    let oneChange: Double
    let twoElsewhere: Double
    /// P(a spell: up and back, or down and back).
    public let returns: Double
    /// new / (new + courses): whether a step explains a lasting move better than a drift or a slow wave.
    public let stepShare: Double
    /// When the change happened, if there is one.
    public let dates: DateDistribution
    /// Levels before and after the lasting change, if there is one; they lie between the lowest and the
    /// highest value.
    public let before: Double
    public let after: Double
    /// The transients of the best set, with their heights, in order of time.
    public let transients: [PlacedTransient]
    /// The most probable spell.
    public let spell: SpellDates?
    /// What the search chose, in the order of choice, and the log weight of each set with at most one
    /// change, the empty set first.
    let path: [Transient]
    let logWeights: [Double]

    /// P(it ends on another level).
    public var new: Double { oneChange + twoElsewhere }

    /// A transient and how high it was.
    public struct PlacedTransient: Sendable, Hashable {
        public let transient: Transient
        /// At its first day, in the unit of the series; negative for a dip.
        public let height: Double
    }

    /// Times of the first observation of a spell and of the first one behind it.
    public struct SpellDates: Sendable, Hashable {
        public let first: Int
        public let behind: Int
    }
}
