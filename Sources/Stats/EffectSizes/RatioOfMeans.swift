internal import RealModule

/// The treated mean as a multiple of the baseline mean, on the log scale, corrected for small
/// samples.
public struct LogResponseRatio: Sendable, Hashable {
    public let estimate: Double
    /// Standard error if rows were independent.
    let errorForIndependentDays: Double

    /// `100 (exp(LRR) - 1)`: -25 for a quarter less.
    public var percentChange: Double { 100 * Double.expMinusOne(estimate) }
}

extension PhaseScores {
    /// Log response ratio, for scales whose zero means none (counts, areas, minutes).
    ///
    ///     LRR = ln(B / A) + s_B² / 2nB² - s_A² / 2mA²
    ///     error = sqrt(s_A² / mA² + s_B² / nB²)
    ///
    /// Source: Pustejovsky (2018), Journal of School Psychology 68, 99-112.
    /// - Throws: `.tooFewScores` with fewer than two in a phase; `.meanNotPositive`.
    public func logResponseRatio() throws(EffectSizeError) -> LogResponseRatio {
        try require(2, in: .baseline)
        try require(2, in: .treated)
        let (a, b) = (try positiveMoments(.baseline), try positiveMoments(.treated))
        let shareA = a.variance / (Double(baseline.count) * a.mean * a.mean)
        let shareB = b.variance / (Double(treated.count) * b.mean * b.mean)
        return LogResponseRatio(
            estimate: Double.log(b.mean / a.mean) + shareB / 2 - shareA / 2,
            errorForIndependentDays: (shareA + shareB).squareRoot())
    }

    /// Percent change of the mean, as a lay reader reckons it: `100 (B - A) / A`.
    /// - Throws: `.meanNotPositive` when the baseline mean is not above zero.
    public func percentChange() throws(EffectSizeError) -> Double {
        let a = try positiveMoments(.baseline).mean
        return 100 * (treated.moments.mean - a) / a
    }

    /// Percent of goal obtained (PoGO): how much of the way from the baseline mean to the goal was
    /// gone.
    ///
    ///     PoGO = 100 (B - A) / (goal - A)
    ///
    /// Source: Ferron, Goldstein, Olszewski & Rohrer (2020), Evidence-Based Communication
    /// Assessment and Intervention 14, 6-27.
    /// - Throws: `.goalAtBaseline` when the baseline mean is the goal.
    public func percentOfGoalObtained(goal: Double) throws(EffectSizeError) -> Double {
        let a = baseline.moments.mean
        guard goal != a, goal.isFinite else { throw .goalAtBaseline(goal: goal) }
        return 100 * (treated.moments.mean - a) / (goal - a)
    }

    private func positiveMoments(
        _ phase: EffectSizeError.Phase
    ) throws(EffectSizeError) -> (mean: Double, variance: Double) {
        let moments = (phase == .baseline ? baseline : treated).moments
        guard moments.mean > 0 else { throw .meanNotPositive(phase, mean: moments.mean) }
        return moments
    }
}
