internal import RealModule

/// The engine `onset`: the effect averaged over how fast it sets in and washes out, and over the
/// autocorrelation, all with posterior weights.
///
/// Each curve z is divided by what it reaches in D steps, so that its coefficient is the effect
/// after D steps of steady exposure, with a flat prior. The other columns are prepared once a
/// node; a curve adds one column to each of them (Frisch and Waugh): with d what is left of z and h
/// its product with what is left of y, the effect is h/d, S falls by h^2/d, and
///     l = -(nu/2) ln S - ln det R / 2 - ln sqrt(det X0'R^-1 X0) - ln d / 2.
/// Oracle: Tests/Oracles/regression/engine.py, fit_onset.
struct OnsetEngine: Sendable {
    let curves: OnsetCurves
    let prepared: PreparedAR1

    /// - Throws: what `OnsetCurves` and `PreparedAR1` throw.
    init(_ options: RegressionOptions, design: DesignMatrix) throws(RegressionError) {
        try RegressionChecks.design(design)
        curves = try OnsetCurves(options, design: design, method: .onset)
        prepared = try PreparedAR1(
            design: curves.base, nodes: options.nodes ?? 32, rho: options.rho)
    }

    private var design: DesignMatrix { curves.design }
    private var count: Int { curves.kernels.count }

    func fit(_ y: [Double], level: Double) throws(RegressionError) -> RegressionFit {
        try RegressionChecks.responses(y, rows: design.rows)
        let solution = OnsetSolution(self, y: y)
        try RegressionChecks.residuals(sumOfSquares: solution.leastSum, of: y, on: design)
        // S is found as a difference: an effect of a million standard deviations leaves no digits.
        guard solution.leastSum > 1e-12 * solution.sumWithout else {
            throw .perfectFit(rows: design.rows, columns: design.columns)
        }
        let weights = NodeWeights(
            logLikelihoods: solution.logLikelihoods,
            priorTotal: Double(solution.logLikelihoods.count))
        return summarize(solution, weights, level: level)
    }

    var residualDegreesOfFreedom: Double { Double(design.rows - design.columns) }

    // MARK: Summary

    private func summarize(
        _ solution: OnsetSolution, _ weights: NodeWeights, level: Double
    ) -> RegressionFit {
        let nu = residualDegreesOfFreedom
        let w = weights.values
        let kept = weights.relevant
        let meanVariance = kept.reduce(0) { $0 + w[$1] * solution.sums[$1] / (nu - 2) }
        var byRho = [Double](repeating: 0, count: prepared.nodes.count)
        var byCurve = [Double](repeating: 0, count: count)
        for (place, weight) in w.enumerated() {
            byRho[place / count] += weight
            byCurve[place % count] += weight
        }
        let mixture = mixture(solution, weights: w, kept: kept)
        var unit = [Double](repeating: 0, count: design.columns)
        unit[curves.place] = 1
        let summary = curves.summary(
            mixture.distribution(of: unit), curves: kept.map { $0 % count }, weights: byCurve,
            level: level)
        return RegressionFit(
            method: .onset, design: design, degreesOfFreedom: nu,
            autocorrelation: RegressionFit.Autocorrelation(
                nodes: prepared.nodes, weights: byRho, level: level),
            sigma: meanVariance.squareRoot(),
            logLikelihood: weights.logAverage + PreparedAR1.restrictedConstant(nu),
            onset: summary, notes: curves.notes(summary, .onset), inference: mixture)
    }

    /// The coefficients in the order of the design, with beta_0 = T^-1 (Q'y - Q'z theta + gamma).
    private func mixture(
        _ solution: OnsetSolution, weights: [Double], kept: [Int]
    ) -> CoefficientMixture {
        var locations: [Double] = []
        var factors: [Double] = []
        for index in kept {
            let part = component(solution, node: index / count, curve: index % count)
            locations += part.location
            factors += part.factor
        }
        let nu = residualDegreesOfFreedom
        return CoefficientMixture(
            columns: design.columns, degreesOfFreedom: nu, weights: kept.map { weights[$0] },
            locations: locations, factors: factors,
            residualScales: kept.map { (solution.sums[$0] / nu).squareRoot() })
    }

    private func component(
        _ solution: OnsetSolution, node k: Int, curve j: Int
    ) -> (location: [Double], factor: [Double]) {
        let p = prepared.columns
        let effect = solution.effects[k * count + j]
        let start = k * (count + 1) * p
        var curve = Array(solution.columns.rotated[start + j * p..<start + (j + 1) * p])
        var gamma = (0..<p).map {
            solution.columns.rotated[start + count * p + $0] - effect * curve[$0]
        }
        prepared.solveTriangle(.no, node: k, &gamma, columns: 1)
        prepared.solveTriangle(.no, node: k, &curve, columns: 1)
        let projection = solution.columns.projection
        for i in 0..<p {
            gamma[i] += projection[i, count] - effect * projection[i, j]
            curve[i] += projection[i, j]
        }
        var location = prepared.orthonormal.coefficients(onBasis: gamma)
        let slope = prepared.orthonormal.coefficients(onBasis: curve)
        location.insert(effect, at: curves.place)
        return (
            location,
            curves.factor(
                prepared.inverseFactor(node: k), slope: slope,
                weight: 1 / solution.curveSums[k * count + j].squareRoot())
        )
    }
}
