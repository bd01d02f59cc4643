internal import RealModule

/// The onset curves of an exposure on the rows of a design, as the engines that average over them
/// need them: each divided by what it reaches in D steps, so that its coefficient is the effect
/// after D steps of steady exposure.
struct OnsetCurves: Sendable {
    let design: DesignMatrix
    /// Place of the exposure among the columns.
    let place: Int
    /// The other columns.
    let base: DesignMatrix
    let days: Int
    /// Of exposure, in steps.
    let longestStretch: Int
    let kernels: [OnsetKernel]
    /// n x kernels.
    let columns: Matrix
    let separateWashOut: Bool
    private let carriedForward: Int

    /// - Throws: `.exposureNotNamed`, `.exposurePathMissing`, `.exposurePathTooShort`,
    ///   `.exposureNeverPresent`, `.daysOutOfRange`, `.noKernelReaches`, `.rankDeficient`.
    init(
        _ options: RegressionOptions, design: DesignMatrix, method: RegressionMethod
    ) throws(RegressionError) {
        guard let exposure = options.exposure else { throw .exposureNotNamed(method: method) }
        guard let path = exposure.path else { throw .exposurePathMissing }
        let place = try design.index(of: exposure.column)
        let values = try Self.values(of: path, covering: design.times)
        longestStretch = Self.longestStretch(values)
        guard longestStretch > 0 else { throw .exposureNeverPresent(column: exposure.column) }
        let days = options.days ?? longestStretch
        guard days >= 1 else { throw .daysOutOfRange(found: days) }
        separateWashOut = zip(values.dropFirst(), values).contains { $0 < $1 }
        let others = design.names.indices.filter { $0 != place }
        base = try DesignMatrix(
            names: others.map { design.names[$0] },
            matrix: design.matrix.selecting(columns: others), times: design.times)
        let candidates = options.onsetGrid.kernels(
            reaching: days, separateWashOut: separateWashOut)
        (kernels, columns) = Self.visible(
            candidates, values, rows: design.times.map { $0 - path.start }, days: days,
            beside: try OrthonormalDesign(base))
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

    // MARK: What the weights say

    /// - Parameters:
    ///   - effect: distribution of the exposure's coefficient.
    ///   - curves: the curve of each of its components.
    ///   - weights: posterior weight of each curve.
    ///   - level: of the intervals of the times.
    /// - Returns: effect after D steps, long-run effect and times.
    func summary(
        _ effect: MixtureOfStudentT, curves: [Int], weights: [Double], level: Double
    ) -> OnsetSummary {
        let reaches = curves.map { kernels[$0].reach(after: days) }
        let longRun = MixtureOfStudentT(
            weights: effect.weights, locations: zip(effect.locations, reaches).map { $0 / $1 },
            scales: zip(effect.scales, reaches).map { $0 / $1 },
            degreesOfFreedom: effect.degreesOfFreedom)
        func quantiles(_ time: (OnsetKernel) -> Double) -> OnsetSummary.Quantiles {
            DiscretePosterior(values: kernels.map(time), weights: weights).quantiles(level: level)
        }
        let smallerTail = min(effect.probability(below: 0), effect.probability(above: 0))
        return OnsetSummary(
            days: days, kernels: kernels.count, longRun: longRun,
            halfTime: quantiles(\.halfTime),
            ninetyPercentTime: quantiles(\.ninetyPercentTime),
            washOutHalfTime: separateWashOut ? quantiles(\.washOutHalfTime) : nil,
            course: course(effect, curves: curves),
            probabilityOfStep: weight(weights) { $0.onset == 0 && $0.deadTime == 0 },
            probabilityOfPlateau: weight(weights) { $0.reach(after: days) >= 0.9 },
            timing: smallerTail < 0.05
                ? timing(quantiles(\.halfTime), level: level) : .effectUnclear)
    }

    private func timing(
        _ halfTime: OnsetSummary.Quantiles, level: Double
    ) -> OnsetSummary.Timing {
        let even = kernels.map { _ in 1 / Double(kernels.count) }
        let assumed = DiscretePosterior(values: kernels.map(\.halfTime), weights: even)
            .quantiles(level: level)
        if halfTime.upper > Double(longestStretch) { return .longerThanExposed }
        let isNarrow = 2 * (halfTime.upper - halfTime.lower) <= assumed.upper - assumed.lower
        return isNarrow ? .identified : .notNarrowed
    }

    /// E_d = E_D reach(d) / reach(D), averaged over the components of E_D; O(components x D).
    private func course(
        _ effect: MixtureOfStudentT, curves: [Int]
    ) -> [OnsetSummary.CoursePoint] {
        let nu = effect.degreesOfFreedom
        let spread = nu > 2 ? nu / (nu - 2) : 1
        return (0...days).map { day in
            let shares = kernels.map { $0.reach(after: day) / $0.reach(after: days) }
            var (total, mean, square) = (0.0, 0.0, 0.0)
            for (place, curve) in curves.enumerated() {
                let location = shares[curve] * effect.locations[place]
                let scale = shares[curve] * effect.scales[place]
                let weight = effect.weights[place]
                total += weight
                mean += weight * location
                square += weight * (scale * scale * spread + location * location)
            }
            mean /= total
            return OnsetSummary.CoursePoint(
                mean: mean,
                standardDeviation: max(square / total - mean * mean, 0).squareRoot())
        }
    }

    private func weight(_ weights: [Double], _ isCounted: (OnsetKernel) -> Bool) -> Double {
        zip(kernels, weights).reduce(0) { isCounted($1.0) ? $0 + $1.1 : $0 }
    }

    func notes(_ summary: OnsetSummary, _ method: RegressionMethod) -> [String] {
        var notes = [
            method.label,
            "The coefficient of \"\(design.names[place])\" is the effect after \(days) time steps "
                + "of steady exposure, averaged over \(kernels.count) onset curves.",
        ]
        if carriedForward > 0 {
            notes.append(
                "The exposure was carried forward over \(carriedForward) time steps without a "
                    + "value.")
        }
        switch summary.timing {
        case .identified: break
        case .effectUnclear:
            notes.append(
                "Onset and wash-out times are not estimable: the effect is not clear enough.")
        case .longerThanExposed:
            notes.append(
                "Onset and wash-out times are not estimable: half of the effect may need longer than "
                    + "the longest exposed stretch of \(longestStretch) time steps.")
        case .notNarrowed:
            notes.append(
                "Onset and wash-out times are not estimable: slow and fast curves fit almost equally "
                    + "well.")
        }
        return notes
    }
}
