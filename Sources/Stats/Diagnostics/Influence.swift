/// How much one contrast depends on each single row.
public struct Influence: Sendable, Equatable {
    /// Estimate without row i minus the estimate with all, one a row, in the unit of the contrast.
    public let changes: [Double]
    /// Standard error (or posterior standard deviation) with all rows.
    public let standardError: Double

    /// The row that moves the estimate most.
    public var strongest: Int {
        changes.indices.max { changes[$0].magnitude < changes[$1].magnitude } ?? 0
    }

    /// Changes in standard errors.
    public var standardized: [Double] { changes.map { $0 / standardError } }

    /// Refits without each row in turn. A row without which the rest cannot be fitted (the only one
    /// of its kind) counts as an infinite change.
    /// - Parameters:
    ///   - regression: the method; `onset` keeps the exposure path whole.
    ///   - y: responses.
    ///   - design: the full design.
    ///   - contrast: what is watched.
    /// - Throws: what the fit of all rows throws.
    /// - Complexity: n fits.
    public init(
        of regression: Regression, _ y: [Double], on design: DesignMatrix, contrast: Contrast
    ) throws(RegressionError) {
        let whole = try regression.fit(y, on: design).estimate(of: contrast)
        standardError = whole.standardError
        var changes: [Double] = []
        for row in y.indices {
            let rest = y.indices.filter { $0 != row }
            let reduced = try DesignMatrix(
                names: design.names, matrix: design.matrix.selecting(rows: rest),
                times: rest.map { design.times[$0] })
            let part = try? Self.without(row, regression).fit(rest.map { y[$0] }, on: reduced)
            let estimate = try? part?.estimate(of: contrast).estimate
            changes.append(estimate.map { $0 - whole.estimate } ?? .infinity)
        }
        self.changes = changes
    }

    /// The options that hold one value a row lose that row.
    private static func without(_ row: Int, _ regression: Regression) -> Regression {
        var result = regression
        result.options.spreadGroup?.remove(at: row)
        result.options.readings?.remove(at: row)
        return result
    }
}
