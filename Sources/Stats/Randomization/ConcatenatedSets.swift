/// Reference sets in a row, each drawn independently of the others: blocks after blocks, a fixed
/// baseline before a random order of foods, one site's schedule after another's.
public struct ConcatenatedSets: ReferenceSet {
    public let parts: [any ReferenceSet]

    public let length: Int

    public init(_ parts: [any ReferenceSet]) {
        self.parts = parts
        length = parts.reduce(0) { $0 + $1.length }
    }

    public var count: ArrangementCount { parts.reduce(ArrangementCount(1)) { $0 * $1.count } }

    public var conditionCount: Int { parts.reduce(0) { max($0, $1.conditionCount) } }

    public func forEachArrangement(_ body: (Arrangement) -> Void) {
        extend([], part: 0, body)
    }

    private func extend(_ prefix: Arrangement, part: Int, _ body: (Arrangement) -> Void) {
        guard part < parts.count else { return body(prefix) }
        parts[part].forEachArrangement { extend(prefix + $0, part: part + 1, body) }
    }

    public func draw(using generator: inout some RandomNumberGenerator) -> Arrangement {
        var result: Arrangement = []
        result.reserveCapacity(length)
        for part in parts { result += part.draw(using: &generator) }
        return result
    }

    public func contains(_ arrangement: Arrangement) -> Bool {
        guard arrangement.count == length else { return false }
        var start = 0
        for part in parts {
            guard part.contains(Array(arrangement[start..<start + part.length])) else {
                return false
            }
            start += part.length
        }
        return true
    }
}
