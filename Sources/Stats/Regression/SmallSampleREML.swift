/// REML, then `SmallSampleInference`.
struct SmallSampleREML: Sendable {
    let method: RegressionMethod
    let rho: Double?

    func fit(_ y: [Double], on design: DesignMatrix) throws(RegressionError) -> RegressionFit {
        let found: Double
        if let rho {
            found = rho
        } else {
            found = try MaximumLikelihood(method: .reml, rho: nil).maximizer(y, on: design)
        }
        let solution = try GeneralizedLeastSquares(y, on: design, errors: AR1Errors(rho: found))
        let inference = SmallSampleInference(
            method: method, solution: solution, design: design, rho: found)
        return RegressionFit(
            method: method, design: design,
            degreesOfFreedom: Double(solution.residualDegreesOfFreedom),
            autocorrelation: RegressionFit.Autocorrelation(mean: found), sigma: solution.sigma,
            logLikelihood: solution.restrictedLogLikelihood,
            notes: [method.label] + inference.notes(columns: design.names), inference: inference)
    }
}
