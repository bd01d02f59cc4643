internal import RealModule

/// A regression whose coefficients change at unknown dates: the best dates for each number of
/// changes, whether there is any, and where they may lie.
///
/// Dates minimise the residual sum of squares (dynamic programming over all segments). Whether there is
/// a change is decided by a bootstrap that simulates AR(1) noise, and dates are bounded by the profile
/// likelihood under AR(1) noise that runs through the change. The usual intervals for independent errors
/// cover 39-60 % at 1 SD and rho .6-.8 where 95 % is promised, and are not offered; nor does BIC decide,
/// since it reports changes in 24-96 % of unchanged daily series.
///
/// Sources: Bai & Perron (1998, 2003); Zeileis et al. (2003).
public struct BaiPerron: Sendable {
    public var mostChanges: Int
    /// Smallest share of the observations in a segment; at least 7 observations and two more than
    /// coefficients are used in any case.
    var trimming: Double
    public var replicates: Int
    public var seed: UInt64

    public init(
        mostChanges: Int = 5, trimming: Double = 0.1, replicates: Int = 999, seed: UInt64
    ) {
        self.mostChanges = mostChanges
        self.trimming = trimming
        self.replicates = replicates
        self.seed = seed
    }

    /// - Parameters:
    ///   - y: the series.
    ///   - times: one for each value; nil stands for 0, 1, 2, …
    ///   - covariates: n x q without a constant; their coefficients change too.
    /// - Returns: the best dates for each number of changes, and a p-value of none.
    /// - Throws: `ChangepointError` for a series, covariates or settings that cannot be used.
    /// - Complexity: O(n^2 (p^2 + K)) for the dates, O(replicates n p^2) for the bootstrap.
    public func fit(
        _ y: [Double], times: [Int]? = nil, covariates: Matrix? = nil
    ) throws(ChangepointError) -> BaiPerronFit {
        guard trimming > 0, trimming <= 0.5 else { throw .levelOutOfRange(found: trimming) }
        guard (19...100_000).contains(replicates) else {
            throw .replicatesOutOfRange(found: replicates, limit: 100_000)
        }
        let cost = try RegressionCost(y, covariates: covariates)
        let share = Int((trimming * Double(y.count)).rounded(.down))
        let minimum = max(7, cost.terms + 2, share)
        let found = try SegmentNeighbourhood(mostChanges: mostChanges)(
            cost, minimumSegment: minimum)
        let regression = ThroughRegression(
            y, times: times ?? Array(y.indices),
            design: try CentredCovariates(covariates, count: y.count).matrix)
        let test = try SingleChangeTest(
            times: regression.times, covariates: covariates, minimumSegment: minimum)
        let rho = min(max(try test.scan(y).restrictedRho, 0), 0.95)
        return BaiPerronFit(
            segmentations: found, terms: cost.terms, minimumSegment: minimum,
            rhoWithoutChange: rho,
            pValue: pValue(regression, rho: rho, minimumSegment: minimum),
            regression: regression)
    }

    /// Bootstrap p-value of the largest drop of the residual sum of squares by one change.
    private func pValue(
        _ regression: ThroughRegression, rho: Double, minimumSegment: Int
    ) -> Double {
        let noise = SimulatedNoise(rho: rho, times: regression.times)
        let own = regression.largestDrop(
            regression.values.map { SIMD4(repeating: $0) }, minimumSegment: minimumSegment)[0]
        var lanes = [SIMD4<Double>](repeating: .zero, count: regression.values.count)
        var exceeding = 0
        for first in stride(from: 0, to: replicates, by: 4) {
            let used = min(4, replicates - first)
            for lane in 0..<used {
                let stream = UInt64(first + lane)
                noise.fill(&lanes, lane: lane, SeededGenerator(seed: seed, stream: stream))
            }
            let drops = regression.largestDrop(lanes, minimumSegment: minimumSegment)
            for lane in 0..<used where drops[lane] >= own { exceeding += 1 }
        }
        return Double(1 + exceeding) / Double(1 + replicates)
    }
}

/// What `BaiPerron` found.
public struct BaiPerronFit: Sendable {
    /// The best segmentations with 0, 1, … changes; their cost is the residual sum of squares.
    public let segmentations: [Segmentation]
    /// Coefficients of each segment.
    public let terms: Int
    public let minimumSegment: Int
    public let rhoWithoutChange: Double
    /// Bootstrap p-value of "no change" under AR(1) noise.
    public let pValue: Double
    private let regression: ThroughRegression

    init(
        segmentations: [Segmentation], terms: Int, minimumSegment: Int, rhoWithoutChange: Double,
        pValue: Double, regression: ThroughRegression
    ) {
        self.segmentations = segmentations
        self.terms = terms
        self.minimumSegment = minimumSegment
        self.rhoWithoutChange = rhoWithoutChange
        self.pValue = pValue
        self.regression = regression
    }

    /// Schwarz's criterion for each number of changes as R's strucchange computes it, for
    /// comparison: n (ln(RSS/n) + 1 + ln 2 pi) + ln n (p + 1)(K + 1).
    public var schwarzCriteria: [Double] {
        let n = Double(regression.values.count)
        return segmentations.enumerated().map { changes, segmentation in
            let fit = n * (.log(segmentation.cost / n) + 1 + .log(2 * .pi))
            return fit + .log(n) * Double((terms + 1) * (changes + 1))
        }
    }

    /// Where change `position` of the best `count` may lie, its neighbours held fixed: the dates with
    /// 2 (l_max - l) <= x, (1 - exp(-x/2))^2 = level, l the likelihood with AR(1) noise through the change,
    /// rho profiled.
    /// - Precondition: `count` changes were searched for and `position` is one of them.
    /// - Complexity: O(rhos w^2 p^2) with w the observations between the neighbours.
    public func dateSet(
        of position: Int, given count: Int, level: Double = 0.95
    ) throws(ChangepointError) -> DateSet {
        guard level > 0, level < 1 else { throw .levelOutOfRange(found: level) }
        precondition(
            segmentations.indices.contains(count) && (0..<count).contains(position),
            "change \(position) of \(count) was not searched for")
        let ends = [0] + segmentations[count].changes + [regression.values.count]
        let window = ends[position]..<ends[position + 2]
        let profile = regression.profile(over: window, minimumSegment: minimumSegment)
        let best = profile.max() ?? 0
        let threshold = -2 * Double.log(1 - level.squareRoot())
        let indices = window.filter { 2 * (best - profile[$0 - window.lowerBound]) <= threshold }
        return DateSet(indices: indices, probability: level, times: regression.times)
    }
}
