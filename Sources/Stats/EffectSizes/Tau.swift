extension PhaseScores {
    /// Tau: better pairs minus worse pairs, as a share of all pairs of a baseline and a treated
    /// score.
    ///
    ///     Tau = S_AB / mn = 2 NAP - 1
    ///
    /// Source: Parker, Vannest, Davis & Sauber (2011), Behavior Therapy 42, 284-299.
    public var tau: Double { pairSum() / Double(baseline.count * treated.count) }

    /// Tau-U: Tau less the baseline's own trend towards improvement.
    ///
    ///     Tau-U = (S_AB - S_AA) / mn,   S_AA over pairs i < j of the baseline
    ///
    /// It may pass 1, has no standard error, and removes less trend the longer the treated phase is
    /// (Tarlow 2017): prefer `baselineCorrectedTau()`.
    /// Source: Parker, Vannest, Davis & Sauber (2011), Behavior Therapy 42, 284-299.
    public var tauU: Double {
        let rise = Double(OrderedPairs.balance(baseline))
        let trend = improvement == .increase ? rise : -rise
        return (pairSum() - trend) / Double(baseline.count * treated.count)
    }

    /// Baseline-corrected Tau: Tau after the baseline's line has been taken out of both phases.
    ///
    /// The slope is the median of the slopes of all pairs of baseline scores (Theil & Sen), over
    /// the times of the scores. It is always taken out: choosing by a test of the trend would bend the
    /// result. Residuals closer than 10^-9 standard deviations are ties that rounding has split.
    ///
    /// Source: Tarlow (2017), Behavior Modification 41, 427-467.
    /// - Throws: `.tooFewScores` when the baseline has fewer than two.
    public func baselineCorrectedTau() throws(EffectSizeError) -> Double {
        try require(2, in: .baseline)
        let slope = MedianSlope(baseline, times: baselineTimes).value
        let a = zip(baseline, baselineTimes).map { $0 - slope * $1 }
        let b = zip(treated, treatedTimes).map { $0 - slope * $1 }
        let spread = (baseline + treated).moments.variance.squareRoot()
        let pairs = Self.pairs(
            of: b, with: a, isBetterBelow: improvement == .increase, tolerance: 1e-9 * spread)
        return pairs.reduce(0) { $0 + $1.balance } / Double(a.count * b.count)
    }

    private func pairSum() -> Double { pairsOfTreated().reduce(0) { $0 + $1.balance } }
}

extension [Double] {
    /// The middle value, or the mean of the two middle ones; 0 without values.
    var median: Double {
        let sorted = sorted()
        guard let last = sorted.last else { return 0 }
        let middle = count / 2
        guard middle < count else { return last }
        return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// Mean, and variance over count - 1 (0 for one value).
    var moments: (mean: Double, variance: Double) {
        let mean = reduce(0, +) / Double(Swift.max(1, count))
        let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, squares / Double(Swift.max(1, count - 1)))
    }
}
