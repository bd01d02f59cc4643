/// A test whose only assumption is that the schedule was drawn as declared.
///
/// Under the sharp null hypothesis no score depends on its condition, so the scores would have
/// been the same under every arrangement that might have been drawn. p is the share of
/// arrangements, the one that was followed among them, whose statistic is at least as large:
///
///     p = k / N                 all N arrangements, when there are at most `exactLimit`
///     p = (k + 1) / (M + 1)     M drawn ones, otherwise
///
/// Autocorrelation, trends, outliers and missing rows that do not depend on the condition cannot
/// raise its false-positive rate. Missing scores keep their rows under every arrangement.
/// With more than two conditions the null hypothesis is that none of them differs from any other.
///
/// Source: Edgington & Onghena (2007), "Randomization Tests", 4th edition; Phipson & Smyth (2010)
/// for (k + 1) / (M + 1).
public struct RandomizationTest: Sendable {
    public enum Alternative: Sendable, Hashable {
        case twoSided
        /// Treated scores are lower.
        case decrease
        /// Treated scores are higher.
        case increase
    }

    public var statistic: TestStatistic
    public var contrast: ConditionContrast
    var alternative: Alternative
    /// Rows between a condition and the scores that it acts on. The first `lag` scores of a
    /// series have no known exposure and are left out.
    public var lag: Int
    /// Series of equal length laid end to end in an arrangement: sites or outcomes. Each has a
    /// level of its own, and no correlation with the others is assumed or needed.
    public var seriesCount: Int
    /// Up to how many arrangements all are listed.
    public var exactLimit: Int
    /// How many are drawn when they are too many to list.
    public var replicates: Int

    public init(
        statistic: TestStatistic = .gls, contrast: ConditionContrast = .treatment,
        alternative: Alternative = .twoSided, lag: Int = 0, seriesCount: Int = 1,
        exactLimit: Int = 20_000, replicates: Int = 9_999
    ) {
        self.statistic = statistic
        self.contrast = contrast
        self.alternative = alternative
        self.lag = lag
        self.seriesCount = seriesCount
        self.exactLimit = exactLimit
        self.replicates = replicates
    }

    /// Tests the scores against the schedule that was followed.
    /// - Parameters:
    ///   - scores: one for each position of the arrangement; nil where it is missing.
    ///   - covariates: columns with a value for every position; their linear effect is taken out.
    ///   - observed: the arrangement that was followed.
    ///   - referenceSet: the mechanism that assigned it.
    ///   - seed: of the draws, when arrangements are drawn; the answer depends on nothing else.
    ///   - level: of the interval.
    /// - Returns: k of N, the smallest reachable p, the estimate and its interval.
    /// - Throws: `.notRandomized` when the set has one arrangement, `.notAdmissible` when the one
    ///   followed is not in it, and what the names of the other cases say.
    /// - Complexity: O(n) for each arrangement.
    public func run(
        _ scores: [Double?], covariates: [[Double]] = [], observed: Arrangement,
        in referenceSet: some ReferenceSet, seed: UInt64, level: Double = 0.95
    ) throws(RandomizationError) -> RandomizationResult {
        try check(scores, covariates, observed, referenceSet)
        guard level > 0, level < 1 else { throw .levelOutOfRange(level) }
        let layout = SeriesLayout(
            observed: scores.map { $0 != nil }, seriesCount: seriesCount, lag: lag)
        let found = layout.places.compactMap { scores[$0.position] }
        let unit = ScoreUnit(found)
        let distribution = try distribution(
            found.map(unit.standardize), layout, covariates, observed, referenceSet, seed)
        let interval =
            supportsInterval(referenceSet)
            ? distribution.interval(alpha: 1 - level) : nil
        return RandomizationResult(
            pValue: distribution.pValue(alternative),
            smallestReachableP: distribution.smallestP(alternative),
            isExact: distribution.isExact, arrangementCount: referenceSet.count,
            scoreCount: found.count, estimate: distribution.estimate * unit.scale,
            interval: interval.map {
                RandomizationInterval(
                    lower: $0.lower.map { $0 * unit.scale },
                    upper: $0.upper.map { $0 * unit.scale }, level: level)
            })
    }

    /// The smallest p that a schedule can lead to, before there is any score: that of scores which
    /// follow it without noise.
    /// - Parameters:
    ///   - planned: the arrangement that was assigned.
    ///   - scored: whether a score will be there, for each position; all by default.
    ///   - referenceSet: the mechanism that assigned it.
    ///   - seed: of the draws, when arrangements are drawn.
    /// - Returns: k of N; for two-sided tests of two conditions, k is 2 where the mirrored
    ///   arrangement is admissible too.
    /// - Throws: as `run`.
    public func smallestReachableP(
        for planned: Arrangement, scored: [Bool]? = nil, in referenceSet: some ReferenceSet,
        seed: UInt64
    ) throws(RandomizationError) -> RandomizationProportion {
        let scores = (scored ?? planned.map { _ in true }).map { $0 ? Double?(0) : nil }
        try check(scores, [], planned, referenceSet)
        let layout = SeriesLayout(
            observed: scores.map { $0 != nil }, seriesCount: seriesCount, lag: lag)
        return try distribution(
            layout.places.map { _ in 0 }, layout, [], planned, referenceSet, seed
        ).smallestP(alternative)
    }

    /// The statistic under all arrangements, or under those drawn, on a scale of the scores' own.
    func distribution(
        _ scores: [Double?], observed: Arrangement, in referenceSet: some ReferenceSet, seed: UInt64
    ) throws(RandomizationError) -> ReferenceDistribution {
        try check(scores, [], observed, referenceSet)
        let layout = SeriesLayout(
            observed: scores.map { $0 != nil }, seriesCount: seriesCount, lag: lag)
        let found = layout.places.compactMap { scores[$0.position] }
        let unit = ScoreUnit(found)
        return try distribution(
            found.map(unit.standardize), layout, [], observed, referenceSet, seed)
    }
}

extension RandomizationTest {
    /// Draws of arrangements come from a stream of their own, so that a seed shared with a
    /// simulation or with the assignment itself does not repeat their numbers.
    private static let stream: UInt64 = 0x52_414E_4454_4553

    private func check(
        _ scores: [Double?], _ covariates: [[Double]], _ observed: Arrangement,
        _ referenceSet: some ReferenceSet
    ) throws(RandomizationError) {
        guard referenceSet.count > ArrangementCount(1) else { throw .notRandomized }
        for length in [scores.count, observed.count] + covariates.map(\.count)
        where length != referenceSet.length {
            throw .wrongLength(found: length, expected: referenceSet.length)
        }
        for column in [scores] + covariates.map({ $0.map(Optional.some) }) {
            if let position = column.firstIndex(where: { $0?.isFinite == false }) {
                throw .notFinite(position: position)
            }
        }
        guard referenceSet.contains(observed) else { throw .notAdmissible }
        guard seriesCount >= 1, referenceSet.length % seriesCount == 0 else {
            throw .wrongLength(found: referenceSet.length, expected: max(1, seriesCount))
        }
        let length = referenceSet.length / seriesCount
        guard (0..<length).contains(lag) else {
            throw .lagOutOfRange(lag, length: length)
        }
        guard replicates >= 1 else { throw .tooFewReplicates(replicates) }
        if case .dose(let doses) = contrast, doses.count != referenceSet.conditionCount {
            throw .wrongDoses(found: doses.count, conditions: referenceSet.conditionCount)
        }
    }

    private func distribution(
        _ y: [Double], _ layout: SeriesLayout, _ covariates: [[Double]],
        _ observed: Arrangement, _ referenceSet: some ReferenceSet, _ seed: UInt64
    ) throws(RandomizationError) -> ReferenceDistribution {
        guard y.count >= 3 else { throw .tooFewScores(found: y.count, needed: 3) }
        switch statistic {
        case .meanDifference, .generalizedLeastSquares:
            let kernel = try glsKernel(layout, covariates, referenceSet.conditionCount)
            return try evaluate(
                kernel, y, unitEffect(layout, observed), observed, referenceSet, seed)
        case .slopeDifference, .phaseMeanDifference:
            guard case .difference(let treated, let reference) = contrast else {
                throw .unsupportedContrast
            }
            let adjustment = try GLSKernel(
                layout: layout, covariates: covariates, rho: 0, contrast: contrast,
                conditionCount: 2, isStudentized: false)
            guard statistic == .slopeDifference else {
                let kernel = PhaseMeanKernel(
                    layout: layout, adjustment: adjustment, treated: treated, reference: reference)
                return try evaluate(
                    kernel, y, unitEffect(layout, observed), observed, referenceSet, seed)
            }
            let kernel = SlopeKernel(
                layout: layout, adjustment: adjustment, treated: treated, reference: reference)
            let steepening = zip(unitEffect(layout, observed), layout.places).map {
                $0 * Double($1.position)
            }
            return try evaluate(kernel, y, steepening, observed, referenceSet, seed)
        }
    }

    private func glsKernel(
        _ layout: SeriesLayout, _ covariates: [[Double]], _ conditionCount: Int
    ) throws(RandomizationError) -> GLSKernel {
        var rho = 0.0
        var isStudentized = false
        if case .generalizedLeastSquares(let working) = statistic {
            rho = working
            isStudentized = true
        }
        return try GLSKernel(
            layout: layout, covariates: covariates, rho: rho, contrast: contrast,
            conditionCount: conditionCount, isStudentized: isStudentized)
    }

    private func unitEffect(_ layout: SeriesLayout, _ observed: Arrangement) -> [Double] {
        layout.places.map { contrast.exposure(of: observed[$0.exposure]) }
    }

    private func evaluate<Kernel: ArrangementKernel>(
        _ kernel: Kernel, _ y: [Double], _ unitEffect: [Double], _ observed: Arrangement,
        _ referenceSet: some ReferenceSet, _ seed: UInt64
    ) throws(RandomizationError) -> ReferenceDistribution {
        let prepared = kernel.prepare(y, unitEffect)
        var scratch = kernel.scratch()
        func values(_ arrangement: Arrangement) -> ReferenceDistribution.Values? {
            kernel.evaluate(arrangement, prepared, &scratch).map {
                ReferenceDistribution.Values(scores: $0.0, unitEffect: $0.1)
            }
        }
        guard let own = values(observed), own.unitEffect.magnitude > 0 else {
            throw .conditionUnobserved
        }
        var others: [ReferenceDistribution.Values?] = []
        let size = referenceSet.count.asInt ?? .max
        if size <= exactLimit {
            others.reserveCapacity(size)
            referenceSet.forEachArrangement { others.append(values($0)) }
        } else {
            others.reserveCapacity(replicates)
            var generator = SeededGenerator(seed: seed, stream: Self.stream)
            for _ in 0..<replicates { others.append(values(referenceSet.draw(using: &generator))) }
        }
        return ReferenceDistribution(observed: own, others: others, isExact: size <= exactLimit)
    }

    /// One effect, the same on all rows, has to explain every difference between conditions.
    private func supportsInterval(_ referenceSet: some ReferenceSet) -> Bool {
        if statistic == .slopeDifference { return false }
        if case .dose = contrast { return true }
        return referenceSet.conditionCount <= 2
    }
}

/// The scale on which scores are compared, so that rounding does not depend on their unit.
private struct ScoreUnit {
    let centre: Double
    let scale: Double

    init(_ scores: [Double]) {
        let mean = scores.reduce(0, +) / Double(max(1, scores.count))
        let spread = scores.reduce(0) { max($0, ($1 - mean).magnitude) }
        centre = mean
        scale = spread > 0 ? spread : 1
    }

    func standardize(_ score: Double) -> Double { (score - centre) / scale }
}
