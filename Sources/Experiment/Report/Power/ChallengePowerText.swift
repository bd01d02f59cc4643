import ExperimentAnalysis
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// What trying foods again will be able to show, in words.
enum ChallengePowerText {
    static func add(
        _ power: ChallengePower, of outcome: PlannedOutcome, to page: inout TextPage
    ) {
        page.heading("Foods tried again")
        page.table(
            [["", "reaction \(size(power, outcome))", "no reaction"]]
                + FoodEvidence.Conclusion.allCases.map { conclusion in
                    [
                        "said: \(word(conclusion))",
                        DiagnosisText.text(power.withReaction.share(conclusion)),
                        DiagnosisText.text(power.withoutReaction.share(conclusion)),
                    ]
                })
        page.space()
        page.paragraph(sentence(power, outcome))
    }

    private static func word(_ conclusion: FoodEvidence.Conclusion) -> String {
        switch conclusion {
        case .reaction: "a reaction"
        case .worse: "worse, not by so much each time"
        case .noReaction: "no reaction of that size"
        case .inconclusive: "inconclusive"
        }
    }

    private static func sentence(_ power: ChallengePower, _ outcome: PlannedOutcome) -> String {
        let foods =
            power.foods == 1
            ? "The food is tried \(Phrase.times(power.challengesOfEach))"
            : "Each of \(power.foods) foods is tried \(Phrase.times(power.challengesOfEach))"
        return "\(foods). If one makes it worse by \(size(power, outcome)) for "
            + "\(Phrase.count(power.reactionDays, "day")) after each time, it would be called out in "
            + "about \(Rounding.percent(power.withReaction.called.value)) of 100 such trials; one that "
            + "does nothing in \(Rounding.percent(power.withoutReaction.called.value))."
    }

    private static func size(_ power: ChallengePower, _ outcome: PlannedOutcome) -> String {
        "\(Rounding.fixed(power.size, decimals: power.size < 10 ? 2 : 1)) \(outcome.instrument.unit)"
    }
}
