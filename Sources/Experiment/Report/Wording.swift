import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The only place where a finding becomes English. Every function is total over the type that it
/// words, and no number is made here: each comes out of the value with the digits that it carries.
package enum Wording {}

// MARK: The verdict

extension Wording {
    /// The answer in one sentence, with the number and its interval.
    package static func headline(_ finding: Finding) -> String {
        switch finding {
        case .effect(let comparison), .compatibleWithNone(let comparison, _):
            headline(comparison)
        case .notEstimable(_, .cannotBeTold(let condition, let outcome, _, _)):
            "What \(Phrase.quoted(condition)) alone did to \(Phrase.plain(outcome)) cannot be told."
        case .notEstimable(let outcome, _):
            "Your records cannot answer the question for \(Phrase.plain(outcome.name)) yet."
        }
    }

    private static func headline(_ comparison: Comparison) -> String {
        let condition = Phrase.quotedCapital(comparison.effect.condition.name)
        let claim = claim(comparison.verdict, comparison.evidence.grade)
        switch (comparison.verdict, comparison.evidence.grade) {
        case (.notYet, _):
            return "The trial is still running; its answer comes at the end."
        case (.cannotTell, _) where comparison.judgement.obstacle != nil:
            return
                "We cannot tell whether \(Phrase.quoted(comparison.effect.condition.name)) helps: "
                + "\(observed(comparison, namesCondition: true)), and that is no answer. "
                + (comparison.judgement.obstacle.map(reason) ?? "")
        case (.cannotTell, _):
            return leaning(comparison)
                + "We cannot tell whether \(Phrase.quoted(comparison.effect.condition.name)) "
                + "helps: \(anything(comparison)) fits the records."
        case (.noWorthwhileDifference, .d), (.noneIfFast, .d):
            return
                "There was no worthwhile difference\(ifFast(comparison)), and this cannot show why: "
                + "\(observed(comparison, namesCondition: true))."
        case (_, .d):
            return Phrase.capitalised(observed(comparison, namesCondition: true))
                + ". This cannot show why."
        case (_, .a), (_, .b), (_, .c):
            return "\(condition) \(claim)\(ifFast(comparison)): "
                + "\(observed(comparison, namesCondition: false))\(after(comparison))."
        }
    }

    /// `It leans towards better, not surely enough for an answer. `; nothing where no side is likely.
    private static func leaning(_ comparison: Comparison) -> String {
        guard let side = comparison.judgement.leaning else { return "" }
        return "It leans towards \(side.rawValue), not surely enough for an answer. "
    }

    /// `, if it comes and goes within 2.3 days`; nothing where the verdict holds for slow effects, too.
    static func ifFast(_ comparison: Comparison) -> String {
        comparison.judgement.onlyUpToHalfLife.map {
            ", if it comes and goes within \(fast($0))"
        } ?? ""
    }

    /// A half-life within which a verdict holds, in whole days.
    static func fast(_ halfLife: Double) -> String {
        Phrase.count(max(1, Int(halfLife.rounded(.down))), "day")
    }

    /// What the number is the effect of, where an engine follows its course.
    private static func after(_ comparison: Comparison) -> String {
        comparison.stretchInDays.map { " after \($0) days" } ?? ""
    }

    /// The verb that the grade allows.
    private static func claim(_ verdict: Verdict, _ grade: EvidenceGrade) -> String {
        let isCapped = grade <= .c
        return switch verdict {
        case .notYet: "is still being tried"
        case .helped: isCapped ? "may have helped" : "helped"
        case .helpedALittle: isCapped ? "may have helped a little" : "helped a little"
        case .noWorthwhileDifference, .noneIfFast:
            isCapped
                ? "may have made no worthwhile difference" : "made no worthwhile difference"
        case .worse: isCapped ? "may have made it worse" : "made it worse"
        case .cannotTell: "may or may not have helped"
        }
    }

    /// `skin score was 1.8 points lower (better) than under “usual diet”, probably by 0.6 to 3.0`; of a
    /// count `spots was 40 % lower (better) than under “usual diet”, probably by 20 to 55 % (3.1 counts;
    /// 1.2 to 5.0)`.
    private static func observed(_ comparison: Comparison, namesCondition: Bool) -> String {
        let outcome = Phrase.plain(comparison.outcome.name)
        let reference = Phrase.quoted(comparison.effect.reference.name)
        let under =
            namesCondition ? " under \(Phrase.quoted(comparison.effect.condition.name))" : ""
        guard !comparison.isZeroWhenRounded else {
            return "\(outcome) was about the same\(under) as under \(reference); "
                + "\(anything(comparison)) fits the records"
        }
        return "\(outcome) was \(difference(comparison))\(under) than under \(reference)"
            + span(comparison)
    }

    /// `1.8 points lower (better)`, of a count `40 % lower (better)`.
    package static func difference(_ comparison: Comparison) -> String {
        let effect = comparison.effect
        guard !comparison.isZeroWhenRounded else { return "about the same" }
        let end = comparison.isToldToTheEnd ? ", where the scale ends" : ""
        return "\(comparison.size(of: comparison.told.estimate)) "
            + "\(side(of: effect.estimate)) (\(worth(of: effect.improvement))\(end))"
    }

    private static func span(_ comparison: Comparison) -> String {
        let ends = comparison.toldImprovement
        guard ends.lower * ends.upper > 0 else {
            return ", but \(anything(comparison)) fits the records"
        }
        let sizes = [ends.lower.magnitude, ends.upper.magnitude].sorted().map(comparison.digits)
        guard sizes[0] != sizes[1] else { return "" }
        let range =
            sizes[0] == comparison.digits(0)
            ? "up to \(sizes[1])" : "\(sizes[0]) to \(sizes[1])"
        return ", probably by \(range)" + (comparison.effect.ratio == nil ? "" : " %")
            + inPoints(comparison)
    }

    /// ` (3.1 counts; 1.2 to 5.0)`, where the headline is a ratio.
    private static func inPoints(_ comparison: Comparison) -> String {
        guard comparison.effect.ratio != nil else { return "" }
        let interval = comparison.effect.interval
        let sizes = [interval.lower, interval.upper].map { comparison.held($0).magnitude }.sorted()
            .map(comparison.rounding.text)
        let size = comparison.rounding.size(comparison.held(comparison.effect.estimate))
        return " (\(size) \(comparison.unit); "
            + "\(sizes[0]) to \(sizes[1]))"
    }

    /// `anything from 0.9 points worse to 1.2 points better`.
    package static func anything(_ comparison: Comparison) -> String {
        let ends = comparison.toldImprovement
        let texts = [ends.lower, ends.upper].map { end in
            comparison.digits(end) == comparison.digits(0)
                ? "no difference" : "\(comparison.size(of: end)) \(worth(of: end))"
        }
        return "anything from \(texts[0]) to \(texts[1])"
    }

    static func side(of change: Double) -> String { change < 0 ? "lower" : "higher" }

    package static func worth(of improvement: Double) -> String {
        improvement < 0 ? "worse" : "better"
    }
}

// MARK: How sure

extension Wording {
    /// How sure the verdict is: words, and the number that they stand for.
    static func sureness(_ finding: Finding) -> String {
        switch finding {
        case .effect(let comparison), .compatibleWithNone(let comparison, _):
            sureness(comparison)
        case .notEstimable(_, let error): "\(error)"
        }
    }

    private static func sureness(_ comparison: Comparison) -> String {
        let chances = comparison.chances
        let outcome = Phrase.plain(comparison.outcome.name)
        let condition = Phrase.quoted(comparison.effect.condition.name)
        let isWorse = comparison.verdict == .worse
        let side = isWorse ? "worse" : "better"
        let alone = comparison.judgement.obstacle == nil ? "The" : "By this analysis alone, the"
        let text =
            "\(alone) chance that \(outcome) was \(side) under \(condition) at all is "
            + "\(chance(isWorse ? chances.worse : chances.better))"
        guard let size = chances.size else {
            return text + ". Your plan does not say how large a difference is worth having, so "
                + "that is yours to judge."
        }
        let smallest = comparison.amount(size.smallest)
        let negligible =
            comparison.verdict == .noWorthwhileDifference || comparison.verdict == .noneIfFast
            ? " That the difference is smaller than \(smallest) either way is "
                + "\(chance(size.negligible))." : ""
        return text + "; that it was \(side) by more than \(smallest), the smallest difference "
            + "worth having, \(chance(isWorse ? size.harmful : size.worthwhile)).\(negligible)"
    }

    /// `92 in 100 (likely)`.
    package static func chance(_ probability: Double) -> String {
        let chance = Chance(probability)
        return "\(chance.text) (\(chance.word.rawValue))"
    }

    /// How sure a direction, and a size, has to be: `97.5 in 100`.
    private static let sure = inHundred(Verdict.directionThreshold)
    private static let worthwhile = inHundred(Verdict.worthwhileThreshold)

    private static func inHundred(_ share: Double) -> String {
        "\(Rounding.given(100 * share)) in 100"
    }

    /// The whole rule of verdicts, the same for every trial.
    static let ruleInFull =
        "Verdict by a rule set beforehand: helped, when the chance that it was better at all is at "
        + "least \(sure) and that of a worthwhile improvement at least \(worthwhile); helped a "
        + "little, when only the first holds; worse, when worsening is at least \(sure) likely; no "
        + "worthwhile difference, when the chance of a smaller one either way is at least "
        + "\(worthwhile), for slow effects too; else we cannot tell. A randomised order has to bear "
        + "a claim out."

    /// The rule that made the verdict, in one sentence.
    static func rule(_ comparison: Comparison) -> String? {
        let smallest = comparison.chances.size.map { comparison.amount($0.smallest) }
        switch comparison.verdict {
        case .notYet: return nil
        case .helped:
            return "“Helped” needs a chance of \(sure) or more that it was better at all"
                + (smallest.map { ", and of \(worthwhile) that it was better by more than \($0)." }
                    ?? ".")
        case .helpedALittle:
            return
                "“Helped a little” needs a chance of \(sure) or more that it was better at all"
                + (smallest.map { "; that it was better by more than \($0) is not sure enough." }
                    ?? ".")
        case .worse:
            return "“Worse” needs a chance of \(sure) or more that it was worse at all."
        case .noWorthwhileDifference:
            return
                "“No worthwhile difference” needs a chance of \(worthwhile) or more that it is smaller"
                + (smallest.map { " than \($0)" } ?? "")
                + ", also when slow and fast effects are averaged over."
        case .noneIfFast:
            return
                "“No worthwhile difference” holds here only for effects that come and go quickly: a "
                + "slower one could hide in phases of this length."
        case .cannotTell:
            return "An answer needs a chance of \(sure) for one side, or of \(worthwhile) for no "
                + "difference worth having"
                + (comparison.draw.map { draw in
                    draw.reachesLevel && draw.p > 0.1
                        ? ", and a draw that does not explain the scores by itself" : ""
                } ?? "") + "."
        }
    }

    /// Whether a grade belongs beside the verdict: not while the trial runs, and not beside a leaning.
    static func showsGrade(_ comparison: Comparison) -> Bool {
        comparison.verdict != .notYet && comparison.judgement.leaning == nil
    }

    /// The grade with its reason.
    static func grade(_ evidence: GradedEvidence) -> String {
        "Strength of evidence: \(evidence.grade.rawValue), on a scale from A (strongest) to D. "
            + evidence.reasons.map(reason).joined(separator: " ")
    }

    package static func reason(_ reason: GradedEvidence.Reason) -> String {
        switch reason {
        case .randomisedAndRepeated(let phases):
            "The order was random and each condition came \(Phrase.times(phases))."
        case .wentBack(let switches):
            "You changed between the two \(Phrase.times(switches)), so time alone is a less likely "
                + "reason."
        case .startedInTurn(let sites, let isRandom):
            "It began on \(sites) different days at different sites"
                + (isRandom ? ", which chance chose." : ".")
        case .blinded: "You did not know which days were which."
        case .orderNotRandomised:
            "The order was not random, as far as the plan says."
        case .fewPhases(let count):
            "The order was random, but one of the two came only \(Phrase.times(count))."
        case .carryover(let carryover): self.carryover(carryover)
        case .bundle(let changes):
            "\(changes) changes started together, so that nothing can be said about any one of "
                + "them."
        case .alsoChanged(let names):
            "Something else changed meanwhile, as the plan foresaw: "
                + "\(PlainNumber.list(names.map(Phrase.quoted)))."
        case .drawTooSmall(let smallest):
            "The draw has so few schedules that chance alone could always give a p of "
                + "\(PlainNumber.text(smallest, decimals: 3)); .05 was never in reach."
        case .drawSupports(let p):
            "Chance in the draw explains scores like these in "
                + "\(PlainNumber.text(100 * p, decimals: 1)) of 100 schedules."
        case .drawIsUnclear(let p):
            "Chance in the draw explains scores like these in "
                + "\(PlainNumber.text(100 * p, decimals: 1)) of 100 schedules, which does not rule it out."
        case .fewAnalysedDays(let days):
            "One of the two has only \(Phrase.count(days, "analysed day")), fewer than 14."
        case .phasesTooShort(let days, let needed):
            "The shortest phase has \(Phrase.count(days, "day")), where "
                + "\(PlainNumber.text(needed, decimals: 0)) are taken for an effect to have come or gone."
        case .keepsTime(let rhythm): rhythm.sentence
        case .againstTheDraw:
            "Days count as they were lived, although chance had assigned them: days on which you chose "
                + "yourself may differ for the reason why you chose."
        case .startedInABadSpell(let days):
            "You began because things were bad, after \(Phrase.count(days, "day")) of record: scores come "
                + "back from a bad spell by themselves."
        case .noiseDecides:
            "With another idea of the day-to-day noise the side is less sure."
        case .oneChangeDecides:
            "It rests on one change: without the first or the last stretch of days the side is less "
                + "sure, as it is where a bad or a good spell passed by itself."
        case .fortnightDecides:
            "With a rhythm of 14 days taken out, such as shifts or custody in alternate weeks, the side is "
                + "less sure."
        case .onsetDecides:
            "Averaged over slow and fast effects the side is less sure."
        case .lateEffectOpposes:
            "Some days after the switches the scores went the other way, as they do where an effect comes late."
        case .lateEffectShows:
            "Some days after the switches the scores went over to another level, as they do where an effect "
                + "comes late."
        case .covariatesDecide:
            "Without the covariates of the plan the answer is another one: what is tested may work through "
                + "them, or both may have one cause."
        case .ownChoiceDecides:
            "With every day as the plan had it the side is less sure: who chooses from day to day may choose "
                + "by how the day is."
        case .oneScoreThroughout:
            "All scores under one of the two are one number, which hides a difference that is there."
        case .writtenLate(let percent):
            "\(percent) % of the days were written down two days afterwards or later, from memory."
        case .weekdaysDecide:
            "Days were lived otherwise than planned by the day of the week, and with the days of the week "
                + "taken into account the answer is another one."
        case .onlyIfFast(let days):
            "It holds for effects that come and go within "
                + "\(Phrase.count(max(1, Int(days.rounded(.down))), "day"))."
        case .sites(let verdict): sites(verdict)
        case .stopped(let notice):
            "Stop rule \(notice.rule.rawValue) spoke on \(Phrase.day(notice.day))"
                + notice.quotedWords
                + (notice.rule == .s3 ? "." : ", so the trial was not lived to its end as planned.")
        case .seasonAligned(let days):
            "Each phase lasted \(days) days or more, so that the conditions sat in different "
                + "seasons."
        case .oneChangeOnStableBaseline(let days):
            "The \(days) days before the change were steady, and the scores changed when it was "
                + "expected."
        case .oneChangeOnly(let challenges, let isRunning):
            oneChange(challenges: challenges, isRunning: isRunning)
                + ", so the season, less stress or a bad spell that passed fit as well."
        case .noStableBaseline(0, _):
            "There was no stretch of days before it to compare with."
        case .noStableBaseline(let days, let fault):
            "The \(Phrase.count(days, "day")) before it \(days == 1 ? "was" : "were") \(self.fault(fault))."
        case .changeDateNotExamined:
            "When the scores changed was not examined."
        case .noChangeDate:
            "No day stands out on which the scores went over to a new level: a drift, a recovery or a "
                + "flare fits as well."
        case .changeDateElsewhere(let distance):
            "The scores changed \(distance.magnitude) days \(distance < 0 ? "before" : "after") "
                + "the day on which the effect was expected."
        case .fewDaysObserved(let percent):
            "Only \(percent) % of the days have a score."
        case .tooFewDaysObserved(let percent):
            "Only \(percent) % of the days have a score, too few to rely on."
        case .lowAdherence(let percent):
            "Only \(percent) % of the tested days were lived as planned."
        case .rescueImbalance(let condition, let reference):
            "Rescue treatment was used unevenly: on \(Phrase.count(condition, "tested day")) and "
                + "on \(Phrase.count(reference, "other day"))."
        }
    }
}

extension Wording {
    private static func fault(_ fault: BaselineFault) -> String {
        switch fault {
        case .tooFewDays(let needed): "too few; \(needed) or more are needed"
        case .tooFewScores: "scored too seldom to tell whether they were steady"
        case .unsteady(.worseAtTheEnd):
            "not steady: the last week was worse than the days before it"
        case .unsteady(.betterAtTheEnd):
            "not steady: the last week was better than the days before it"
        case .unsteady(.slope): "not steady: the scores went up or down over all of them"
        }
    }

    private static func oneChange(challenges: Int, isRunning: Bool) -> String {
        switch (challenges, isRunning) {
        case (0, false): "You made one change and did not go back"
        case (0, true): "You made one change and have not gone back so far"
        case (1, _): "This difference rests on one change (the challenge is judged by itself)"
        case (let count, _):
            "This difference rests on one change (the \(count) challenges are judged food by food)"
        }
    }

    private static func sites(_ verdict: DesignFacts.SiteFacts.Verdict) -> String {
        switch verdict {
        case .notAnalysedTogether:
            "The places could not be analysed together, and one place's before and after shows no more "
                + "than that time passed."
        case .analysedTogether(let sites):
            "All \(sites) places are compared on the same days, so that what they share (weather, season, "
                + "stress) cancels. What also reached the places that were still waiting is invisible here."
        case .twoOnly: "Two places are few."
        case .closeTogether(let days, let needed):
            "The places began only \(Phrase.count(days, "day")) apart, where "
                + "\(PlainNumber.text(needed, decimals: 0)) would keep their effects apart."
        case .fewSharedDays(let percent):
            "Only \(percent) % of the days have scores of two places."
        case .differ: "The places did not answer alike."
        }
    }

    private static func carryover(_ carryover: DesignFacts.Carryover) -> String {
        switch carryover {
        case .leftOut(let days):
            days == 1
                ? "The first day after a tested phase is left out."
                : "The first \(days) days after a tested phase are left out."
        case .modelled: "The analysis follows how the effect fades."
        case .tooShort(let days, let advised):
            "Only \(Phrase.count(days, "day")) after a tested phase \(days == 1 ? "is" : "are") left out, where \(advised) "
                + "are advised, so one phase may reach into the next."
        case .seen:
            "The first days after a tested phase differ from the later ones, so one phase may reach "
                + "into the next."
        case .notExamined: "Whether one phase carried over into the next was not examined."
        }
    }
}

extension Comparison {
    /// The digits of all of its numbers.
    var rounding: Rounding {
        Rounding(outcome.instrument, standardError: effect.standardError)
    }

    package var unit: String { outcome.instrument.unit }

    /// The smallest worthwhile change, in the unit of the headline.
    package func amount(_ size: Double) -> String {
        tellsDaysInTen ? Wording.amount(10 * size, Self.daysInTen) : Wording.amount(size, unit)
    }

    private static let daysInTen = "days in ten"

    /// Whether a difference is one of how many days had it: a part of a point is no answer to yes or no.
    private var tellsDaysInTen: Bool { outcome.instrument.isYesNo && effect.ratio == nil }

    /// Of what is told against what was estimated.
    private var toldFactor: Double { tellsDaysInTen ? 10 : 1 }

    /// A difference that its own digits cannot tell from none.
    var isZeroWhenRounded: Bool { digits(told.estimate) == digits(0) }

    /// A difference in points, no further than the scale goes.
    func held(_ difference: Double) -> Double { room?.held(difference) ?? difference }

    /// Whether the estimate lies beyond the end of the scale, at which the headline stops.
    var isToldToTheEnd: Bool {
        rounding.text(held(effect.estimate)) != rounding.text(effect.estimate)
    }

    /// What the headline tells: points, days in ten of what is there or not, or of a count the change of
    /// its mean in per cent. Never more than the scale holds.
    var told: (estimate: Double, lower: Double, upper: Double) {
        guard let ratio = effect.ratio else {
            return (
                toldFactor * held(effect.estimate), toldFactor * held(effect.interval.lower),
                toldFactor * held(effect.interval.upper)
            )
        }
        func percent(_ multiple: Double) -> Double {
            guard let reference, reference.mean > 0 else { return 100 * (multiple - 1) }
            return 100 * held((multiple - 1) * reference.mean) / reference.mean
        }
        return (
            percent(ratio.estimate), percent(ratio.interval.lower), percent(ratio.interval.upper)
        )
    }

    /// Its interval, positive for the better.
    var toldImprovement: (lower: Double, upper: Double) {
        effect.benefit == .higher ? (told.lower, told.upper) : (-told.upper, -told.lower)
    }

    /// The size of a told number, without its unit and its sign.
    func digits(_ value: Double) -> String {
        if tellsDaysInTen { return Rounding.fixed(value.magnitude, decimals: 1) }
        return effect.ratio == nil
            ? rounding.size(value) : Rounding.fixed(value.magnitude, decimals: 0)
    }

    /// `1.8 points`, `5.5 days in ten`, `40 %`.
    func size(of value: Double) -> String {
        let told = tellsDaysInTen ? Self.daysInTen : effect.ratio == nil ? unit : "%"
        return "\(digits(value)) \(told)"
    }
}
