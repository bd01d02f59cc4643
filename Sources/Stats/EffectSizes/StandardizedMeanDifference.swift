/// A difference between phase means in standard deviations, corrected for small samples; its sign
/// is that of treated minus baseline.
public struct StandardizedMeanDifference: Sendable, Hashable {
    public let estimate: Double
    /// Standard error if rows were independent.
    let errorForIndependentDays: Double
    /// The standard deviation that was divided by, in the unit of the scores.
    public let standardDeviation: Double
}

extension PhaseScores {
    /// Hedges' g with the pooled standard deviation of both phases.
    ///
    ///     g = J (B - A) / s_p,   J = 1 - 3 / (4(m + n) - 9)
    ///     error = J sqrt(1/m + 1/n + g² / 2(m + n - 2))
    ///
    /// Source: Hedges (1981), Journal of Educational Statistics 6, 107-128.
    /// - Throws: `.tooFewScores` with fewer than two in a phase, `.noSpread`.
    public func hedgesG() throws(EffectSizeError) -> StandardizedMeanDifference {
        try require(2, in: .baseline)
        try require(2, in: .treated)
        let (a, b) = (baseline.moments, treated.moments)
        let m = Double(baseline.count)
        let n = Double(treated.count)
        let pooled = (((m - 1) * a.variance + (n - 1) * b.variance) / (m + n - 2)).squareRoot()
        guard pooled > 0 else { throw .noSpread(.baseline) }
        let correction = 1 - 3 / (4 * (m + n) - 9)
        let g = correction * (b.mean - a.mean) / pooled
        return StandardizedMeanDifference(
            estimate: g,
            errorForIndependentDays: correction
                * (1 / m + 1 / n + g * g / (2 * (m + n - 2))).squareRoot(),
            standardDeviation: pooled)
    }

    /// The standardised mean difference with the baseline's standard deviation, for treatments that
    /// also change the spread.
    ///
    ///     d = J (B - A) / s_A,   J = 1 - 3 / (4m - 5)
    ///     error = J sqrt(1/m + s_B² / n s_A² + d² / 2(m - 1))
    ///
    /// Source: Gingerich (1984), Journal of Applied Behavioral Science 20, 71-79; error:
    /// SingleCaseES.
    /// - Throws: `.tooFewScores` with fewer than three in the baseline or two treated, `.noSpread`.
    public func baselineStandardizedMeanDifference()
        throws(EffectSizeError) -> StandardizedMeanDifference
    {
        try require(3, in: .baseline)
        try require(2, in: .treated)
        let (a, b) = (baseline.moments, treated.moments)
        guard a.variance > 0 else { throw .noSpread(.baseline) }
        let m = Double(baseline.count)
        let n = Double(treated.count)
        let correction = 1 - 3 / (4 * m - 5)
        let spread = a.variance.squareRoot()
        let d = correction * (b.mean - a.mean) / spread
        let variance = 1 / m + b.variance / (n * a.variance) + d * d / (2 * (m - 1))
        return StandardizedMeanDifference(
            estimate: d, errorForIndependentDays: correction * variance.squareRoot(),
            standardDeviation: spread)
    }
}
