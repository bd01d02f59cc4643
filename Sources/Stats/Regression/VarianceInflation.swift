/// How much wider other columns make what can be known of one: the variance of its coefficient
/// beside them, as a multiple of that beside the base columns alone.
///
/// Both are those of generalised least squares at an assumed autocorrelation, so that only the
/// design counts and no response:
///     factor = |z beside the base|^2 / |z beside all|^2, z whitened.
/// The thresholds are those of `Separability`, as correlations r^2 = 1 - 1/factor: 0.85 is a factor
/// of 3.6, 0.95 one of 10.3.
public struct VarianceInflation: Sendable, Equatable {
    /// At least 1.
    public let factor: Double

    /// The multiple correlation with the columns beside the base.
    public var correlation: Double { (1 - 1 / factor).squareRoot() }

    public var verdict: Separability.Verdict { Separability.verdict(correlation: correlation) }

    /// - Parameters:
    ///   - name: the column.
    ///   - design: independent columns.
    ///   - base: columns that belong to every analysis, such as the intercept.
    ///   - rho: autocorrelation for whitening.
    /// - Throws: `.unknownColumn`, `.rankDeficient`.
    /// - Complexity: O(n p^2).
    public init(
        ofColumn name: String, in design: DesignMatrix, beside base: [String], rho: Double = 0.5
    ) throws(RegressionError) {
        let place = try design.index(of: name)
        var kept: [Int] = []
        for name in base { kept.append(try design.index(of: name)) }
        var whitened = design.matrix
        _ = AR1Errors(rho: rho).whiten(&whitened, times: design.times)
        let column = Array(whitened.column(place))
        let others = design.names.indices.filter { $0 != place }
        let alone = Self.left(of: column, beside: whitened.selecting(columns: kept))
        let all = Self.left(of: column, beside: whitened.selecting(columns: others))
        guard let alone, let beside = all, beside > 1e-20 * dot(column, column)
        else { throw .rankDeficient(aliases: design.aliases) }
        factor = max(1, alone / beside)
    }

    /// Squared length of what the others do not explain; nil when they are dependent.
    private static func left(of column: [Double], beside others: Matrix) -> Double? {
        guard let factor = try? QRFactorization(others),
            let rest = try? factor.residuals(column)
        else { return nil }
        return dot(rest, rest)
    }
}
