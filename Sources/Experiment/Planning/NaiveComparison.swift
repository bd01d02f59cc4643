import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The plain before/after comparison that needs no program: Student's two-sample t-test of all scores
/// under the condition against all under its reference, days taken as independent and at full effect.
///
/// It is here to show what it claims, never as an answer.
package struct NaiveComparison: Sendable {
    /// Places of the scores under the condition and under its reference.
    package let tested: [Int]
    package let reference: [Int]
    package let level: Double
    /// t quantile with n - 2 degrees of freedom; nil with fewer than two scores on a side.
    private let critical: Double?

    package init(tested: [Int], reference: [Int], level: Double) {
        self.tested = tested
        self.reference = reference
        self.level = level
        let freedom = tested.count + reference.count - 2
        critical =
            min(tested.count, reference.count) >= 2
            ? StudentT(degreesOfFreedom: Double(freedom)).quantile(0.5 * (1 + level)) : nil
    }

    /// The difference of means with its textbook interval; nil without two scores on each side, or
    /// when none differs from its mean.
    package func claim(_ scores: [Double]) -> TrialClaim? {
        guard let critical else { return nil }
        let (a, b) = (moments(scores, tested), moments(scores, reference))
        let (m, n) = (Double(tested.count), Double(reference.count))
        let variance = (a.squares + b.squares) / (m + n - 2)
        guard variance > 0 else { return nil }
        let half = critical * (variance * (1 / m + 1 / n)).squareRoot()
        let difference = a.mean - b.mean
        return TrialClaim(
            estimate: difference,
            interval: Interval(lower: difference - half, upper: difference + half, level: level))
    }

    private func moments(_ scores: [Double], _ places: [Int]) -> (mean: Double, squares: Double) {
        var mean = 0.0
        for place in places { mean += scores[place] }
        mean /= Double(places.count)
        var squares = 0.0
        for place in places { squares += (scores[place] - mean) * (scores[place] - mean) }
        return (mean, squares)
    }
}

/// What one analysis says about one comparison of one simulated trial.
package struct TrialClaim: Sendable, Equatable {
    package let estimate: Double
    package let interval: Interval
    /// Nil for a comparison that has no verdict rule.
    package var verdict: Verdict?

    var excludesZero: Bool { !interval.contains(0) }
}
