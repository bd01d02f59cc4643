/// The statistic of one unit under the schedules that its own draw could have assigned, the followed one among
/// them, scaled to variance 1: what a test over several units needs of each.
///
/// Where all schedules are listed, the followed one is equally likely to be any of them; where some were drawn
/// beside it, it is equally likely to be any of those listed (Besag & Clifford 1989). Either way it is one of
/// `values`, chosen by chance alone when no score depends on its condition.
public struct RandomizationSample: Sendable, Equatable {
    /// Of the schedule that was followed.
    public let observed: Double
    /// Of all that are listed, the followed one among them.
    public let values: [Double]
    /// Whether they are all that there are.
    public let isComplete: Bool

    public init(observed: Double, values: [Double], isComplete: Bool) {
        self.observed = observed
        self.values = values
        self.isComplete = isComplete
    }

    /// How many are listed at most.
    public static let most = 64

    /// The same, turned around where lower is better.
    public func scaled(by sign: Double) -> RandomizationSample {
        RandomizationSample(
            observed: sign * observed, values: values.map { sign * $0 }, isComplete: isComplete)
    }
}

extension RandomizationTest {
    /// - Returns: nil where the statistic is the same under all schedules.
    /// - Throws: as `run`.
    public func sample(
        _ scores: [Double?], observed: Arrangement, in referenceSet: some ReferenceSet, seed: UInt64
    ) throws(RandomizationError) -> RandomizationSample? {
        var few = self
        few.exactLimit = RandomizationSample.most
        few.replicates = RandomizationSample.most - 1
        let distribution = try few.distribution(
            scores, observed: observed, in: referenceSet, seed: seed)
        // A schedule without a statistic tells nothing: it counts as the middle.
        let others = distribution.others.map { $0?.scores ?? 0 }
        let values = others + (distribution.isExact ? [] : [distribution.observed.scores])
        let square = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
        guard square > 0 else { return nil }
        let scale = 1 / square.squareRoot()
        return RandomizationSample(
            observed: distribution.observed.scores * scale, values: values.map { $0 * scale },
            isComplete: distribution.isExact)
    }
}
