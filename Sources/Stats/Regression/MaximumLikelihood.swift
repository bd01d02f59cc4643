internal import RealModule

/// The autocorrelation at the maximum of the restricted (`reml`) or the full (`ml`) likelihood,
/// and generalised least squares there.
///
/// The likelihood is scanned on 80 points, spaced evenly in artanh rho, and its best stretch
/// refined by Brent's search. Standard errors divide S by n - p for both, as nlme does.
/// Oracle: R nlme::gls, corAR1 and corCAR1, Tests/Oracles/regression.
struct MaximumLikelihood: Sendable {
    let method: RegressionMethod
    /// Held at this value when given.
    let rho: Double?

    /// The range that is searched.
    static let range = -0.98...0.999

    func fit(_ y: [Double], on design: DesignMatrix) throws(RegressionError) -> RegressionFit {
        let found: Double
        if let rho { found = rho } else { found = try maximizer(y, on: design) }
        let solution = try GeneralizedLeastSquares(y, on: design, errors: AR1Errors(rho: found))
        let freedom = Double(solution.residualDegreesOfFreedom)
        return RegressionFit(
            method: method, design: design,
            degreesOfFreedom: method == .ml ? .infinity : freedom,
            autocorrelation: RegressionFit.Autocorrelation(mean: found),
            sigma: sigma(solution), logLikelihood: objective(solution),
            notes: [method.label] + edgeNote(found),
            inference: CoefficientMixture(
                solution, sigma: solution.sigma,
                degreesOfFreedom: method == .ml ? .infinity : freedom))
    }

    /// The rho that maximises the objective.
    func maximizer(_ y: [Double], on design: DesignMatrix) throws(RegressionError) -> Double {
        let grid = Self.grid
        var values: [Double] = []
        for rho in grid { values.append(try negative(y, on: design, rho: rho)) }
        let best = values.indices.min { values[$0] < values[$1] } ?? 0
        let record = BrentMinimizer().minimize(
            from: grid[max(best - 1, 0)], to: grid[min(best + 1, grid.count - 1)]
        ) { rho in
            // The same design was solved at 80 values of rho above, so a failure cannot follow.
            (try? negative(y, on: design, rho: rho)) ?? .infinity
        }
        return record.value < values[best] ? record.argument : grid[best]
    }

    private static let grid: [Double] = (0..<80).map { k in
        let ends = (Double.atanh(range.lowerBound), Double.atanh(range.upperBound))
        return Double.tanh(ends.0 + (ends.1 - ends.0) * Double(k) / 79)
    }

    private func negative(
        _ y: [Double], on design: DesignMatrix, rho: Double
    ) throws(RegressionError) -> Double {
        -objective(try GeneralizedLeastSquares(y, on: design, errors: AR1Errors(rho: rho)))
    }

    private func objective(_ solution: GeneralizedLeastSquares) -> Double {
        method == .ml ? solution.logLikelihood : solution.restrictedLogLikelihood
    }

    private func sigma(_ solution: GeneralizedLeastSquares) -> Double {
        guard method == .ml else { return solution.sigma }
        return (solution.residualSumOfSquares / Double(solution.rows)).squareRoot()
    }

    private func edgeNote(_ found: Double) -> [String] {
        guard rho == nil, found < Self.range.lowerBound + 1e-6 || found > 0.998 else { return [] }
        return [
            "The likelihood grows up to the edge of the searched range (autocorrelation \(found)): "
                + "the series cannot be told from one that wanders off."
        ]
    }
}
