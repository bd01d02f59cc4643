internal import RealModule

/// Evidence for an effect over none, readable at any time without a plan for looks.
///
/// BF10 of beta/sigma ~ N(0, g^2) against beta = 0, autocorrelation integrated out over Chebyshev
/// nodes under both. With S0 the residual sum of squares without the column, d what is left of the
/// column and h its product with y,
///     l_0 = -(n - p0)/2 ln S0 + base,
///     l_1 = -(n - p0)/2 ln(S0 - h^2/(d + 1/g^2)) - ln(d + 1/g^2)/2 - ln g + base.
/// Stopping at BF10 >= 20 had 0.4-1.5 % false positives in simulation. It is a read-out of
/// evidence, not an interval.
/// Oracle: Tests/Oracles/regression/bayes_factor.py.
public struct BayesFactor: Sendable, Equatable {
    /// ln BF10.
    public let logarithm: Double
    /// BF10, how many times likelier the data are with an effect.
    public var value: Double { Double.exp(logarithm) }

    /// - Parameters:
    ///   - column: whose effect is in question.
    ///   - y: responses, as for any fit.
    ///   - design: the full design.
    ///   - priorScale: g, the standard deviation of beta/sigma under an effect; positive.
    ///   - nodes: at least 8.
    /// - Throws: as `PreparedAR1` and its `fit`; `.unknownColumn`, `.optionOutOfRange`.
    public init(
        ofColumn column: String, _ y: [Double], on design: DesignMatrix, priorScale: Double = 1,
        nodes: Int = 32
    ) throws(RegressionError) {
        guard priorScale > 0, priorScale.isFinite else {
            throw .optionOutOfRange(
                name: "prior scale", found: priorScale, expected: "positive and finite")
        }
        try RegressionChecks.design(design)
        try RegressionChecks.responses(y, rows: design.rows)
        let place = try design.index(of: column)
        let others = design.names.indices.filter { $0 != place }
        let base = try DesignMatrix(
            names: others.map { design.names[$0] },
            matrix: design.matrix.selecting(columns: others), times: design.times)
        let prepared = try PreparedAR1(design: base, nodes: nodes)
        let solved = prepared.solve(Matrix(columns: [Array(design.matrix.column(place)), y]))
        let rest = Array(solved.residual.column(1))
        try RegressionChecks.residuals(sumOfSquares: dot(rest, rest), of: y, on: base)
        logarithm = Self.logRatio(prepared, solved, precision: 1 / (priorScale * priorScale))
    }

    private static func logRatio(
        _ prepared: PreparedAR1, _ solved: PreparedColumns, precision: Double
    ) -> Double {
        let half = 0.5 * prepared.residualDegreesOfFreedom
        var without: [Double] = []
        var with: [Double] = []
        for k in prepared.nodes.indices {
            let left = solved.remainders[2 * k] + precision
            let total = solved.remainders[2 * k + 1]
            let product = solved.products(0, 1, node: k, on: prepared)
            let base = prepared.logFactors[k]
            without.append(base - half * Double.log(total))
            with.append(
                base - half * Double.log(total - product * product / left)
                    - 0.5 * Double.log(left / precision))
        }
        let count = Double(prepared.nodes.count)
        return NodeWeights(logLikelihoods: with, priorTotal: count).logAverage
            - NodeWeights(logLikelihoods: without, priorTotal: count).logAverage
    }
}

extension PreparedColumns {
    /// What remains of b_i'R^-1 b_j at a node after the columns of X.
    func products(_ i: Int, _ j: Int, node: Int, on design: PreparedAR1) -> Double {
        let a = Matrix(rows: residual.rows, columns: 1, elements: Array(residual.column(i)))
        let b = Matrix(rows: residual.rows, columns: 1, elements: Array(residual.column(j)))
        var result = 0.0
        GapMoments(a, by: b, steps: design.steps).evaluate(design.factors[node], into: &result)
        let p = projection.rows
        let start = node * count * p
        for row in 0..<p {
            result -= rotated[start + i * p + row] * rotated[start + j * p + row]
        }
        return result
    }
}
