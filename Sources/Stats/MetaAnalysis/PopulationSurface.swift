internal import RealModule

/// The likelihood of mean and spread on a grid that follows it: nodes of tau, and at each the course over mu.
///
/// tau = c sinh(u) with equal steps in u: the likelihood is even in tau, so the trapezoid rule with half its
/// weight at 0 converges geometrically. At each tau the nodes of mu stand half (for few units a quarter) a
/// standard deviation apart, over eight of them to each side, or more where the likelihood reaches further.
package struct PopulationSurface: Sendable {
    struct Slice: Sendable {
        let tau: Double
        /// ln of the step of tau.
        let logStep: Double
        /// ln of the likelihood integrated over a flat mu.
        let logMarginal: Double
        let mean: Double
        let variance: Double
        /// Nodes of mu and their shares, without those that hold nothing.
        let nodes: [(mu: Double, share: Double)]
        let spacing: Double
    }

    let slices: [Slice]
    package let count: Int
    let shape: PopulationShape

    /// - Parameters:
    ///   - likelihood: of all units.
    ///   - widest: the prior that reaches furthest of those that it will be combined with.
    ///   - shape: of the population; the one that the likelihood was made with.
    package init(
        _ likelihood: some PooledLikelihood, widest: SpreadPrior, shape: PopulationShape = .normal
    ) {
        count = likelihood.count
        self.shape = shape
        let unit = min(likelihood.typicalError, widest.scale)
        let range = Self.range(likelihood, widest, unit)
        let number = likelihood.count <= Self.few ? 128 : 64
        let step = (range.upperBound - range.lowerBound) / Double(number)
        slices = (0...number).map { place in
            let u = range.lowerBound + Double(place) * step
            let isFirst = place == 0 && range.lowerBound == 0
            let slope = unit * Double.cosh(u) * step * (isFirst ? 0.5 : 1)
            return Self.slice(
                likelihood, tau: unit * Double.sinh(u), logStep: Double.log(slope),
                spacing: likelihood.count <= Self.few ? 0.25 : 0.5)
        }
    }

    /// Up to so many units the grid is the finest.
    private static let few = 40
    /// ln of what no longer counts.
    private static let floor = -34.0

    /// The stretch of u outside which nothing is left.
    private static func range(
        _ likelihood: some PooledLikelihood, _ prior: SpreadPrior, _ unit: Double
    ) -> ClosedRange<Double> {
        var (low, high) = (0.0, Double.asinh(prior.reach / unit))
        let number = likelihood.count <= few ? 24 : 12
        for _ in 0..<8 {
            let step = (high - low) / Double(number)
            let heights = (0...number).map { place in
                let tau = unit * Double.sinh(low + Double(place) * step)
                return slice(likelihood, tau: tau, logStep: 0, spacing: 1).logMarginal
                    + prior.logDensity(tau) + Double.log(Double.cosh(low + Double(place) * step))
            }
            let top = heights.max() ?? 0
            let kept = heights.indices.filter { heights[$0] > top + floor }
            guard let first = kept.first, let last = kept.last else { break }
            let start = low
            low = start + Double(max(first - 1, 0)) * step
            high = start + Double(min(last + 1, number)) * step
            if kept.count > number / 2 { break }
        }
        return low...high
    }

    private static func slice(
        _ likelihood: some PooledLikelihood, tau: Double, logStep: Double, spacing: Double
    ) -> Slice {
        let guess = likelihood.guess(tau: tau)
        let step = spacing * guess.spread
        var reach = Int((8 / spacing).rounded(.up))
        while true {
            let means = (-reach...reach).map { guess.centre + Double($0) * step }
            let logs = likelihood.logLikelihood(
                centre: guess.centre, step: step, reach: reach, tau: tau)
            let top = logs.max() ?? 0
            if max(logs[0], logs[logs.count - 1]) > top + floor, reach < 4096 {
                reach *= 2
                continue
            }
            let shares = logs.map { Double.exp($0 - top) }
            let total = shares.reduce(0, +)
            let mean = zip(shares, means).reduce(0) { $0 + $1.0 * $1.1 } / total
            let variance =
                zip(shares, means).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) } / total
            return Slice(
                tau: tau, logStep: logStep, logMarginal: top + Double.log(total * step), mean: mean,
                variance: variance,
                nodes: zip(means, shares).filter { $0.1 > 1e-11 * total }.map {
                    (mu: $0.0, share: $0.1 / total)
                }, spacing: step)
        }
    }
}
