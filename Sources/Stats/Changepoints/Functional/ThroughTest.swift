internal import RealModule

/// Whether the level changed, for readers who accept short-memory noise: AR(1) noise that runs
/// through the changes, its autocorrelation profiled, at a false-alarm rate of 5 %.
///
///   LR_K = 2 (max over rho of l_K - max over rho of l_0),   K = 1...4
///   a change when max_K LR_K / K > c(n, r0),   number of changes: argmax LR_K - c K
///   c(n, r0) = 6.4 + 0.76 ln n + (11.1 - 0.92 ln n) r0^2,   r0 the autocorrelation without change
///
/// The formula was fitted to and checked on simulated AR(1) series of 28 to 365 observations without
/// gaps, minimum segment 7: false alarms 2-6 %. Under slow noise plus rating noise they are 22-59 %, so
/// this verdict stands beside that of `ChangepointPosterior` and never alone.
public struct ThroughTest: Sendable {
    /// Autocorrelations that are tried.
    static let grid = [
        -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95,
    ]
    static let minimumSegment = 7
    static let mostChanges = 4
    /// The longest series whose autocorrelation is profiled; above, robust moments are used.
    static let longestProfile = 2000

    public init() {}

    /// The 5 % penalty for each change, in units of the noise variance.
    /// `rho`: autocorrelation without change; a negative one counts as 0.
    public static func penalty(count: Int, rho: Double) -> Double {
        let logCount = Double.log(Double(count))
        let r0 = max(0, rho)
        return 6.4 + 0.76 * logCount + (11.1 - 0.92 * logCount) * r0 * r0
    }

    /// - Throws: `ChangepointError` for a series that cannot be searched.
    /// - Complexity: 16 constrained searches up to `longestProfile` observations, one penalised search
    ///   above.
    public func callAsFunction(
        _ y: [Double], times: [Int]? = nil
    ) throws(ChangepointError) -> ThroughTestResult {
        let series = try ObservedSeries(y, times: times, minimumSegment: Self.minimumSegment)
        let scope = Self.scope(series)
        return y.count <= Self.longestProfile
            ? try profiled(series, scope) : try robust(series, scope)
    }

    private func profiled(
        _ series: ObservedSeries, _ scope: ThroughTestResult.Scope
    ) throws(ChangepointError) -> ThroughTestResult {
        var best: [(logLikelihood: Double, rho: Double, segmentation: LevelSegmentation)] = []
        for rho in Self.grid {
            let noise = ThroughNoise(rho: rho, times: series.times, count: series.count)
            let search = LevelSearch(rho: rho, minimumSegment: Self.minimumSegment)
            let found = try search.constrained(
                series.values, times: series.times, mostChanges: Self.mostChanges)
            for (changes, segmentation) in found.enumerated() {
                let logLikelihood = noise.logLikelihood(cost: segmentation.cost)
                let candidate = (logLikelihood, rho, segmentation)
                if changes == best.count {
                    best.append(candidate)
                } else if logLikelihood > best[changes].logLikelihood {
                    best[changes] = candidate
                }
            }
        }
        let ratios = best.dropFirst().map { 2 * ($0.logLikelihood - best[0].logLikelihood) }
        let penalty = Self.penalty(count: series.count, rho: best[0].rho)
        let statistic = ratios.enumerated().map { $0.element / Double($0.offset + 1) }.max() ?? 0
        var chosen = 0
        if statistic > penalty {
            let gains = ratios.enumerated().map { $0.element - penalty * Double($0.offset + 1) }
            chosen = 1 + (gains.indices.max { gains[$0] < gains[$1] } ?? 0)
        }
        return ThroughTestResult(
            isChange: chosen > 0, segmentation: best[chosen].segmentation, rho: best[chosen].rho,
            rhoWithoutChange: best[0].rho, likelihoodRatios: ratios, statistic: statistic,
            penalty: penalty, scope: scope)
    }

    private func robust(
        _ series: ObservedSeries, _ scope: ThroughTestResult.Scope
    ) throws(ChangepointError) -> ThroughTestResult {
        let noise = RobustNoise(series.values, times: series.times)
        let penalty = Self.penalty(count: series.count, rho: noise.rho)
        let found = try LevelSearch(rho: noise.rho, minimumSegment: Self.minimumSegment).penalised(
            series.values, times: series.times, penalty: penalty * noise.variance)
        return ThroughTestResult(
            isChange: !found.changes.isEmpty, segmentation: found, rho: noise.rho,
            rhoWithoutChange: noise.rho, likelihoodRatios: [], statistic: nil, penalty: penalty,
            scope: scope)
    }

    private static func scope(_ series: ObservedSeries) -> ThroughTestResult.Scope {
        let hasGaps = series.times.map { times in
            zip(times, times.dropFirst()).contains { $1 - $0 != 1 }
        }
        if hasGaps ?? false { return .gaps }
        return (28...365).contains(series.count) ? .calibrated : .otherLength
    }
}

/// What `ThroughTest` found.
public struct ThroughTestResult: Sendable {
    public let isChange: Bool
    /// The chosen segmentation; without changes when there is none.
    public let segmentation: LevelSegmentation
    /// Autocorrelation at which the chosen number of changes is most likely.
    public let rho: Double
    public let rhoWithoutChange: Double
    /// LR_K for K = 1, 2, …; empty for a series too long to be profiled.
    let likelihoodRatios: [Double]
    /// max_K LR_K / K; nil for a series too long to be profiled.
    public let statistic: Double?
    /// c(n, r0)
    public let penalty: Double
    public let scope: Scope

    /// Whether the penalty's calibration has seen series like this one.
    public enum Scope: Sendable, Hashable {
        /// 28 to 365 observations without gaps.
        case calibrated
        /// Shorter or longer: the formula is extrapolated. Use `SingleChangeTest`.
        case otherLength
        /// Gaps, which the calibration has not seen. Use `SingleChangeTest`.
        case gaps
    }
}
