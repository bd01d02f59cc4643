internal import RealModule

/// Least squares with Newey and West's standard errors, which allow for correlation up to a lag.
///
/// V = (X'X)^-1 [G_0 + sum_{l=1..L} (1 - l/(L+1)) (G_l + G_l')] (X'X)^-1,
/// G_l = sum_i e_i e_(i-l) x_i x_(i-l)'. Neighbouring rows count as lag 1 whatever the gap between
/// them, as in the usual programs, and no small-sample factor is applied; t(n - p).
/// Source: Newey & West (1987). Oracle: R sandwich::NeweyWest(prewhite = FALSE), statsmodels HAC.
struct NeweyWest: Sendable {
    /// L; nil is floor(4 (n/100)^(2/9)).
    let lag: Int?

    /// - Throws: `.lagOutOfRange`.
    func fit(_ y: [Double], on design: DesignMatrix) throws(RegressionError) -> RegressionFit {
        let n = design.rows
        let lag = self.lag ?? min(n - 1, Int(4 * Double.pow(Double(n) / 100, 2.0 / 9)))
        guard lag >= 0, lag < n else { throw .lagOutOfRange(found: lag, rows: n) }
        let solution = try GeneralizedLeastSquares(y, on: design, errors: IndependentErrors())
        let freedom = Double(solution.residualDegreesOfFreedom)
        let residuals = residuals(y, on: design, solution.coefficients)
        let inference = SandwichInference(
            coefficients: solution.coefficients, freedom: freedom, sigma: solution.sigma,
            bread: solution.inverseFactor,
            meat: Self.meat(design.matrix, residuals: residuals, lag: lag))
        return RegressionFit(
            method: .neweyWest, design: design, degreesOfFreedom: freedom, autocorrelation: nil,
            sigma: solution.sigma, logLikelihood: nil,
            notes: [
                RegressionMethod.neweyWest.label,
                "The standard errors allow for correlation up to lag \(lag), counted in rows.",
            ], inference: inference)
    }

    private func residuals(
        _ y: [Double], on design: DesignMatrix, _ coefficients: [Double]
    ) -> [Double] {
        y.indices.map { row in
            design.names.indices.reduce(y[row]) { $0 - design.matrix[row, $1] * coefficients[$1] }
        }
    }

    /// The weighted sum of G_l + G_l'.
    private static func meat(_ x: Matrix, residuals: [Double], lag: Int) -> Matrix {
        var scores = x
        for column in 0..<x.columns {
            for row in 0..<x.rows { scores[row, column] *= residuals[row] }
        }
        var meat = Matrix(rows: x.columns, columns: x.columns)
        for l in 0...lag {
            let weight = (l == 0 ? 0.5 : 1) * (1 - Double(l) / Double(lag + 1))
            for i in 0..<x.columns {
                for j in 0..<x.columns {
                    var sum = 0.0
                    for row in l..<x.rows { sum += scores[row, i] * scores[row - l, j] }
                    meat[i, j] += weight * sum
                    meat[j, i] += weight * sum
                }
            }
        }
        return meat
    }
}
