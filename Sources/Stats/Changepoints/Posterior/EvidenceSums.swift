internal import RealModule

/// The sums of a posterior: the weight of every set of dates over the noise, and of every noise
/// node over the sets, for each number of changes. All on one scale, exp(-offset).
struct EvidenceSums: Sendable {
    private(set) var tables: DateTables
    /// [changes][node]
    private(set) var byNode: [[Double]]

    init(kernels: [DateSetKernel], design: PosteriorDesign, prior: ChangePrior) {
        let most = prior.maximumChanges
        let layout = DateLayout(
            count: design.count, minimumSegment: design.minimumSegment, upTo: most,
            beamed: prior.usesBeam)
        tables = DateTables(layout: layout)
        byNode = Array(
            repeating: Array(repeating: 0, count: kernels.count), count: most + 1)
        let plan = EvidencePlan(kernels: kernels, prior: prior)
        addNoneAndSingles(kernels, plan)
        if most >= 2 { addPairs(kernels, plan) }
        if most >= 3 {
            if prior.usesBeam {
                addBeam(kernels, plan, width: prior.beamWidth)
            } else {
                addTriples(kernels, plan)
            }
        }
    }

    /// Sum over the nodes for one number of changes.
    func total(changes: Int) -> Double { byNode[changes].reduce(0, +) }

    private mutating func addNoneAndSingles(_ kernels: [DateSetKernel], _ plan: EvidencePlan) {
        for (node, kernel) in kernels.enumerated() {
            byNode[0][node] = .exp(kernel.logWeightOfNone - plan.offset)
            guard byNode.count > 1 else { continue }
            for (date, logWeight) in zip(tables.layout.singles, plan.singles[node]) {
                let weight = Double.exp(logWeight - plan.offset)
                tables.singles[date] += weight
                byNode[1][node] += weight
            }
        }
    }

    private mutating func addPairs(_ kernels: [DateSetKernel], _ plan: EvidencePlan) {
        for node in plan.searched {
            byNode[2][node] = kernels[node].addPairs(
                reference: plan.references[node], scale: plan.scale(node, changes: 2),
                to: &tables.pairs, layout: tables.layout)
        }
    }

    private mutating func addTriples(_ kernels: [DateSetKernel], _ plan: EvidencePlan) {
        for node in plan.searched {
            byNode[3][node] = kernels[node].addTriples(
                reference: plan.references[node], scale: plan.scale(node, changes: 3),
                to: &tables.triples, layout: tables.layout)
        }
    }

    private mutating func addBeam(
        _ kernels: [DateSetKernel], _ plan: EvidencePlan, width: Int
    ) {
        var beam = tables.extended(width: width)
        guard !beam.isEmpty else { return }
        let references = plan.searched.map { kernels[$0].smallestResidual(of: beam) }
        let logScales = zip(plan.searched, references).map { node, reference in
            plan.logScale(kernels[node], reference: reference)
        }
        let excess = max(0, (logScales.max() ?? 0) - plan.offset)
        tables.scale(by: .exp(-excess))
        byNode = byNode.map { $0.map { $0 * .exp(-excess) } }
        for (place, node) in plan.searched.enumerated() {
            byNode[3][node] = kernels[node].addBeam(
                &beam, reference: references[place],
                scale: .exp(logScales[place] - plan.offset - excess + plan.logPrior(changes: 3)))
        }
        tables.beam = beam
    }
}

/// Which nodes deserve the long sums, and scales that keep them in range.
private struct EvidencePlan {
    let singles: [[Double]]
    /// Nodes whose pairs and triples are summed.
    let searched: [Int]
    /// The rs by which a node's powers are taken.
    let references: [Double]
    let offset: Double
    private let logScales: [Double]
    private let logSizePrior: Double

    init(kernels: [DateSetKernel], prior: ChangePrior) {
        let single = kernels.map { $0.singles() }
        let tops = kernels.map(\.bestSingleLogLikelihood)
        let best = tops.max() ?? 0
        let searched = kernels.indices.filter { tops[$0] > best - prior.neglect }
        let wantsPairs = prior.maximumChanges >= 2
        let references = kernels.indices.map { node in
            let pairs =
                wantsPairs && tops[node] > best - prior.neglect
                ? kernels[node].smallestPairResidual() : .infinity
            return min(single[node].smallestResidual, pairs)
        }
        logScales = zip(kernels, references).map { kernel, reference in
            kernel.gram.logConstant - 0.5 * Double(kernel.freedom) * .log(reference)
        }
        offset = logScales.max() ?? 0
        logSizePrior = prior.sizes.ridgePower * .log(prior.ridge)
        singles = single.map(\.logWeights)
        self.searched = searched
        self.references = references
    }

    func scale(_ node: Int, changes: Int) -> Double {
        .exp(logScales[node] - offset + logPrior(changes: changes))
    }

    /// The powers of k0 in the prior for the sizes of `changes` changes.
    func logPrior(changes: Int) -> Double { Double(changes) * logSizePrior }

    func logScale(_ kernel: DateSetKernel, reference: Double) -> Double {
        kernel.gram.logConstant - 0.5 * Double(kernel.freedom) * .log(reference)
    }
}

extension DateTables {
    /// Every triple that adds one date to one of the `width` heaviest pairs.
    fileprivate func extended(width: Int) -> [BeamTriple] {
        let m = layout.minimumSegment
        var heaviest: [(weight: Double, first: Int, second: Int)] = []
        for a in layout.singles {
            for b in layout.successors(of: a) {
                heaviest.append((pairs[layout.place(a, b)], a, b))
            }
        }
        heaviest.sort { ($0.weight, $1.first, $1.second) > ($1.weight, $0.first, $0.second) }
        var keys: [Int] = []
        let n = layout.count
        for (_, a, b) in heaviest.prefix(width) {
            for third in layout.singles {
                if third + m <= a { keys.append((third * n + a) * n + b) }
                if third >= a + m, third + m <= b { keys.append((a * n + third) * n + b) }
                if third >= b + m { keys.append((a * n + b) * n + third) }
            }
        }
        keys.sort()
        var triples: [BeamTriple] = []
        for (index, key) in keys.enumerated() where index == 0 || keys[index - 1] != key {
            triples.append(
                BeamTriple(first: key / n / n, second: key / n % n, third: key % n))
        }
        return triples
    }
}
