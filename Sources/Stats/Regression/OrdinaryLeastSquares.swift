/// Least squares with independent errors and t(n - p).
/// Oracle: R lm, Tests/Oracles/regression.
enum OrdinaryLeastSquares {
    static func fit(_ y: [Double], on design: DesignMatrix) throws(RegressionError)
        -> RegressionFit
    {
        let solution = try GeneralizedLeastSquares(y, on: design, errors: IndependentErrors())
        let freedom = Double(solution.residualDegreesOfFreedom)
        return RegressionFit(
            method: .ols, design: design, degreesOfFreedom: freedom, autocorrelation: nil,
            sigma: solution.sigma, logLikelihood: solution.logLikelihood,
            notes: [RegressionMethod.ols.label],
            inference: CoefficientMixture(
                solution, sigma: solution.sigma, degreesOfFreedom: freedom))
    }
}
