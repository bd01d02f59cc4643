internal import RealModule

/// Weights of sets of dates for one series under one noise node.
///
/// For a set T of K dates, with S and g = S dy from the design and r0 = y'My,
///   Q = S_TT + I/k0^2,  mu = Q^-1 g_T,  rs = r0 - g_T'mu,
///   weight = |Q|^-1/2 k0^-K rs^(-dof/2) E[prod (x_j/k0)^2],   x ~ N(mu sqrt(dof/rs), Q^-1),
/// the last factor being the non-local moment prior, which gives no weight to a change of size
/// zero. Exact for K = 1; for K >= 2 the noise SD is plugged into the cross powers.
///
/// Source: Johnson & Rossell (2010). Four sets at a time, without exponentials: the power is
/// (reference/rs)^(dof/2) by repeated squaring, with a reference that keeps it in range.
struct DateSetKernel {
    typealias Lanes = SIMD4<Double>

    let minimumSegment: Int
    let count: Int
    /// Degrees of freedom n - p.
    let freedom: Int
    /// 1 / k0^2
    let ridge: Double
    let sizes: ChangeSizePrior
    let gram: StepGram
    /// g, followed by slack.
    let moments: [Double]
    /// S_aa + 1/k0^2, followed by slack.
    let diagonal: [Double]
    /// y'My
    let residual: Double
    /// The fitted constant when there is no change.
    let baseLevel: Double

    init(
        design: PosteriorDesign, gram: StepGram, moments: [Double], residual: Double,
        baseLevel: Double, prior: ChangePrior
    ) {
        let ridge = prior.ridge
        let n = design.count
        minimumSegment = design.minimumSegment
        count = n
        freedom = design.degreesOfFreedom
        self.ridge = ridge
        sizes = prior.sizes
        self.gram = gram
        self.moments = moments + [Double](repeating: 0, count: StepGram.slack)
        diagonal =
            (0..<n).map { gram.products[$0 * n + $0] + ridge }
            + [Double](repeating: 1, count: StepGram.slack)
        self.residual = residual
        self.baseLevel = baseLevel
    }

    /// Log weight of no change.
    var logWeightOfNone: Double { gram.logConstant - 0.5 * Double(freedom) * .log(residual) }

    /// Log weights of one change, for each date in turn, and the smallest rs.
    func singles() -> (logWeights: [Double], smallestResidual: Double) {
        let freedom = Double(freedom)
        var smallest = residual
        let logWeights = (minimumSegment...count - minimumSegment).map { a in
            let q = diagonal[a]
            let mean = moments[a] / q
            let rs = residual - moments[a] * mean
            smallest = min(smallest, rs)
            let moment = sizes == .moment ? mean * mean * freedom / rs + 1 / q : 1
            return gram.logConstant - 0.5 * .log(q) + sizes.ridgePower * .log(ridge)
                - 0.5 * freedom * .log(rs) + .log(moment)
        }
        return (logWeights, smallest)
    }

    /// Log of the largest likelihood of one change, with a flat prior for its size.
    var bestSingleLogLikelihood: Double {
        let n = count
        let drop = (minimumSegment...n - minimumSegment).reduce(0.0) {
            max($0, moments[$1] * moments[$1] / (diagonal[$1] - ridge))
        }
        return gram.logConstant - 0.5 * Double(freedom) * .log(max(residual - drop, 1e-9))
    }

    // MARK: Pairs

    /// Smallest rs over all pairs; infinite when there is none.
    func smallestPairResidual() -> Double {
        var smallest = Lanes(repeating: .infinity)
        eachPairBlock { _, block, pair in
            smallest = pointwiseMin(smallest, block.masked(pair.residual, else: .infinity))
        }
        return smallest.min()
    }

    /// Adds `scale` times the weight of every pair to `table`; returns the sum that it added.
    func addPairs(
        reference: Double, scale: Double, to table: inout [Double], layout: DateLayout
    ) -> Double {
        var sum = Lanes.zero
        table.withUnsafeMutableBufferPointer { table in
            eachPairBlock { a, block, pair in
                let weight = block.masked(
                    scale * pairWeight(pair, reference: reference), else: 0)
                sum += weight
                add(weight, to: table, at: layout.place(a, block.start))
            }
        }
        return sum.sum()
    }

    private func pairWeight(_ pair: PairSolution, reference: Double) -> Lanes {
        let weight = halfPower(
            reference / pair.residual, freedom, root: pair.inverseDeterminant)
        return sizes == .moment ? weight * pair.moment(Double(freedom)) : weight
    }

    private func eachPairBlock(
        _ body: (_ first: Int, _ block: LaneBlock, _ pair: PairSolution) -> Void
    ) {
        gram.products.withUnsafeBufferPointer { products in
            moments.withUnsafeBufferPointer { moments in
                diagonal.withUnsafeBufferPointer { diagonal in
                    for a in minimumSegment...count - minimumSegment {
                        let column = UnsafeBufferPointer(rebasing: products[(a * count)...])
                        for block in LaneBlock.blocks(a + minimumSegment, count - minimumSegment) {
                            let pair = PairSolution(
                                q00: Lanes(repeating: diagonal[a]),
                                q01: lanes(column, block.start),
                                q11: lanes(diagonal, block.start),
                                g0: Lanes(repeating: moments[a]),
                                g1: lanes(moments, block.start), residual: residual)
                            body(a, block, pair)
                        }
                    }
                }
            }
        }
    }

    // MARK: Triples

    /// Adds `scale` times the weight of every triple to `table`; returns the sum that it added.
    func addTriples(
        reference: Double, scale: Double, to table: inout [Double], layout: DateLayout
    ) -> Double {
        var sum = Lanes.zero
        table.withUnsafeMutableBufferPointer { table in
            for a in layout.singles {
                for b in layout.successors(of: a) where !layout.successors(of: b).isEmpty {
                    sum += addTriples(
                        a, b, reference: reference, scale: scale, to: table,
                        at: layout.place(a, b, b + minimumSegment))
                }
            }
        }
        return sum.sum()
    }

    private func addTriples(
        _ a: Int, _ b: Int, reference: Double, scale: Double,
        to table: UnsafeMutableBufferPointer<Double>, at place: Int
    ) -> Lanes {
        let first = b + minimumSegment
        var sum = Lanes.zero
        gram.products.withUnsafeBufferPointer { products in
            moments.withUnsafeBufferPointer { moments in
                diagonal.withUnsafeBufferPointer { diagonal in
                    let columnA = UnsafeBufferPointer(rebasing: products[(a * count)...])
                    let columnB = UnsafeBufferPointer(rebasing: products[(b * count)...])
                    let pair = PairSolution(
                        q00: Lanes(repeating: diagonal[a]), q01: Lanes(repeating: columnA[b]),
                        q11: Lanes(repeating: diagonal[b]), g0: Lanes(repeating: moments[a]),
                        g1: Lanes(repeating: moments[b]), residual: residual)
                    for block in LaneBlock.blocks(first, count - minimumSegment) {
                        let triple = TripleSolution(
                            pair, q02: lanes(columnA, block.start),
                            q12: lanes(columnB, block.start), q22: lanes(diagonal, block.start),
                            g2: lanes(moments, block.start))
                        let weight = block.masked(
                            scale * tripleWeight(pair, triple, reference: reference), else: 0)
                        sum += weight
                        add(weight, to: table, at: place + block.start - first)
                    }
                }
            }
        }
        return sum
    }

    /// Smallest rs over the triples of a beam.
    func smallestResidual(of beam: [BeamTriple]) -> Double {
        var smallest = Lanes(repeating: .infinity)
        for block in LaneBlock.blocks(0, beam.count - 1) {
            smallest = pointwiseMin(
                smallest, block.masked(solution(beam, block.start).triple.residual, else: .infinity)
            )
        }
        return smallest.min()
    }

    /// Adds `scale` times their weights to the triples of a beam; returns the sum that it added.
    func addBeam(_ beam: inout [BeamTriple], reference: Double, scale: Double) -> Double {
        var sum = Lanes.zero
        for block in LaneBlock.blocks(0, beam.count - 1) {
            let (pair, triple) = solution(beam, block.start)
            let weight = block.masked(
                scale * tripleWeight(pair, triple, reference: reference), else: 0)
            sum += weight
            for lane in 0..<min(4, beam.count - block.start) {
                beam[block.start + lane].weight += weight[lane]
            }
        }
        return sum.sum()
    }

    /// The four triples of a beam from `start` on; the last one fills the lanes behind the end.
    private func solution(
        _ beam: [BeamTriple], _ start: Int
    ) -> (pair: PairSolution, triple: TripleSolution) {
        var (q00, q01, q11) = (Lanes.zero, Lanes.zero, Lanes.zero)
        var (q02, q12, q22) = (Lanes.zero, Lanes.zero, Lanes.zero)
        var (g0, g1, g2) = (Lanes.zero, Lanes.zero, Lanes.zero)
        for lane in 0..<4 {
            let dates = beam[min(start + lane, beam.count - 1)]
            q00[lane] = diagonal[dates.first]
            q01[lane] = gram.products[dates.first * count + dates.second]
            q11[lane] = diagonal[dates.second]
            q02[lane] = gram.products[dates.first * count + dates.third]
            q12[lane] = gram.products[dates.second * count + dates.third]
            q22[lane] = diagonal[dates.third]
            g0[lane] = moments[dates.first]
            g1[lane] = moments[dates.second]
            g2[lane] = moments[dates.third]
        }
        let pair = PairSolution(q00: q00, q01: q01, q11: q11, g0: g0, g1: g1, residual: residual)
        return (pair, TripleSolution(pair, q02: q02, q12: q12, q22: q22, g2: g2))
    }

    private func tripleWeight(
        _ pair: PairSolution, _ triple: TripleSolution, reference: Double
    ) -> Lanes {
        let weight = halfPower(
            reference / triple.residual, freedom, root: pair.inverseDeterminant * triple.c22)
        return sizes == .moment ? weight * triple.moment(Double(freedom)) : weight
    }
}
