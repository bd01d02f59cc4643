/// The arrangements of a set that a rule admits, each equally likely: the mechanism draws from the set
/// until the rule is content, and a test redraws in the same way.
///
/// The rule sees an arrangement and nothing else, so that it can be applied before anything is known.
public struct RestrictedSet<Base: ReferenceSet>: ReferenceSet {
    private let base: Base
    private let admits: @Sendable (Arrangement) -> Bool
    /// Exact up to `listingLimit` arrangements of the base; above, the number of the base, which this
    /// one does not exceed.
    public let count: ArrangementCount

    /// Up to how many arrangements of the base are all tried to count those admitted.
    public static var listingLimit: Int { 20_000 }
    /// How many draws are tried where there are more.
    private static var trials: Int { 1_000 }

    /// - Returns: nil where the rule leaves fewer than two, or, above the limit, none of 1,000 draws.
    public init?(_ base: Base, admitting admits: @escaping @Sendable (Arrangement) -> Bool) {
        self.base = base
        self.admits = admits
        if let size = base.count.asInt, size <= Self.listingLimit {
            var admitted = 0
            base.forEachArrangement { admitted += admits($0) ? 1 : 0 }
            guard admitted >= 2 else { return nil }
            count = ArrangementCount(admitted)
        } else {
            var generator = SeededGenerator(seed: 0, stream: 0x5245_5354_5249_4354)
            guard (0..<Self.trials).contains(where: { _ in admits(base.draw(using: &generator)) })
            else { return nil }
            count = base.count
        }
    }

    public var length: Int { base.length }

    public var conditionCount: Int { base.conditionCount }

    public func forEachArrangement(_ body: (Arrangement) -> Void) {
        base.forEachArrangement { if admits($0) { body($0) } }
    }

    public func draw(using generator: inout some RandomNumberGenerator) -> Arrangement {
        var arrangement = base.draw(using: &generator)
        while !admits(arrangement) { arrangement = base.draw(using: &generator) }
        return arrangement
    }

    public func contains(_ arrangement: Arrangement) -> Bool {
        base.contains(arrangement) && admits(arrangement)
    }
}
