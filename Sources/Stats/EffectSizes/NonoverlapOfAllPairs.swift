/// Nonoverlap of all pairs (NAP): the share of pairs of a baseline and a treated score in which
/// the treated one is better, ties counting half.
///
///     NAP = (1 / mn) sum_ij (1[b_j better than a_i] + 1/2 1[equal])
///
/// Source: Parker & Vannest (2009), Behavior Therapy 40, 357-367. Errors: Pustejovsky,
/// SingleCaseES 0.7; interval: Newcombe (2006), Statistics in Medicine 25, 559-573, method 5.
public struct NonoverlapOfAllPairs: Sendable, Hashable {
    public let estimate: Double
    /// Scores in each phase.
    let baselineCount: Int
    let treatedCount: Int
    /// Standard errors if rows were independent; nil when a phase has one score.
    public let errors: Errors?

    public struct Errors: Sendable, Hashable {
        /// From an unbiased estimate of the variance.
        let unbiased: Double
        /// Hanley & McNeil (1982).
        let hanley: Double
        /// When scores of both phases have one distribution.
        public let null: Double
    }

    /// An interval that would hold if rows were independent; roots of
    /// `mn (NAP - t)² (2 - t)(1 + t) = z² t (1 - t) (2 + h + (1 + 2h) t (1 - t))`,
    /// `h = (m + n) / 2 - 1`, found by bisection to the last bit.
    /// - Parameter normalQuantile: z, 1.96 for 95 %.
    /// - Returns: both ends, from 0 to 1.
    func intervalForIndependentDays(normalQuantile: Double) -> (lower: Double, upper: Double) {
        (
            root(from: estimate, to: 0, normalQuantile), root(from: estimate, to: 1, normalQuantile)
        )
    }

    private func root(from inside: Double, to outside: Double, _ z: Double) -> Double {
        let pairs = Double(baselineCount * treatedCount)
        let h = Double(baselineCount + treatedCount) / 2 - 1
        func isRejected(_ t: Double) -> Bool {
            let spread = t * (1 - t)
            let distance = estimate - t
            return pairs * distance * distance * (2 - t) * (1 + t)
                > z * z * spread * (2 + h + (1 + 2 * h) * spread)
        }
        var kept = inside
        var end = outside
        guard isRejected(end) else { return end }
        while case let middle = (kept + end) / 2, middle != kept, middle != end {
            if isRejected(middle) { end = middle } else { kept = middle }
        }
        return kept
    }
}

extension PhaseScores {
    /// Nonoverlap of all pairs; 1/2 when nothing changed, 1 when every treated score is better.
    public var nonoverlapOfAllPairs: NonoverlapOfAllPairs {
        let columns = pairsOfTreated()
        let pairs = Double(baseline.count * treated.count)
        let estimate = columns.reduce(0) { $0 + $1.wins } / pairs
        return NonoverlapOfAllPairs(
            estimate: estimate, baselineCount: baseline.count, treatedCount: treated.count,
            errors: errors(columns, estimate))
    }

    /// The estimate is kept off 0 and 1 by half a pair, so that no error is zero.
    private func errors(
        _ columns: [PairCounts], _ estimate: Double
    ) -> NonoverlapOfAllPairs.Errors? {
        let m = Double(baseline.count)
        let n = Double(treated.count)
        guard m > 1, n > 1 else { return nil }
        let theta = min(max(estimate, 1 / (2 * m * n)), 1 - 1 / (2 * m * n))
        func squares(_ counts: [PairCounts]) -> Double {
            counts.reduce(0) { sum, pairs in
                let distance = pairs.wins - Double(pairs.all) * theta
                return sum + distance * distance
            }
        }
        let q1 = squares(pairsOfBaseline()) / (m * n * n)
        let q2 = squares(columns) / (m * m * n)
        let better = Double(columns.reduce(0) { $0 + $1.better })
        let worse = Double(columns.reduce(0) { $0 + $1.worse })
        let q3 =
            (better * (1 - theta) * (1 - theta) + worse * theta * theta
                + (m * n - better - worse) * (0.5 - theta) * (0.5 - theta)) / (m * n)
        let own = theta * (1 - theta)
        return NonoverlapOfAllPairs.Errors(
            unbiased: ((own + n * q1 + m * q2 - 2 * q3) / ((m - 1) * (n - 1))).squareRoot(),
            hanley: ((own + (n - 1) * q1 + (m - 1) * q2) / (m * n)).squareRoot(),
            null: ((m + n + 1) / (12 * m * n)).squareRoot())
    }
}
