/// REML with the small-sample corrections of Satterthwaite, or of Kenward and Roger.
///
/// With theta = (sigma^2, rho), V_1 = R, V_2 = dR/drho, Phi = (X'R^-1 X)^-1,
/// Pi = R^-1 - R^-1 X Phi X'R^-1, I_ab = tr(Pi V_a Pi V_b)/2, W = I^-1, P_a = -X'R^-1 V_a R^-1 X,
/// Q_ab = X'R^-1 V_a R^-1 V_b R^-1 X and R_ab = X'R^-1 V_ab'' R^-1 X (at sigma^2 = 1, for the
/// results do not depend on scale):
///     df = 2 (c'Phi c)^2 / (g'W g),  g_a = -c'Phi P_a Phi c
///     Phi_KR = Phi + 2 Phi [sum W_ab (Q_ab - P_a Phi P_b - R_ab / 4)] Phi.
/// For one contrast both have the same df. The variance of Kenward and Roger is a first-order
/// correction, which breaks down in very short series and as rho goes to 1. Where it would multiply or
/// divide a variance by more than 4 it is not used: a coefficient then has Satterthwaite's standard
/// error, said in a note, and a contrast of several columns is refused.
/// Source: Kenward & Roger (1997). They have no external reference for AR(1) errors at hand; their
/// check is coverage. Oracle of the formulas: Tests/Oracles/regression/small_sample.py.
struct SmallSampleInference: ContrastInference {
    static let inflation = 0.25...4.0

    let method: RegressionMethod
    let coefficients: [Double]
    let sigma: Double
    private let covariance: Matrix
    private let corrected: Matrix
    /// Phi P_a Phi.
    private let sensitivities: [Matrix]
    /// W.
    private let parameterCovariance: Matrix

    var residualScales: [Double] { [sigma] }

    /// - Complexity: O(n p^2).
    init(
        method: RegressionMethod, solution: GeneralizedLeastSquares, design: DesignMatrix,
        rho: Double
    ) {
        self.method = method
        coefficients = solution.coefficients
        sigma = solution.sigma
        let factor = solution.inverseFactor
        covariance = factor * factor.transposed
        let pieces = Pieces(design: design, rho: rho, phi: covariance)
        let phi = covariance
        sensitivities = pieces.p.map { phi * $0 * phi }
        parameterCovariance = pieces.parameterCovariance
        var sum = Matrix(rows: phi.rows, columns: phi.rows)
        for a in 0...1 {
            for b in 0...1 {
                let term =
                    pieces.q[a][b] - pieces.p[a] * phi * pieces.p[b]
                    - 0.25 * pieces.r[a][b]
                sum = sum + parameterCovariance[a, b] * term
            }
        }
        corrected = phi + 2 * (phi * sum * phi)
    }

    func distribution(of weights: [Double]) -> MixtureOfStudentT {
        let plain = covariance.quadratic(weights)
        let freedom = degreesOfFreedom(of: weights)
        var variance = plain
        if method == .kenwardRoger, !isCorrectionLost(for: weights) {
            variance *= inflation(of: weights)
        }
        return MixtureOfStudentT(
            location: dot(coefficients, weights), scale: sigma * variance.squareRoot(),
            degreesOfFreedom: freedom)
    }

    /// c'Phi_KR c / c'Phi c.
    private func inflation(of weights: [Double]) -> Double {
        corrected.quadratic(weights) / covariance.quadratic(weights)
    }

    private func isCorrectionLost(for weights: [Double]) -> Bool {
        method == .kenwardRoger && !Self.inflation.contains(inflation(of: weights))
    }

    /// A contrast of one column is told of in `notes`.
    func refusal(of weights: [Double]) -> RegressionError? {
        guard isCorrectionLost(for: weights), weights.count(where: { $0 != 0 }) > 1 else {
            return nil
        }
        return .correctionLost(inflation: inflation(of: weights))
    }

    /// What a reader must know of the coefficients of these columns.
    func notes(columns: [String]) -> [String] {
        let lost = columns.indices.filter { column in
            isCorrectionLost(for: columns.indices.map { $0 == column ? 1 : 0 })
        }
        guard !lost.isEmpty else { return [] }
        let names = lost.map { "\"\(columns[$0])\"" }.joined(separator: ", ")
        return [
            "The correction of Kenward and Roger breaks down here for \(names): the standard error "
                + "printed there is Satterthwaite's, without it."
        ]
    }

    /// df of a contrast, at least 1.
    func degreesOfFreedom(of weights: [Double]) -> Double {
        let plain = covariance.quadratic(weights)
        let gradient = sensitivities.map { -$0.quadratic(weights) }
        return max(1, 2 * plain * plain / parameterCovariance.quadratic(gradient))
    }

    /// The matrices of the formulas above.
    private struct Pieces {
        let p: [Matrix]
        let q: [[Matrix]]
        let r: [[Matrix]]
        let parameterCovariance: Matrix

        /// With V_1 = R, Pi V_1 Pi = Pi, so that no matrix of all rows is needed: with G = R^-1 X and
        /// B = G'R'G, tr(Pi R Pi R) = n - p, tr(Pi R') = tr(R^-1 R') - tr(Phi B), and
        /// tr(Pi R' Pi R') = tr(R^-1 R' R^-1 R') - 2 tr(Phi Q_22) + tr(Phi B Phi B).
        init(design: DesignMatrix, rho: Double, phi: Matrix) {
            let errors = AR1Derivatives(rho: rho, times: design.times)
            let g = errors.solved(design.matrix)
            let (first, second) = errors.products(g)
            let gT = g.transposed
            let (plain, mixed) = (gT * design.matrix, gT * first)
            let square = first.transposed * errors.solved(first)
            p = [-1 * plain, -1 * mixed]
            q = [[plain, mixed], [mixed, square]]
            r = [[Matrix(rows: phi.rows, columns: phi.rows), mixed], [mixed, gT * second]]
            let projected = phi * mixed
            var information = Matrix(rows: 2, columns: 2)
            information[0, 0] = 0.5 * Double(design.rows - design.columns)
            information[0, 1] = 0.5 * (errors.trace - phi.traceOfProduct(with: mixed))
            information[1, 0] = information[0, 1]
            information[1, 1] =
                0.5
                * (errors.squaredTrace - 2 * phi.traceOfProduct(with: square)
                    + projected.traceOfProduct(with: projected))
            parameterCovariance = information.inverseOfTwoByTwo
        }
    }
}
