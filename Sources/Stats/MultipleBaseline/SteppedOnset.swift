internal import RealModule

/// The effect on several series averaged over how fast it sets in.
package struct SteppedOnset: Sendable, Equatable {
    /// The effect after `horizon` steps of exposure, the same in all series, in the unit in which
    /// the series were compared.
    package let effect: MixtureOfStudentT
    /// D, in steps.
    let horizon: Int
    /// Number of curves averaged over.
    let curveCount: Int
    /// Posterior probability of an effect that is there at once.
    package let probabilityOfStep: Double
    /// Steps until half of the effect is there, posterior mean.
    package let halfTime: Double
}

extension SteppedSeriesModel {
    /// The longest horizon that is chosen when none is named.
    static let usualHorizon = 28
    private static let onsetNodes = 20
    private static let onsetShares: [ErrorGrid.Weighted] = [(0, 0.5), (0.4, 0.5)]

    /// The model with one common effect that follows its exposure along a curve, averaged over the
    /// curves, each divided by what it reaches in D steps.
    ///
    /// A step model of a slow effect takes the rows in which it is still coming for rows without
    /// it; where effects may be slow this is the line to decide by.
    /// - Parameters:
    ///   - data: before its first row no series is exposed.
    ///   - grid: the curves; the way back is as fast as the way there.
    ///   - horizon: D in steps; nil is 28, or the shortest exposed stretch if that is less.
    /// - Returns: the average over the first D steps, and what the curves weigh.
    /// - Throws: as `fit`; `.horizonOutOfRange`, `.noCurveReaches`.
    package func onset(
        _ data: SteppedSeries, grid: OnsetGrid = .standard, horizon: Int? = nil
    ) throws(SteppedSeriesError) -> SteppedOnset {
        let design = try SteppedDesign(data, hasOwnTrends: hasOwnTrends)
        let paths = try Self.paths(data)
        let steps = horizon ?? min(Self.usualHorizon, Self.shortestStretch(paths))
        guard steps >= 1 else { throw .horizonOutOfRange(steps) }
        let curves = OnsetColumns(
            design, paths, rows: data.times.map { $0 - data.times[0] },
            kernels: grid.kernels(reaching: steps, separateWashOut: false), horizon: steps)
        guard !curves.kernels.isEmpty else { throw .noCurveReaches(horizon: steps) }
        let nodes = SteppedNode.grid(Self.onsetNodes, shares: Self.onsetShares)
        let solved = SteppedOnsetGrid(design, curves, nodes: nodes)
        guard solved.leastShare > 1e-12 else { throw .perfectFit }
        return summary(solved, curves, horizon: steps, nodes: nodes.count)
    }

    private func summary(
        _ solved: SteppedOnsetGrid, _ curves: OnsetColumns, horizon: Int, nodes: Int
    ) -> SteppedOnset {
        let weights = NodeWeights(
            logLikelihoods: solved.logWeights, priorTotal: Double(nodes))
        let kept = weights.relevant
        var byCurve = [Double](repeating: 0, count: curves.kernels.count)
        for (place, weight) in weights.values.enumerated() {
            byCurve[place % byCurve.count] += weight
        }
        var halfTime = 0.0
        var step = 0.0
        for (kernel, weight) in zip(curves.kernels, byCurve) {
            halfTime += weight * (Double(kernel.deadTime) + kernel.onset * Double.log(2))
            if kernel.onset == 0, kernel.deadTime == 0 { step += weight }
        }
        return SteppedOnset(
            effect: MixtureOfStudentT(
                weights: kept.map { weights.values[$0] },
                locations: kept.map { solved.locations[$0] },
                scales: kept.map { solved.scales[$0] },
                degreesOfFreedom: solved.degreesOfFreedom),
            horizon: horizon, curveCount: curves.kernels.count, probabilityOfStep: step,
            halfTime: halfTime)
    }

    /// The exposure of each series at every time from the first row on.
    private static func paths(_ data: SteppedSeries) throws(SteppedSeriesError) -> [[Double]] {
        var paths: [[Double]] = []
        for one in data.series {
            do {
                let path = try ExposurePath(carryingForward: one.exposures, at: data.times)
                paths.append(path.values)
            } catch {
                throw .timeOutOfRange(data.times[data.times.count - 1])
            }
        }
        return paths
    }

    /// The least over exposed series of the longest run above zero; 0 when none is exposed.
    private static func shortestStretch(_ paths: [[Double]]) -> Int {
        paths.compactMap { path -> Int? in
            var longest = 0
            var current = 0
            for value in path {
                current = value > 0 ? current + 1 : 0
                longest = max(longest, current)
            }
            return longest > 0 ? longest : nil
        }.min() ?? 0
    }
}

/// The curves of an onset grid as contrasts, those left out that the levels already explain.
struct OnsetColumns: Sendable {
    private(set) var kernels: [OnsetKernel] = []
    /// One column a kernel.
    private(set) var columns: [Double] = []

    init(
        _ design: SteppedDesign, _ paths: [[Double]], rows: [Int], kernels: [OnsetKernel],
        horizon: Int
    ) {
        for kernel in kernels {
            let responses = paths.map { kernel.response(to: $0) }
            let reach = kernel.reach(after: horizon)
            let column = design.contrasts.applied { series, row in
                responses[series][rows[row]] / reach
            }
            let left = design.besideNuisance(column)
            guard dot(left, left) > 1e-16 * dot(column, column) else { continue }
            self.kernels.append(kernel)
            columns += column
        }
    }
}

/// Every node and every curve of the onset average, at node * curves + curve.
struct SteppedOnsetGrid {
    let degreesOfFreedom: Double
    private(set) var logWeights: [Double] = []
    private(set) var locations: [Double] = []
    private(set) var scales: [Double] = []
    /// The least share of what the levels leave of the responses that a curve leaves, too.
    private(set) var leastShare = Double.infinity

    init(_ design: SteppedDesign, _ curves: OnsetColumns, nodes: [SteppedNode]) {
        degreesOfFreedom = design.degreesOfFreedom
        let rows = design.rows
        let nuisance = design.nuisanceCount
        let count = curves.kernels.count
        let columns =
            Array(design.columns.elements[..<(rows * nuisance)]) + curves.columns
            + design.besideNuisance(design.responses)
        var whitened = [Double](repeating: 0, count: columns.count)
        var tau = [Double](repeating: 0, count: nuisance + count + 1)
        var work = [Double](repeating: 0, count: 64 * (nuisance + count + 1))
        var filter = StateFilter(design.contrasts)
        for node in nodes {
            filter.prepare(node)
            filter.apply(columns, into: &whitened)
            whitened.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                LAPACK.geqrf(
                    rows: rows, columns: nuisance, base, lda: rows, tau: &tau, work: &work,
                    workLength: 64 * (nuisance + count + 1))
                LAPACK.ormqr(
                    .yes, rows: rows, columns: count + 1, reflectors: nuisance, base, lda: rows,
                    tau: tau, base + rows * nuisance, ldc: rows, work: &work,
                    workLength: 64 * (nuisance + count + 1))
                var offset = Double.log(node.prior) - 0.5 * filter.logDeterminant
                for place in 0..<nuisance {
                    offset -= Double.log(base[place * (rows + 1)].magnitude)
                }
                add(base + rows * nuisance + nuisance, rows, nuisance, count, offset)
            }
        }
    }

    /// With d what is left of a curve and h its product with what is left of y, the effect is h/d
    /// and S falls by h^2/d (Frisch and Waugh).
    private mutating func add(
        _ left: UnsafePointer<Double>, _ rows: Int, _ nuisance: Int, _ count: Int,
        _ offset: Double
    ) {
        let length = rows - nuisance
        let response = left + count * rows
        let total = LAPACK.dot(length, response, response)
        for curve in 0..<count {
            let column = left + curve * rows
            let information = LAPACK.dot(length, column, column)
            let product = LAPACK.dot(length, column, response)
            let sum = total - product * product / information
            leastShare = min(leastShare, sum / total)
            locations.append(product / information)
            scales.append((max(sum, 0) / degreesOfFreedom / information).squareRoot())
            logWeights.append(
                offset - 0.5 * degreesOfFreedom * Double.log(sum)
                    - 0.5 * Double.log(information))
        }
    }
}
