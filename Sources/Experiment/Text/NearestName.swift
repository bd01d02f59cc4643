/// Finds the known name that a mistyped one most likely meant.
package enum NearestName {
    /// The known name at the smallest edit distance from `name`, or one that contains it; nil when
    /// none is near. Ties go to the name that comes first in `known`.
    /// - Complexity: O(known.count * name.count * longest known name).
    package static func of(_ name: String, among known: [String]) -> String? {
        let wanted = folded(name)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        if wanted.count >= 3, let containing = known.first(where: { contains(folded($0), wanted) })
        {
            return containing
        }
        let ranked = known.map { (name: $0, distance: distance(wanted, folded($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, wanted.count / 3) ? best.name : nil
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal
    /// string alignment, Boytsov 2011).
    package static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var rows = [Array(0...b.count)]
        for (row, letter) in a.enumerated() {
            var current = [row + 1]
            for (column, other) in b.enumerated() {
                let substituted = rows[row][column] + (letter == other ? 0 : 1)
                var least = min(substituted, rows[row][column + 1] + 1, current[column] + 1)
                let isSwap =
                    row > 0 && column > 0 && letter == b[column - 1] && a[row - 1] == other
                if isSwap { least = min(least, rows[row - 1][column - 1] + 1) }
                current.append(least)
            }
            rows.append(current)
        }
        return rows[a.count][b.count]
    }

    /// Lower case, and one separator for the several that people type.
    private static func folded(_ name: String) -> [Character] {
        name.lowercased().map { "_. ".contains($0) ? "-" : $0 }
    }

    private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains {
            text[$0..<($0 + part.count)].elementsEqual(part)
        }
    }
}
