import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The sentences of the evidence; nothing else in this folder writes English for a reader.
package enum EvidenceWording {
    // MARK: Randomisation test

    static func randomization(
        _ result: Result<RandomizationEvidence, RandomizationRefusal>, _ words: ScoreWords,
        showsInterval: Bool
    ) -> [String] {
        switch result {
        case .failure(let refusal): [refused(refusal)]
        case .success(let evidence):
            [
                compared(evidence), outlook(evidence),
                "It compares the days as they were assigned"
                    + (evidence.missingDays == 0
                        ? ""
                        : "; \(Phrase.count(evidence.missingDays, "day")) without a usable score "
                            + "kept their places")
                    + ". Measured by \(statistic(evidence.statistic))"
                    + (evidence.lagInDays == 0
                        ? "."
                        : ", each day's score against the condition "
                            + "\(Phrase.count(evidence.lagInDays, "day")) before."),
            ] + (showsInterval ? [interval(evidence, words)] : [])
        }
    }

    private static func compared(_ evidence: RandomizationEvidence) -> String {
        "\(counted(evidence)) as clearly as yours or more clearly, yours included: "
            + "p = \(evidence.result.pValue), \(value(evidence.result.pValue))."
    }

    /// `Of the 64 schedules that the plan could have drawn, 2 set the conditions apart`.
    private static func counted(_ evidence: RandomizationEvidence) -> String {
        let p = evidence.result.pValue
        let verb = p.extreme == 1 ? "sets" : "set"
        return evidence.result.isExact
            ? "Of the \(p.total) schedules that the plan could have drawn, \(p.extreme) "
                + "\(verb) the conditions apart"
            : "Of \(p.total) schedules, yours and others drawn as the plan drew it from "
                + "up to \(evidence.result.arrangementCount), \(p.extreme) \(verb) the conditions apart"
    }

    /// The test in one lay sentence, for the list of what else could explain a result.
    package static func draw(_ evidence: RandomizationEvidence) -> String {
        guard !evidence.isOutOfReach else {
            return "The plan could have drawn \(evidence.result.arrangementCount) schedules only, "
                + "too few to rule out chance by the draw alone, whatever the scores."
        }
        let p = evidence.result.pValue.value
        let isRare = p <= 1 - evidence.level
        let isPossible = p <= 2 * (1 - evidence.level)
        return "\(counted(evidence)) as clearly as yours or more clearly. Chance in the draw is "
            + (isRare
                ? "an unlikely explanation."
                : isPossible ? "a possible explanation." : "enough to explain it.")
    }

    private static func statistic(_ statistic: TestStatistic) -> String {
        switch statistic {
        case .meanDifference: "the two means"
        case .generalizedLeastSquares:
            "the two levels, neighbouring days taken to resemble each other"
        case .slopeDifference: "the two slopes over time"
        case .phaseMeanDifference: "the means of the phases"
        }
    }

    private static func outlook(_ evidence: RandomizationEvidence) -> String {
        let smallest = evidence.result.smallestReachableP
        let level = Rounding.fixed(1 - evidence.level, decimals: 2)
        return evidence.isOutOfReach
            ? "The smallest p that this plan can reach is \(smallest), above \(level): no scores "
                + "could have been clear by this test. Its result is no evidence against an effect."
            : "The smallest p that this plan can reach is \(smallest), \(value(smallest))."
    }

    /// In decimals, never as a bare zero.
    private static func value(_ p: RandomizationProportion) -> String {
        p.value < 0.001 ? "below 0.001" : Rounding.fixed(p.value, decimals: 3)
    }

    /// `0.031`, or `< 0.001`.
    static func p(_ value: Double) -> String {
        value < 0.001 ? "< 0.001" : Rounding.fixed(value, decimals: 3)
    }

    private static func interval(_ evidence: RandomizationEvidence, _ words: ScoreWords) -> String {
        guard let interval = evidence.result.interval else {
            return "With more than two conditions one number cannot describe every difference, so "
                + "the test gives no interval."
        }
        func end(_ value: Double?, _ open: String) -> String {
            value.map(words.number) ?? open
        }
        return "Differences that the test does not rule out at "
            + "\(Rounding.percent(interval.level)) %: from "
            + "\(end(interval.lower, "any amount lower")) "
            + "to \(end(interval.upper, "any amount higher")) \(words.unit)."
    }

    /// Why there is no randomisation test.
    package static func refused(_ refusal: RandomizationRefusal) -> String {
        switch refusal {
        case .notRandomized:
            "No randomisation test: the plan was not randomised. Its phases were set by hand or "
                + "admit one order only, so no other schedule could have been drawn to compare "
                + "with. "
                + "A design such as block-pairs, drawn by n1 plan, makes the test possible."
        case .onlyOrderOfFoods:
            "No randomisation test of the condition: chance decided the order in which foods came "
                + "back, and the tests of the foods use that."
        case .notInDesign(let condition):
            "No randomisation test: the design did not assign \(Phrase.quoted(condition)) or what "
                + "it "
                + "is compared with."
        case .sitesTogether:
            "The starts of all places were drawn, and are drawn again, together: see what all places say "
                + "together."
        case .test(let error): "No randomisation test: \(error)."
        }
    }

    // MARK: Effect sizes

    static func effectSizes(_ table: EffectSizeTable) -> [String] {
        [
            "\(Phrase.count(table.referenceDays, "day")) under "
                + "\(Phrase.quoted(table.reference.name)) "
                + "against \(Phrase.count(table.testedDays, "day")) under "
                + "\(Phrase.quoted(table.condition.name)). These numbers describe; their textbook "
                + "intervals take days for independent, so none is printed."
        ]
    }

    static func standardized(_ table: EffectSizeTable) -> String {
        guard let found = table.standardized else {
            return "The engine has no interval of the standardised effect for these days."
        }
        func span(_ interval: Interval) -> String {
            "\(Rounding.fixed(interval.lower, decimals: 2)) to "
                + "\(Rounding.fixed(interval.upper, decimals: 2))"
        }
        return "In standard deviations of the day-to-day swings, days resembling their neighbours "
            + "taken into account, the effect is \(Rounding.fixed(found.median, decimals: 2)), "
            + "with a "
            + "\(Rounding.percent(found.interval.level)) % interval of \(span(found.interval)). A "
            + "tested day is better than a reference day with a chance of "
            + "\(Rounding.fixed(found.nonOverlap, decimals: 2)) "
            + "(\(span(found.nonOverlapInterval)))."
    }

    // MARK: Starting point

    static func startingPoint(
        _ start: StartingPoint?, _ placebo: PlaceboInTime?, startedBecauseBad: Bool?,
        _ words: ScoreWords
    ) -> [String] {
        guard let start else {
            return [
                "There are fewer than some ten scores before the first switch, so whether the trial "
                    + "began at a bad moment cannot be told. Improvement from a bad moment can "
                    + "look like an effect."
            ] + [said(startedBecauseBad)].compactMap(\.self)
        }
        return [said(startedBecauseBad)].compactMap(\.self)
            + [spell(start, words), expectation(start, words)]
            + guardSentence(start, startedBecauseBad)
            + (placebo.map { [self.placebo($0, words)] } ?? [])
    }

    /// Nil where the plan does not say.
    package static func said(_ startedBecauseBad: Bool?) -> String? {
        switch startedBecauseBad {
        case true?: "The plan says that it was started because things were bad."
        case false?: "The plan says that it was not started because things were bad."
        case nil: nil
        }
    }

    private static func spell(_ start: StartingPoint, _ words: ScoreWords) -> String {
        let numbers =
            "\(words.number(start.last.mean)) in the last \(StartingPoint.windowInDays) days "
            + "before "
            + "the switch, \(words.number(start.earlier.mean)) in the \(start.earlier.n) scored days "
            + "before "
            + "them"
        return start.isElevated
            ? "It began at a bad moment: \(numbers)."
            : "The days before the switch were not unusually bad: \(numbers)."
                + otherwiseUnsteady(start)
    }

    /// What a baseline without a bad end did instead; empty where it was steady, as the grade says.
    static func otherwiseUnsteady(_ start: StartingPoint) -> String {
        switch start.unsteadiness {
        case .betterAtTheEnd: " They were better, by more than days usually swing."
        case .slope: " Over the whole baseline the scores went up or down, so it was not steady."
        case .worseAtTheEnd, nil: ""
        }
    }

    private static func expectation(_ start: StartingPoint, _ words: ScoreWords) -> String {
        let expected = start.expectedFromLastDays
        return "From those last days, with no effect at all, \(words.change(expected)) was to be "
            + "expected on the tested days; \(words.change(start.seenFromLastDays)) was seen. "
            + "Against "
            + "the whole baseline, \(words.change(start.expectedFromBaseline)) was to be expected."
    }

    private static func guardSentence(
        _ start: StartingPoint, _ startedBecauseBad: Bool?
    ) -> [String] {
        guard start.isGuarded else {
            let whole =
                startedBecauseBad == true
                ? " The whole baseline may be the bad spell that the trial was started for." : ""
            return [
                "Only \(Phrase.count(start.earlier.n, "earlier day")) can stand for the usual "
                    + "level; "
                    + "\(StartingPoint.fewestEarlierScores) or more would guard the comparison."
                    + whole + " Read any improvement with that in mind."
            ]
        }
        guard start.isElevated, start.plainP < 0.05 else { return [] }
        return [
            "Setting only the last week against the time since would claim an effect. The analysis "
                + "keeps the earlier days in the comparison instead."
        ]
    }

    private static func placebo(_ placebo: PlaceboInTime, _ words: ScoreWords) -> String {
        let count = placebo.switches.count
        return "With the switch moved to each of \(Phrase.count(count, "earlier day")) on which "
            + "nothing "
            + "changed, the improvement was at least as large as after the true switch "
            + "(\(words.change(placebo.trueImprovement))) \(Phrase.times(placebo.asLarge)) in "
            + "\(count)."
    }

    // MARK: Shared pieces

    package static let heading = (
        randomization: "What the draw of the schedule shows", sizes: "Effect sizes",
        start: "Did it begin at a bad moment?", adherence: "Was it kept?",
        rescue: "Rescue treatment", health: "Days left out by rule",
        progress: "How much of the plan", challenges: "Foods tried again",
        family: "Several outcomes", next: "What next"
    )

    /// The heading of a part that belongs to one condition, named where there are several.
    package static func heading(_ heading: String, of condition: Condition, among count: Int)
        -> String
    {
        count > 1 ? "\(heading): \(Phrase.quoted(condition.name))" : heading
    }

    static let footer =
        "This describes your own records only. It does not diagnose anything and is not medical "
        + "advice."

    package static func number(_ value: Double) -> String { Rounding.fixed(value, decimals: 2) }
}
