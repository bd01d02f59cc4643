internal import RealModule

/// The engine `robust`: autocorrelation, share of white noise and ratio of spreads integrated out.
///
/// Rows of the spread group are divided by exp(kappa), then whitened with
/// R = (1 - lambda) rho^|dt| + lambda I. Grid: 32 Chebyshev nodes in rho; lambda 0, 0.2, 0.4, 0.6 with
/// prior 0.4, 0.2, 0.2, 0.2 (a negative rho has lambda = 0 only); kappa in 17 steps from -1.2 to 1.2
/// with prior N(0, 0.5^2). The grid and the priors are conventions, frozen as version 1.
///
/// Whitening is linear, so it runs once a (rho, lambda) on the rows inside and outside the group
/// apart; each kappa then combines three small products.
/// Oracle: Tests/Oracles/regression/engine.py, fit_robust.
struct RobustEngine: Sendable {
    static let noiseShares: [(share: Double, prior: Double)] = [
        (0, 0.4), (0.2, 0.2), (0.4, 0.2), (0.6, 0.2),
    ]
    static let logRatios: [Double] = (0..<17).map { -1.2 + 2.4 * Double($0) / 16 }

    let design: DesignMatrix
    let group: [Bool]
    let readings: [Int]?
    let rhos: [Double]
    private let orthonormal: OrthonormalDesign
    let logRatioPriors: [Double]

    /// - Throws: `.exposureNotNamed`, `.unknownColumn`, `.rowCountMismatch`, `.tooFewRows`,
    ///   `.rankDeficient`, `.tooFewNodes`, `.autocorrelationOutOfRange`, `.optionOutOfRange`.
    init(_ options: RegressionOptions, design: DesignMatrix) throws(RegressionError) {
        try RegressionChecks.design(design)
        self.design = design
        group = try Self.group(options, design: design)
        readings = try Self.readings(options, design: design)
        rhos = try PreparedAR1.nodes(
            rows: design.rows, count: options.nodes ?? 32, rho: options.rho)
        orthonormal = try OrthonormalDesign(design)
        logRatioPriors = Self.priors(of: Self.logRatios)
    }

    /// N(0, 0.5^2) on the given log ratios, summing to 1.
    static func priors(of logRatios: [Double]) -> [Double] {
        let densities = logRatios.map { Double.exp(-0.5 * ($0 / 0.5) * ($0 / 0.5)) }
        let total = densities.reduce(0, +)
        return densities.map { $0 / total }
    }

    static func group(
        _ options: RegressionOptions, design: DesignMatrix
    ) throws(RegressionError) -> [Bool] {
        if let group = options.spreadGroup {
            guard group.count == design.rows else {
                throw .rowCountMismatch(
                    what: "members of the spread group", expected: design.rows,
                    found: group.count)
            }
            return group
        }
        guard let exposure = options.exposure else { throw .exposureNotNamed(method: .robust) }
        let column = try design.index(of: exposure.column)
        return design.matrix.column(column).map { $0 > 0 }
    }

    static func readings(
        _ options: RegressionOptions, design: DesignMatrix
    ) throws(RegressionError) -> [Int]? {
        guard let readings = options.readings else { return nil }
        guard readings.count == design.rows else {
            throw .rowCountMismatch(
                what: "reading counts", expected: design.rows, found: readings.count)
        }
        if let least = readings.min(), least < 1 {
            throw .optionOutOfRange(
                name: "readings", found: Double(least), expected: "at least 1 a row")
        }
        return readings
    }

    func fit(_ y: [Double], level: Double) throws(RegressionError) -> RegressionFit {
        try RegressionChecks.responses(y, rows: design.rows)
        let response = orthonormal.split(Matrix(columns: [y]))
        let rest = response.residual.elements
        try RegressionChecks.residuals(sumOfSquares: dot(rest, rest), of: y, on: design)
        let grid = RobustGrid(solving: self, residual: rest)
        return summarize(grid, projection: response.projection.elements, level: level)
    }

    // MARK: What the grid needs

    /// [Q | r] with the rows of the group zeroed, then with the others zeroed.
    func columnsByGroup(_ residual: [Double]) -> Matrix {
        let all = orthonormal.basis.elements + residual
        let rows = design.rows
        let outside = all.indices.map { group[$0 % rows] ? 0 : all[$0] }
        let inside = all.indices.map { group[$0 % rows] ? all[$0] : 0 }
        return Matrix(
            rows: rows, columns: 2 * (design.columns + 1), elements: outside + inside)
    }

    /// -ln det / 2 of the scaled correlation, and of X'X.
    func logOffset(_ ratio: Double, logDeterminant: Double) -> Double {
        let members = Double(group.count { $0 })
        return -0.5 * logDeterminant - ratio * members - orthonormal.logDeterminant
    }

    /// Most nodes that the grid can have.
    var nodeCount: Int { rhos.count * Self.noiseShares.count * Self.logRatios.count }

    var residualDegreesOfFreedom: Double { Double(design.rows - design.columns) }

    // MARK: Summary

    private func summarize(
        _ grid: RobustGrid, projection: [Double], level: Double
    ) -> RegressionFit {
        let nu = residualDegreesOfFreedom
        // Prior weights: one for each rho, since lambda's and kappa's sum to 1 there.
        let weights = NodeWeights(
            logLikelihoods: grid.logWeights, priorTotal: Double(rhos.count))
        let kept = weights.relevant
        let w = weights.values
        let meanVariance = kept.reduce(0) { $0 + w[$1] * grid.sums[$1] / (nu - 2) }
        return RegressionFit(
            method: .robust, design: design, degreesOfFreedom: nu,
            autocorrelation: autocorrelation(grid, w, level: level),
            sigma: meanVariance.squareRoot(),
            logLikelihood: weights.logAverage + PreparedAR1.restrictedConstant(nu),
            robust: RobustSummary(
                noiseShare: dot(w, grid.noiseShares), logSpreadRatio: dot(w, grid.logRatios)),
            notes: [RegressionMethod.robust.label],
            inference: mixture(grid, weights: w, kept: kept, projection: projection))
    }

    private func autocorrelation(
        _ grid: RobustGrid, _ weights: [Double], level: Double
    ) -> RegressionFit.Autocorrelation {
        var marginal = [Double](repeating: 0, count: rhos.count)
        for (node, weight) in weights.enumerated() { marginal[grid.rhoPlaces[node]] += weight }
        return RegressionFit.Autocorrelation(nodes: rhos, weights: marginal, level: level)
    }

    private func mixture(
        _ grid: RobustGrid, weights: [Double], kept: [Int], projection: [Double]
    ) -> CoefficientMixture {
        let p = design.columns
        let size = p + 1
        var locations: [Double] = []
        var factors: [Double] = []
        grid.triangles.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for node in kept {
                let triangle = base + node * size * size
                var gamma = Array(UnsafeBufferPointer(start: triangle + p * size, count: p))
                _ = LAPACK.trtrs(.upper, .no, size: p, triangle, lda: size, &gamma, ldb: p)
                let total = zip(gamma, projection).map { $0 + $1 }
                locations += orthonormal.coefficients(onBasis: total)
                factors += orthonormal.inverseFactor(triangle: triangle, lda: size)
            }
        }
        let nu = residualDegreesOfFreedom
        return CoefficientMixture(
            columns: p, degreesOfFreedom: nu, weights: kept.map { weights[$0] },
            locations: locations, factors: factors,
            residualScales: kept.map { (grid.sums[$0] / nu).squareRoot() })
    }
}
