internal import RealModule

/// A design made ready for errors that follow a first-order autoregression, at every node of the
/// autocorrelation, so that any number of responses can be fitted on it at little cost.
///
/// With X = Q T (QR, once) and the residual r of y, the products Q'R^-1 Q, Q'R^-1 r and r'R^-1 r at
/// each node come from `GapMoments`, and everything else from the Cholesky factor U_k of the p x p
/// product. On the orthonormal Q the products are no worse conditioned than R itself, so the
/// squared condition of X, which makes normal equations unusable, does not appear; the result
/// is held against QR at every node in the tests (1e-8).
///
/// Exact likelihood of the observed rows; flat prior on beta, 1/sigma^2, arcsine prior on rho.
/// Source: Zellner & Tiao (1964). Oracle: Tests/Oracles/regression/engine.py.
public struct PreparedAR1: Sendable {
    public let design: DesignMatrix
    /// Increasing; one node when the autocorrelation is fixed.
    let nodes: [Double]
    let steps: GapSteps
    let orthonormal: OrthonormalDesign
    /// U_k, upper triangular with U'U = Q'R^-1 Q: p * p numbers a node.
    let triangles: [Double]
    /// At each node -ln det R / 2 - ln sqrt(det X'R^-1 X), and the logarithm of its prior weight.
    let logFactors: [Double]
    let factors: [[AR1Step]]

    /// - Parameters:
    ///   - design: n x p with n - p >= 5 and independent columns.
    ///   - nodes: quadrature nodes, at least 8; nil is enough for 1e-8 of an interval's width.
    ///   - rho: holds the autocorrelation at this value instead.
    /// - Throws: `.tooFewRows`, `.rankDeficient`, `.tooFewNodes`, `.autocorrelationOutOfRange`.
    /// - Complexity: O(n p^2 + K p^3).
    public init(
        design: DesignMatrix, nodes: Int? = nil, rho: Double? = nil
    ) throws(RegressionError) {
        let nodes = try Self.nodes(rows: design.rows, count: nodes, rho: rho)
        try self.init(design: design, nodes: nodes, priors: nodes.map { _ in 1 })
    }

    /// With nodes and prior weights of a rule of one's own.
    init(
        design: DesignMatrix, nodes: [Double], priors: [Double]
    ) throws(RegressionError) {
        try RegressionChecks.design(design)
        self.nodes = nodes
        self.design = design
        steps = GapSteps(times: design.times)
        orthonormal = try OrthonormalDesign(design)
        let steps = steps
        factors = self.nodes.map { steps.factors(rho: $0) }
        let moments = GapMoments(orthonormal.basis, by: orthonormal.basis, steps: steps)
        let solved = Self.triangles(
            moments, factors: factors, steps: steps, size: design.columns,
            logDeterminant: orthonormal.logDeterminant)
        triangles = solved.triangles
        logFactors = zip(solved.logFactors, priors).map { $0 + Double.log($1) }
    }

    var columns: Int { design.columns }
    var residualDegreesOfFreedom: Double { Double(design.rows - design.columns) }

    static func nodes(
        rows: Int, count: Int?, rho: Double?
    ) throws(RegressionError) -> [Double] {
        if let rho {
            guard rho > -1, rho < 1 else { throw .autocorrelationOutOfRange(found: rho) }
            return [rho]
        }
        if let count, count < 8 { throw .tooFewNodes(found: count) }
        return ChebyshevNodes(count: count ?? ChebyshevNodes.count(rows: rows)).values
    }

    private static func triangles(
        _ moments: GapMoments, factors: [[AR1Step]], steps: GapSteps, size: Int,
        logDeterminant: Double
    ) -> (triangles: [Double], logFactors: [Double]) {
        let square = size * size
        var triangles = [Double](repeating: 0, count: square * factors.count)
        var logs: [Double] = []
        for (k, factor) in factors.enumerated() {
            triangles.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress, size > 0 else { return }
                moments.evaluate(factor, into: base + k * square)
                // Q has orthonormal columns and R is positive definite: the factor exists.
                _ = LAPACK.potrf(.upper, size: size, base + k * square, lda: size)
            }
            var sum = 0.0
            for j in 0..<size { sum += Double.log(triangles[k * square + j * (size + 1)]) }
            logs.append(-0.5 * steps.logDeterminant(factor) - sum - logDeterminant)
        }
        return (triangles, logs)
    }

    // MARK: Responses

    /// Columns (responses, or further terms) on the prepared design.
    /// - Parameter columns: n x N.
    /// - Returns: their products at every node.
    func solve(_ columns: Matrix) -> PreparedColumns {
        PreparedColumns(columns, on: self)
    }

    /// U_k^-T T^-T c for each node: p numbers each, whose squares sum to c'(X'R^-1 X)^-1 c.
    func projections(of contrast: [Double]) -> [Double] {
        let onBasis = orthonormal.contrastOnBasis(contrast)
        var result: [Double] = []
        for k in nodes.indices {
            var solution = onBasis
            solveTriangle(.yes, node: k, &solution, columns: 1)
            result += solution
        }
        return result
    }

    /// In place of p x `count` right-hand sides B, op(U_k)^-1 B.
    func solveTriangle(
        _ transpose: LAPACK.Transpose, node: Int, _ right: inout [Double], columns count: Int
    ) {
        let p = columns
        guard p > 0, count > 0 else { return }
        triangles.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            // A Cholesky factor has a positive diagonal, so the solve cannot fail.
            _ = LAPACK.trtrs(
                .upper, transpose, size: p, columns: count, base + node * p * p, lda: p, &right,
                ldb: p)
        }
    }

    /// F_k = T^-1 U_k^-1, with F F' = (X'R^-1 X)^-1.
    func inverseFactor(node: Int) -> [Double] {
        triangles.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [] }
            return orthonormal.inverseFactor(
                triangle: base + node * columns * columns, lda: columns)
        }
    }
}
