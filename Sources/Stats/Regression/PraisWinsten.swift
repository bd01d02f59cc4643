/// Prais and Winsten's feasible generalised least squares, iterated to a fixed point.
///
/// rho = sum e_i e_(i-1) / sum e_(i-1)^2 over neighbouring rows one step apart, then least squares
/// with AR(1) errors of that rho over the real gaps, until rho stands still; t(n - p).
/// Source: Prais & Winsten (1954). Oracle: Tests/Oracles/regression/prais_winsten.py.
struct PraisWinsten: Sendable {
    /// Held at this value when given.
    let rho: Double?

    /// Estimates are kept inside, as at +-1 the errors have no variance.
    static let range = -0.99...0.99

    /// - Throws: `.noNeighbouringRows` when no two rows are one step apart.
    func fit(_ y: [Double], on design: DesignMatrix) throws(RegressionError) -> RegressionFit {
        let neighbours = design.gaps.indices.filter { design.gaps[$0] == 1 }
        var notes = [RegressionMethod.praisWinsten.label]
        var found = rho ?? 0
        if rho == nil {
            guard !neighbours.isEmpty else { throw .noNeighbouringRows(rows: design.rows) }
            let fixedPoint = try iterate(y, on: design, neighbours)
            found = fixedPoint.rho
            if !fixedPoint.converged {
                notes.append("The autocorrelation had not settled after 500 rounds.")
            }
        }
        let solution = try GeneralizedLeastSquares(y, on: design, errors: AR1Errors(rho: found))
        let freedom = Double(solution.residualDegreesOfFreedom)
        return RegressionFit(
            method: .praisWinsten, design: design, degreesOfFreedom: freedom,
            autocorrelation: RegressionFit.Autocorrelation(mean: found), sigma: solution.sigma,
            logLikelihood: nil, notes: notes,
            inference: CoefficientMixture(
                solution, sigma: solution.sigma, degreesOfFreedom: freedom))
    }

    private func iterate(
        _ y: [Double], on design: DesignMatrix, _ neighbours: [Int]
    ) throws(RegressionError) -> (rho: Double, converged: Bool) {
        var rho = 0.0
        for _ in 0..<500 {
            let solution = try GeneralizedLeastSquares(y, on: design, errors: AR1Errors(rho: rho))
            let next = Self.estimate(y, on: design, solution.coefficients, neighbours)
            if (next - rho).magnitude < 1e-12 { return (next, true) }
            rho = next
        }
        return (rho, false)
    }

    private static func estimate(
        _ y: [Double], on design: DesignMatrix, _ coefficients: [Double], _ neighbours: [Int]
    ) -> Double {
        let residuals = y.indices.map { row in
            coefficients.indices.reduce(y[row]) { $0 - design.matrix[row, $1] * coefficients[$1] }
        }
        var product = 0.0
        var square = 0.0
        for row in neighbours {
            product += residuals[row] * residuals[row + 1]
            square += residuals[row] * residuals[row]
        }
        guard square > 0 else { return 0 }
        return min(max(product / square, range.lowerBound), range.upperBound)
    }
}
