internal import RealModule

/// A randomisation test over the starts of several series, with a statistic that knows that they
/// may share a course. Only the draw is assumed: it is exact whatever the course or the errors.
///
///     t = |x'My| / sqrt(x'Mx),  M = A - A Z (Z'AZ)^-1 Z'A,  A = V^-1,
///
/// Z being the levels of the series and V a fixed working covariance: rho^gap with rho = .5 within
/// each series, plus .95^gap between all rows of all series. x is a sum of one column a series, so
/// all products are tabulated once and a draw costs O(S^2).
///
///     p = k / N               all N draws, when there are at most `exactLimit`
///     p = (k + 1) / (M + 1)   M drawn ones, otherwise
///
/// Source: Edgington & Onghena (2007), "Randomization Tests", 4th edition; Phipson & Smyth (2010)
/// for (k + 1) / (M + 1).
package struct StaggeredStartTest: Sendable, Hashable {
    /// In which form the effect is looked for.
    package enum Statistic: Sendable, Hashable {
        /// The whole effect from the start on.
        case step
        /// An average over eight onset curves (tau 0, 4, 10, 21 and dead time 0, 5):
        /// mean of (1 - r_k^2)^(-nu/2), r_k^2 = (x_k'My)^2 / (x_k'Mx_k y'My).
        case onsetAverage
    }

    package var statistic: Statistic
    /// Up to how many draws all are listed.
    package var exactLimit: Int
    /// How many are drawn when they are too many to list.
    package var replicates: Int

    /// A stream of its own, so that a seed shared with the draw of the starts does not repeat it.
    private static let stream: UInt64 = 0x5354_4152_5453

    package init(
        statistic: Statistic = .step, exactLimit: Int = 200_000, replicates: Int = 9_999
    ) {
        self.statistic = statistic
        self.exactLimit = exactLimit
        self.replicates = replicates
    }

    /// - Parameters:
    ///   - data: responses, in the unit in which the series are compared; their exposures are
    ///     not read.
    ///   - starts: first exposed time of each series, as drawn.
    ///   - draw: how they were drawn.
    ///   - seed: of the draws, when they are too many to list.
    /// - Returns: k of N, and the smallest p that these starts could have led to.
    /// - Throws: `.wrongNumberOfStarts`, `.notAdmissible`, `.notRandomized`,
    ///   `.tooFewReplicates`, `.tooFewResponses`, `.effectNotSeparable`, `.noDifferences`.
    package func run(
        _ data: SteppedSeries, starts: [Int], in draw: StartDraw, seed: UInt64
    ) throws(SteppedSeriesError) -> StaggeredStartResult {
        for found in [starts.count, draw.windows.count] where found != data.series.count {
            throw .wrongNumberOfStarts(found: found, expected: data.series.count)
        }
        guard draw.count > ArrangementCount(1) else { throw .notRandomized }
        guard draw.contains(starts) else { throw .notAdmissible }
        guard replicates >= 1 else { throw .tooFewReplicates(replicates) }
        let all = Array(Set(draw.windows.joined())).sorted()
        let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
        let table = try StartTable(
            data, possible: all, observed: starts, kernels: statistic.kernels)
        let observed = starts.map { places[$0] ?? 0 }
        guard table.isDefined(observed) else { throw .effectNotSeparable(remainder: 0) }
        return result(table, observed, draw.indexed(by: places), seed: seed)
    }

    private func result(
        _ table: StartTable, _ observed: [Int], _ draw: StartDraw, seed: UInt64
    ) -> StaggeredStartResult {
        let isExact = draw.count <= ArrangementCount(exactLimit)
        let reached = table.evaluate(observed, .responses)
        let best = table.evaluate(observed, .noiseFree)
        var extreme = 0
        var bestExtreme = 0
        var total = 0
        func count(_ starts: [Int]) {
            total += 1
            extreme += table.isExtreme(starts, .responses, reached) ? 1 : 0
            bestExtreme += table.isExtreme(starts, .noiseFree, best) ? 1 : 0
        }
        if isExact {
            draw.forEach(count)
        } else {
            count(observed)
            var generator = SeededGenerator(seed: seed, stream: Self.stream)
            for _ in 0..<replicates { count(draw.draw(using: &generator)) }
        }
        return StaggeredStartResult(
            pValue: RandomizationProportion(extreme: extreme, total: total),
            smallestReachableP: RandomizationProportion(extreme: bestExtreme, total: total),
            isExact: isExact, drawCount: draw.count, statistic: reached)
    }
}

extension StaggeredStartTest.Statistic {
    var kernels: [OnsetKernel] {
        switch self {
        case .step: [OnsetKernel(onset: 0, washOut: 0, deadTime: 0)]
        case .onsetAverage:
            [0.0, 4, 10, 21].flatMap { tau in
                [0, 5].map { OnsetKernel(onset: tau, washOut: tau, deadTime: $0) }
            }
        }
    }
}

/// What a randomisation test of staggered starts found.
package struct StaggeredStartResult: Sendable, Hashable {
    package let pValue: RandomizationProportion
    /// The p of responses that follow the starts without noise.
    package let smallestReachableP: RandomizationProportion
    /// Whether all draws were listed; if not, some were drawn.
    package let isExact: Bool
    /// Draws that the declared windows admit.
    let drawCount: ArrangementCount
    /// t in the unit of the responses; for an average over curves, the ln of the average.
    package let statistic: Double
}
