import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// A share of simulated trials, and how far it may be off because they are not infinitely many.
package struct Share: Sendable, Equatable {
    package let count: Int
    package let trials: Int

    package init(count: Int, trials: Int) {
        self.count = count
        self.trials = trials
    }

    /// 0 without trials.
    package var value: Double { trials == 0 ? 0 : Double(count) / Double(trials) }

    /// Monte-Carlo standard error sqrt(p (1 - p) / N); none or all of N count as one off, so that it is
    /// never 0.
    package var standardError: Double {
        guard trials > 0 else { return 0 }
        let n = Double(trials)
        let p = count == 0 || count == trials ? 1 / (n + 1) : value
        return (p * (1 - p) / n).squareRoot()
    }
}

/// A mean over simulated trials with its Monte-Carlo standard error.
package struct Average: Sendable, Equatable {
    package let value: Double
    package let standardError: Double

    /// Nil without values.
    package init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        value = mean
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        standardError = (squares / (n * max(n - 1, 1))).squareRoot()
    }
}

/// How an analysis did in trials whose truth is known.
package struct Diagnosands: Sendable, Equatable {
    /// The true difference, in points.
    package let truth: Double
    /// Trials whose data the analysis took.
    package let answered: Int
    /// Trials whose data it refused.
    package let refused: Int
    /// Intervals without zero: power where there is an effect, false positives where there is none.
    package let claims: Share
    /// Intervals that hold the truth.
    package let coverage: Share
    /// Mean of estimate - truth; nil without answers.
    package let bias: Average?
    /// Mean width of the intervals.
    package let width: Average?
    /// Of the claims, those with the wrong sign (type S); nil without an effect.
    package let signErrors: Share?
    /// Mean of |estimate / truth| over the claims (type M); nil without an effect or a claim.
    package let exaggeration: Average?
    /// In the order of `Verdict.allCases`; empty for an analysis without verdicts.
    package let verdicts: [VerdictShare]

    package struct VerdictShare: Sendable, Equatable {
        package let verdict: Verdict
        package let share: Share
    }

    package init(_ outcomes: [TrialClaim?], truth: Double) {
        let found = outcomes.compactMap(\.self)
        let claimed = found.filter(\.excludesZero)
        self.truth = truth
        answered = found.count
        refused = outcomes.count - found.count
        claims = Share(count: claimed.count, trials: found.count)
        coverage = Share(
            count: found.count { $0.interval.contains(truth) }, trials: found.count)
        bias = Average(found.map { $0.estimate - truth })
        width = Average(found.map(\.interval.width))
        signErrors =
            truth == 0
            ? nil
            : Share(
                count: claimed.count { ($0.estimate < 0) != (truth < 0) }, trials: claimed.count)
        exaggeration =
            truth == 0 ? nil : Average(claimed.map { ($0.estimate / truth).magnitude })
        let verdicts = found.compactMap(\.verdict)
        self.verdicts =
            verdicts.isEmpty
            ? []
            : Verdict.allCases.map { verdict in
                VerdictShare(
                    verdict: verdict,
                    share: Share(
                        count: verdicts.count { $0 == verdict }, trials: verdicts.count))
            }
    }
}
