internal import RealModule

/// A flare that comes and goes, or a new level? `ChangepointPosterior` with transients as rivals.
///
///   y = b + sum_k delta_k 1{t >= tau_k} + sum_(j in F) phi_j f_j(t) + e
///
/// e, its noise grid and the steps are those of `ChangepointPosterior` with at most two changes. F is a
/// short list of decays (half-lives of one day to nine) and boxes (4 to 14 days), see `TransientPath`;
/// every set on the way is weighed, with no change, one, two, and a spell. Asked is not whether anything
/// changed but whether the series *ends on another level*.
///
/// Why: one decaying flare is neither a step nor Gaussian wander. Without transients, flares make a
/// change "likely" in 45-95 % of unchanged series, with levels far off the scale.
public struct TransientPosterior: Sendable {
    /// Sets of transients and noises this many nats below the best one are left out of the sums over two
    /// changes. Infinity gives the full sum; 9 moves the probability of a new level by at most 5e-4.
    var neglect = 9.0

    public init() {}

    /// - Parameters:
    ///   - y: one value for each time of the design.
    ///   - unit: the smallest lasting change that counts, for instance one step of the scale.
    ///   - design: of the times of `y`.
    /// - Returns: what the series says of transients and of a new level, averaged over noises.
    /// - Throws: `ChangepointError` for a wrong length, values that are not finite, a constant series,
    ///   and where levels leave no noise.
    /// - Complexity: O(nodes n J) for the path of J transients, O(n^2 J) a noise and set for two changes.
    public func fit(
        _ y: [Double], unit: Double = 0, on design: TransientDesign
    ) throws(ChangepointError) -> TransientFit {
        try ChangepointPosterior.check(y, on: design.base)
        let path = TransientPath(y, unit: unit, on: design)
        let logWeights = path.sets.map { $0.logWeight(path.prior) }
        var sums = TransientSums(path, top: logWeights.max() ?? 0)
        for (set, weight) in zip(path.sets, logWeights) {
            let near = path.prior.pair > 0 && weight > sums.top - neglect
            sums.add(
                set,
                near
                    ? TransientPairs(
                        set, sweeps: path.sweeps, design: design, series: path.series,
                        prior: path.prior, neglect: neglect) : nil)
        }
        let fit = sums.fit(logWeights)
        guard fit.new.isFinite else { throw .noNoise }
        return fit
    }
}

/// Sums over the sets of a path, on a common unit.
private struct TransientSums {
    let path: TransientPath
    /// Log of the unit.
    let top: Double
    private var none = 0.0
    private var elsewhere = 0.0
    private var singles: [Double]
    private var returns: [Double]
    private var before = 0.0
    private var after = 0.0

    init(_ path: TransientPath, top: Double) {
        self.path = path
        self.top = top
        singles = [Double](repeating: 0, count: path.design.count)
        returns = [Double](repeating: 0, count: path.design.count * path.design.count)
    }

    mutating func add(_ set: TransientSet, _ pairs: TransientPairs?) {
        let prior = path.prior
        let sized = Double(set.size) * prior.logTransient - top
        let unit = Double.exp(set.logUnit + sized)
        none += unit * set.none
        for t in singles.indices { singles[t] += unit * prior.single * set.singles[t] }
        before += unit * prior.single * set.before
        after += unit * prior.single * set.after
        guard let pairs, pairs.logUnit.isFinite else { return }
        let pairUnit = Double.exp(pairs.logUnit + sized) * prior.pair
        elsewhere += pairUnit * pairs.elsewhere
        before += pairUnit * pairs.before
        after += pairUnit * pairs.after
        for place in returns.indices { returns[place] += pairUnit * pairs.returns[place] }
    }

    func fit(_ logWeights: [Double]) -> TransientFit {
        let one = singles.reduce(0, +)
        let returning = returns.reduce(0, +)
        let total = none + one + elsewhere + returning
        let new = one + elsewhere
        let mean = path.series.mean
        let best = heaviest(logWeights)
        return TransientFit(
            none: none / total, oneChange: one / total, twoElsewhere: elsewhere / total,
            returns: returning / total, stepShare: new > 0 ? new / (new + courses()) : 0,
            dates: DateDistribution(weights: singles, times: path.design.times),
            before: new > 0 ? mean + before / new : mean,
            after: new > 0 ? mean + after / new : mean, transients: transients(of: best),
            spell: spell, path: path.transients, logWeights: logWeights)
    }

    /// The place of the largest weight, the first on a tie.
    private func heaviest(_ weights: [Double]) -> Int {
        weights.indices.reduce(0) { weights[$1] > weights[$0] ? $1 : $0 }
    }

    /// The weight of courses beside the three sets with most evidence for "none".
    private func courses() -> Double {
        let evidence = path.sets.map {
            $0.logUnit + .log($0.none) + Double($0.size) * path.prior.logTransient
        }
        let best = evidence.indices.sorted {
            evidence[$0] != evidence[$1] ? evidence[$0] > evidence[$1] : $0 < $1
        }
        return best.prefix(3).reduce(0) {
            $0 + .exp(TransientCourses.logWeight(path.sets[$1], path) - top)
        }
    }

    /// The transients of a set with the heights that they have under its most probable noise.
    private func transients(of place: Int) -> [TransientFit.PlacedTransient] {
        let set = path.sets[place]
        let weights = set.nodes.map {
            $0.logWeightOfNone(floor: path.series.floor, freedom: path.prior.freedom)
        }
        let columns = Array(path.columns.prefix(set.size))
        let heights = path.sweeps[heaviest(weights)].heights(columns)
        return zip(path.transients, heights)
            .map { TransientFit.PlacedTransient(transient: $0, height: $1) }
            .sorted { $0.transient.index < $1.transient.index }
    }

    private var spell: TransientFit.SpellDates? {
        let best = heaviest(returns)
        guard returns[best] > 0 else { return nil }
        let n = path.design.count
        return TransientFit.SpellDates(
            first: path.design.times[best / n], behind: path.design.times[best % n])
    }
}
