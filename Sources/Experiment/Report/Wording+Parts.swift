import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

// MARK: Averages

extension Wording {
    /// `0 to 10, lower is better`.
    package static func scale(_ instrument: Instrument) -> String {
        if case .target = instrument.direction {
            return "\(instrument.unit) from the target, lower is better"
        }
        return "\(Rounding.given(instrument.range.lowerBound)) to "
            + "\(Rounding.given(instrument.range.upperBound)), \(instrument.direction)"
    }

    /// Why the estimate is not one average minus the other, when the reader would notice.
    static func whyNotSubtracted(_ comparison: Comparison) -> String? {
        guard let reference = comparison.reference, let condition = comparison.condition else {
            return nil
        }
        let rounding = comparison.rounding
        let plain = rounding.text(condition.mean - reference.mean)
        guard plain != rounding.text(comparison.effect.estimate) else { return nil }
        let adjusted = comparison.caveats.compactMap(adjustment).first.map { " and \($0)" } ?? ""
        return "The difference is not simply one average minus the other (\(plain)): it lets "
            + "neighbouring days that resemble each other count for less\(adjusted)."
    }

    private static func adjustment(_ caveat: Caveat) -> String? {
        guard case .adjusted(let covariates, let hasTrend, let hasWeekday, let hasCycle) = caveat
        else { return nil }
        let parts =
            covariates.map { Phrase.plain($0) } + (hasTrend ? ["a steady trend"] : [])
            + (hasWeekday ? ["the days of the week"] : [])
            + (hasCycle ? [TrialPlan.cycleName] : [])
        return "takes \(PlainNumber.list(parts)) into account"
    }
}

// MARK: Caveats

extension Wording {
    /// Nil where another sentence of the report says it already.
    static func caveat(_ caveat: Caveat) -> String? {
        switch caveat {
        case .noWorthwhileChangeKnown, .adjusted: nil
        case .worthwhileBorrowed(let source):
            "The smallest worthwhile change was borrowed from another measure (\(source)); set "
                + "your own in the plan before the next trial."
        case .worthwhileAssumed(let source):
            "The smallest worthwhile change is an assumption (\(source)); set your own in the "
                + "plan before the next trial."
        case .slipsNotRecorded:
            "Slips were not recorded, so each day counts as lived the way it was planned."
        case .perAmount(let amount):
            "The difference is that of \(amount.text) a day (\(Phrase.quoted(amount.series))); days "
                + "with more or less count by their share."
        case .severalComparisons(let count):
            "\(count) conditions were compared with another; the more comparisons, the likelier "
                + "it is that one of them looks like an effect by chance."
        case .together(let condition, let companions): together(condition, companions)
        case .entangled(let condition, let entanglement): entangled(condition, entanglement)
        case .unanswered(let condition, let others):
            "\(Phrase.quotedCapital(condition)) has no number of its own: its days cannot be told from "
                + (others.isEmpty
                    ? "all days." : "those of \(PlainNumber.list(others.map(Phrase.quoted))).")
        case .countedOnce(let names):
            "On the analysed days, \(PlainNumber.list(names.map(Phrase.plain))) "
                + "\(names.count == 1 ? "says" : "say") what other columns say already, and "
                + "\(names.count == 1 ? "counts" : "count") once."
        case .cumulative(let days):
            "The difference is that of a full dose on every day, after \(days) days: the effects of "
                + "the day itself and the \(days) days before it, added up."
        case .optimisticMethod(let label): "About the method: \(label)"
        case .fewDays(let condition, let reference):
            "There are few days to compare: \(condition) against \(reference)."
        case .widerThanPlain(let wider): widerThanPlain(wider)
        case .beyondScale(let beyond): beyondScale(beyond)
        case .interim(let reading): interim(reading)
        }
    }

    private static func widerThanPlain(_ wider: WiderInterval) -> String {
        func range(_ interval: Interval) -> String {
            "\(wider.rounding.text(interval.lower)) to \(wider.rounding.text(interval.upper))"
        }
        let reasons = wider.reasons.map { reason in
            switch reason {
            case .wander: "your level wandered without returning to an average"
            case .ratingNoise: "part of the day-to-day swings looks like the noise of rating itself"
            case .spread(let ratio):
                "the scores swung \(Rounding.fixed(ratio, decimals: 1)) times as far under the "
                    + "condition as without it"
            }
        }
        return
            "The difference lies within \(range(wider.own)) \(wider.unit); if neighbouring days were "
            + "alike and nothing else, that would be \(range(wider.plain)). The wider one counts: "
            + (reasons.isEmpty
                ? "so few changes cannot tell a slow wander from an effect, and it allows for one."
                : PlainNumber.list(reasons) + ".")
    }

    private static func beyondScale(_ beyond: BeyondScale) -> String {
        let rounding = beyond.rounding
        let ends = [beyond.room.range.lowerBound, beyond.room.range.upperBound]
        let (better, worse) =
            beyond.benefit == .higher ? (ends[1], ends[0]) : (ends[0], ends[1])
        return "By itself the analysis gives \(rounding.text(beyond.estimate)) "
            + "(\(rounding.text(beyond.interval.lower)) to \(rounding.text(beyond.interval.upper))): it "
            + "draws straight lines and knows no end of the scale. From the average of "
            + "\(rounding.text(beyond.referenceMean)) under \(Phrase.quoted(beyond.reference)) the scale "
            + "has room for \(rounding.size(better)) \(beyond.unit) better and \(rounding.size(worse)) "
            + "worse, where the words stop: the side says more here than the size."
    }

    private static func together(_ condition: String, _ companions: [Companion]) -> String {
        let same = companions.filter { !$0.isNear }.map { Phrase.quoted($0.phrase) }
        let near = companions.filter(\.isNear).enumerated().map { place, companion in
            place == 0 ? Phrase.quotedCapital(companion.phrase) : Phrase.quoted(companion.phrase)
        }
        let name = Phrase.quoted(condition)
        let equal =
            same.isEmpty
            ? nil
            : "On every analysed day \(name) came with \(PlainNumber.list(same)): their separate "
                + "effects cannot be estimated from these days, whatever the analysis."
        let alike =
            near.isEmpty
            ? nil
            : "\(PlainNumber.list(near)) began so near to \(name) that a slow effect of the one "
                + "looks like a quick effect of the other."
        return [equal, alike, "The number is what they did together."].compactMap(\.self)
            .joined(separator: " ")
    }

    private static func entangled(_ condition: String, _ entanglement: Entanglement) -> String {
        let name = Phrase.quoted(condition)
        switch entanglement {
        case .nearInTime(let other, let correlation):
            return
                "\(Phrase.quotedCapital(other)) began so near to \(name) that the two are hard to "
                + "tell apart when effects are slow (correlation "
                + "\(Rounding.fixed(correlation, decimals: 2))): part of what is seen may be its "
                + "doing."
        case .explained(let others, let factor):
            return
                "\(Phrase.capitalised(PlainNumber.list(others.map(Phrase.plain)))) went along with "
                + "\(name) so closely that they are hard to tell apart: the interval is "
                + "\(wider(factor)) times as wide as it would be without."
        case .trend(let factor):
            return
                "A steady trend and \(name) are hard to tell apart in this order of phases: with "
                + "the trend the interval is \(wider(factor)) times as wide as it would be without."
        }
    }

    /// How a variance that is so many times as large widens an interval.
    private static func wider(_ factor: Double) -> String {
        Rounding.fixed(factor.squareRoot(), decimals: 1)
    }

    private static func interim(_ reading: InterimReading) -> String {
        guard !reading.isClosed else {
            return "The containers are still closed, so nobody can tell yet which of them helped."
        }
        let end = Phrase.day(reading.plannedEnd)
        let last = Phrase.day(reading.lastScoredDay)
        let reach =
            reading.isRunning
            ? "The trial runs until \(end); the diary reaches \(last). "
            : "The trial was to run until \(end); the diary stops on \(last). "
        switch reading.kind {
        case .plannedLook(let number, let count, let nominalP, let crossed):
            return reach
                + "This is planned look \(number) of \(count): it may claim an effect below a p of "
                + "\(PlainNumber.text(nominalP, decimals: 4)), and "
                + (crossed ? "does." : "does not.")
        case .notATest(let factor):
            return reach + (reading.isRunning ? "Interim: not a test. " : "")
                + "Stopping when the numbers please would claim too much."
                + (factor.map(evidence) ?? "")
        }
    }

    /// Why a running trial shows an answer; nil where it shows none, or the planned end has come.
    static func whyEarly(_ reading: InterimReading?) -> String? {
        guard let reading, reading.isRunning, reading.mayAnswer else { return nil }
        switch reading.kind {
        case .plannedLook(let number, let count, _, _):
            return "This is look \(number) of \(count) that the plan declared, and the scores "
                + "crossed its limit, so the answer may be shown before the end."
        case .notATest(let factor):
            return factor.map {
                "The answer may be shown before the end, because the records are \(times($0)) times "
                    + "likelier with an effect than without; from 20 times on that is defensible."
            }
        }
    }

    private static func times(_ factor: Double) -> String {
        factor > 1000 ? "more than 1000" : PlainNumber.text(factor, decimals: 1)
    }

    private static func evidence(_ factor: Double) -> String {
        let side = factor >= 1 ? "with an effect than without" : "without an effect than with one"
        return " So far the records are \(times(factor >= 1 ? factor : 1 / factor)) times likelier "
            + "\(side); from 20 times on, stopping early is defensible."
    }
}

// MARK: When

extension Wording {
    /// - `claimed`: whether the headline claims a difference: how likely a search without the plan
    ///   finds any change would read as its denial.
    /// - `besideSureSide`: whether the comparison is sure of its side: beside that a chance of a new
    ///   level, which asks for more, would read as its contradiction.
    package static func change(
        _ change: ChangeTiming, besideSureSide: Bool = false
    ) -> [String] {
        let chances =
            "the chance of a new level at all is \(chance(change.probabilityOfNewLevel)); of "
            + "one before the first switch, \(chance(change.probabilityBeforeSwitch))."
        guard let date = change.date else {
            let spell = change.spell.map {
                "The scores look like a spell that began around \(Phrase.day($0.first)) and was over "
                    + "around \(Phrase.day($0.back))."
            }
            let searched =
                besideSureSide
                ? "A search that does not know your plan finds no clear date; it needs a larger step than "
                    + "the comparison above, and does not test it. The chance of a new level before the "
                    + "first switch is \(chance(change.probabilityBeforeSwitch))."
                : "A search that does not know your plan, and does not take flares, spells or slow drift "
                    + "for a change, finds no clear date: \(chances) It does not test the difference above."
            return [searched] + [spell].compactMap(\.self)
        }
        let distance = change.nearestSwitch.distance(to: date.mostProbable)
        let named =
            change.nearestSwitch == change.switchDay
            ? "the first switch" : "the switch of \(Phrase.day(change.nearestSwitch))"
        let when =
            distance == 0
            ? "the day of \(named)"
            : "\(Phrase.count(Int(distance.magnitude), "day")) "
                + "\(distance < 0 ? "before" : "after") \(named)"
        return [
            "The clearest shift to a new level in your records was around \(Phrase.day(date.mostProbable)), "
                + "\(when) (likely range \(Phrase.days(date.days))).",
            Phrase.capitalised(chances) + " This search does not know your plan.",
        ]
    }

    /// Why the date of a change was not searched for.
    static func noChange(_ refusal: ChangepointError) -> String {
        let start = "When the scores changed was not searched for: "
        return switch refusal {
        case .tooFewObservations(let found, let required):
            start + "\(Phrase.count(found, "day")) have a score, and the search needs \(required)."
        case .constantSeries: start + "they are the same on every day."
        default: start + "these days do not allow it."
        }
    }

    /// How late the level changed after the switches of the plan, where an effect of them is likely.
    package static func lag(_ reading: SwitchReading) -> String? {
        guard reading.probabilityOfEffect >= Verdict.worthwhileThreshold,
            let first = reading.likelyLags.min(), let last = reading.likelyLags.max()
        else { return nil }
        let range =
            first == last
            ? Phrase.count(first, "day") : "between \(first) and \(Phrase.count(last, "day"))"
        return "Seen from the switches of the plan, the level changed with a delay of \(range); "
            + "the chance that it followed them is \(chance(reading.probabilityOfEffect))."
    }

    package static func onset(_ onset: OnsetTiming) -> String {
        func days(_ count: Double) -> String { Rounding.fixed(count, decimals: 0) }
        let time = onset.halfTime
        let when =
            switch days(time.median) {
            case "0": "at once"
            case "1": "after about a day"
            case let count: "after about \(count) days"
            }
        let (lower, upper) = (days(time.lower), days(time.upper))
        let range = lower == upper ? "" : " (range \(lower) to \(upper) days)"
        return "Half of the effect was there \(when)\(range)."
    }
}

// MARK: What next

extension Wording {
    static func nextStep(_ step: NextStep, of comparison: Comparison) -> String {
        switch step {
        case .stop(let verdict, let grade):
            "You can stop recording here: \(settled(verdict)), and the evidence is graded \(grade.rawValue)."
        case .finish(let days, let end):
            "Go on with the plan as it stands: \(Phrase.count(days, "day")) of it "
                + "\(days == 1 ? "is" : "are") still to come, until \(Phrase.day(end)). What it "
                + "says then is worth more than what it says today."
        case .goOn(let extra): goOn(extra, comparison)
        }
    }

    private static func settled(_ verdict: Verdict) -> String {
        switch verdict {
        case .helped, .helpedALittle: "the records show a difference for the better"
        case .noWorthwhileDifference, .noneIfFast: "a difference worth having is unlikely"
        case .worse: "the records show a difference for the worse"
        case .cannotTell, .notYet: "the records do not decide it"
        }
    }

    private static func goOn(_ step: FollowUp, _ comparison: Comparison) -> String {
        let rounding = comparison.rounding
        let after = rounding.text(step.halfWidthAfter)
        let now = rounding.text(step.halfWidthNow)
        let gain =
            after == now
            ? "would leave the answer about as wide as it is, ±\(now) \(comparison.unit)"
            : "would narrow the answer from ±\(now) to about ±\(after) \(comparison.unit)"
        return ["\(action(step)) \(gain).", outlook(step, comparison)].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static func action(_ step: FollowUp) -> String {
        switch step.kind {
        case .moreOfTheSame(let condition):
            "\(step.extraDays) more days under \(Phrase.quoted(condition.name))"
        case .switchTo(let condition):
            "One switch to \(Phrase.quoted(condition.name)) for \(step.extraDays) days"
        case .anotherPair(let first, let second):
            "Another round, first \(Phrase.quoted(first.name)), then "
                + "\(Phrase.quoted(second.name)), \(step.extraDays) days in all,"
        }
    }

    /// The chance that the step settles an open question, or what it does for an answer that stands.
    private static func outlook(_ step: FollowUp, _ comparison: Comparison) -> String {
        guard comparison.verdict != .cannotTell else {
            return step.chanceToSettle.map {
                "The chance that it settles the question is \(chance($0))."
            } ?? ""
        }
        let grade =
            step.gradeAfter > comparison.evidence.grade
            ? " Going back would also raise the strength of the evidence to "
                + "\(step.gradeAfter.rawValue)." : ""
        // An answer that this step's own reckoning would not give again is not foretold by it.
        guard step.verdictIfUnchanged == comparison.verdict else {
            return grade.trimmingPrefix(" ").description
        }
        return "The chance that the answer still stands then is "
            + "\(chance(step.chanceToStay)).\(grade)"
    }

    /// The verdict as two or three words.
    package static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .helped: "helped"
        case .helpedALittle: "helped a little"
        case .noWorthwhileDifference: "no worthwhile difference"
        case .noneIfFast: "none, if it works fast"
        case .worse: "worse"
        case .cannotTell: "cannot tell"
        case .notYet: "still running"
        }
    }
}
