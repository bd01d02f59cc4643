import ExperimentConclusions
import Stats

/// What is known of one improvement, in points: the average, the next person, or one of the people.
package struct ImprovementReading: Sendable, Equatable {
    package let estimate: Double
    package let standardDeviation: Double
    package let interval: Interval
    package let chances: Chances

    package init(_ distribution: NormalMixture, smallest: Double?, level: Double = 0.95) {
        estimate = distribution.mean
        standardDeviation = distribution.standardDeviation
        interval = distribution.interval(level: level)
        chances = Chances(
            better: distribution.probability(above: 0),
            size: smallest.map { smallest in
                let above = distribution.probability(above: smallest)
                return Chances.Size(
                    smallest: smallest, worthwhile: above,
                    negligible: max(0, 1 - above - distribution.probability(below: -smallest)))
            })
    }
}

/// How much people differ: tau, the spread of their effects.
package struct SpreadReading: Sendable, Equatable {
    package let median: Double
    package let mean: Double
    package let interval: Interval
    /// P(tau > M/2), half of the smallest worthwhile change.
    package let aboveHalf: Double

    package init(_ posterior: PopulationPosterior, scale: Double, level: Double = 0.95) {
        median = posterior.spreadQuantile(0.5)
        mean = posterior.spreadMean
        let tail = 0.5 * (1 - level)
        interval = Interval(
            lower: posterior.spreadQuantile(tail), upper: posterior.spreadQuantile(1 - tail),
            level: level)
        aboveHalf = posterior.probability(spreadAbove: 0.5 * scale)
    }

    package enum Answer: String, Sendable {
        case differ, alike
        case cannotTell = "cannot-tell"
    }

    /// Whether people differ by more than half of a worthwhile change, by the rule of sizes.
    package var answer: Answer {
        if aboveHalf >= Verdict.worthwhileThreshold { return .differ }
        return aboveHalf <= 1 - Verdict.worthwhileThreshold ? .alike : .cannotTell
    }
}

/// One person of a series: what the own trial said, and what the others add.
package struct PersonReading: Sendable {
    package let summary: PersonSummary
    package let own: ImprovementReading
    package let shrunken: ImprovementReading
    /// Share of the answer that comes from the others.
    package let borrowed: Double

    /// - `isMember`: whether the person is one of those that the posterior was made of.
    package init(
        _ summary: PersonSummary, _ posterior: PopulationPosterior, smallest: Double?,
        isMember: Bool = true
    ) {
        self.summary = summary
        let likelihood = summary.improvement ?? NormalMixture(estimate: 0, standardError: 1)
        own = ImprovementReading(likelihood, smallest: smallest)
        let unit = isMember ? posterior.unit(likelihood) : posterior.newUnit(likelihood)
        shrunken = ImprovementReading(unit.effect, smallest: smallest)
        borrowed = unit.borrowed
    }
}
