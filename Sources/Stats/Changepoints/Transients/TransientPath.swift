internal import RealModule

/// A short list of transients, chosen one by one by the evidence without a change, and the sums over
/// one change with each set on the way swept out.
///
/// The sets are nested: none, the best transient, the best two by one more step, ... The path ends after
/// the second step that does not improve on the best so far, prior included. A full sum over sets is out
/// of reach, and a second path grown by the evidence *with* a change cost four times as much and moved no
/// rate of claims by more than four points.
struct TransientPath {
    let design: TransientDesign
    let prior: TransientPrior
    let series: ScaledSeries
    /// The transients in the order of their choice.
    private(set) var transients: [Transient] = []
    private(set) var columns: [[Double]] = []
    /// Sums of each set, the empty one first.
    private(set) var sets: [TransientSet] = []
    /// The columns as swept out under each noise.
    private(set) var sweeps: [NodeSweeps]

    /// - Complexity: O(nodes n) a step, the library being ten columns for each observation.
    init(_ y: [Double], unit: Double, on design: TransientDesign) {
        self.design = design
        prior = TransientPrior(design)
        series = ScaledSeries(y, unit: unit)
        let differences = ChangepointPosterior.differences(of: y)
        let nodes = design.base.grams.map { SweptNode($0, differences: differences) }
        sweeps = nodes.map { _ in NodeSweeps(count: design.count) }
        add(nodes)
        grow(nodes)
    }

    private mutating func grow(_ start: [SweptNode]) {
        var nodes = start
        var lanes = zip(nodes, design.pivots).map { node, pivots in
            TransientLanes(design.library, pivots: pivots, stepMoments: node.moments)
        }
        var chosen: Set<TransientLibrary.Place> = []
        var best = logEvidence(nodes)
        var worse = 0
        while transients.count < prior.most {
            let next = strongest(lanes, nodes, besides: chosen)
            let transient = design.library.transient(at: next.place)
            let column = transient.course(times: design.times)
            transients.append(transient)
            columns.append(column)
            for k in nodes.indices {
                sweeps[k].sweep(
                    column, ridge: TransientPrior.ridge, design.projections[k],
                    values: series.values, into: &nodes[k])
            }
            add(nodes)
            chosen.insert(next.place)
            let evidence = next.logEvidence + Double(transients.count) * prior.logTransient
            worse = evidence > best ? 0 : worse + 1
            best = max(best, evidence)
            if worse == 2 { return }
            for k in nodes.indices { lanes[k].sweep(design.library, sweeps[k]) }
        }
    }

    private mutating func add(_ nodes: [SweptNode]) {
        sets.append(
            TransientSet(
                nodes, size: transients.count, series: series, prior: prior,
                dates: design.base.minimumSegment...design.count - design.base.minimumSegment))
    }

    /// Log evidence without a change.
    private func logEvidence(_ nodes: [SweptNode]) -> Double {
        let weights = nodes.map {
            $0.logWeightOfNone(floor: series.floor, freedom: prior.freedom)
        }
        let top = weights.max() ?? 0
        return top + .log(weights.reduce(0) { $0 + .exp($1 - top) })
    }

    /// The transient that raises the evidence without a change most, the first of the library on a tie.
    private func strongest(
        _ lanes: [TransientLanes], _ nodes: [SweptNode],
        besides chosen: Set<TransientLibrary.Place>
    ) -> (place: TransientLibrary.Place, logEvidence: Double) {
        let residuals = nodes.map { $0.residual + series.floor }
        let references = zip(residuals, lanes).map { $0 - $1.largestDrop }
        let tops = zip(nodes, references).map { node, reference in
            node.logConstant - TransientPrior.logHeight
                - 0.5 * Double(prior.freedom) * .log(reference)
        }
        let top = tops.max() ?? 0
        var weights = [TransientLibrary.Lanes](
            repeating: .zero, count: design.library.present.count)
        for k in nodes.indices {
            lanes[k].addWeights(
                scale: .exp(tops[k] - top), reference: references[k], residual: residuals[k],
                freedom: prior.freedom, to: &weights)
        }
        var best = (place: TransientLibrary.Place(group: 0, lane: 0), weight: -1.0)
        for group in weights.indices {
            for lane in 0..<4 where design.library.present[group][lane] == 1 {
                let weight = weights[group][lane]
                let place = TransientLibrary.Place(group: group, lane: lane)
                let isEarlier = weight == best.weight && place.order < best.place.order
                if weight > best.weight || isEarlier, !chosen.contains(place) {
                    best = (place, weight)
                }
            }
        }
        return (best.place, top + .log(best.weight))
    }
}
