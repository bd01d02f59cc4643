/// A regression that has not seen data yet: a method and its options.
///
///     let fit = try Regression(.ar1).fit(y, on: design)
///     let effect = try fit.estimate(ofColumn: "diet").interval(level: 0.95)
public struct Regression: Sendable {
    public var method: RegressionMethod
    public var options: RegressionOptions

    public init(_ method: RegressionMethod, options: RegressionOptions = RegressionOptions()) {
        self.method = method
        self.options = options
    }

    /// - Parameters:
    ///   - y: n responses, finite, not all equal; their unit is that of the coefficients per unit
    ///     of a column.
    ///   - design: n x p with n - p >= 5 and independent columns.
    /// - Returns: the fit.
    /// - Throws: a `RegressionError` with the numbers found.
    public func fit(_ y: [Double], on design: DesignMatrix) throws(RegressionError)
        -> RegressionFit
    {
        try RegressionChecks.options(options)
        try RegressionChecks.responses(y, rows: design.rows)
        try RegressionChecks.scales(y, design)
        switch method {
        case .ar1:
            return try PreparedAR1(design: design, nodes: options.nodes, rho: options.rho)
                .fit(y, level: options.level)
        case .daily:
            return try ErrorGridEngine(method, grid: .daily, options: options, design: design)
                .fit(y, level: options.level)
        case .robust:
            return try ErrorGridEngine(method, grid: .robust, options: options, design: design)
                .fit(y, level: options.level)
        case .onset:
            return try OnsetGridEngine(method, grid: .onset, options: options, design: design)
                .fit(y, level: options.level)
        case .robustOnset:
            return try OnsetGridEngine(method, grid: .robustOnset, options: options, design: design)
                .fit(y, level: options.level)
        case .ols:
            try checkClassical(y, on: design)
            return try OrdinaryLeastSquares.fit(y, on: design)
        case .neweyWest:
            try checkClassical(y, on: design)
            return try NeweyWest(lag: options.lag).fit(y, on: design)
        case .praisWinsten:
            try checkClassical(y, on: design)
            return try PraisWinsten(rho: options.rho).fit(y, on: design)
        case .reml, .ml:
            try checkClassical(y, on: design)
            return try MaximumLikelihood(method: method, rho: options.rho).fit(y, on: design)
        case .satterthwaite, .kenwardRoger:
            try checkClassical(y, on: design)
            return try SmallSampleREML(method: method, rho: options.rho).fit(y, on: design)
        }
    }

    private func checkClassical(
        _ y: [Double], on design: DesignMatrix
    ) throws(RegressionError) {
        try RegressionChecks.design(design)
        let independent = try GeneralizedLeastSquares(y, on: design, errors: IndependentErrors())
        try RegressionChecks.residuals(
            sumOfSquares: independent.residualSumOfSquares, of: y, on: design)
    }
}
