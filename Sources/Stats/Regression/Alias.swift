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
    /// The columns that earlier ones determine on these rows; empty when all are independent.
    ///
    /// The rank is decided by pivoted QR of the columns brought to unit length (pivots above 1e-10
    /// of the first). Only when it is short are the columns taken one after another, so that of two
    /// that equal each other the earlier is kept.
    /// - Complexity: O(n p^2), and O(n p^3) when some are dependent.
    public var aliases: [Alias] {
        // The elements of a design are finite, so the factorisation cannot refuse.
        guard let pivoted = try? PivotedQR(matrix), !pivoted.dependences.isEmpty else { return [] }
        let sequential = sequentialAliases
        return sequential.isEmpty ? pivoted.dependences.map(alias) : sequential
    }

    /// The design without its aliases, and what was left out. Where x_2 = x_1, the coefficient of
    /// x_1 is then the sum of both effects, which is all that the rows can tell.
    public func withoutAliases() throws(RegressionError) -> (design: DesignMatrix, aliases: [Alias])
    {
        let aliases = aliases
        let kept = names.indices.filter { place in
            !aliases.contains { $0.column == names[place] }
        }
        let design = try DesignMatrix(
            names: kept.map { names[$0] }, matrix: matrix.selecting(columns: kept), times: times)
        return (design, aliases)
    }

    private var sequentialAliases: [Alias] {
        var kept: [Int] = []
        var aliases: [Alias] = []
        for column in names.indices {
            if let alias = alias(of: column, among: kept) {
                aliases.append(alias)
            } else {
                kept.append(column)
            }
        }
        return aliases
    }

    private func alias(of column: Int, among kept: [Int]) -> Alias? {
        let values = Array(matrix.column(column))
        let length = matrix.norm(ofColumn: column)
        if length == 0 { return Alias(column: names[column], combination: [], rows: rows) }
        guard !kept.isEmpty,
            let factor = try? QRFactorization(matrix.selecting(columns: kept)),
            let residual = try? factor.residuals(values),
            dot(residual, residual).squareRoot() <= 1e-10 * length,
            let multiples = try? factor.solve(values)
        else { return nil }
        let terms = zip(kept, multiples).filter { other, multiple in
            multiple.magnitude * matrix.norm(ofColumn: other) > 1e-8 * length
        }
        return Alias(
            column: names[column],
            combination: terms.map { Alias.Term(column: names[$0.0], multiple: $0.1) }, rows: rows)
    }

    private func alias(_ dependence: PivotedQR.Dependence) -> Alias {
        Alias(
            column: names[dependence.column],
            combination: dependence.combination.map {
                Alias.Term(column: names[$0.column], multiple: $0.multiple)
            }, rows: rows)
    }
}

extension Contrast {
    /// This contrast on the design without its aliases.
    ///
    /// With x_a = sum_k m_ak x_k for the left-out columns a, a fit on the kept ones estimates
    /// b_k = beta_k + sum_a m_ak beta_a, and
    ///     sum_k c_k b_k = c'beta + sum_a (sum_k c_k m_ak - c_a) beta_a.
    /// The second sum is what no analysis of these rows can take apart from the first.
    /// - Parameters:
    ///   - aliases: of the design that this contrast belongs to.
    ///   - names: its columns, one a weight.
    /// - Returns: the weights of the kept columns (all zero when the contrast lies in the left-out
    ///   ones alone), and the left-out columns whose effects come along, each with its multiple.
    public func without(
        _ aliases: [Alias], names: [String]
    ) -> (contrast: Contrast, entangled: [Alias.Term]) {
        func weight(_ name: String) -> Double {
            names.firstIndex(of: name).map { weights[$0] } ?? 0
        }
        let entangled = aliases.compactMap { alias -> Alias.Term? in
            let parts = alias.combination.map { weight($0.column) * $0.multiple }
            let own = weight(alias.column)
            let excess = parts.reduce(0, +) - own
            let size = parts.reduce(own.magnitude) { $0 + $1.magnitude }
            guard excess.magnitude > 1e-8 * size else { return nil }
            return Alias.Term(column: alias.column, multiple: excess)
        }
        let kept = names.filter { name in !aliases.contains { $0.column == name } }
        return (Contrast(weights: kept.map(weight)), entangled)
    }
}
