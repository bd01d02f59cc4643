internal import RealModule

/// Whether the level changed once, for any design: a trend, a season, known interventions and
/// missing days, under AR(1) noise that runs through the change.
///
///   LR = 2 (max over date and rho of l_1 - max over rho of l_0),   p by parametric bootstrap
///
/// The bootstrap simulates the fitted null with the REML autocorrelation; p = (1 + #{LR* >= LR}) /
/// (B + 1). False alarms at p <= .05 were 2.5-8 % over 36 cells (trend, weekly season, 20 % missing);
/// 8-11 % under heavy tails, and the short-memory assumption is the reader's: see `ThroughTest`.
///
/// For each rho every date costs O(p) by suffix sums, and the whitened covariates, their QR and the
/// denominators are prepared once for all series.
public struct SingleChangeTest: Sendable {
    public let times: [Int]
    public let minimumSegment: Int
    let whitened: [WhitenedDesign]

    /// The parameters are those of `PosteriorDesign`; the length is not limited.
    /// - Throws: `ChangepointError` for times and covariates that cannot be used.
    public init(
        times: [Int], covariates: Matrix? = nil, minimumSegment: Int = 7
    ) throws(ChangepointError) {
        try ObservedSeries.check(times: times, count: times.count)
        try ObservedSeries.check(minimumSegment: minimumSegment, count: times.count)
        let design = try CentredCovariates(covariates, count: times.count).matrix
        self.times = times
        self.minimumSegment = minimumSegment
        whitened = ThroughTest.grid.map {
            WhitenedDesign(
                rho: $0, times: times, covariates: design, minimumSegment: minimumSegment)
        }
    }

    /// The most likely change.
    /// - Throws: `ChangepointError` for a series of the wrong length, not finite, constant, or
    ///   explained by the covariates.
    public func scan(_ y: [Double]) throws(ChangepointError) -> SingleChangeScan {
        guard y.count == times.count else {
            throw .lengthsDiffer(what: "values", found: y.count, expected: times.count)
        }
        try ObservedSeries.check(values: y)
        let mean = y.reduce(0, +) / Double(y.count)
        let centred = y.map { $0 - mean }
        let total = centred.reduce(0) { $0 + $1 * $1 }
        let lanes = centred.map { SIMD4(repeating: $0) }
        var profile = [Double](repeating: -.infinity, count: y.count)
        var work = ScanWork(count: y.count)
        var summary = ScanSummary()
        for design in whitened {
            design.scan(lanes, &work)
            let residual = work.residual[0]
            guard residual > 1e-11 * total else { throw .perfectCovariates }
            summary.update(design, residual: residual)
            for t in design.dates {
                let value = design.logLikelihood(residual: residual - work.drops[t][0])
                profile[t] = max(profile[t], value)
                summary.update(design, date: t, logLikelihood: value)
            }
        }
        return SingleChangeScan(summary: summary, profile: profile, times: times)
    }

    /// Bootstrap p-value of a scan.
    /// - Parameters:
    ///   - scan: of a series on this design.
    ///   - replicates: B, from 19; replicate b draws from stream b of the seed.
    ///   - seed: of the replicates.
    /// - Returns: (1 + replicates at least as extreme) / (1 + B).
    /// - Throws: `ChangepointError.replicatesOutOfRange`.
    /// - Complexity: O(B rhos n p).
    public func pValue(
        of scan: SingleChangeScan, replicates: Int = 999, seed: UInt64
    ) throws(ChangepointError) -> Double {
        guard (19...1_000_000).contains(replicates) else {
            throw .replicatesOutOfRange(found: replicates, limit: 1_000_000)
        }
        let rho = min(max(scan.restrictedRho, 0), 0.95)
        let noise = SimulatedNoise(rho: rho, times: times)
        var series = [SIMD4<Double>](repeating: .zero, count: times.count)
        var work = ScanWork(count: times.count)
        var exceeding = 0
        for first in stride(from: 0, to: replicates, by: 4) {
            let lanes = min(4, replicates - first)
            for lane in 0..<lanes {
                noise.fill(
                    &series, lane: lane, SeededGenerator(seed: seed, stream: UInt64(first + lane)))
            }
            let ratios = likelihoodRatios(series, &work)
            for lane in 0..<lanes where ratios[lane] >= scan.likelihoodRatio { exceeding += 1 }
        }
        return Double(1 + exceeding) / Double(replicates + 1)
    }

    private func likelihoodRatios(
        _ series: [SIMD4<Double>], _ work: inout ScanWork
    ) -> SIMD4<Double> {
        var none = SIMD4<Double>(repeating: -.infinity)
        var one = none
        for design in whitened {
            design.scan(series, &work)
            var drops = SIMD4<Double>.zero
            for t in design.dates { drops = pointwiseMax(drops, work.drops[t]) }
            for lane in 0..<4 {
                let residual = max(work.residual[lane], .leastNormalMagnitude)
                let rest = max(residual - drops[lane], .leastNormalMagnitude)
                none[lane] = max(none[lane], design.logLikelihood(residual: residual))
                one[lane] = max(one[lane], design.logLikelihood(residual: rest))
            }
        }
        return 2 * (one - none)
    }
}

/// What `SingleChangeTest` found.
public struct SingleChangeScan: Sendable {
    /// LR
    let likelihoodRatio: Double
    /// First observation after the most likely change.
    public let index: Int
    /// Maximum-likelihood autocorrelation with no change and with one.
    public let rhoWithoutChange: Double
    let rhoWithChange: Double
    /// Restricted maximum-likelihood autocorrelation with no change.
    public let restrictedRho: Double
    /// Log-likelihood of a change at each index, rho profiled; minus infinity where minimum segments
    /// forbid one.
    let profile: [Double]
    let times: [Int]

    fileprivate init(summary: ScanSummary, profile: [Double], times: [Int]) {
        likelihoodRatio = 2 * (summary.one - summary.none)
        index = summary.date
        rhoWithoutChange = summary.rhoNone
        rhoWithChange = summary.rhoOne
        restrictedRho = summary.rhoRestricted
        self.profile = profile
        self.times = times
    }

    /// The dates whose likelihood is close enough to the best: 2 (l_max - l) <= x with
    /// (1 - exp(-x/2))^2 = level. At 95 % it covered 96-100 % of changes of 2 SD, 81-99 % at 1 SD.
    public func dateSet(level: Double = 0.95) throws(ChangepointError) -> DateSet {
        guard level > 0, level < 1 else { throw .levelOutOfRange(found: level) }
        let threshold = -2 * Double.log(1 - level.squareRoot())
        let best = profile[index]
        let indices = profile.indices.filter { 2 * (best - profile[$0]) <= threshold }
        return DateSet(indices: indices, probability: level, times: times)
    }
}

/// The best so far of a scan.
private struct ScanSummary {
    var none = -Double.infinity
    var restricted = -Double.infinity
    var one = -Double.infinity
    var date = 0
    var rhoNone = 0.0
    var rhoRestricted = 0.0
    var rhoOne = 0.0

    mutating func update(_ design: WhitenedDesign, residual: Double) {
        let logLikelihood = design.logLikelihood(residual: residual)
        if logLikelihood > none { (none, rhoNone) = (logLikelihood, design.rho) }
        let reml = design.restrictedLogLikelihood(residual: residual)
        if reml > restricted { (restricted, rhoRestricted) = (reml, design.rho) }
    }

    mutating func update(_ design: WhitenedDesign, date t: Int, logLikelihood: Double) {
        if logLikelihood > one { (one, date, rhoOne) = (logLikelihood, t, design.rho) }
    }
}
