internal import RealModule

/// The engines `robust` and `daily`: the errors integrated out over a `ErrorGrid`, the effect as a
/// mixture of t.
///
/// Rows of the spread group are divided by exp(kappa), then whitened. Whitening is linear, so it runs
/// once a model of the errors on the rows inside and outside the group apart; each kappa then combines
/// three small products. With [U u; 0 r] the triangle of the whitened [Q | y - Q Q'y] at a node,
///     l = -nu ln r - ln det V / 2 - ln det U - ln det T + ln prior,
/// nu = n - p, and the coefficients are T^-1 (Q'y + U^-1 u).
/// Oracles: Tests/Oracles/regression/engine.py, fit_robust; Tests/Oracles/regression/daily.
struct ErrorGridEngine: Sendable {
    let method: RegressionMethod
    let grid: ErrorGrid
    let design: DesignMatrix
    let group: [Bool]
    let rhos: [Double]
    let models: [ErrorModel]
    private let orthonormal: OrthonormalDesign

    /// - Throws: `.exposureNotNamed`, `.unknownColumn`, `.rowCountMismatch`, `.tooFewRows`,
    ///   `.rankDeficient`, `.tooFewNodes`, `.autocorrelationOutOfRange`, `.optionOutOfRange`;
    ///   with a local level `.interceptMissing`.
    init(
        _ method: RegressionMethod, grid: ErrorGrid, options: RegressionOptions,
        design: DesignMatrix
    ) throws(RegressionError) {
        try RegressionChecks.design(design)
        self.method = method
        self.grid = grid
        self.design = design
        group = try ErrorOptions.group(options, design: design, method: method)
        rhos = try PreparedAR1.nodes(
            rows: design.rows, count: options.nodes ?? grid.autocorrelations, rho: options.rho)
        models = grid.models(
            rows: design.rows, rhos: rhos,
            readings: try ErrorOptions.readings(options, design: design))
        orthonormal = try OrthonormalDesign(design)
        if grid.localLevel > 0 {
            try RegressionChecks.intercept(of: orthonormal, method: method)
        }
    }

    /// - Throws: `.rowCountMismatch`, `.notFinite`, `.constantResponse`, `.perfectFit`; for `daily`
    ///   `.tooFewChanges`.
    func fit(_ y: [Double], level: Double) throws(RegressionError) -> RegressionFit {
        try RegressionChecks.responses(y, rows: design.rows)
        let response = orthonormal.split(Matrix(columns: [y]))
        let rest = response.residual.elements
        try RegressionChecks.residuals(sumOfSquares: dot(rest, rest), of: y, on: design)
        if method == .daily { try RegressionChecks.changes(y, method: method) }
        let solution = ErrorGridSolution(solving: self, residual: rest)
        return summarize(solution, projection: response.projection.elements, level: level)
    }

    // MARK: What the grid needs

    /// [Q | r] with the rows of the group zeroed, then with the others zeroed; without a group only
    /// the first.
    func columnsByGroup(_ residual: [Double]) -> Matrix {
        let all = orthonormal.basis.elements + residual
        let rows = design.rows
        guard hasSpreads else {
            return Matrix(rows: rows, columns: design.columns + 1, elements: all)
        }
        let outside = all.indices.map { group[$0 % rows] ? 0 : all[$0] }
        let inside = all.indices.map { group[$0 % rows] ? all[$0] : 0 }
        return Matrix(
            rows: rows, columns: 2 * (design.columns + 1), elements: outside + inside)
    }

    /// Whether there are rows of both kinds: if not, the ratio of spreads means nothing.
    var hasSpreads: Bool { group.contains(true) && group.contains(false) }

    var members: Double { Double(group.count { $0 }) }

    /// -ln sqrt(det X'X).
    var logScale: Double { -orthonormal.logDeterminant }

    /// Most nodes that the grid can have.
    var nodeCount: Int { models.count * grid.logRatios.count }

    var residualDegreesOfFreedom: Double { Double(design.rows - design.columns) }

    // MARK: Summary

    private func summarize(
        _ solution: ErrorGridSolution, projection: [Double], level: Double
    ) -> RegressionFit {
        let nu = residualDegreesOfFreedom
        let weights = NodeWeights(logLikelihoods: solution.logWeights, priorTotal: 1)
        let kept = weights.relevant
        let w = weights.values
        let meanVariance = kept.reduce(0) { $0 + w[$1] * solution.sums[$1] / (nu - 2) }
        var errors = ErrorPosterior(rhos: rhos.count)
        for (node, weight) in w.enumerated() {
            errors.add(
                weight, of: models[solution.modelPlaces[node]],
                logRatio: solution.logRatios[node])
        }
        return RegressionFit(
            method: method, design: design, degreesOfFreedom: nu,
            autocorrelation: errors.autocorrelation(rhos, level: level),
            sigma: meanVariance.squareRoot(),
            logLikelihood: weights.logAverage + PreparedAR1.restrictedConstant(nu),
            robust: errors.summary, notes: [method.label],
            inference: mixture(solution, weights: w, kept: kept, projection: projection))
    }

    private func mixture(
        _ solution: ErrorGridSolution, weights: [Double], kept: [Int], projection: [Double]
    ) -> CoefficientMixture {
        let p = design.columns
        let size = p + 1
        let start = orthonormal.coefficients(onBasis: projection)
        var locations = [Double](repeating: 0, count: kept.count * p)
        var factors = [Double](repeating: 0, count: kept.count * p * p)
        solution.triangles.withUnsafeBufferPointer { triangles in
            guard let triangles = triangles.baseAddress else { return }
            for (place, node) in kept.enumerated() {
                let triangle = triangles + node * size * size
                orthonormal.writeInverseFactor(
                    triangle: triangle, lda: size, into: &factors, at: place * p * p)
                for row in 0..<p {
                    var sum = start[row]
                    for j in row..<p {
                        sum += factors[(place * p + j) * p + row] * triangle[p * size + j]
                    }
                    locations[place * p + row] = sum
                }
            }
        }
        let nu = residualDegreesOfFreedom
        return CoefficientMixture(
            columns: p, degreesOfFreedom: nu, weights: kept.map { weights[$0] },
            locations: locations, factors: factors,
            residualScales: kept.map { (solution.sums[$0] / nu).squareRoot() })
    }
}
