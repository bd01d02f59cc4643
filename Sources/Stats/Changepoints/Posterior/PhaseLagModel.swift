internal import RealModule

/// One effect and one lag for a plan whose switches are known: the level moves by the same
/// amount at every switch, to and fro, `lag` units of time after it.
///
///   y = Z b + delta x_L + e,   x_L(t) = sum_j sign_j 1{t >= switch_j + L},   signs +, -, +, ...
///
/// The noise and the prior for delta are those of `ChangepointPosterior`; an effect has prior 1/2 and
/// the lag is uniform on 0...longestLag. In an ABAB plan of 56 days an effect of 2 SD is found in 88-99 %
/// of cases, where a blind search finds 12-53 % at 84 days: never search when the plan is known.
/// Noise that runs through the switch also discounts a start on a bad day: with no effect at all, at
/// most 4 % of such starts reach P >= .8, where a t-test says "effect" in up to 54 %.
public struct PhaseLagModel: Sendable {
    var longestLag: Int
    /// k0, the scale of the prior for the effect in units of the noise SD.
    var changeScale: Double
    /// Whether surprises are bounded first, as the reading of a trial does.
    public var tails: NoiseTails

    public init(longestLag: Int = 13, changeScale: Double = 1, tails: NoiseTails = .normal) {
        self.longestLag = longestLag
        self.changeScale = changeScale
        self.tails = tails
    }

    /// - Parameters:
    ///   - y: one value for each time of the design.
    ///   - switches: times at which the phase changes, strictly increasing; the effect comes on at the
    ///     first, goes off at the second, and so on.
    ///   - design: when the series was observed, prepared.
    /// - Returns: the posterior of effect and lag.
    /// - Throws: `ChangepointError` for a series that does not fit the design and for switches outside
    ///   the series or out of order.
    /// - Complexity: O(n^2) a node for the moments, then O(lags switches^2) a node.
    public func fit(
        _ y: [Double], switches: [Int], on design: PosteriorDesign
    ) throws(ChangepointError) -> PhaseLagFit {
        try check(switches, on: design)
        try ChangepointPosterior.check(y, on: design)
        let single = try ChangepointPosterior(options: options).fit(y, on: design)
        let columns = (0...longestLag).map { lag in
            switches.map { firstIndex(notBefore: $0 + lag, in: design.times) }
        }
        let terms = single.kernels.map { kernel in columns.map { PhaseTerm($0, kernel) } }
        return PhaseLagFit(
            kernels: single.kernels, terms: terms, switches: switches,
            noise: design.noise)
    }

    private var options: ChangepointPosterior.Options {
        var options = ChangepointPosterior.Options()
        options.maximumChanges = 0
        options.changeScale = changeScale
        options.tails = tails
        return options
    }

    private func check(
        _ switches: [Int], on design: PosteriorDesign
    ) throws(ChangepointError) {
        guard longestLag >= 0 else { throw .negativeLag(found: longestLag) }
        guard !switches.isEmpty else { throw .noSwitch }
        let first = design.times[0]
        let last = design.times[design.count - 1]
        for (place, time) in switches.enumerated() {
            guard time > first, time <= last else {
                throw .switchOutside(time: time, first: first, last: last)
            }
            if place > 0, time <= switches[place - 1] {
                throw .switchesNotIncreasing(previous: switches[place - 1], found: time)
            }
        }
    }
}

/// The effect at one lag under one noise node.
struct PhaseTerm {
    let logWeight: Double
    let size: SizeDistribution

    /// - Parameters:
    ///   - indices: of the first observation after each switch and its lag; the number of
    ///     observations where the series ends before.
    ///   - kernel: the series under the node.
    init(_ indices: [Int], _ kernel: DateSetKernel) {
        let n = kernel.count
        let signed = indices.enumerated().filter { $0.element < n }.map {
            (sign: $0.offset.isMultiple(of: 2) ? 1.0 : -1.0, index: $0.element)
        }
        let moment = signed.reduce(0.0) { $0 + $1.sign * kernel.moments[$1.index] }
        var product = kernel.ridge
        for a in signed {
            for b in signed {
                let place = min(a.index, b.index) * n + max(a.index, b.index)
                product += a.sign * b.sign * kernel.gram.products[place]
            }
        }
        let solution = DateSetSolution(moment: moment, product: product, kernel)
        size = SizeDistribution(solution, position: 0)
        logWeight = solution.logWeight + .log(size.normaliser)
    }
}

/// What `PhaseLagModel` believes about the effect of a planned switch and its lag.
public struct PhaseLagFit: Sendable {
    /// P(the switches have an effect).
    public let probabilityOfEffect: Double
    /// P(lag = L | there is an effect), L = 0...longestLag.
    let lagProbabilities: [Double]
    /// Posterior mean of the effect given that there is one, in the unit of the series.
    public let effect: Double
    /// Posterior weight of each noise node.
    let noiseProbabilities: [Double]
    public let switches: [Int]
    private let sizes: SizeMixture

    init(
        kernels: [DateSetKernel], terms: [[PhaseTerm]], switches: [Int], noise: NoiseGrid
    ) {
        let lags = terms.first?.count ?? 1
        let top = max(
            kernels.map(\.logWeightOfNone).max() ?? 0,
            terms.joined().map(\.logWeight).max() ?? 0)
        let none = kernels.map { Double.exp($0.logWeightOfNone - top) }
        let some = terms.map { $0.map { Double.exp($0.logWeight - top) / Double(lags) } }
        let withEffect = some.joined().reduce(0, +)
        let total = none.reduce(0, +) + withEffect
        probabilityOfEffect = withEffect / total
        lagProbabilities = (0..<lags).map { lag in
            some.reduce(0) { $0 + $1[lag] } / withEffect
        }
        noiseProbabilities = zip(none, some).map { ($0 + $1.reduce(0, +)) / total }
        sizes = SizeMixture(
            zip(some.joined(), terms.joined()).map { ($0 / withEffect, $1.size) })
        effect = sizes.mean
        self.switches = switches
    }

    public var verdict: ChangeVerdict { ChangeVerdict(probability: probabilityOfEffect) }

    /// Posterior mean of the lag given that there is an effect.
    public var meanLag: Double {
        lagProbabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }

    /// The smallest set of lags with at least `level` of the probability, in increasing order.
    public func lagSet(level: Double = 0.9) throws(ChangepointError) -> [Int] {
        try DateDistribution(
            weights: lagProbabilities, times: Array(lagProbabilities.indices)
        ).highestDensitySet(level: level).indices
    }

    /// Central credible interval of the effect given that there is one.
    public func effectInterval(
        level: Double = 0.95
    ) throws(ChangepointError) -> ClosedRange<Double> {
        guard level > 0, level < 1 else { throw .levelOutOfRange(found: level) }
        return sizes.quantile((1 - level) / 2)...sizes.quantile((1 + level) / 2)
    }
}
