internal import RealModule

/// The weights of no change and of one change with one set of transients swept out, summed over the
/// noise.
///
/// With S, g, r0 of the set, R = r0 + floor and dof its degrees of freedom, one change at t weighs
///   exp(c) q^-1/2 (R - g_t mu)^(-dof/2) (mu^2 dof/(R - g_t mu) + 1/q),   q = S_tt + 1, mu = g_t / q,
/// none exp(c) R^(-dof/2). A date whose levels leave the values that occur, or that moves the level by
/// less than one step of the scale, has no weight.
struct TransientSet {
    /// Number of transients.
    let size: Int
    let nodes: [SweptNode]
    /// Log of the unit of all weights here.
    let logUnit: Double
    let none: Double
    /// One weight an observation, followed by slack; prior left out.
    let singles: [Double]
    /// Sums over dates of weight times the level before and after the change, centred.
    let before: Double
    let after: Double
    /// Log weight of each noise at its best date.
    let tops: [Double]
    /// Smallest residual with one change, any date, and the floor under each noise.
    let smallestResiduals: [Double]

    init(
        _ nodes: [SweptNode], size: Int, series: ScaledSeries, prior: TransientPrior,
        dates: ClosedRange<Int>
    ) {
        let freedom = Double(prior.freedom)
        let smallest = nodes.map { node in
            dates.reduce(node.residual + series.floor) {
                min(
                    $0,
                    node.residual + series.floor
                        - node.moments[$1] * node.moments[$1] / node.diagonal[$1])
            }
        }
        let tops = zip(nodes, smallest).map { $0.logConstant - 0.5 * freedom * .log($1) }
        let top = tops.max() ?? 0
        var sums = SingleSums(count: nodes.first?.moments.count ?? 0)
        for k in nodes.indices {
            sums.add(
                nodes[k], scale: .exp(tops[k] - top), reference: smallest[k], series: series,
                freedom: prior.freedom, dates: dates)
        }
        self.size = size
        self.nodes = nodes
        self.tops = tops
        smallestResiduals = smallest
        logUnit = top
        none = nodes.reduce(0) {
            $0 + .exp($1.logWeightOfNone(floor: series.floor, freedom: prior.freedom) - top)
        }
        singles = sums.weights
        before = sums.before.sum()
        after = sums.after.sum()
    }

    /// Sum over the dates.
    var oneChange: Double { singles.reduce(0, +) }

    /// Log weight of the set with at most one change, priors included.
    func logWeight(_ prior: TransientPrior) -> Double {
        logUnit + Double(size) * prior.logTransient + .log(none + prior.single * oneChange)
    }
}

/// Sums over the dates of one change, four dates at a time.
private struct SingleSums {
    typealias Lanes = SIMD4<Double>
    var weights: [Double]
    var before = Lanes.zero
    var after = Lanes.zero

    init(count: Int) { weights = [Double](repeating: 0, count: count) }

    mutating func add(
        _ node: SweptNode, scale: Double, reference: Double, series: ScaledSeries, freedom: Int,
        dates: ClosedRange<Int>
    ) {
        weights.withUnsafeMutableBufferPointer { weights in
            node.withBuffers(floor: series.floor) { node in
                for block in LaneBlock.blocks(dates.lowerBound, dates.upperBound) {
                    let t = block.start
                    let g = lanes(node.moments, t)
                    let spread = 1 / lanes(node.diagonal, t)
                    let size = g * spread
                    let rest = node.whole - g * size
                    let level = node.level - lanes(node.shifts, t) * size
                    let moment = size * size * (Double(freedom) / rest) + spread
                    let weight =
                        scale * halfPower(reference / rest, freedom, root: spread) * moment
                    let isNone =
                        series.excludes(level, level + size, level)
                        .| (size * size .< series.unit * series.unit)
                    let kept = block.masked(weight.replacing(with: 0, where: isNone), else: 0)
                    before += kept * level
                    after += kept * (level + size)
                    Stats.add(kept, to: weights, at: t)
                }
            }
        }
    }
}
