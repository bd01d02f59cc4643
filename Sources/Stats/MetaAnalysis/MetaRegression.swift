internal import RealModule

/// Effects that follow declared covariates: theta_i ~ N(mu + x_i'b, tau^2), mu and b flat.
///
/// At each tau the coefficients are taken as normal around their mode (Laplace), which is exact where the
/// likelihoods of the units are normal; tau is summed over as in `PopulationSurface`.
package struct MetaRegression: Sendable {
    /// Of each coefficient: the mean for covariates at 0 first, then the covariates.
    package let coefficients: [NormalMixture]
    /// Of tau, what the covariates leave.
    package let spreadMean: Double

    /// - Parameters:
    ///   - units: more than covariates by two at least.
    ///   - covariates: columns with a value for each unit, not constant and not each other's.
    ///   - prior: of tau.
    package init(_ units: [NormalMixture], covariates: [[Double]], prior: SpreadPrior) {
        let design = Matrix(columns: [units.map { _ in 1.0 }] + covariates)
        let own = UnitLikelihoods(units)
        let unit = min(own.typicalError, prior.scale)
        let (number, top) = (128, Double.asinh(min(prior.reach, 1e3 * prior.scale) / unit))
        var modes: [Mode] = []
        var heights: [Double] = []
        for place in 0...number {
            let u = top * Double(place) / Double(number)
            let tau = unit * Double.sinh(u)
            let mode = Mode(units, design, tau: tau, start: modes.last?.values)
            modes.append(mode)
            heights.append(
                mode.logMarginal + prior.logDensity(tau) + Double.log(Double.cosh(u))
                    + (place == 0 ? Double.log(0.5) : 0))
        }
        let highest = heights.max() ?? 0
        let weights = heights.map { Double.exp($0 - highest) }
        let total = weights.reduce(0, +)
        coefficients = (0..<design.columns).map { column in
            NormalMixture(
                modes.indices.filter { weights[$0] > 1e-12 * total }.map {
                    .init(
                        weight: weights[$0], mean: modes[$0].values[column],
                        variance: modes[$0].covariance[column, column])
                })
        }
        spreadMean = zip(modes, weights).reduce(0) { $0 + $1.0.tau * $1.1 } / total
    }

    /// The mode of the coefficients at one tau, by Newton steps on the exact likelihood.
    private struct Mode {
        let tau: Double
        private(set) var values: [Double]
        private(set) var covariance: Matrix
        private(set) var logMarginal: Double

        init(_ units: [NormalMixture], _ design: Matrix, tau: Double, start: [Double]?) {
            self.tau = tau
            let table = EffectTable(
                effects: units.map(\.mean), variances: units.map(\.variance),
                moderators: (1..<design.columns).map { Array(design.column($0)) })
            let guess = table.fit(weights: table.variances.map { 1 / ($0 + tau * tau) })
            values = guess.coefficients
            covariance = guess.covariance
            logMarginal = 0
            for _ in 0..<50 {
                let slope = Self.slope(units, design, values, tau)
                guard let factor = try? CholeskyFactorization(slope.curvature) else { break }
                covariance = factor.inverse
                logMarginal = slope.logLikelihood - 0.5 * factor.logDeterminant
                guard let step = try? factor.solve(slope.gradient) else { break }
                for a in values.indices { values[a] += step[a] }
                let size = zip(step, values).reduce(0) {
                    max($0, ($1.0 / (1 + $1.1.magnitude)).magnitude)
                }
                if size < 1e-12 { break }
            }
        }

        /// Of the log-likelihood at coefficients: its value, gradient and minus its second derivatives.
        private static func slope(
            _ units: [NormalMixture], _ design: Matrix, _ values: [Double], _ tau: Double
        ) -> (logLikelihood: Double, gradient: [Double], curvature: Matrix) {
            let p = design.columns
            var result = (
                logLikelihood: 0.0, gradient: [Double](repeating: 0, count: p),
                curvature: Matrix(rows: p, columns: p)
            )
            for (i, unit) in units.enumerated() {
                let mean = (0..<p).reduce(0) { $0 + design[i, $1] * values[$1] }
                let local = unit.local(at: mean, tau: tau)
                result.logLikelihood += local.log
                for a in 0..<p {
                    result.gradient[a] += local.slope * design[i, a]
                    for b in 0..<p {
                        result.curvature[a, b] += local.bend * design[i, a] * design[i, b]
                    }
                }
            }
            return result
        }
    }
}

extension NormalMixture {
    /// ln p(data | mu, tau), its slope in mu, and minus its second derivative, kept positive.
    func local(at mu: Double, tau: Double) -> (log: Double, slope: Double, bend: Double) {
        var (sum, first, second) = (0.0, 0.0, 0.0)
        for component in components {
            let variance = component.variance + tau * tau
            let shift = component.mean - mu
            let height =
                component.weight * Double.exp(-0.5 * shift * shift / variance)
                / variance.squareRoot()
            let slope = shift / variance
            sum += height
            first += height * slope
            second += height * (slope * slope - 1 / variance)
        }
        guard sum > UnitLikelihoods.smallest else {
            let variance = self.variance + tau * tau
            let shift = mean - mu
            return (
                -0.5 * shift * shift / variance - 0.5 * Double.log(variance), shift / variance,
                1 / variance
            )
        }
        let slope = first / sum
        let least = 0.1 / (variance + tau * tau)
        return (Double.log(sum), slope, max(least, slope * slope - second / sum))
    }
}
