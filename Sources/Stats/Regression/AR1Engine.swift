internal import RealModule

/// The engine `ar1`: the autocorrelation integrated out, the effect as a mixture of t.
///
/// At node k, S_k is the whitened residual sum of squares and
///     l_k = -(nu/2) ln S_k - ln det R_k / 2 - ln sqrt(det X'R_k^-1 X)
/// the restricted log-likelihood up to a constant; weights are exp(l_k), normalised, and
///     F(x) = sum_k w_k T_nu((x - m_k) / s_k),  m_k = c'b_k,  s_k^2 = S_k/nu c'(X'R_k^-1 X)^-1 c.
extension PreparedAR1 {
    /// - Parameters:
    ///   - y: n responses, finite, not all equal.
    ///   - level: of the interval of the autocorrelation.
    /// - Returns: the fit, with all coefficients.
    /// - Throws: `.rowCountMismatch`, `.notFinite`, `.constantResponse`, `.perfectFit`,
    ///   `.levelOutOfRange`.
    /// - Complexity: O(n p + K p^3).
    public func fit(_ y: [Double], level: Double = 0.95) throws(RegressionError) -> RegressionFit {
        guard level > 0, level < 1 else { throw .levelOutOfRange(found: level) }
        let solved = try solved([y])
        let sums = nodes.indices.map { solved.remainders[$0] }
        let weights = nodeWeights(sums)
        let kept = weights.relevant
        let nu = residualDegreesOfFreedom
        let meanVariance = kept.reduce(0) { $0 + weights.values[$1] * sums[$1] / (nu - 2) }
        let isFixed = nodes.count == 1
        return RegressionFit(
            method: .ar1, design: design, degreesOfFreedom: nu,
            autocorrelation: RegressionFit.Autocorrelation(
                nodes: nodes, weights: weights.values, level: level),
            sigma: isFixed ? (sums[0] / nu).squareRoot() : meanVariance.squareRoot(),
            logLikelihood: weights.logAverage + Self.restrictedConstant(nu),
            notes: [RegressionMethod.ar1.label],
            inference: mixture(solved, sums: sums, weights: weights),
            endpoints: isFixed
                ? nil : EndpointQuadrature(design: design, responses: y, nodes: nodes.count))
    }

    /// All coefficients of one response.
    func mixture(of y: [Double]) throws(RegressionError) -> CoefficientMixture {
        let solved = try solved([y])
        let sums = nodes.indices.map { solved.remainders[$0] }
        return mixture(solved, sums: sums, weights: nodeWeights(sums))
    }

    private func mixture(
        _ solved: PreparedColumns, sums: [Double], weights: NodeWeights
    ) -> CoefficientMixture {
        let kept = weights.relevant
        let nu = residualDegreesOfFreedom
        return CoefficientMixture(
            columns: columns, degreesOfFreedom: nu, weights: kept.map { weights.values[$0] },
            locations: kept.flatMap { coefficients(solved, response: 0, node: $0) },
            factors: kept.flatMap { inverseFactor(node: $0) },
            residualScales: kept.map { (sums[$0] / nu).squareRoot() })
    }

    /// One contrast for many responses on this design: what a simulation needs, without the
    /// other coefficients.
    /// - Parameters:
    ///   - contrast: one weight a column.
    ///   - responses: n x N, each column as `y` of `fit`.
    /// - Returns: one estimate a response.
    /// - Throws: as `fit`, and `.contrastLength`.
    /// - Complexity: O(N (n p + K (gap lengths + p))).
    public func estimates(
        of contrast: Contrast, responses: Matrix
    ) throws(RegressionError) -> [ContrastEstimate] {
        try contrast.checked(columns: design.names)
        let solved = try solved((0..<responses.columns).map { Array(responses.column($0)) })
        let projections = projections(of: contrast.weights)
        let lengths = nodes.indices.map { k in
            (0..<columns).reduce(0) { sum, i in
                let value = projections[k * columns + i]
                return sum + value * value
            }
        }
        return (0..<responses.columns).map { response in
            estimate(
                contrast, solved, response: response, projections: projections, lengths: lengths)
        }
    }

    // MARK: Private steps

    private func estimate(
        _ contrast: Contrast, _ solved: PreparedColumns, response: Int, projections: [Double],
        lengths: [Double]
    ) -> ContrastEstimate {
        let nu = residualDegreesOfFreedom
        let p = columns
        let sums = nodes.indices.map { solved.remainders[$0 * solved.count + response] }
        let weights = nodeWeights(sums)
        let kept = weights.relevant
        let base = dot(
            orthonormal.contrastOnBasis(contrast.weights),
            Array(solved.projection.column(response)))
        let distribution = MixtureOfStudentT(
            weights: kept.map { weights.values[$0] },
            locations: kept.map { k in
                var sum = base
                let start = (k * solved.count + response) * p
                for i in 0..<p { sum += projections[k * p + i] * solved.rotated[start + i] }
                return sum
            },
            scales: kept.map { (sums[$0] / nu * lengths[$0]).squareRoot() },
            degreesOfFreedom: nu)
        let moments = RegressionFit.moments(distribution, of: .ar1)
        return ContrastEstimate(
            contrast: contrast, estimate: moments.estimate, standardError: moments.standardError,
            distribution: distribution,
            residualScales: kept.map { (sums[$0] / nu).squareRoot() }, endpoints: nil)
    }

    private func solved(_ responses: [[Double]]) throws(RegressionError) -> PreparedColumns {
        for y in responses { try RegressionChecks.responses(y, rows: design.rows) }
        let solved = solve(Matrix(columns: responses))
        for (place, y) in responses.enumerated() {
            let residual = Array(solved.residual.column(place))
            try RegressionChecks.residuals(
                sumOfSquares: dot(residual, residual), of: y, on: design)
        }
        return solved
    }

    private func nodeWeights(_ sums: [Double]) -> NodeWeights {
        let nu = residualDegreesOfFreedom
        return NodeWeights(
            logLikelihoods: zip(sums, logFactors).map { -0.5 * nu * Double.log($0) + $1 },
            priorTotal: Double(sums.count))
    }

    /// beta = T^-1 (Q'y + U^-1 U^-T Q'R^-1 r).
    private func coefficients(
        _ solved: PreparedColumns, response: Int, node: Int
    ) -> [Double] {
        let p = columns
        let start = (node * solved.count + response) * p
        var onBasis = Array(solved.rotated[start..<start + p])
        solveTriangle(.no, node: node, &onBasis, columns: 1)
        for i in 0..<p { onBasis[i] += solved.projection[i, response] }
        return orthonormal.coefficients(onBasis: onBasis)
    }

    /// What turns l_k into nlme's restricted log-likelihood: (nu/2) (ln nu - 1 - ln 2 pi).
    static func restrictedConstant(_ nu: Double) -> Double {
        0.5 * nu * (Double.log(nu) - 1 - Double.log(2 * .pi))
    }
}
