/// Some of several items, each used at most once, in random order: the rows of a Williams square,
/// items in a drawn order, starts dealt out to series.
///
/// An item may come in several versions of one length (a start within a window); then each
/// selected item also takes one of its versions at random.
public struct OrderedSelection: ReferenceSet {
    /// Versions of each item; all versions of all items are distinct and have one length.
    public let items: [[Arrangement]]
    /// How many items an arrangement holds.
    public let selected: Int
    private let itemOfVersion: [Arrangement: Int]

    /// - Precondition: 1 <= selected <= items; versions are distinct and of one length; items have
    ///   equally many versions unless all items are selected (else draws would not be uniform).
    public init(items: [[Arrangement]], selecting selected: Int) {
        precondition((1...max(1, items.count)).contains(selected), "items to select from")
        let versions = items.enumerated().flatMap { index, versions in versions.map { ($0, index) }
        }
        precondition(
            items.allSatisfy { !$0.isEmpty }
                && versions.allSatisfy { $0.0.count == items[0][0].count },
            "every item has a version, and versions have one length")
        precondition(
            selected == items.count || items.allSatisfy { $0.count == items[0].count },
            "a uniform selection needs equally many versions of each item")
        self.items = items
        self.selected = selected
        itemOfVersion = Dictionary(versions, uniquingKeysWith: { first, _ in first })
        precondition(itemOfVersion.count == versions.count, "versions are distinct")
    }

    public init(items: [Arrangement]) {
        self.init(items: items.map { [$0] }, selecting: items.count)
    }

    public var count: ArrangementCount {
        let versions = items.prefix(selected).reduce(ArrangementCount(1)) {
            $0 * ArrangementCount($1.count)
        }
        return .orderedSelections(of: selected, from: items.count) * versions
    }

    public var length: Int { selected * versionLength }

    public var conditionCount: Int {
        items.joined().reduce(0) { max($0, ($1.max() ?? -1) + 1) }
    }

    private var versionLength: Int { items[0][0].count }

    public func forEachArrangement(_ body: (Arrangement) -> Void) {
        var used = [Bool](repeating: false, count: items.count)
        extend([], remaining: selected, used: &used, body)
    }

    private func extend(
        _ prefix: Arrangement, remaining: Int, used: inout [Bool], _ body: (Arrangement) -> Void
    ) {
        guard remaining > 0 else { return body(prefix) }
        for item in items.indices where !used[item] {
            used[item] = true
            for version in items[item] {
                extend(prefix + version, remaining: remaining - 1, used: &used, body)
            }
            used[item] = false
        }
    }

    public func draw(using generator: inout some RandomNumberGenerator) -> Arrangement {
        generator.shuffled(Array(items.indices)).prefix(selected).flatMap { item in
            let versions = items[item]
            return versions.count == 1
                ? versions[0] : versions[generator.uniform(below: versions.count)]
        }
    }

    public func contains(_ arrangement: Arrangement) -> Bool {
        guard arrangement.count == length else { return false }
        let found = stride(from: 0, to: length, by: versionLength).compactMap {
            itemOfVersion[Array(arrangement[$0..<$0 + versionLength])]
        }
        return found.count == selected && Set(found).count == selected
    }
}
