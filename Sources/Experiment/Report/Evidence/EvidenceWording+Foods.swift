import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

// Sentences about foods that were tried again.
extension EvidenceWording {
    /// The food in its sentence: how often the scores rose after it, and what that counts as.
    package static func food(_ food: FoodEvidence, _ words: ScoreWords) -> String {
        "\(Phrase.quotedCapital(food.food)): \(story(food, words))"
    }

    /// Without the name, for a list that has it in front.
    static func story(_ food: FoodEvidence, _ words: ScoreWords) -> String {
        let matched =
            food.matchedWindows == 0
            ? "No comparable stretch without it was long enough to compare."
            : "Without it, \(food.matchedFlares) of "
                + "\(Phrase.count(food.matchedWindows, "comparable stretch", "comparable stretches")) "
                + "did."
        let counted =
            food.scoredWindows == 0
            ? "No challenge could be counted."
            : "Scores flared after \(food.flares) of "
                + "\(Phrase.count(food.scoredWindows, "challenge")). \(matched)"
        return counted + " " + conclusion(food, words) + tested(food)
    }

    private static func tested(_ food: FoodEvidence) -> String {
        guard let p = food.pValue else { return "" }
        let adjusted = food.adjustedP.map { "; for all foods together \(self.p($0))" } ?? ""
        return " By the order of foods, p = \(p)\(adjusted)."
    }

    private static func conclusion(_ food: FoodEvidence, _ words: ScoreWords) -> String {
        let flare = words.number(food.flareSize)
        return switch food.conclusion {
        case .reaction:
            "This pattern counts as a reaction in your records: ask a doctor or dietitian before you "
                + "eat it again."
        case .worse:
            "\(estimate(food, words)), less than the \(flare) that count as a flare: talk to a "
                + "doctor or dietitian before you eat it often."
        case .noReaction:
            "\(estimate(food, words)): a reaction of \(flare) or more in the days that were "
                + "watched is unlikely."
        case .inconclusive:
            inconclusive(food, words)
        }
    }

    private static func inconclusive(_ food: FoodEvidence, _ words: ScoreWords) -> String {
        if food.scoredWindows < ChallengeEvidence.neededChallenges {
            return "Inconclusive: \(ChallengeEvidence.neededChallenges) challenges are needed."
        }
        let why =
            food.flaresMostly
            ? "chance can do as much, so it does not count as a reaction"
            : "these challenges could not have shown a reaction of "
                + "\(words.number(food.flareSize)) for sure"
        return "Inconclusive: \(estimate(food, words)); \(why)."
    }

    /// `Worse by 1.6 (0.7 to 2.4) after it`.
    private static func estimate(_ food: FoodEvidence, _ words: ScoreWords) -> String {
        guard let effect = food.effect else { return "how much worse it was cannot be told" }
        func side(_ change: Double) -> String {
            "\(words.rounding.size(change)) \(change < 0 ? "better" : "worse")"
        }
        return "\(Phrase.capitalised(side(effect.worsening))) after it "
            + "(\(side(effect.interval.lower)) to \(side(effect.interval.upper)))"
    }

    /// Immediate reactions, which are never scores.
    package static func immediate(_ evidence: ChallengeEvidence) -> [String] {
        evidence.foods.filter { !$0.immediateReactions.isEmpty }.map { food in
            "An immediate reaction was marked with \(Phrase.quoted(food.food)) on "
                + "\(Phrase.stretches(food.immediateReactions)). It stands apart: that challenge is "
                + "not counted and its days are in no average. Do not try this food again at home; "
                + "talk to a doctor first."
        }
    }

    /// A row a food, then one for each dose where there are several.
    static func challengeTable(
        _ evidence: ChallengeEvidence, _ words: ScoreWords
    ) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: nil,
            header: ["Food", "Flares", "Worse by, in \(words.unit)", "Interval"],
            rows: evidence.foods.flatMap { food in
                [
                    [
                        Phrase.quotedCapital(food.food), "\(food.flares) of \(food.scoredWindows)",
                        food.effect.map { words.number($0.worsening) } ?? "none",
                        food.effect.map { words.span($0.interval) } ?? "none",
                    ]
                ] + (food.doses.count > 1 ? food.doses.map { row($0, words) } : [])
            })
    }

    private static func row(_ dose: FoodEvidence.Dose, _ words: ScoreWords) -> [String] {
        [
            dose.portion.map(Reintroduction.words) ?? "a portion",
            "\(dose.flares) of \(dose.challenges)", dose.worsening.map(words.number) ?? "none", "",
        ]
    }

    static func challengeRule(_ evidence: ChallengeEvidence, _ words: ScoreWords) -> [String] {
        let foods = evidence.foods.count
        let together =
            foods > 1 ? "; the intervals of the \(foods) foods hold together with" : ", with"
        let rule =
            "A flare is a mean of at least \(words.number(evidence.flareSize)) \(words.unit) worse than on "
            + "comparable days without the food (\(words.number(evidence.matched.mean)) on "
            + "\(Phrase.count(evidence.matched.n, "day"))), from the day after a dose to "
            + "\(Phrase.count(evidence.reactionDays, "day")) after it. A food counts as a reaction "
            + "only after flares in two of three challenges, and only where its interval excludes "
            + "none: flares alone come by chance, too."
        let regression =
            "The line of a food is from one regression on all foods and a straight trend, "
            + "neighbouring days taken to resemble each other\(together) \(Rounding.percent(evidence.level)) %. The lines of its "
            + "doses are plain means; a dose that is followed by the next one has a day or so to show."
        return [rule, regression] + [refusal(evidence.whyNotTested)].compactMap(\.self)
    }

    private static func refusal(_ refusal: ChallengeEvidence.Refusal?) -> String? {
        switch refusal {
        case .orderNotRandom:
            "The order of the foods was not left to chance, so there is no test by order."
        case .amended: "The plan was amended, so there is no test by the order of the foods."
        case nil: nil
        }
    }
}
