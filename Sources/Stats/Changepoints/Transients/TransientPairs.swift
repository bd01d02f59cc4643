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
    let elsewhere: Double
    /// Sums of their weights times the first level and the last one, centred.
    let before: Double
    let after: Double
    /// Weights of the pairs that return and of spells, at a n + b, followed by slack.
    let returns: [Double]

    /// Nats between the units that are tried until no weight overflows.
    private static let stride = 500.0

    /// - `neglect`: noises whose best single change is this many nats below the best are left out.
    /// - Complexity: O(n^2 J) a noise.
    init(
        _ set: TransientSet, sweeps: [NodeSweeps], design: TransientDesign, series: ScaledSeries,
        prior: TransientPrior, neglect: Double
    ) {
        let nodes = set.nodes.indices.filter { set.tops[$0] > set.logUnit - neglect }
        var sums = PairSums(count: design.count)
        var lift = 0.0
        repeat {
            sums = PairSums(count: design.count)
            for k in nodes {
                let node = PairNode(
                    node: set.nodes[k], gram: design.base.grams[k], sweeps: sweeps[k],
                    size: set.size, minimumSegment: design.base.minimumSegment, series: series,
                    freedom: prior.freedom,
                    reference: set.smallestResiduals[k] * .exp(-2 * lift / Double(prior.freedom)))
                node.add(scale: .exp(set.tops[k] - set.logUnit), to: &sums)
            }
            lift += Self.stride
        } while !sums.isFinite
        logUnit = set.logUnit + lift - Self.stride
        elsewhere = sums.elsewhere.sum()
        before = sums.before.sum()
        after = sums.after.sum()
        returns = sums.returns
    }
}

/// What pairs add up to.
private struct PairSums {
    typealias Lanes = SIMD4<Double>
    var elsewhere = Lanes.zero
    var before = Lanes.zero
    var after = Lanes.zero
    var returning = Lanes.zero
    var returns: [Double]

    init(count: Int) {
        returns = [Double](repeating: 0, count: count * count + StepGram.slack)
    }

    var isFinite: Bool { (elsewhere + returning).sum().isFinite }
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
    /// The residual whose weight has the power 1.
    let reference: Double

    func add(scale: Double, to sums: inout PairSums) {
        let last = sweeps.count - minimumSegment
        guard minimumSegment <= last - minimumSegment else { return }
        var row = [Double](repeating: 0, count: sweeps.stride)
        var table: [Double] = []
        swap(&table, &sums.returns)
        var totals = sums
        row.withUnsafeMutableBufferPointer { row in
            table.withUnsafeMutableBufferPointer { table in
                node.withBuffers(floor: series.floor) { node in
                    for a in minimumSegment...last - minimumSegment {
                        fill(row, column: a)
                        let beside = UnsafeBufferPointer(row)
                        for block in LaneBlock.blocks(a + minimumSegment, last) {
                            add(block, after: a, node, beside, scale, &totals, table)
                        }
                    }
                }
            }
        }
        sums = totals
        swap(&table, &sums.returns)
    }

    /// Four pairs: a and four neighbouring second dates.
    @inline(__always)
    private func add(
        _ block: LaneBlock, after a: Int, _ node: SweptBuffers,
        _ beside: UnsafeBufferPointer<Double>, _ scale: Double, _ sums: inout PairSums,
        _ table: UnsafeMutableBufferPointer<Double>
    ) {
        let b = block.start
        let q01 = lanes(beside, b)
        let q11 = lanes(node.diagonal, b)
        let g1 = lanes(node.moments, b)
        let shift = lanes(node.shifts, b)
        let q00 = node.diagonal[a]
        let g0 = node.moments[a]
        let pair = PairSolution(
            q00: Lanes(repeating: q00), q01: q01, q11: q11, g0: Lanes(repeating: g0), g1: g1,
            residual: node.whole)
        let level = node.level - node.shifts[a] * pair.mean0 - shift * pair.mean1
        let lasting = pair.mean0 + pair.mean1
        let two = block.masked(
            inside(
                (1 - TransientPrior.spellShare) * scale * twoChanges(pair), level,
                level + pair.mean0, level + lasting), else: 0)
        let elsewhere = Lanes.zero.replacing(with: two, where: endsElsewhere(pair, lasting))
        sums.elsewhere += elsewhere
        sums.before += elsewhere * level
        sums.after += elsewhere * (level + lasting)
        let spread = 1 / (q00 + q11 - 2 * q01 - 1)
        let size = (g0 - g1) * spread
        let start = node.level - (node.shifts[a] - shift) * size
        let rest = node.whole - (g0 - g1) * size
        let spell = block.masked(
            inside(
                TransientPrior.spellShare * scale * self.spell(size, spread, rest), start,
                start + size, start), else: 0)
        let returning = two - elsewhere + spell
        sums.returning += returning
        Stats.add(returning, to: table, at: a * sweeps.count + b)
    }

    @inline(__always)
    private func twoChanges(_ pair: PairSolution) -> Lanes {
        halfPower(reference / pair.residual, freedom, root: pair.inverseDeterminant)
            * pair.moment(Double(freedom))
    }

    @inline(__always)
    private func spell(_ size: Lanes, _ spread: Lanes, _ residual: Lanes) -> Lanes {
        halfPower(reference / residual, freedom, root: spread)
            * (size * size * (Double(freedom) / residual) + spread)
    }

    @inline(__always)
    private func endsElsewhere(
        _ pair: PairSolution, _ lasting: Lanes
    ) -> SIMDMask<Lanes.MaskStorage> {
        let square = lasting * lasting
        let variance: Lanes =
            (pair.c00 + pair.c11 + 2 * pair.c01) * pair.residual * (1 / Double(freedom))
        return (square .> variance) .& (square .>= series.unit * series.unit)
            .& (4 * square .> pair.mean0 * pair.mean0) .& (4 * square .> pair.mean1 * pair.mean1)
    }

    /// The weights, 0 where one of three levels is none that occurs.
    @inline(__always)
    private func inside(_ weights: Lanes, _ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
        weights.replacing(with: 0, where: series.excludes(a, b, c))
    }

    /// S_ab of the set for one a and every b a segment later: S less s_a s_b of each swept column.
    @inline(__always)
    private func fill(_ row: UnsafeMutableBufferPointer<Double>, column a: Int) {
        let n = sweeps.count
        gram.products.withUnsafeBufferPointer { products in
            sweeps.sums.withUnsafeBufferPointer { sums in
                for b in stride(from: a + minimumSegment, to: n, by: 4) {
                    var product = lanes(products, a * n + b)
                    for j in 0..<size {
                        let base = j * sweeps.stride
                        product -= sums[base + a] * lanes(sums, base + b)
                    }
                    row[b] = product[0]
                    row[b + 1] = product[1]
                    row[b + 2] = product[2]
                    row[b + 3] = product[3]
                }
            }
        }
    }
}
