extension PlannedPrecision {
    /// Precision of the effect of an exposure that is planned day by day, some days being missed.
    ///
    /// Columns are an intercept, the exposure and, if asked for, a straight line in time. With
    /// missing days, variance and degrees of freedom are means over random sets of kept days.
    /// - Parameters:
    ///   - exposure: one value a day; 0 and 1, or a dose.
    ///   - hasTrend: whether the analysis has a linear trend.
    ///   - rho: assumed autocorrelation, between -1 and 1.
    ///   - missingRate: share of days without a score, from 0 up to 1.
    ///   - masks: random sets of kept days to average over.
    ///   - seed: of these sets; set k is drawn from stream k.
    /// - Throws: `.optionOutOfRange` for a missing rate or number of masks out of range; as the
    ///   other initialiser, `.rankDeficient` also when a set of kept days lacks a condition.
    /// - Complexity: O(n^3) for each mask.
    public init(
        exposure: [Double], hasTrend: Bool = false, rho: Double, missingRate: Double = 0,
        masks: Int = 20, seed: UInt64 = 1
    ) throws(RegressionError) {
        guard missingRate >= 0, missingRate < 1 else {
            throw .optionOutOfRange(
                name: "missing rate", found: missingRate, expected: "a share from 0 up to 1")
        }
        guard masks >= 1 else {
            throw .optionOutOfRange(
                name: "number of masks", found: Double(masks), expected: "1 or more")
        }
        let kept = exposure.count - Int((missingRate * Double(exposure.count)).rounded())
        var variance = 0.0
        var freedom = 0.0
        let count = kept == exposure.count ? 1 : masks
        for mask in 0..<count {
            var generator = SeededGenerator(seed: seed, stream: UInt64(mask))
            let days = generator.shuffled(Array(exposure.indices)).prefix(kept).sorted()
            let one = try Self(exposure: exposure, days: days, hasTrend: hasTrend, rho: rho)
            variance += one.unitVariance / Double(count)
            freedom += one.degreesOfFreedom / Double(count)
        }
        unitVariance = variance
        degreesOfFreedom = freedom
    }

    /// Precision when exactly the given days have a score.
    /// - Parameters:
    ///   - exposure: one value a day; 0 and 1, or a dose.
    ///   - days: the days with a score, increasing, from 0.
    ///   - hasTrend: whether the analysis has a linear trend.
    ///   - rho: assumed autocorrelation, between -1 and 1.
    /// - Throws: as the other initialisers.
    public init(
        exposure: [Double], days: [Int], hasTrend: Bool = false, rho: Double
    ) throws(RegressionError) {
        if let day = days.first(where: { !exposure.indices.contains($0) }) {
            throw .optionOutOfRange(
                name: "day", found: Double(day), expected: "0 to \(exposure.count - 1)")
        }
        let length = Double(exposure.count)
        var columns = [
            (name: "intercept", values: days.map { _ in 1.0 }),
            (name: "exposure", values: days.map { exposure[$0] }),
        ]
        if hasTrend {
            let line = days.map { (Double($0) - (length - 1) / 2) / length }
            columns.append((name: "trend", values: line))
        }
        let design = try DesignMatrix(columns: columns, times: days)
        try self.init(
            design: design, contrast: Contrast(column: "exposure", of: design), rho: rho)
    }
}
