/// Scores in their order: how many lie below or above another one, in O(log n).
struct RankedScores {
    private let scores: [Double]

    init(_ scores: [Double]) {
        self.scores = scores.sorted()
    }

    /// Scores below `other` by more than `tolerance`. A difference rounds the same way for all scores, so
    /// it is split where each single comparison would be.
    func below(_ other: Double, tolerance: Double = 0) -> Int {
        split { other - $0 > tolerance }
    }

    /// Scores above `other` by more than `tolerance`.
    func above(_ other: Double, tolerance: Double = 0) -> Int {
        scores.count - split { $0 - other <= tolerance }
    }

    /// How many of the lowest scores meet a condition that no score above a failing one meets.
    private func split(_ isLow: (Double) -> Bool) -> Int {
        var (low, high) = (0, scores.count)
        while low < high {
            let middle = (low + high) / 2
            if isLow(scores[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// What a score looks like beside all those of the other phase.
struct PairCounts {
    let better: Int
    let worse: Int
    let all: Int

    var equal: Int { all - better - worse }
    /// Better pairs, and half of the equal ones.
    var wins: Double { Double(better) + Double(equal) / 2 }
    var balance: Double { Double(better - worse) }
}

extension PhaseScores {
    /// For each treated score, the baseline scores that it is better or worse than.
    func pairsOfTreated(tolerance: Double = 0) -> [PairCounts] {
        Self.pairs(
            of: treated, with: baseline, isBetterBelow: improvement == .increase,
            tolerance: tolerance)
    }

    /// For each baseline score, the treated scores that are better or worse than it.
    func pairsOfBaseline(tolerance: Double = 0) -> [PairCounts] {
        Self.pairs(
            of: baseline, with: treated, isBetterBelow: improvement == .decrease,
            tolerance: tolerance)
    }

    /// - `isBetterBelow`: whether a pair is a better one when the score of `others` is the lower one.
    static func pairs(
        of scores: [Double], with others: [Double], isBetterBelow: Bool, tolerance: Double
    ) -> [PairCounts] {
        let ranked = RankedScores(others)
        return scores.map { score in
            let below = ranked.below(score, tolerance: tolerance)
            let above = ranked.above(score, tolerance: tolerance)
            return PairCounts(
                better: isBetterBelow ? below : above, worse: isBetterBelow ? above : below,
                all: others.count)
        }
    }
}
