internal import RealModule

/// The classic estimators of tau squared, the variance of effects between units.
///
/// With w_i = 1 / (v_i + tau^2), P = W - W X (X'WX)^-1 X'W and y'PPy the generalised sums of squares, each
/// is where an equation in tau^2 holds, or 0 where that is negative.
///
/// Source: Viechtbauer (2005), Veroniki et al. (2016). Oracle: metafor 3.8-1, Tests/Oracles/series/meta.R.
package enum SpreadEstimator: String, Sendable, CaseIterable {
    case dersimonianLaird = "DL"
    case restrictedMaximumLikelihood = "REML"
    case maximumLikelihood = "ML"
    case pauleMandel = "PM"
    /// The same equation as Paule and Mandel's.
    case empiricalBayes = "EB"
    case sidikJonkman = "SJ"
    case hedges = "HE"

    /// - `fit`: effects, variances and moderators.
    func estimate(_ data: EffectTable) -> Double {
        switch self {
        case .dersimonianLaird: Self.moments(data, weights: data.variances.map { 1 / $0 })
        case .hedges: Self.moments(data, weights: data.variances.map { _ in 1 })
        case .pauleMandel, .empiricalBayes:
            Self.root(data) { $0.heterogeneity - Double(data.count - data.columns) }
        case .sidikJonkman: Self.sidikJonkman(data)
        case .maximumLikelihood: Self.root(data) { $0.residualSquares - $0.weightTotal }
        case .restrictedMaximumLikelihood:
            Self.root(data) { $0.residualSquares - $0.projectedTotal }
        }
    }

    /// (y'P W^-1 P y-like sums): with fixed weights A, tau^2 = (Q_A - tr(P_A V)) / tr(P_A).
    private static func moments(_ data: EffectTable, weights: [Double]) -> Double {
        let fit = data.fit(weights: weights)
        let expected = zip(fit.projectedDiagonal, data.variances).reduce(0) { $0 + $1.0 * $1.1 }
        let freed = fit.projectedDiagonal.reduce(0, +)
        return max(0, (fit.weightedSquares - expected) / freed)
    }

    private static func sidikJonkman(_ data: EffectTable) -> Double {
        let plain = data.fit(weights: data.variances.map { _ in 1 })
        let start = plain.weightedSquares / Double(data.count)
        let fit = data.fit(weights: data.variances.map { start / ($0 + start) })
        return fit.weightedSquares / Double(data.count - data.columns)
    }

    /// Where a decreasing function of tau^2 is zero; 0 where it is never positive.
    private static func root(_ data: EffectTable, _ equation: (EffectTable.Fit) -> Double) -> Double
    {
        func value(_ tau2: Double) -> Double {
            equation(data.fit(weights: data.variances.map { 1 / ($0 + tau2) }))
        }
        guard value(0) > 0 else { return 0 }
        var high = data.variances.reduce(0, +) / Double(data.count)
        while value(high) > 0, high.isFinite { high *= 2 }
        return RootFinder.bracketed(from: 0, to: high) { -value($0) }
    }
}

/// Effects with known variances, and the columns that they are regressed on.
struct EffectTable: Sendable {
    let effects: [Double]
    let variances: [Double]
    /// n x p with an intercept first.
    let design: Matrix

    var count: Int { effects.count }
    var columns: Int { design.columns }

    init(effects: [Double], variances: [Double], moderators: [[Double]] = []) {
        self.effects = effects
        self.variances = variances
        design = Matrix(columns: [effects.map { _ in 1.0 }] + moderators)
    }

    /// Weighted least squares.
    struct Fit {
        let coefficients: [Double]
        /// (X'WX)^-1.
        let covariance: Matrix
        let residuals: [Double]
        let weights: [Double]
        /// w_i h_i: the diagonal of W X (X'WX)^-1 X' W, over w_i.
        let leverages: [Double]

        /// sum w r^2.
        var weightedSquares: Double {
            zip(weights, residuals).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
        }
        /// Q where the weights are inverse variances.
        var heterogeneity: Double { weightedSquares }
        /// y'PPy = sum w^2 r^2.
        var residualSquares: Double {
            zip(weights, residuals).reduce(0) { $0 + $1.0 * $1.0 * $1.1 * $1.1 }
        }
        var weightTotal: Double { weights.reduce(0, +) }
        /// The diagonal of P.
        var projectedDiagonal: [Double] { zip(weights, leverages).map { $0 * (1 - $1) } }
        /// tr P.
        var projectedTotal: Double { projectedDiagonal.reduce(0, +) }
    }

    func fit(weights: [Double]) -> Fit {
        let p = columns
        var gram = Matrix(rows: p, columns: p)
        var right = [Double](repeating: 0, count: p)
        for i in 0..<count {
            for a in 0..<p {
                right[a] += weights[i] * design[i, a] * effects[i]
                for b in 0..<p { gram[a, b] += weights[i] * design[i, a] * design[i, b] }
            }
        }
        // Dependent columns are refused before, so that the product is positive definite.
        let inverse = (try? CholeskyFactorization(gram).inverse) ?? Matrix(rows: p, columns: p)
        let coefficients = (0..<p).map { a in (0..<p).reduce(0) { $0 + inverse[a, $1] * right[$1] }
        }
        var residuals: [Double] = []
        var leverages: [Double] = []
        for i in 0..<count {
            var fitted = 0.0
            var leverage = 0.0
            for a in 0..<p {
                fitted += coefficients[a] * design[i, a]
                for b in 0..<p { leverage += design[i, a] * inverse[a, b] * design[i, b] }
            }
            residuals.append(effects[i] - fitted)
            leverages.append(weights[i] * leverage)
        }
        return Fit(
            coefficients: coefficients, covariance: inverse, residuals: residuals, weights: weights,
            leverages: leverages)
    }
}
