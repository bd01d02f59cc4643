internal import RealModule

/// The weights of two changes and of spells with one set of transients swept out, summed over the noise.
///
/// Two changes weigh exp(c) |Q|^-1/2 (R - g'mu)^(-dof/2) E, with Q = S_TT + I, mu = Q^-1 g and E the
/// moment prior's factor. Their sum t = mu_1 + mu_2 is what lasts: they **end elsewhere** when t is more
/// than its SD, more than half of the larger change and at least one step of the scale; else they return.
/// A spell is one size up at a and down at b: q = S_aa + S_bb - 2 S_ab + 1, g = g_a - g_b, weighed as one
/// change. Pairs whose levels leave the values that occur have no weight.
struct TransientPairs {
    /// Log of the unit of all weights here.
    let logUnit: Double
    /// Sum of the pairs that end elsewhere, prior left out.
    private(set) var elsewhere = 0.0
    /// Sums of their weights times the first level and the last one, centred.
    private(set) var before = 0.0
    private(set) var after = 0.0
    /// Weights of the pairs that return and of spells, at a n + b, followed by slack.
    private(set) var returns: [Double]

    /// - Parameter neglect: noises whose best single change is this many nats below the best are left out.
    /// - Complexity: O(n^2 J) a noise.
    init(
        _ set: TransientSet, sweeps: [NodeSweeps], design: TransientDesign, series: ScaledSeries,
        prior: TransientPrior, neglect: Double
    ) {
        let half = 0.5 * Double(prior.freedom)
        var nodes: [(pairs: PairNode, smallest: Double, top: Double)] = []
        for k in set.nodes.indices where set.tops[k] > set.logUnit - neglect {
            let pairs = PairNode(
                node: set.nodes[k], gram: design.base.grams[k], sweeps: sweeps[k], size: set.size,
                minimumSegment: design.base.minimumSegment, series: series, freedom: prior.freedom)
            let smallest = pairs.smallestResidual()
            nodes.append((pairs, smallest, set.nodes[k].logConstant - half * .log(smallest)))
        }
        let top = nodes.map(\.top).max() ?? 0
        var sums = PairTotals()
        var returns = [Double](
            repeating: 0, count: design.count * design.count + StepGram.slack)
        for node in nodes where node.smallest < .infinity {
            node.pairs.addWeights(
                scale: .exp(node.top - top), reference: node.smallest, to: &returns, &sums)
        }
        logUnit = top
        self.returns = returns
        elsewhere = sums.elsewhere.sum()
        before = sums.before.sum()
        after = sums.after.sum()
    }
}

/// What pairs add up to.
private struct PairTotals {
    var elsewhere = SIMD4<Double>.zero
    var before = SIMD4<Double>.zero
    var after = SIMD4<Double>.zero
}

/// Pairs under one noise, four second dates at a time.
private struct PairNode {
    typealias Lanes = SIMD4<Double>
    let node: SweptNode
    let gram: StepGram
    let sweeps: NodeSweeps
    let size: Int
    let minimumSegment: Int
    let series: ScaledSeries
    let freedom: Int

    private var whole: Double { node.residual + series.floor }

    /// The smallest residual of any pair or spell on the scale; infinite when there is none.
    func smallestResidual() -> Double {
        var smallest = Lanes(repeating: .infinity)
        eachBlock { _, block, two, spell in
            let best = pointwiseMin(
                two.pair.residual.replacing(with: .infinity, where: two.isOutside),
                spell.residual.replacing(with: .infinity, where: spell.isOutside))
            smallest = pointwiseMin(smallest, block.masked(best, else: .infinity))
        }
        return smallest.min()
    }

    func addWeights(
        scale: Double, reference: Double, to returns: inout [Double], _ totals: inout PairTotals
    ) {
        let share = TransientPrior.spellShare
        let dof = Double(freedom)
        returns.withUnsafeMutableBufferPointer { returns in
            eachBlock { a, block, two, spell in
                let pair = two.pair
                let both = block.masked(
                    ((1 - share) * scale * halfPower(reference / pair.residual, freedom)
                        * pair.inverseDeterminant.squareRoot() * pair.moment(dof))
                        .replacing(with: 0, where: two.isOutside), else: 0)
                let elsewhere = Lanes.zero.replacing(with: both, where: two.endsElsewhere)
                totals.elsewhere += elsewhere
                totals.before += elsewhere * two.level
                totals.after += elsewhere * (two.level + two.lasting)
                let once = block.masked(
                    (share * scale * halfPower(reference / spell.residual, freedom)
                        * spell.moment(dof)).replacing(with: 0, where: spell.isOutside), else: 0)
                add(both - elsewhere + once, to: returns, at: a * sweeps.count + block.start)
            }
        }
    }

    @inline(__always)
    private func eachBlock(
        _ body: (_ first: Int, _ block: LaneBlock, _ two: TwoChanges, _ spell: Spell) -> Void
    ) {
        let last = sweeps.count - minimumSegment
        guard minimumSegment <= last - minimumSegment else { return }
        let whole = whole
        var row = [Double](repeating: 0, count: sweeps.stride)
        row.withUnsafeMutableBufferPointer { row in
            node.diagonal.withUnsafeBufferPointer { diagonal in
                node.moments.withUnsafeBufferPointer { moments in
                    node.shifts.withUnsafeBufferPointer { shifts in
                        for a in minimumSegment...last - minimumSegment {
                            fill(row, column: a)
                            let beside = UnsafeBufferPointer(row)
                            for block in LaneBlock.blocks(a + minimumSegment, last) {
                                let b = block.start
                                let pair = PairSolution(
                                    q00: Lanes(repeating: diagonal[a]), q01: lanes(beside, b),
                                    q11: lanes(diagonal, b), g0: Lanes(repeating: moments[a]),
                                    g1: lanes(moments, b), residual: whole)
                                let shift = lanes(shifts, b)
                                let two = TwoChanges(
                                    pair, node.level, shifts[a], shift, series, freedom)
                                let spell = Spell(
                                    q: diagonal[a] + lanes(diagonal, b) - 2 * lanes(beside, b) - 1,
                                    g: moments[a] - lanes(moments, b), whole: whole,
                                    level: node.level, shift: shifts[a] - shift, series)
                                body(a, block, two, spell)
                            }
                        }
                    }
                }
            }
        }
    }

    /// S_ab of the set for one a and every b a segment later: S less s_a s_b of each swept column.
    @inline(__always)
    private func fill(_ row: UnsafeMutableBufferPointer<Double>, column a: Int) {
        let n = sweeps.count
        gram.products.withUnsafeBufferPointer { products in
            sweeps.sums.withUnsafeBufferPointer { sums in
                for b in a + minimumSegment..<n { row[b] = products[a * n + b] }
                for j in 0..<size {
                    let base = j * sweeps.stride
                    let own = sums[base + a]
                    for b in a + minimumSegment..<n { row[b] -= own * sums[base + b] }
                }
            }
        }
    }
}

/// Two changes: where they begin, what lasts of them, whether their levels lie on the scale.
private struct TwoChanges {
    typealias Lanes = SIMD4<Double>
    let pair: PairSolution
    let level: Lanes
    let lasting: Lanes
    let isOutside: SIMDMask<Lanes.MaskStorage>
    let endsElsewhere: SIMDMask<Lanes.MaskStorage>

    @inline(__always)
    init(
        _ pair: PairSolution, _ base: Double, _ first: Double, _ second: Lanes,
        _ series: ScaledSeries, _ freedom: Int
    ) {
        let start = base - first * pair.mean0 - second * pair.mean1
        let sum = pair.mean0 + pair.mean1
        let variance: Lanes =
            (pair.c00 + pair.c11 + 2 * pair.c01) * pair.residual * (1 / Double(freedom))
        let larger = pointwiseMax(pair.mean0 * pair.mean0, pair.mean1 * pair.mean1)
        let square = sum * sum
        self.pair = pair
        level = start
        lasting = sum
        isOutside = outside(start, start + pair.mean0, start + sum, of: series)
        endsElsewhere =
            (square .> variance) .& (square .>= series.unit * series.unit)
            .& (4 * square .> larger)
    }
}

/// One size, up and down again.
private struct Spell {
    typealias Lanes = SIMD4<Double>
    let size: Lanes
    let spread: Lanes
    let residual: Lanes
    let isOutside: SIMDMask<Lanes.MaskStorage>

    @inline(__always)
    init(q: Lanes, g: Lanes, whole: Double, level: Double, shift: Lanes, _ series: ScaledSeries) {
        spread = 1 / q
        size = g * spread
        residual = whole - g * size
        let start = level - shift * size
        isOutside = outside(start, start + size, start, of: series)
    }

    /// The moment prior's factor over sqrt(q).
    @inline(__always)
    func moment(_ freedom: Double) -> Lanes {
        spread.squareRoot() * (size * size * (freedom / residual) + spread)
    }
}

/// Whether any of three levels is none that occurs.
@inline(__always)
func outside(
    _ a: SIMD4<Double>, _ b: SIMD4<Double>, _ c: SIMD4<Double>, of series: ScaledSeries
) -> SIMDMask<SIMD4<Double>.MaskStorage> {
    (pointwiseMin(pointwiseMin(a, b), c) .< series.lower)
        .| (pointwiseMax(pointwiseMax(a, b), c) .> series.upper)
}
