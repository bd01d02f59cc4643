internal import RealModule

/// The engines `onset` and `robust-onset`: the effect averaged over how fast it sets in and washes
/// out, and over models of the errors (an `ErrorGrid`), all with posterior weights.
///
/// Each curve z is divided by what it reaches in D steps, so that its coefficient is the effect
/// after D steps of steady exposure, with a flat prior; every curve of the onset grid has the same
/// weight. The other columns are solved once a node; a curve adds one column to each of them (Frisch
/// and Waugh): with d what is left of z and h its product with what is left of y, the effect is
/// h/d, S falls by h^2/d, and
///     l = -(nu/2) ln S - ln det V / 2 - ln sqrt(det X0'V^-1 X0) - ln d / 2.
/// Oracle: Tests/Oracles/regression/onset_errors.py (dense covariance, QR a node).
struct OnsetGridEngine: Sendable {
    let method: RegressionMethod
    let grid: ErrorGrid
    let curves: OnsetCurves
    let group: [Bool]
    let rhos: [Double]
    let models: [ErrorModel]
    let orthonormal: OrthonormalDesign

    /// - Throws: what `OnsetCurves` throws, `.rowCountMismatch`, `.tooFewRows`, `.tooFewNodes`,
    ///   `.autocorrelationOutOfRange`, `.optionOutOfRange`.
    init(
        _ method: RegressionMethod, grid: ErrorGrid, options: RegressionOptions,
        design: DesignMatrix
    ) throws(RegressionError) {
        try RegressionChecks.design(design)
        self.method = method
        curves = try OnsetCurves(options, design: design, method: method)
        group = try ErrorOptions.group(options, design: design, method: method)
        rhos = try PreparedAR1.nodes(
            rows: design.rows, count: options.nodes ?? grid.autocorrelations, rho: options.rho)
        orthonormal = try OrthonormalDesign(curves.base)
        self.grid = orthonormal.spansConstant ? grid : grid.withoutLocalLevel
        models = self.grid.models(
            rows: design.rows, rhos: rhos,
            readings: try ErrorOptions.readings(options, design: design))
    }

    var residualDegreesOfFreedom: Double {
        Double(curves.design.rows - curves.design.columns)
    }

    /// Whether the spreads of the rows inside and outside the group may differ.
    var hasSpreads: Bool {
        grid.logRatios.count > 1 && group.contains(true) && group.contains(false)
    }

    var members: Double { Double(group.count { $0 }) }

    func fit(_ y: [Double], level: Double) throws(RegressionError) -> RegressionFit {
        let design = curves.design
        try RegressionChecks.responses(y, rows: design.rows)
        let solution = OnsetGridSolution(solving: self, y: y)
        try RegressionChecks.residuals(sumOfSquares: solution.leastSum, of: y, on: design)
        // S is found as a difference: an effect of a million standard deviations leaves no digits.
        guard solution.leastSum > 1e-12 * solution.sumWithout else {
            throw .perfectFit(rows: design.rows, columns: design.columns)
        }
        // Prior weights: one for each curve.
        let weights = NodeWeights(
            logLikelihoods: solution.logWeights, priorTotal: Double(curves.kernels.count))
        return summarize(solution, weights, level: level)
    }

    // MARK: Summary

    private func summarize(
        _ solution: OnsetGridSolution, _ weights: NodeWeights, level: Double
    ) -> RegressionFit {
        let nu = residualDegreesOfFreedom
        let count = curves.kernels.count
        let w = weights.values
        // Thousands of curves and nodes: those that could only show in the 13th digit are left out.
        let kept = weights.relevant(without: 1e-13)
        let meanVariance = kept.reduce(0) { $0 + w[$1] * solution.sums[$1] / (nu - 2) }
        var errors = ErrorPosterior(rhos: rhos.count)
        var byCurve = [Double](repeating: 0, count: count)
        for (place, node) in solution.nodes.enumerated() {
            let ofNode = w[place * count..<(place + 1) * count]
            errors.add(
                ofNode.reduce(0, +), of: models[node.modelPlace], logRatio: node.logRatio)
            for (curve, weight) in ofNode.enumerated() { byCurve[curve] += weight }
        }
        let mixture = OnsetMixture(self, solution).coefficients(weights: w, kept: kept)
        var unit = [Double](repeating: 0, count: curves.design.columns)
        unit[curves.place] = 1
        let summary = curves.summary(
            mixture.distribution(of: unit), curves: kept.map { $0 % count }, weights: byCurve,
            level: level)
        return RegressionFit(
            method: method, design: curves.design, degreesOfFreedom: nu,
            autocorrelation: errors.autocorrelation(rhos, level: level),
            sigma: meanVariance.squareRoot(),
            logLikelihood: weights.logAverage + PreparedAR1.restrictedConstant(nu),
            onset: summary, robust: errors.summary, notes: curves.notes(summary, method),
            inference: mixture)
    }
}
