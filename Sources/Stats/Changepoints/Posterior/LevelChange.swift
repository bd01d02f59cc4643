internal import RealModule

/// One change of level: when, how large, from where to where.
///
/// A change that was detected only just is overestimated on average (at twelve weeks a true size of
/// 1 SD is reported as 1.2 to 1.4), so the size is never to be shown without its interval.
public struct LevelChange: Sendable {
    /// Index in the most probable set of dates; the first observation of the new segment.
    public let index: Int
    public let time: Int
    /// Where the change may lie, given the number of changes.
    public let dates: DateDistribution
    /// Posterior mean of the difference, in the unit of the series.
    public let size: Double
    /// Central credible interval of the difference.
    let sizeInterval: ClosedRange<Double>
    /// Posterior means of the levels on either side, at the covariates' means.
    public let before: Double
    public let after: Double
    /// P(at least one change between the bounds of the date set of the same level), averaged over the
    /// number of changes.
    public let probability: Double
}

extension ChangepointPosteriorFit {
    /// The changes given that there are `count`, in order of time.
    ///
    /// Sizes are averaged over the noise and over the heaviest sets of dates, up to 200 and 99.5 % of
    /// the probability. Given dates and noise a size is a normal times the moment prior's polynomial
    /// with the variance that integrating over s gives; for one change its quantiles are within .5 %
    /// of the exact ones.
    /// - Parameters:
    ///   - count: how many there are.
    ///   - level: of the size intervals and of the date sets behind `probability`.
    /// - Returns: one for each change.
    /// - Throws: `changesOutOfRange` unless 0...maximumChanges contains `count`; `levelOutOfRange`.
    public func changes(
        given count: Int, level: Double = 0.95
    ) throws(ChangepointError) -> [LevelChange] {
        guard (0...maximumChanges).contains(count) else {
            throw .changesOutOfRange(
                found: count, limit: maximumChanges, observations: design.count)
        }
        guard level > 0, level < 1 else { throw .levelOutOfRange(found: level) }
        guard count > 0 else { return [] }
        let components = sizeComponents(given: count)
        let best = mostProbableDates(given: count)
        var before = components.reduce(0) { $0 + $1.weight * $1.firstLevel }
        var changes: [LevelChange] = []
        for position in 0..<count {
            let sizes = SizeMixture(components.map { ($0.weight, $0.sizes[position]) })
            let size = sizes.mean
            let dates = dates(of: position, given: count)
            let interval = try dates.shortestInterval(level: level).indices
            let tail = (1 - level) / 2
            changes.append(
                LevelChange(
                    index: best[position], time: design.times[best[position]], dates: dates,
                    size: size,
                    sizeInterval: sizes.quantile(tail)...sizes.quantile(1 - tail),
                    before: before, after: before + size,
                    probability: try probability(
                        ofChangeIn: interval[0]..<interval[interval.count - 1] + 1)))
            before += size
        }
        return changes
    }

    /// Mean level of the whole series when there is no change, averaged over the noise.
    var levelWithoutChange: Double {
        let weights = kernels.map { Double.exp($0.logWeightOfNone - kernels[0].logWeightOfNone) }
        let total = weights.reduce(0, +)
        return zip(weights, kernels).reduce(0) { $0 + $1.0 * $1.1.baseLevel } / total
    }

    /// Sizes given each heavy set of dates and each noise node that carries weight.
    private func sizeComponents(given count: Int) -> [SizeComponent] {
        let sets = heaviestSets(given: count)
        var components: [SizeComponent] = []
        let nodes = kernels.indices.filter { noiseProbabilities[$0] > 1e-4 }
        for dates in sets {
            for node in nodes { components.append(SizeComponent(dates, kernels[node])) }
        }
        let top = components.map(\.logWeight).max() ?? 0
        components.sort { $0.logWeight > $1.logWeight }
        components = Array(components.prefix { $0.logWeight > top - 9 })
        let total = components.reduce(0) { $0 + .exp($1.logWeight - top) }
        for index in components.indices {
            components[index].weight = .exp(components[index].logWeight - top) / total
        }
        return components
    }

    private func heaviestSets(given count: Int) -> [ChangeDates] {
        var sets: [(weight: Double, dates: ChangeDates)] = []
        var heaviest = 0.0
        tables.visit(changes: count) { dates, weight in
            heaviest = max(heaviest, weight)
            if weight > 1e-4 * heaviest { sets.append((weight, dates)) }
        }
        // The order of visits breaks ties, so the sort has to be stable: places do that.
        let order = sets.indices.sorted {
            sets[$0].weight != sets[$1].weight ? sets[$0].weight > sets[$1].weight : $0 < $1
        }
        var held = 0.0
        return order.prefix(200).prefix { place in
            defer { held += sets[place].weight }
            return held < 0.995 * totals[count]
        }.map { sets[$0].dates }
    }
}

/// Sizes and the first level given one set of dates and one noise node.
private struct SizeComponent {
    let logWeight: Double
    let sizes: [SizeDistribution]
    let firstLevel: Double
    var weight = 0.0

    init(_ dates: ChangeDates, _ kernel: DateSetKernel) {
        let solution = DateSetSolution(dates, kernel)
        sizes = dates.indices.map { SizeDistribution(solution, position: $0) }
        logWeight = solution.logWeight + .log(sizes[0].normaliser)
        firstLevel = zip(dates, sizes).reduce(kernel.baseLevel) {
            $0 - $1.1.mean * kernel.gram.levelShifts[$1.0]
        }
    }
}
