internal import RealModule

/// The days of one unit: what an analysis of all days at once takes in.
package struct StackedUnit: Sendable, Equatable {
    /// Strictly increasing whole days.
    package let times: [Int]
    package let responses: [Double]
    /// The share of each day under the condition.
    package let exposure: [Double]

    /// - Parameters:
    ///   - times: strictly increasing.
    ///   - responses: as many, finite.
    ///   - exposure: as many.
    package init(times: [Int], responses: [Double], exposure: [Double]) {
        precondition(
            times.count == responses.count && times.count == exposure.count,
            "a unit has a response and an exposure a day")
        self.times = times
        self.responses = responses
        self.exposure = exposure
    }
}

/// The textbook's one-stage analysis: all days of all units in one mixed model by REML.
///
/// y_it = a_i + theta_i x_it + e_it, theta_i ~ N(mu, tau^2); each unit has an intercept of its own, and all
/// share one residual variance sigma^2 and one autocorrelation rho over days, R_i = rho^|s - t|. With b_i the
/// generalised least squares slope of a unit at rho, sigma^2/d_i its variance and S_i its residual sum of
/// squares, the restricted likelihood of lambda = tau^2/sigma^2 and rho, sigma^2 profiled out, is
///     -2 l = (N - 1) ln(sum S_i + sum w_i (b_i - mu)^2)
///            + sum (ln det R_i + ln c_i + ln(1 + lambda d_i)) + ln sum w_i,
/// w_i = d_i/(1 + lambda d_i), c_i = 1'R_i^-1 1, N the number of days less that of units.
///
/// Where all units have one design it is two stages with one sigma for all.
/// Source: Pinheiro & Bates (2000), sections 2.2 and 5.3. Oracle: nlme::lme with
/// `y ~ 0 + unit + x, random = ~ 0 + x | unit, correlation = corAR1`, Tests/Oracles/series/onestage.R.
package struct OneStageREML: Sendable {
    /// mu, and its standard error as z tests want it.
    package let mean: Double
    package let standardError: Double
    /// tau^2, the variance of effects between units.
    package let spreadVariance: Double
    /// sigma^2.
    package let residualVariance: Double
    /// rho, from one day to the next.
    package let autocorrelation: Double
    /// -2 ln of the restricted likelihood, up to a constant of the data's shape.
    let criterion: Double

    /// Nil for fewer than three units, fewer than three days of one, an exposure that is constant, or days
    /// that follow a line exactly.
    /// - Parameters:
    ///   - units: in any order.
    ///   - rho: holds the autocorrelation at this value instead; 0 for independent errors.
    package init?(_ units: [StackedUnit], rho: Double? = nil) {
        guard units.count >= 3,
            units.allSatisfy({ $0.times.count >= 3 && Set($0.exposure).count > 1 })
        else { return nil }
        let units = units.map(WhitenedUnit.init)
        let freed = units.reduce(0) { $0 + $1.count - 1 } - 1
        func fit(_ rho: Double) -> Profile { Profile(units.map { $0.fit(rho: rho) }, freed: freed) }
        let found = rho ?? Self.autocorrelation { fit($0).criterion }
        let best = fit(found)
        guard best.sigma2 > 0, best.criterion.isFinite else { return nil }
        mean = best.mean
        standardError = (best.sigma2 / best.weight).squareRoot()
        spreadVariance = best.lambda * best.sigma2
        residualVariance = best.sigma2
        autocorrelation = found
        criterion = best.criterion
    }

    /// Of the mean, as z tests want it.
    package func interval(level: Double = 0.95) -> Interval {
        let reach = Normal.standard.quantile(0.5 * (1 + level)) * standardError
        return Interval(lower: mean - reach, upper: mean + reach, level: level)
    }

    /// Of the smallest criterion: between the neighbours of the best of some values, as there may be several
    /// hollows.
    private static func autocorrelation(_ criterion: (Double) -> Double) -> Double {
        let ends = (-9...9).map { 0.1 * Double($0) } + [0.98]
        let heights = ends.map(criterion)
        let place = heights.indices.min { heights[$0] < heights[$1] } ?? 0
        return BrentMinimizer().minimize(
            from: ends[max(place - 1, 0)], to: ends[min(place + 1, ends.count - 1)], criterion
        ).argument
    }
}

/// One unit's rows, ready for any autocorrelation.
private struct WhitenedUnit {
    private let steps: GapSteps
    private let moments: GapMoments
    let count: Int

    /// What the unit says at one autocorrelation.
    struct Fit {
        let slope: Double
        /// sigma^2 over the slope's variance.
        let precision: Double
        let residual: Double
        /// ln det R + ln c.
        let logFactor: Double
    }

    init(_ unit: StackedUnit) {
        steps = GapSteps(times: unit.times)
        count = unit.times.count
        // Centred columns lose no digits to the unit's level.
        func centred(_ values: [Double]) -> [Double] {
            let mean = values.reduce(0, +) / Double(values.count)
            return values.map { $0 - mean }
        }
        let columns = Matrix(columns: [
            unit.times.map { _ in 1 }, centred(unit.exposure), centred(unit.responses),
        ])
        moments = GapMoments(columns, by: columns, steps: steps)
    }

    func fit(rho: Double) -> Fit {
        let factors = steps.factors(rho: rho)
        var products = [Double](repeating: 0, count: 9)
        products.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { moments.evaluate(factors, into: base) }
        }
        let (c, cx, cy) = (products[0], products[3], products[6])
        let xx = products[4] - cx * cx / c
        let xy = products[7] - cx * cy / c
        let yy = products[8] - cy * cy / c
        return Fit(
            slope: xy / xx, precision: xx, residual: max(0, yy - xy * xy / xx),
            logFactor: steps.logDeterminant(factors) + Double.log(c))
    }
}

/// All units at one autocorrelation, at the best lambda.
private struct Profile {
    let lambda: Double
    let mean: Double
    let weight: Double
    let sigma2: Double
    let criterion: Double

    init(_ fits: [WhitenedUnit.Fit], freed: Int) {
        let start = Self.at(0, fits, freed)
        // lambda = e^v between a ten-thousandth and a million times of what a unit's own days carry.
        let typical = fits.reduce(0) { $0 + 1 / $1.precision } / Double(fits.count)
        let centre = Double.log(typical)
        let logs = (-9...14).map { centre + Double($0) }
        let heights = logs.map { Self.at(Double.exp($0), fits, freed).criterion }
        let place = heights.indices.min { heights[$0] < heights[$1] } ?? 0
        let v = BrentMinimizer().minimize(
            from: logs[max(place - 1, 0)], to: logs[min(place + 1, logs.count - 1)]
        ) { Self.at(Double.exp($0), fits, freed).criterion }.argument
        let found = Self.at(Double.exp(v), fits, freed)
        self = place > 0 && found.criterion < start.criterion ? found : start
    }

    private init(lambda: Double, mean: Double, weight: Double, sigma2: Double, criterion: Double) {
        self.lambda = lambda
        self.mean = mean
        self.weight = weight
        self.sigma2 = sigma2
        self.criterion = criterion
    }

    private static func at(_ lambda: Double, _ fits: [WhitenedUnit.Fit], _ freed: Int) -> Profile {
        let weights = fits.map { $0.precision / (1 + lambda * $0.precision) }
        let total = weights.reduce(0, +)
        let mean = zip(weights, fits).reduce(0) { $0 + $1.0 * $1.1.slope } / total
        var squares = 0.0
        var logs = Double.log(total)
        for (weight, fit) in zip(weights, fits) {
            squares += fit.residual + weight * (fit.slope - mean) * (fit.slope - mean)
            logs += fit.logFactor + Double.log(1 + lambda * fit.precision)
        }
        return Profile(
            lambda: lambda, mean: mean, weight: total, sigma2: squares / Double(freed),
            criterion: Double(freed) * Double.log(squares) + logs)
    }
}
