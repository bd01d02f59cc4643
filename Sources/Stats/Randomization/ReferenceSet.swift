/// A condition (0, 1, …) for every position of a schedule: for every period, or for every row.
public typealias Arrangement = [Int]

/// Every arrangement that a mechanism of assignment could have produced, each equally likely.
///
/// The value that assigned the schedule is the value that the randomisation test redraws from, so
/// a test can never be run against a scheme that was not the one used. A set with one arrangement
/// assigned nothing at random.
public protocol ReferenceSet: Sendable {
    /// How many distinct arrangements there are, exactly.
    var count: ArrangementCount { get }

    /// Positions in each arrangement.
    var length: Int { get }

    /// Conditions are numbered below this; every one of them occurs in some arrangement.
    var conditionCount: Int { get }

    /// Hands over each arrangement once, in an order that never changes.
    /// - Complexity: `count` calls; ask for `count` first.
    func forEachArrangement(_ body: (Arrangement) -> Void)

    /// An arrangement with probability exactly 1 / `count`.
    func draw(using generator: inout some RandomNumberGenerator) -> Arrangement

    /// Whether the mechanism could have produced this arrangement.
    func contains(_ arrangement: Arrangement) -> Bool
}

extension ReferenceSet {
    /// Every arrangement, in the order of `forEachArrangement`.
    var arrangements: [Arrangement] {
        var result: [Arrangement] = []
        forEachArrangement { result.append($0) }
        return result
    }
}
