import ExperimentDiary
import ExperimentText
import Stats

/// An effect spread over the days after a dose, as a smooth curve with four coefficients.
///
/// What is reported is the cumulative effect: one more unit on every day, after `days` days.
package struct DistributedLag: Sendable, Equatable {
    package enum Curve: String, Sendable, CaseIterable {
        /// A cubic polynomial over the lags (Almon).
        case almon
        /// A natural cubic spline with four knots.
        case spline
    }

    package let curve: Curve
    /// Longest lag.
    package let days: Int

    /// Days that the curve may reach back.
    package static let range = 4...60

    package var basis: LagBasis {
        switch curve {
        case .almon: .almon(lags: days)
        case .spline: .naturalSpline(lags: days)
        }
    }

    /// The columns of a series that bears this name.
    package func columns(of name: String) -> [String] {
        (1...basis.matrix.columns).map { "\(name).\($0)" }
    }

    /// The cumulative effect as weights of those columns.
    package func cumulativeTerms(of name: String) -> [(column: String, weight: Double)] {
        zip(columns(of: name), basis.cumulativeWeights()).map { (column: $0, weight: $1) }
    }

    /// The values of the columns on a day.
    /// - Parameter doses: of the day itself, the day before and so on, `days` + 1 of them.
    /// - Returns: one value a column.
    package func values(_ doses: [Double]) -> [Double] {
        let matrix = basis.matrix
        return (0..<matrix.columns).map { column in
            zip(doses.indices, doses).reduce(0) { $0 + matrix[$1.0, column] * $1.1 }
        }
    }
}

extension DistributedLag {
    package init?(_ node: PlanNode?, _ reader: inout PlanReader) {
        guard let node, let map = reader.mapping(node, keys: ["curve", "days"]) else { return nil }
        let curve = reader.choice(map["curve"], among: Curve.allCases.map(\.rawValue))
        let days = reader.integer(map["days"], in: Self.range)
        for (key, expected) in [("curve", "almon or spline"), ("days", "the longest lag")]
        where map[key] == nil {
            reader.report(.missing(key: map.key(key), expected: expected), line: map.line)
        }
        guard let curve = curve.flatMap({ Curve(rawValue: $0.value) }), let days else { return nil }
        self.init(curve: curve, days: days.value)
    }
}
