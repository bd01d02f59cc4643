internal import RealModule

/// The engine `robustOnset`: averaged over onset curves as `onset`, with the errors of `robust`.
///
/// Coarse grid, frozen as version 1: 12 Chebyshev nodes in rho; lambda 0, 0.3, 0.6 with prior 0.4,
/// 0.3, 0.3 (a negative rho has lambda = 0 only); kappa -0.9, -0.45, 0, 0.45, 0.9 with prior
/// N(0, 0.5^2); every curve of the onset grid with the same weight. In simulation (500 series a
/// cell, AB 28+42) it covered 94-99 % of counts where `onset` covered 84-95 %; scores of many levels
/// it covers in 98-99.6 % at rho 0.3 and loses a third of the power, so it is not their default.
/// Oracle: Tests/Oracles/regression/robust_onset.py (dense covariance, QR a node).
struct RobustOnsetEngine: Sendable {
    static let noiseShares: [(share: Double, prior: Double)] = [(0, 0.4), (0.3, 0.3), (0.6, 0.3)]
    static let logRatios = [-0.9, -0.45, 0, 0.45, 0.9]

    let curves: OnsetCurves
    let group: [Bool]
    let readings: [Int]?
    let rhos: [Double]
    let orthonormal: OrthonormalDesign
    let logRatioPriors: [Double]

    /// - Throws: what `OnsetCurves` throws, `.rowCountMismatch`, `.tooFewRows`, `.tooFewNodes`,
    ///   `.autocorrelationOutOfRange`, `.optionOutOfRange`.
    init(_ options: RegressionOptions, design: DesignMatrix) throws(RegressionError) {
        try RegressionChecks.design(design)
        curves = try OnsetCurves(options, design: design, method: .robustOnset)
        group = try ErrorOptions.group(options, design: design, method: .robustOnset)
        readings = try ErrorOptions.readings(options, design: design)
        rhos = try PreparedAR1.nodes(
            rows: design.rows, count: options.nodes ?? 12, rho: options.rho)
        orthonormal = try OrthonormalDesign(curves.base)
        logRatioPriors = ErrorGrid.robustOnset.logRatios.map(\.prior)
    }

    var residualDegreesOfFreedom: Double {
        Double(curves.design.rows - curves.design.columns)
    }

    func fit(_ y: [Double], level: Double) throws(RegressionError) -> RegressionFit {
        let design = curves.design
        try RegressionChecks.responses(y, rows: design.rows)
        let grid = RobustOnsetGrid(solving: self, y: y)
        try RegressionChecks.residuals(sumOfSquares: grid.leastSum, of: y, on: design)
        // S is found as a difference, as in `onset`.
        guard grid.leastSum > 1e-12 * grid.sumWithout else {
            throw .perfectFit(rows: design.rows, columns: design.columns)
        }
        // Prior weights: one for each rho and curve, since lambda's and kappa's sum to 1 there.
        let weights = NodeWeights(
            logLikelihoods: grid.logWeights,
            priorTotal: Double(rhos.count * curves.kernels.count))
        return summarize(grid, weights, level: level)
    }

    // MARK: Summary

    private func summarize(
        _ grid: RobustOnsetGrid, _ weights: NodeWeights, level: Double
    ) -> RegressionFit {
        let nu = residualDegreesOfFreedom
        let count = curves.kernels.count
        let w = weights.values
        let kept = weights.relevant
        let meanVariance = kept.reduce(0) { $0 + w[$1] * grid.sums[$1] / (nu - 2) }
        var byRho = [Double](repeating: 0, count: rhos.count)
        var byCurve = [Double](repeating: 0, count: count)
        var errors = (noiseShare: 0.0, logSpreadRatio: 0.0, ratingNoise: 0.0)
        for (place, weight) in w.enumerated() {
            let node = grid.nodes[place / count]
            byRho[node.rhoPlace] += weight
            byCurve[place % count] += weight
            errors.noiseShare += weight * node.noiseShare
            errors.logSpreadRatio += weight * node.logRatio
            if node.noiseShare > 0 { errors.ratingNoise += weight }
        }
        let mixture = mixture(grid, weights: w, kept: kept)
        var unit = [Double](repeating: 0, count: curves.design.columns)
        unit[curves.place] = 1
        let summary = curves.summary(
            mixture.distribution(of: unit), curves: kept.map { $0 % count }, weights: byCurve,
            level: level)
        return RegressionFit(
            method: .robustOnset, design: curves.design, degreesOfFreedom: nu,
            autocorrelation: RegressionFit.Autocorrelation(
                nodes: rhos, weights: byRho, level: level),
            sigma: meanVariance.squareRoot(),
            logLikelihood: weights.logAverage + PreparedAR1.restrictedConstant(nu)
                - orthonormal.logDeterminant,
            onset: summary,
            robust: RobustSummary(
                noiseShare: errors.noiseShare, logSpreadRatio: errors.logSpreadRatio,
                localLevelWeight: 0, ratingNoiseWeight: errors.ratingNoise),
            notes: curves.notes(summary, .robustOnset), inference: mixture)
    }

    /// The coefficients in the order of the design, as in `OnsetEngine`.
    private func mixture(
        _ grid: RobustOnsetGrid, weights: [Double], kept: [Int]
    ) -> CoefficientMixture {
        let count = curves.kernels.count
        var locations: [Double] = []
        var factors: [Double] = []
        for index in kept {
            let part = component(grid, index: index, curve: index % count)
            locations += part.location
            factors += part.factor
        }
        let nu = residualDegreesOfFreedom
        return CoefficientMixture(
            columns: curves.design.columns, degreesOfFreedom: nu,
            weights: kept.map { weights[$0] }, locations: locations, factors: factors,
            residualScales: kept.map { (grid.sums[$0] / nu).squareRoot() })
    }

    private func component(
        _ grid: RobustOnsetGrid, index: Int, curve j: Int
    ) -> (location: [Double], factor: [Double]) {
        let node = grid.nodes[index / curves.kernels.count]
        let p = orthonormal.columns
        let last = curves.kernels.count
        let effect = grid.effects[index]
        var curve = Array(node.rotated[j * p..<(j + 1) * p])
        var gamma = (0..<p).map { node.rotated[last * p + $0] - effect * curve[$0] }
        let base = node.triangle.withUnsafeBufferPointer { buffer -> [Double] in
            guard let place = buffer.baseAddress, p > 0 else { return [] }
            // A Cholesky factor has a positive diagonal, so the solves cannot fail.
            _ = LAPACK.trtrs(.upper, .no, size: p, place, lda: p, &gamma, ldb: p)
            _ = LAPACK.trtrs(.upper, .no, size: p, place, lda: p, &curve, ldb: p)
            return orthonormal.inverseFactor(triangle: place, lda: p)
        }
        for i in 0..<p {
            gamma[i] += grid.projection[i, last] - effect * grid.projection[i, j]
            curve[i] += grid.projection[i, j]
        }
        var location = orthonormal.coefficients(onBasis: gamma)
        location.insert(effect, at: curves.place)
        return (
            location,
            curves.factor(
                base, slope: orthonormal.coefficients(onBasis: curve),
                weight: 1 / grid.curveSums[index].squareRoot())
        )
    }
}
