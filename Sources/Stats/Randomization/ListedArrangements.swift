/// A reference set given by its members: a fixed schedule (one of them), the possible starts of a
/// switch, the two orders of a pair.
public struct ListedArrangements: ReferenceSet {
    let arrangements: [Arrangement]
    private let members: Set<Arrangement>

    /// - Parameter arrangements: at least one; distinct; all of the same length.
    /// - Precondition: as said.
    public init(_ arrangements: [Arrangement]) {
        precondition(!arrangements.isEmpty, "a reference set has at least one arrangement")
        members = Set(arrangements)
        precondition(members.count == arrangements.count, "arrangements are distinct")
        precondition(
            arrangements.allSatisfy { $0.count == arrangements[0].count },
            "arrangements have one length")
        self.arrangements = arrangements
    }

    public var count: ArrangementCount { ArrangementCount(arrangements.count) }

    public var length: Int { arrangements[0].count }

    public var conditionCount: Int {
        arrangements.reduce(0) { max($0, ($1.max() ?? -1) + 1) }
    }

    public func forEachArrangement(_ body: (Arrangement) -> Void) { arrangements.forEach(body) }

    public func draw(using generator: inout some RandomNumberGenerator) -> Arrangement {
        arrangements.count == 1
            ? arrangements[0] : arrangements[generator.uniform(below: arrangements.count)]
    }

    public func contains(_ arrangement: Arrangement) -> Bool { members.contains(arrangement) }
}
