internal import RealModule

/// The textbook random-effects analysis of effects with known standard errors, for comparison and for those
/// who must report it.
///
/// Its intervals are those that others print. Held against simulated series of three to fifteen units the
/// plain one of Knapp and Hartung can be absurdly short, and the prediction interval holds the next unit in
/// as few as 85 of 100: docs/calibration-series.md.
package struct ClassicMetaAnalysis: Sendable {
    package let estimator: SpreadEstimator
    /// tau^2.
    package let spreadVariance: Double
    /// The mean first, then the moderators.
    package let coefficients: [Double]
    /// Of the coefficients, as z tests want them.
    package let standardErrors: [Double]
    /// Factor of the standard errors after Knapp and Hartung.
    package let knappHartungFactor: Double
    /// Cochran's Q with inverse variances.
    package let q: Double
    /// The typical variance of Higgins and Thompson.
    let typicalVariance: Double
    private let data: EffectTable

    /// - Parameters:
    ///   - effects: at least two more than moderators.
    ///   - variances: of each effect, positive.
    ///   - moderators: columns that are not constant and not each other's.
    ///   - estimator: of tau^2.
    package init(
        effects: [Double], variances: [Double], moderators: [[Double]] = [],
        estimator: SpreadEstimator = .restrictedMaximumLikelihood
    ) {
        precondition(effects.count == variances.count, "each effect needs a variance")
        precondition(effects.count > moderators.count + 1, "too few effects")
        let table = EffectTable(effects: effects, variances: variances, moderators: moderators)
        data = table
        self.estimator = estimator
        let tau2 = estimator.estimate(table)
        spreadVariance = tau2
        let fit = table.fit(weights: variances.map { 1 / ($0 + tau2) })
        coefficients = fit.coefficients
        standardErrors = (0..<table.columns).map { fit.covariance[$0, $0].squareRoot() }
        let freedom = Double(effects.count - table.columns)
        knappHartungFactor = (fit.weightedSquares / freedom).squareRoot()
        let fixed = table.fit(weights: variances.map { 1 / $0 })
        q = fixed.weightedSquares
        typicalVariance = freedom / fixed.projectedTotal
    }

    package var count: Int { data.count }
    package var degreesOfFreedom: Int { data.count - data.columns }
    package var mean: Double { coefficients[0] }
    package var standardError: Double { standardErrors[0] }

    /// P(Q or more) where all units have one effect.
    package var qProbability: Double {
        ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).probability(above: q)
    }
    /// Per cent of the variance that lies between the units.
    package var iSquared: Double { 100 * spreadVariance / (spreadVariance + typicalVariance) }
    package var hSquared: Double { (spreadVariance + typicalVariance) / typicalVariance }

    /// The kinds of interval of the mean.
    package enum Kind: Sendable, CaseIterable {
        case z
        /// Knapp and Hartung, Sidik and Jonkman.
        case knappHartung
        /// The same, never narrower than z.
        case knappHartungWithFloor
    }

    package func standardError(_ kind: Kind) -> Double {
        switch kind {
        case .z: standardError
        case .knappHartung: standardError * knappHartungFactor
        case .knappHartungWithFloor: standardError * max(1, knappHartungFactor)
        }
    }

    package func interval(_ kind: Kind, level: Double = 0.95) -> Interval {
        let error = standardError(kind)
        let reach = quantile(kind == .z ? nil : degreesOfFreedom, level) * error
        return Interval(lower: mean - reach, upper: mean + reach, level: level)
    }

    /// Where the effect of the next unit lies: normal, or t with n - 2 degrees of freedom (Higgins et al.
    /// 2009).
    package func predictionInterval(usesT: Bool, level: Double = 0.95) -> Interval {
        let error = (standardError * standardError + spreadVariance).squareRoot()
        let reach = quantile(usesT ? max(1, count - 2) : nil, level) * error
        return Interval(lower: mean - reach, upper: mean + reach, level: level)
    }

    /// The best linear prediction of one unit's own effect.
    /// - Parameter index: of the unit.
    /// - Returns: the shrunken effect and its standard error, the spread taken as known.
    package func prediction(of index: Int) -> (effect: Double, standardError: Double) {
        let fit = data.fit(weights: data.variances.map { 1 / ($0 + spreadVariance) })
        let variance = data.variances[index]
        let trust = spreadVariance / (spreadVariance + variance)
        let fitted = data.effects[index] - fit.residuals[index]
        let spread = trust * variance
        let ofMean = fit.leverages[index] / fit.weights[index]
        let rest = 1 - trust
        return (
            fitted + trust * fit.residuals[index], (spread + rest * rest * ofMean).squareRoot()
        )
    }

    private func quantile(_ freedom: Int?, _ level: Double) -> Double {
        let p = 0.5 * (1 + level)
        return freedom.map { StudentT(degreesOfFreedom: Double($0)).quantile(p) }
            ?? Normal.standard.quantile(p)
    }
}
