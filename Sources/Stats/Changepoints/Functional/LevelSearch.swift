internal import RealModule

/// The exact optimum of a piecewise-constant level under AR(1) noise that runs through the
/// changes, by functional pruning.
///
///   cost(mu) = (y_0 - mu_0)^2 + sum_i (y_i - mu_i - r_i (y_{i-1} - mu_{i-1}))^2 / (1 - r_i^2),
///   r_i = rho^gap_i
///
/// minimised over levels mu with changes at least `minimumSegment` observations apart, plus a penalty
/// for each change. rho = 0 is the sum of squares around segment means. Noise that restarts at a change
/// would be cheaper to search and loses a third of the power at rho = .8.
///
/// Sources: Maidstone et al. (2017), FPOP; Romano et al. (2021), DeCAFS.
public struct LevelSearch: Sendable {
    /// Correlation of neighbours one unit of time apart, in (-1, 1); with gaps, powers of it.
    public var rho: Double
    public var minimumSegment: Int

    public init(rho: Double = 0, minimumSegment: Int = 1) {
        self.rho = rho
        self.minimumSegment = minimumSegment
    }

    /// The segmentation with the least cost plus `penalty` times the number of changes.
    /// `penalty`: for each change, in squared units of the series. Nothing here chooses it: see
    /// `ThroughTest` for the one that holds 5 %.
    /// `times`: one for each value; nil stands for 0, 1, 2, …
    /// - Throws: `ChangepointError` for a series or a setting that cannot be searched.
    /// - Complexity: about O(n log n); memory O(n).
    public func penalised(
        _ y: [Double], times: [Int]? = nil, penalty: Double
    ) throws(ChangepointError) -> LevelSegmentation {
        guard penalty > 0, penalty.isFinite else { throw .penaltyNotPositive(found: penalty) }
        let series = try checked(y, times)
        let centred = Self.centred(y)
        guard rho != 0 else {
            let changes = WhiteLevelSearch.changes(
                centred, minimumSegment: minimumSegment, penalty: penalty)
            return LevelSegmentation(independent: y, changes: changes)
        }
        let noise = ThroughNoise(rho: rho, times: series.times, count: y.count)
        let changes = ThroughLevelSearch.changes(
            centred, noise: noise, minimumSegment: minimumSegment, penalty: penalty)
        return LevelSegmentation(y, changes: changes, noise: noise)
    }

    /// The best segmentations with 0, 1, …, `mostChanges` changes; fewer where minimum segments
    /// leave no room.
    /// - Complexity: `mostChanges` times that of the penalised search; memory O(n mostChanges).
    func constrained(
        _ y: [Double], times: [Int]? = nil, mostChanges: Int
    ) throws(ChangepointError) -> [LevelSegmentation] {
        guard (0...y.count).contains(mostChanges) else {
            throw .changesOutOfRange(found: mostChanges, limit: y.count, observations: y.count)
        }
        let series = try checked(y, times)
        let noise = ThroughNoise(rho: rho, times: series.times, count: y.count)
        return ThroughLevelSearch.bestChanges(
            Self.centred(y), noise: noise, minimumSegment: minimumSegment, mostChanges: mostChanges
        ).map { LevelSegmentation(y, changes: $0, noise: noise) }
    }

    private func checked(
        _ y: [Double], _ times: [Int]?
    ) throws(ChangepointError) -> ObservedSeries {
        guard rho > -1, rho < 1 else { throw .autocorrelationOutOfRange(found: rho) }
        return try ObservedSeries(y, times: times, minimumSegment: minimumSegment)
    }

    private static func centred(_ y: [Double]) -> [Double] {
        let mean = y.reduce(0, +) / Double(y.count)
        return y.map { $0 - mean }
    }
}

/// AR(1) noise on irregular times: the correlation of each observation with the one before.
struct ThroughNoise: Sendable {
    /// r_i; the first is 0.
    let correlations: [Double]

    /// `times`: nil stands for unit gaps.
    init(rho: Double, times: [Int]?, count: Int) {
        var correlations = [Double](repeating: rho, count: count)
        if let times {
            for i in 1..<max(1, count) { correlations[i] = .pow(rho, times[i] - times[i - 1]) }
        }
        if count > 0 { correlations[0] = 0 }
        self.correlations = correlations
    }

    /// 1/2 log |V^-1|
    var halfLogDeterminant: Double {
        -0.5 * correlations.reduce(0) { $0 + .log(onePlus: -$1 * $1) }
    }

    /// Maximised log-likelihood of a cost, with the additive constant left out.
    func logLikelihood(cost: Double) -> Double {
        let n = Double(correlations.count)
        return halfLogDeterminant - 0.5 * n * .log(cost / n)
    }
}

/// Levels between changes, and what they cost.
public struct LevelSegmentation: Sendable, Equatable {
    /// Indices of the first observations of new segments, increasing.
    public let changes: [Int]
    /// The level of each segment, one more than changes; generalised least squares under the noise.
    public let levels: [Double]
    /// Sum of squared one-step residuals over 1 - r^2, without penalties.
    public let cost: Double

    /// Means of the segments, for independent noise.
    init(independent y: [Double], changes: [Int]) {
        let ends = [0] + changes + [y.count]
        var levels: [Double] = []
        var cost = 0.0
        for (start, end) in zip(ends, ends.dropFirst()) {
            var sum = 0.0
            for i in start..<end { sum += y[i] - y[start] }
            let level = y[start] + sum / Double(end - start)
            for i in start..<end { cost += (y[i] - level) * (y[i] - level) }
            levels.append(level)
        }
        self.changes = changes
        self.levels = levels
        self.cost = cost
    }

    /// Fits the levels to given changes.
    init(_ y: [Double], changes: [Int], noise: ThroughNoise) {
        let equations = LevelEquations(y, changes: changes, noise: noise)
        self.changes = changes
        levels = equations.levels
        cost = equations.cost(y, changes: changes, noise: noise)
    }
}

/// Normal equations of the levels of given segments: tridiagonal, because noise that runs through
/// a change couples only neighbouring levels.
private struct LevelEquations {
    let levels: [Double]

    init(_ y: [Double], changes: [Int], noise: ThroughNoise) {
        var diagonal = [Double](repeating: 0, count: changes.count + 1)
        var beside = [Double](repeating: 0, count: changes.count)
        var right = diagonal
        let origin = y[0]
        diagonal[0] = 1
        var segment = 0
        for i in 1..<y.count {
            let r = noise.correlations[i]
            let w = 1 / (1 - r * r)
            let z = (y[i] - origin) - r * (y[i - 1] - origin)
            if segment < changes.count, changes[segment] == i {
                diagonal[segment] += w * r * r
                right[segment] -= w * r * z
                beside[segment] = -w * r
                segment += 1
                diagonal[segment] += w
                right[segment] += w * z
            } else {
                diagonal[segment] += w * (1 - r) * (1 - r)
                right[segment] += w * (1 - r) * z
            }
        }
        let failure = LAPACK.pttrf(size: diagonal.count, diagonal: &diagonal, beside: &beside)
        precondition(failure == nil, "levels of segments that hold observations are estimable")
        LAPACK.pttrs(
            size: diagonal.count, columns: 1, diagonal: diagonal, beside: beside, &right,
            ldb: diagonal.count)
        levels = right.map { $0 + origin }
    }

    func cost(_ y: [Double], changes: [Int], noise: ThroughNoise) -> Double {
        var segment = 0
        var previous = y[0] - levels[0]
        var sum = previous * previous
        for i in 1..<y.count {
            if segment < changes.count, changes[segment] == i { segment += 1 }
            let r = noise.correlations[i]
            let residual = y[i] - levels[segment]
            let innovation = residual - r * previous
            sum += innovation * innovation / (1 - r * r)
            previous = residual
        }
        return sum
    }
}
