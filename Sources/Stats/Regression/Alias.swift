/// A column that the others determine on the rows at hand: x = sum multiple * column.
///
/// Its separate effect cannot be estimated from these rows, whatever the model.
public struct Alias: Sendable, Equatable, CustomStringConvertible {
    public struct Term: Sendable, Equatable {
        public let column: String
        public let multiple: Double
    }

    public let column: String
    /// Empty when the column is zero on every row.
    public let combination: [Term]
    /// Number of rows on which the identity holds.
    public let rows: Int

    public var description: String {
        if combination.isEmpty {
            return "Column \"\(column)\" is zero on all \(rows) rows: its effect cannot be "
                + "estimated. Drop it."
        }
        return "Column \"\(column)\" = \(formula) on all \(rows) rows: their separate effects "
            + "cannot be estimated from these rows, whatever the model. Drop one or report their "
            + "sum."
    }

    /// For instance `1 x "diet" - 0.5 x "week"`.
    public var formula: String {
        combination.enumerated().map { place, term in
            let magnitude = "\(Self.short(term.multiple.magnitude)) x \"\(term.column)\""
            if place == 0 { return term.multiple < 0 ? "-\(magnitude)" : magnitude }
            return (term.multiple < 0 ? "- " : "+ ") + magnitude
        }.joined(separator: " ")
    }

    /// Six decimals at most, whole numbers without a point.
    private static func short(_ value: Double) -> String {
        let rounded = (value * 1e6).rounded() / 1e6
        guard rounded.magnitude < 1e9 else { return "\(value)" }
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}

extension DesignMatrix {
    /// The columns that others determine on these rows; empty when all are independent.
    ///
    /// Pivoted QR of the columns brought to unit length, rank = number of pivots above 1e-10 of
    /// the first. Among columns that determine each other the earlier one is kept.
    /// - Complexity: O(n p^2).
    public var aliases: [Alias] {
        guard let dependences = try? PivotedQR(matrix).dependences else { return [] }
        return dependences.map { dependence in
            Alias(
                column: names[dependence.column],
                combination: dependence.combination.map {
                    Alias.Term(column: names[$0.column], multiple: $0.multiple)
                },
                rows: rows)
        }
    }
}
