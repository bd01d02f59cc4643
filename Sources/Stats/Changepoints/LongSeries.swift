/// Changes in series too long for the posterior (10^3 to 10^6 observations): a fast segmentation,
/// then the posterior close up around its strongest changes.
///
/// The segmentation is the AR(1)-through optimum with robust noise and penalty c(n, rho) s^2
/// (`ThroughTest.penalty`, extrapolated beyond 365 observations). Around a change the posterior sees the
/// observations between its neighbours, at most 200 a side; where that does not settle it and there are
/// more, they are averaged in blocks until 200 blocks a side reach them, at most 16 to a block. What is
/// given is local evidence: P(a change in this window), and its date set. Memory is linear.
public struct LongSeries: Sendable {
    static let reach = 200
    static let largestBlock = 16

    /// Changes that are looked at close up, the strongest first.
    var mostWindows: Int

    public init(mostWindows: Int = 50) {
        self.mostWindows = mostWindows
    }

    /// - Throws: `ChangepointError` for a series that cannot be searched.
    public func callAsFunction(
        _ y: [Double], times: [Int]? = nil
    ) throws(ChangepointError) -> LongSeriesResult {
        let minimum = ThroughTest.minimumSegment
        _ = try ObservedSeries(y, times: times, minimumSegment: minimum)
        let noise = RobustNoise(y, times: times)
        let penalty = ThroughTest.penalty(count: y.count, rho: noise.rho) * noise.variance
        let found = try LevelSearch(rho: noise.rho, minimumSegment: minimum).penalised(
            y, times: times, penalty: penalty)
        let ends = [0] + found.changes + [y.count]
        let strongest = found.changes.indices.sorted { a, b in
            let (first, second) = (strength(a, found, ends), strength(b, found, ends))
            return first != second ? first > second : a < b
        }.prefix(max(0, mostWindows)).sorted()
        var windows: [LongSeriesResult.CloseUp] = []
        var designs = DesignShelf()
        for position in strongest {
            let segments = ends[position]..<ends[position + 2]
            let window = try closeUp(
                y, times, change: found.changes[position], between: segments, position, &designs)
            if let window { windows.append(window) }
        }
        return LongSeriesResult(
            segmentation: found, rho: noise.rho, standardDeviation: noise.variance.squareRoot(),
            closeUps: windows)
    }

    /// Squared step times the harmonic length of its two segments.
    private func strength(_ position: Int, _ found: LevelSegmentation, _ ends: [Int]) -> Double {
        let step = found.levels[position + 1] - found.levels[position]
        let before = Double(ends[position + 1] - ends[position])
        let after = Double(ends[position + 2] - ends[position + 1])
        return step * step * before * after / (before + after)
    }

    private func closeUp(
        _ y: [Double], _ times: [Int]?, change: Int, between segment: Range<Int>,
        _ position: Int, _ designs: inout DesignShelf
    ) throws(ChangepointError) -> LongSeriesResult.CloseUp? {
        let near = try look(y, times, change, segment, block: 1, position, &designs)
        let longest = max(change - segment.lowerBound, segment.upperBound - change)
        guard let near, near.probability < 0.8, longest > Self.reach else { return near }
        let block = min(Self.largestBlock, (longest + Self.reach - 1) / Self.reach)
        let far = try look(y, times, change, segment, block: block, position, &designs)
        guard let far, far.probability > near.probability else { return near }
        return far
    }

    /// nil where fewer than 14 points, or equal ones, leave nothing to weigh.

    private func look(
        _ y: [Double], _ times: [Int]?, _ change: Int, _ segment: Range<Int>, block: Int,
        _ position: Int, _ designs: inout DesignShelf
    ) throws(ChangepointError) -> LongSeriesResult.CloseUp? {
        let before = min(Self.reach, (change - segment.lowerBound) / block)
        let after = min(Self.reach, (segment.upperBound - change) / block)
        let first = change - before * block
        let values = (0..<before + after).map { place in
            let start = first + place * block
            return y[start..<start + block].reduce(0, +) / Double(block)
        }
        let stamps = block == 1 ? times.map { Array($0[first..<first + values.count]) } : nil
        guard values.count >= ObservedSeries.fewestObservations,
            values.contains(where: { $0 != values[0] })
        else { return nil }
        var options = ChangepointPosterior.Options()
        options.maximumChanges = 1
        let fit = try ChangepointPosterior(options: options).fit(
            values, on: try designs.design(times: stamps, count: values.count))
        let set = try fit.dates().shortestInterval().indices
        return LongSeriesResult.CloseUp(
            position: position, probability: fit.probabilityOfAnyChange, blockLength: block,
            first: first + set[0] * block, last: first + set[set.count - 1] * block)
    }
}

/// Designs that were prepared before, a few of them.
private struct DesignShelf {
    private var designs: [PosteriorDesign] = []

    mutating func design(
        times: [Int]?, count: Int
    ) throws(ChangepointError) -> PosteriorDesign {
        let start = times?.first ?? 0
        let relative = times.map { $0.map { $0 - start } } ?? Array(0..<count)
        if let design = designs.first(where: { $0.times == relative }) { return design }
        let design = try PosteriorDesign(times: relative)
        if designs.count == 4 { designs.removeFirst() }
        designs.append(design)
        return design
    }
}

/// What `LongSeries` found.
public struct LongSeriesResult: Sendable {
    public let segmentation: LevelSegmentation
    /// Robust autocorrelation and standard deviation of the noise.
    public let rho: Double
    public let standardDeviation: Double
    /// In order of time; a change whose segments hold fewer than 14 observations together has none.
    public let closeUps: [CloseUp]

    /// The posterior around one change.
    public struct CloseUp: Sendable {
        /// Place of the change in `segmentation.changes`.
        public let position: Int
        /// P(at least one change in the window); P(K <= 1 only).
        public let probability: Double
        /// Observations averaged into one point.
        let blockLength: Int
        /// First and last index of the shortest 95 % interval of the date.
        public let first: Int
        public let last: Int
    }
}
