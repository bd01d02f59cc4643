internal import RealModule

/// The engine `onset`: the effect averaged over how fast it sets in and washes out, and over the
/// autocorrelation, all with posterior weights.
///
/// Each curve z is divided by what it reaches in D steps, so that its coefficient is the effect
/// after D steps of steady exposure, with a flat prior. The other columns are prepared once a
/// node; a curve adds one column to each of them (Frisch and Waugh): with d what is left of z and h
/// its product with what is left of y, the effect is h/d, S falls by h^2/d, and
///     l = -(nu/2) ln S - ln det R / 2 - ln sqrt(det X0'R^-1 X0) - ln d / 2.
/// Oracle: Tests/Oracles/regression/engine.py, fit_onset.
struct OnsetEngine: Sendable {
    let design: DesignMatrix
    /// Place of the exposure among the columns.
    let place: Int
    let days: Int
    let kernels: [OnsetKernel]
    let separateWashOut: Bool
    let prepared: PreparedAR1
    /// The curves on the rows, each divided by its reach: n x kernels.
    let curves: Matrix
    private let carriedForward: Int

    /// - Throws: `.exposureNotNamed`, `.exposurePathMissing`, `.exposurePathTooShort`,
    ///   `.exposureNeverPresent`, `.daysOutOfRange`, `.noKernelReaches`, and what `PreparedAR1`
    ///   throws.
    init(_ options: RegressionOptions, design: DesignMatrix) throws(RegressionError) {
        try RegressionChecks.design(design)
        guard let exposure = options.exposure else { throw .exposureNotNamed(method: .onset) }
        guard let path = exposure.path else { throw .exposurePathMissing }
        let place = try design.index(of: exposure.column)
        let values = try Self.values(of: path, covering: design.times)
        let longest = Self.longestStretch(values)
        guard longest > 0 else { throw .exposureNeverPresent(column: exposure.column) }
        let days = options.days ?? longest
        guard days >= 1 else { throw .daysOutOfRange(found: days) }
        separateWashOut = zip(values.dropFirst(), values).contains { $0 < $1 }
        let others = design.names.indices.filter { $0 != place }
        let base = try DesignMatrix(
            names: others.map { design.names[$0] },
            matrix: design.matrix.selecting(columns: others), times: design.times)
        prepared = try PreparedAR1(
            design: base, nodes: options.nodes ?? 32, rho: options.rho)
        let candidates = options.onsetGrid.kernels(
            reaching: days, separateWashOut: separateWashOut)
        (kernels, curves) = Self.visible(
            candidates, values, rows: design.times.map { $0 - path.start }, days: days,
            beside: prepared.orthonormal)
        guard !kernels.isEmpty else { throw .noKernelReaches(days: days) }
        self.design = design
        self.place = place
        self.days = days
        carriedForward = path.carriedForward
    }

    /// The path up to the last row.
    private static func values(
        of path: ExposurePath, covering times: [Int]
    ) throws(RegressionError) -> [Double] {
        let first = times.first ?? path.start
        let last = times.last ?? path.end
        guard path.start <= first, path.end >= last else {
            throw .exposurePathTooShort(
                first: path.start, last: path.end, neededFirst: first, neededLast: last)
        }
        if let row = path.values.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(row: row, column: "exposure path")
        }
        return Array(path.values.prefix(last - path.start + 1))
    }

    /// Length of the longest run above zero.
    private static func longestStretch(_ values: [Double]) -> Int {
        var longest = 0
        var current = 0
        for value in values {
            current = value > 0 ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }

    /// The curves that the other columns do not already explain on the rows, for those carry no
    /// information about the effect.
    private static func visible(
        _ kernels: [OnsetKernel], _ values: [Double], rows: [Int], days: Int,
        beside others: OrthonormalDesign
    ) -> (kernels: [OnsetKernel], curves: Matrix) {
        var kept: [OnsetKernel] = []
        var columns: [[Double]] = []
        for kernel in kernels {
            let response = kernel.response(to: values)
            let reach = kernel.reach(after: days)
            let column = rows.map { response[$0] / reach }
            let left = others.split(Matrix(columns: [column])).residual.elements
            guard dot(left, left) > 1e-20 * dot(column, column) else { continue }
            kept.append(kernel)
            columns.append(column)
        }
        return (kept, Matrix(columns: columns))
    }

    func fit(_ y: [Double], level: Double) throws(RegressionError) -> RegressionFit {
        try RegressionChecks.responses(y, rows: design.rows)
        let solution = OnsetSolution(self, y: y)
        try RegressionChecks.residuals(sumOfSquares: solution.leastSum, of: y, on: design)
        // S is found as a difference: an effect of a million standard deviations leaves no digits.
        guard solution.leastSum > 1e-12 * solution.sumWithout else {
            throw .perfectFit(rows: design.rows, columns: design.columns)
        }
        let weights = NodeWeights(
            logLikelihoods: solution.logLikelihoods,
            priorTotal: Double(solution.logLikelihoods.count))
        return summarize(solution, weights, level: level)
    }

    var residualDegreesOfFreedom: Double { Double(design.rows - design.columns) }

    // MARK: Summary

    private func summarize(
        _ solution: OnsetSolution, _ weights: NodeWeights, level: Double
    ) -> RegressionFit {
        let nu = residualDegreesOfFreedom
        let w = weights.values
        let kept = weights.relevant
        let meanVariance = kept.reduce(0) { $0 + w[$1] * solution.sums[$1] / (nu - 2) }
        var byRho = [Double](repeating: 0, count: prepared.nodes.count)
        for (place, weight) in w.enumerated() { byRho[place / kernels.count] += weight }
        let mixture = mixture(solution, weights: w, kept: kept)
        var unit = [Double](repeating: 0, count: design.columns)
        unit[place] = 1
        let summary = onset(mixture.distribution(of: unit), weights: w, kept: kept, level: level)
        return RegressionFit(
            method: .onset, design: design, degreesOfFreedom: nu,
            autocorrelation: RegressionFit.Autocorrelation(
                nodes: prepared.nodes, weights: byRho, level: level),
            sigma: meanVariance.squareRoot(),
            logLikelihood: weights.logAverage + PreparedAR1.restrictedConstant(nu),
            onset: summary, notes: notes(summary), inference: mixture)
    }

    private func onset(
        _ effect: MixtureOfStudentT, weights: [Double], kept: [Int], level: Double
    ) -> OnsetSummary {
        let reaches = kept.map { kernels[$0 % kernels.count].reach(after: days) }
        let longRun = MixtureOfStudentT(
            weights: effect.weights, locations: zip(effect.locations, reaches).map { $0 / $1 },
            scales: zip(effect.scales, reaches).map { $0 / $1 },
            degreesOfFreedom: effect.degreesOfFreedom)
        var byKernel = [Double](repeating: 0, count: kernels.count)
        for (place, weight) in weights.enumerated() { byKernel[place % kernels.count] += weight }
        func quantiles(_ time: (OnsetKernel) -> Double) -> OnsetSummary.Quantiles {
            DiscretePosterior(values: kernels.map(time), weights: byKernel).quantiles(level: level)
        }
        let (two, ten) = (Double.log(2), Double.log(10))
        let smallerTail = min(effect.probability(below: 0), effect.probability(above: 0))
        return OnsetSummary(
            days: days, kernels: kernels.count, longRun: longRun,
            halfTime: quantiles { Double($0.deadTime) + $0.onset * two },
            ninetyPercentTime: quantiles { Double($0.deadTime) + $0.onset * ten },
            washOutHalfTime: separateWashOut
                ? quantiles { Double($0.deadTime) + $0.washOut * two } : nil,
            course: course(effect, weights: weights, kept: kept),
            probabilityOfStep: zip(kernels, byKernel).reduce(0) { sum, pair in
                pair.0.onset == 0 && pair.0.deadTime == 0 ? sum + pair.1 : sum
            },
            probabilityOfPlateau: zip(kernels, byKernel).reduce(0) { sum, pair in
                pair.0.reach(after: days) >= 0.9 ? sum + pair.1 : sum
            }, isEstimable: smallerTail < 0.05)
    }

    /// E_d = E_D reach(d) / reach(D), averaged over nodes and curves; O(curves x nodes x D).
    private func course(
        _ effect: MixtureOfStudentT, weights: [Double], kept: [Int]
    ) -> [OnsetSummary.CoursePoint] {
        let nu = effect.degreesOfFreedom
        let spread = nu > 2 ? nu / (nu - 2) : 1
        return (0...days).map { day in
            let shares = kernels.map { $0.reach(after: day) / $0.reach(after: days) }
            var (total, mean, square) = (0.0, 0.0, 0.0)
            for (place, index) in kept.enumerated() {
                let share = shares[index % kernels.count]
                let location = share * effect.locations[place]
                let scale = share * effect.scales[place]
                total += weights[index]
                mean += weights[index] * location
                square += weights[index] * (scale * scale * spread + location * location)
            }
            mean /= total
            return OnsetSummary.CoursePoint(
                mean: mean,
                standardDeviation: max(square / total - mean * mean, 0).squareRoot())
        }
    }

    private func notes(_ summary: OnsetSummary) -> [String] {
        var notes = [
            RegressionMethod.onset.label,
            "The coefficient of \"\(design.names[place])\" is the effect after \(days) time steps "
                + "of steady exposure, averaged over \(kernels.count) onset curves.",
        ]
        if carriedForward > 0 {
            notes.append(
                "The exposure was carried forward over \(carriedForward) time steps without a "
                    + "value.")
        }
        if !summary.isEstimable {
            notes.append(
                "Onset and wash-out times are not estimable: the effect is not clear enough.")
        }
        return notes
    }

    /// The coefficients in the order of the design, with beta_0 = T^-1 (Q'y - Q'z theta + gamma).
    private func mixture(
        _ solution: OnsetSolution, weights: [Double], kept: [Int]
    ) -> CoefficientMixture {
        var locations: [Double] = []
        var factors: [Double] = []
        for index in kept {
            let part = component(
                solution, node: index / kernels.count, curve: index % kernels.count)
            locations += part.location
            factors += part.factor
        }
        let nu = residualDegreesOfFreedom
        return CoefficientMixture(
            columns: design.columns, degreesOfFreedom: nu, weights: kept.map { weights[$0] },
            locations: locations, factors: factors,
            residualScales: kept.map { (solution.sums[$0] / nu).squareRoot() })
    }

    private func component(
        _ solution: OnsetSolution, node k: Int, curve j: Int
    ) -> (location: [Double], factor: [Double]) {
        let p = prepared.columns
        let count = kernels.count
        let effect = solution.effects[k * count + j]
        let start = k * (count + 1) * p
        var curve = Array(solution.columns.rotated[start + j * p..<start + (j + 1) * p])
        var gamma = (0..<p).map {
            solution.columns.rotated[start + count * p + $0] - effect * curve[$0]
        }
        prepared.solveTriangle(.no, node: k, &gamma, columns: 1)
        prepared.solveTriangle(.no, node: k, &curve, columns: 1)
        let projection = solution.columns.projection
        for i in 0..<p {
            gamma[i] += projection[i, count] - effect * projection[i, j]
            curve[i] += projection[i, j]
        }
        var location = prepared.orthonormal.coefficients(onBasis: gamma)
        let slope = prepared.orthonormal.coefficients(onBasis: curve)
        location.insert(effect, at: place)
        return (
            location,
            factor(
                prepared.inverseFactor(node: k), slope: slope,
                weight: 1 / solution.curveSums[k * count + j].squareRoot())
        )
    }

    /// [T^-1 U^-1, -slope/sqrt(d); 0, 1/sqrt(d)], with the exposure's row moved to its place.
    private func factor(_ base: [Double], slope: [Double], weight: Double) -> [Double] {
        let p = prepared.columns
        var result: [Double] = []
        result.reserveCapacity((p + 1) * (p + 1))
        for column in 0...p {
            var entries =
                column < p
                ? Array(base[column * p..<(column + 1) * p]) : slope.map { -$0 * weight }
            entries.insert(column < p ? 0 : weight, at: place)
            result += entries
        }
        return result
    }
}
