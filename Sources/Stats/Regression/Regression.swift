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
    /// - Throws: a `RegressionError` with the numbers found.
    public func fit(_ y: [Double], on design: DesignMatrix) throws(RegressionError)
        -> RegressionFit
    {
        try check(y, on: design)
        switch method {
        case .ols: return try OrdinaryLeastSquares.fit(y, on: design)
        case .reml, .ml:
            return try MaximumLikelihood(method: method, rho: options.rho).fit(y, on: design)
        default: throw .methodUnavailable(method)
        }
    }

    /// What every engine asks of its data.
    private func check(_ y: [Double], on design: DesignMatrix) throws(RegressionError) {
        guard options.level > 0, options.level < 1 else {
            throw .levelOutOfRange(found: options.level)
        }
        if let rho = options.rho, !(rho > -1 && rho < 1) {
            throw .autocorrelationOutOfRange(found: rho)
        }
        guard y.count == design.rows else {
            throw .rowCountMismatch(what: "responses", expected: design.rows, found: y.count)
        }
        if let row = y.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(row: row, column: "response")
        }
        guard design.rows - design.columns >= 5 else {
            throw .tooFewRows(rows: design.rows, columns: design.columns)
        }
        if let first = y.first, y.allSatisfy({ $0 == first }) {
            throw .constantResponse(value: first, rows: y.count)
        }
        let aliases = design.aliases
        guard aliases.isEmpty else { throw .rankDeficient(aliases: aliases) }
        try checkResiduals(y, on: design)
    }

    /// Residuals of 64 units in the last place of |y| are rounding, not data.
    private func checkResiduals(
        _ y: [Double], on design: DesignMatrix
    ) throws(RegressionError) {
        let fit = try GeneralizedLeastSquares(y, on: design, errors: IndependentErrors())
        let total = dot(y, y)
        guard fit.residualSumOfSquares.squareRoot() > 64 * Double.ulpOfOne * total.squareRoot()
        else { throw .perfectFit(rows: design.rows, columns: design.columns) }
    }
}
