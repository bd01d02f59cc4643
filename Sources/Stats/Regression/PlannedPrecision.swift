/// How precisely a contrast will be known, before there are responses.
public struct PlannedPrecision: Sendable, Equatable {
    /// Var(c'b) / sigma^2, sigma being the standard deviation of one row's error.
    public let unitVariance: Double
    /// Satterthwaite's degrees of freedom of REML at the assumed autocorrelation.
    public let degreesOfFreedom: Double

    /// - Parameters:
    ///   - design: the planned rows.
    ///   - contrast: what will be estimated.
    ///   - rho: assumed autocorrelation, between -1 and 1.
    /// - Throws: `.autocorrelationOutOfRange`, `.rankDeficient`, `.contrastLength`.
    /// - Complexity: O(n p^2).
    public init(
        design: DesignMatrix, contrast: Contrast, rho: Double
    ) throws(RegressionError) {
        guard rho > -1, rho < 1 else { throw .autocorrelationOutOfRange(found: rho) }
        try contrast.checked(columns: design.names)
        // The responses do not matter: variance and degrees of freedom depend on the design.
        let solution = try GeneralizedLeastSquares(
            [Double](repeating: 0, count: design.rows), on: design, errors: AR1Errors(rho: rho))
        let factor = solution.inverseFactor
        let projected = (0..<design.columns).map { column in
            dot(Array(factor.column(column)), contrast.weights)
        }
        unitVariance = dot(projected, projected)
        degreesOfFreedom = SmallSampleInference(
            method: .satterthwaite, solution: solution, design: design, rho: rho
        ).degreesOfFreedom(of: contrast.weights)
    }

    /// Power of the two-sided t test: P(|T'| > t), T' noncentral t with
    /// lambda = effect / (sigma sqrt(unitVariance)).
    /// - Parameters:
    ///   - effect: in units of sigma.
    ///   - alpha: two-sided level, between 0 and 1.
    /// - Returns: a probability.
    public func power(effect: Double, alpha: Double = 0.05) -> Double {
        TwoSidedPower(self, alpha: alpha).power(effect: effect)
    }

    /// The effect, in units of sigma, that is found with the given power.
    public func detectableEffect(power target: Double = 0.8, alpha: Double = 0.05) -> Double {
        precondition(target > alpha && target < 1, "power lies between alpha and 1")
        let test = TwoSidedPower(self, alpha: alpha)
        var high = unitVariance.squareRoot()
        while test.power(effect: high) < target { high *= 2 }
        return RootFinder.bracketed(from: 0, to: high) { test.power(effect: $0) - target }
    }
}

/// A two-sided t test, ready to tell the power of one effect after another.
private struct TwoSidedPower {
    let unitVariance: Double
    let critical: Double
    let central: NoncentralT

    init(_ precision: PlannedPrecision, alpha: Double) {
        precondition(alpha > 0 && alpha < 1, "a level lies between 0 and 1")
        unitVariance = precision.unitVariance
        critical = StudentT(degreesOfFreedom: precision.degreesOfFreedom).quantile(1 - 0.5 * alpha)
        central = NoncentralT(degreesOfFreedom: precision.degreesOfFreedom, noncentrality: 0)
    }

    func power(effect: Double) -> Double {
        let distribution = central.with(noncentrality: effect / unitVariance.squareRoot())
        return distribution.probability(above: critical)
            + distribution.probability(below: -critical)
    }
}
