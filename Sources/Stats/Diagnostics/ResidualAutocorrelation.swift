/// Autocorrelation of residuals whose times have gaps.
public struct ResidualAutocorrelation: Sendable, Equatable {
    /// r_h for h = 1...H: mean product of the pairs exactly h steps apart over the mean square; nil
    /// where no pair is that far apart.
    public let coefficients: [Double?]
    /// Number of pairs at each lag.
    public let pairs: [Int]
    /// Sum of squared successive differences over the sum of squares, rows taken as neighbours;
    /// near 2 without autocorrelation. Not to be relied on in short series (Turner et al. 2021).
    let durbinWatson: Double
    let ljungBox: LjungBox

    /// Ljung and Box's statistic with the number of pairs in place of n - h, and its chi-squared
    /// tail with as many degrees of freedom as lags that have pairs.
    public struct LjungBox: Sendable, Equatable {
        public let statistic: Double
        public let degreesOfFreedom: Int
        public let pValue: Double
    }

    /// - Parameters:
    ///   - residuals: one a row, not all zero.
    ///   - times: strictly increasing.
    ///   - lags: H, at least 1.
    /// - Throws: `.rowCountMismatch`, `.optionOutOfRange`, `.constantResponse` when all are equal.
    public init(
        residuals: [Double], times: [Int], lags: Int
    ) throws(RegressionError) {
        guard residuals.count == times.count else {
            throw .rowCountMismatch(
                what: "times", expected: residuals.count, found: times.count)
        }
        guard lags >= 1 else {
            throw .optionOutOfRange(name: "lags", found: Double(lags), expected: "at least 1")
        }
        guard let first = residuals.first, residuals.contains(where: { $0 != first }) else {
            throw .constantResponse(value: residuals.first ?? 0, rows: residuals.count)
        }
        let meanSquare = dot(residuals, residuals) / Double(residuals.count)
        let counted = (1...lags).map { Self.products(residuals, times: times, lag: $0) }
        let coefficients = counted.map { lag -> Double? in
            lag.count == 0 ? nil : lag.sum / Double(lag.count) / meanSquare
        }
        self.coefficients = coefficients
        pairs = counted.map(\.count)
        let steps = zip(residuals.dropFirst(), residuals).map { $0 - $1 }
        durbinWatson = dot(steps, steps) / dot(residuals, residuals)
        ljungBox = Self.ljungBox(
            coefficients, pairs: counted.map(\.count), rows: residuals.count)
    }

    private static func products(
        _ residuals: [Double], times: [Int], lag: Int
    ) -> (sum: Double, count: Int) {
        var sum = 0.0
        var count = 0
        var earlier = 0
        for later in times.indices {
            while times[earlier] < times[later] - lag { earlier += 1 }
            if times[earlier] == times[later] - lag {
                sum += residuals[earlier] * residuals[later]
                count += 1
            }
        }
        return (sum, count)
    }

    private static func ljungBox(
        _ coefficients: [Double?], pairs: [Int], rows: Int
    ) -> LjungBox {
        var statistic = 0.0
        var freedom = 0
        for (coefficient, count) in zip(coefficients, pairs) {
            guard let coefficient else { continue }
            // With all pairs present r_h carries the factor (n-h)/n of the usual estimate.
            let usual = coefficient * Double(count) / Double(rows)
            statistic += Double(rows) * Double(rows + 2) * usual * usual / Double(count)
            freedom += 1
        }
        let tail =
            freedom == 0
            ? 1 : ChiSquared(degreesOfFreedom: Double(freedom)).probability(above: statistic)
        return LjungBox(statistic: statistic, degreesOfFreedom: freedom, pValue: tail)
    }
}

extension RegressionFit {
    /// y - X b at the estimates, in the order of the rows.
    /// - Throws: `.rowCountMismatch`, `.columnCountMismatch`.
    public func residuals(
        _ y: [Double], on design: DesignMatrix
    ) throws(RegressionError) -> [Double] {
        guard design.columns == coefficients.count else {
            throw .columnCountMismatch(names: coefficients.count, columns: design.columns)
        }
        guard y.count == design.rows else {
            throw .rowCountMismatch(what: "responses", expected: design.rows, found: y.count)
        }
        return y.indices.map { row in
            coefficients.indices.reduce(y[row]) {
                $0 - coefficients[$1].estimate * design.matrix[row, $1]
            }
        }
    }
}
