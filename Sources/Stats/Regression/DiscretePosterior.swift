/// A quantity with finitely many values and their posterior weights.
struct DiscretePosterior: Sendable {
    private let values: [Double]
    private let cumulated: [Double]

    /// - Parameters:
    ///   - values: in any order.
    ///   - weights: one a value, summing to 1.
    init(values: [Double], weights: [Double]) {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        self.values = order.map { values[$0] }
        var sum = 0.0
        cumulated = order.map {
            sum += weights[$0]; return sum
        }
    }

    /// The smallest value with at least probability p at or below it (1e-12 for rounding).
    func quantile(_ p: Double) -> Double {
        let place = cumulated.firstIndex { $0 >= p - 1e-12 } ?? values.count - 1
        return values[place]
    }

    func quantiles(level: Double) -> OnsetSummary.Quantiles {
        OnsetSummary.Quantiles(
            lower: quantile(0.5 * (1 - level)), median: quantile(0.5),
            upper: quantile(0.5 * (1 + level)))
    }
}
