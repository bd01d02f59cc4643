import ExperimentAnalysis
import ExperimentConclusions
import ExperimentText
import ExperimentTrial
import Stats

/// Amounts of one outcome in words, with the digits that every sentence about it uses.
package struct ScoreWords: Sendable, Equatable {
    package let unit: String
    package let rounding: Rounding

    package init(unit: String, rounding: Rounding) {
        self.unit = unit
        self.rounding = rounding
    }

    func number(_ value: Double) -> String { rounding.text(value) }

    /// `−2.4 points (95 % interval −3.3 to −1.6)`.
    func difference(_ estimate: Double, _ interval: Interval) -> String {
        "\(number(estimate)) \(unit) (\(Rounding.percent(interval.level)) % interval \(span(interval)))"
    }

    func effect(_ effect: EffectEstimate) -> String { difference(effect.estimate, effect.interval) }

    func span(_ interval: Interval) -> String {
        "\(number(interval.lower)) to \(number(interval.upper))"
    }

    func change(_ improvement: Double) -> String {
        improvement < 0
            ? "a worsening of \(rounding.size(improvement)) \(unit)"
            : "an improvement of \(number(improvement)) \(unit)"
    }
}

extension Comparison {
    package var words: ScoreWords { ScoreWords(unit: unit, rounding: rounding) }
}

extension TrialEvidence {
    /// Of the main outcome: the digits of its first comparison.
    package var words: ScoreWords {
        comparisons.first?.comparison.words
            ?? ScoreWords(
                unit: plan.primaryOutcome.instrument.unit, rounding: Rounding(decimals: 1))
    }
}
