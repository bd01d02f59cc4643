/// Several outcomes at once: which are selected so that at most a share q of the selected is
/// expected to be chance, by Benjamini and Hochberg.
///
/// p_(i) <= i q / m; adjusted p = min over j >= i of m p_(j) / j. Intervals of the selected ones are
/// to be read at level 1 - R q / m (false coverage rate, Benjamini & Yekutieli 2005).
public struct FalseDiscoveryControl: Sendable, Equatable {
    /// q.
    public let rate: Double
    /// One a p-value, in the order given, at most 1.
    public let adjusted: [Double]
    public let isSelected: [Bool]
    /// Level at which intervals of the selected outcomes keep their promise on average; nil when
    /// none is selected.
    public let intervalLevel: Double?

    /// - Parameters:
    ///   - pValues: two-sided, of the declared family (a declared primary outcome is not in it).
    ///   - rate: q, between 0 and 1.
    /// - Throws: `.optionOutOfRange` for a p-value outside 0...1 or a rate outside 0...1.
    public init(pValues: [Double], rate: Double = 0.1) throws(RegressionError) {
        guard rate > 0, rate < 1 else {
            throw .optionOutOfRange(name: "rate", found: rate, expected: "between 0 and 1")
        }
        if let wrong = pValues.first(where: { !($0 >= 0 && $0 <= 1) }) {
            throw .optionOutOfRange(name: "p-value", found: wrong, expected: "from 0 to 1")
        }
        let m = pValues.count
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        var adjusted = pValues
        var smallest = 1.0
        for (place, index) in order.enumerated().reversed() {
            smallest = min(smallest, Double(m) * pValues[index] / Double(place + 1))
            adjusted[index] = smallest
        }
        self.rate = rate
        self.adjusted = adjusted
        isSelected = adjusted.map { $0 <= rate }
        let selected = isSelected.count { $0 }
        intervalLevel = selected == 0 ? nil : 1 - Double(selected) * rate / Double(m)
    }
}
