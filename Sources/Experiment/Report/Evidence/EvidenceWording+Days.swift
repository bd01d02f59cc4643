import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

// Sentences about days, foods, outcomes and what comes next.
extension EvidenceWording {
    // MARK: Adherence

    static func adherence(_ adherence: Adherence) -> [String] {
        guard adherence.testedDays > 0 else { return ["No tested day is on the schedule."] }
        let slips = adherence.slips.count
        let kept =
            slips == 0
            ? "No slip was marked on the \(Phrase.count(adherence.testedDays, "tested day"))."
            : "\(Phrase.count(slips, "slip")) on "
                + "\(Phrase.count(adherence.testedDays, "tested day")): "
                + "\(Rounding.percent(adherence.keptShare ?? 1)) % were kept."
        let other = adherence.otherwiseLogged.count
        let logged =
            other == 0
            ? ""
            : " On \(Phrase.count(other, "day")) the diary names another condition than the plan."
        guard !adherence.analyses.isEmpty else {
            return [kept + " As planned, as done and without slips are one and the same here."]
        }
        return [
            kept + logged + " The plan's primary analysis counts days "
                + (adherence.primary == .asPlanned ? "as planned." : "as done.")
        ]
    }

    // MARK: The draw as an instrument

    static let followedDays = "days that followed the draw"

    /// What the days that followed the draw say, and how that differs from the other two counts.
    package static func instrument(_ adherence: Adherence, _ words: ScoreWords) -> [String] {
        guard let instrument = adherence.instrument else { return [] }
        switch instrument.effect {
        case .failure(let refusal): return [weak(refusal)]
        case .success(let effect):
            return [
                "About \(Rounding.percent(effect.followed)) of 100 days were lived as drawn because they were "
                    + "drawn so; the others were, or would have been, lived alike whatever was drawn. On the "
                    + "days that followed the draw the difference is \(followed(effect, words)). With the "
                    + "draw as the instrument it does not matter why other days were lived otherwise, as long "
                    + "as the draw itself moved nothing else.",
                differences(adherence, effect, words),
            ]
        }
    }

    static func followed(_ effect: InstrumentedEffect, _ words: ScoreWords) -> String {
        words.difference(effect.estimate, effect.interval)
    }

    private static func differences(
        _ adherence: Adherence, _ effect: InstrumentedEffect, _ words: ScoreWords
    ) -> String {
        let planned = adherence.effect(.asPlanned).map {
            "As planned it is \(words.number($0.estimate)): days lived otherwise count there, too, which draws it "
                + "towards none."
        }
        let done = adherence.effect(.asDone).map { done in
            "As done it is \(words.number(done.estimate)), "
                + (effect.interval.contains(done.estimate)
                    ? "which fits with that."
                    : "which does not fit with that: days were lived otherwise for a reason that shows in "
                        + "the scores, such as how the day was going.")
        }
        return [planned, done].compactMap(\.self).joined(separator: " ")
    }

    private static func weak(_ refusal: InstrumentedEffect.Refusal) -> String {
        switch refusal {
        case .weak(let strength):
            "What the days that followed the draw say by themselves cannot be told: the draw decided too "
                + "few of them (F = \(PlainNumber.text(strength, decimals: 1)); at least "
                + "\(PlainNumber.text(InstrumentedEffect.leastStrength)) would do)."
        case .unbounded:
            "What the days that followed the draw say by themselves cannot be told: no difference is too "
                + "large to fit with them."
        case .regression:
            "What the days that followed the draw say by themselves could not be worked out."
        }
    }

    static let adherenceRule =
        "The lines differ in the days that count, and the last one in the engine too: there the effect "
        + "builds up and fades along curves, so that no day is left out for a lag."

    /// The name of an analysis, marked where it is the one that the plan calls its primary.
    package static func name(_ kind: Adherence.Kind, primary: PrimaryAnalysis) -> String {
        let isPrimary =
            switch kind {
            case .asPlanned: primary == .asPlanned
            case .asDone: primary == .asDone
            case .withoutSlips, .asDoneThroughOnset: false
            }
        let name =
            switch kind {
            case .asPlanned: "as planned"
            case .asDone: "as done"
            case .withoutSlips: "without slips and the days they reach"
            case .asDoneThroughOnset: "as done, through onset curves"
            }
        return isPrimary ? name + " (primary)" : name
    }

    // MARK: Rescue, health, progress

    package static func rescue(_ rescue: RescueAnalysis) -> [String] {
        let frequencies = rescue.frequencies.compactMap { frequency -> String? in
            frequency.perWeek.map {
                "\(Rounding.fixed($0, decimals: 1)) days a week under "
                    + "\(Phrase.quoted(frequency.condition.name)) (\(frequency.rescueDays) of "
                    + "\(Phrase.count(frequency.days, "day")))"
            }
        }
        return [
            "Rescue treatment was used on \(Phrase.count(rescue.days.count, "day")): "
                + "\(PlainNumber.list(frequencies + elsewhere(rescue))). It lowers scores by itself, so the "
                + "comparison is "
                + "shown both ways; using it is never a failure."
        ]
    }

    private static func elsewhere(_ rescue: RescueAnalysis) -> [String] {
        let rest = rescue.days.count - rescue.frequencies.reduce(0) { $0 + $1.rescueDays }
        return rest > 0 ? ["\(rest) under none of them"] : []
    }

    static func health(_ health: HealthWindows) -> [String] {
        let reasons = health.days.map(\.reason).reduce(into: [HealthRule.Reason]()) {
            kept, reason in
            if !kept.contains(reason) { kept.append(reason) }
        }
        let lines = reasons.map { reason in
            let days = health.days.filter { $0.reason == reason }.map(\.day)
            return "\(Phrase.stretches(days)): \(reason.words)."
        }
        let repeats = health.phasesToRepeat.map {
            "Less than half of the phase \(Phrase.quoted($0.name)) is left by this rule; it is "
                + "worth "
                + "starting again."
        }
        return lines + repeats
    }

    package static func progress(_ progress: PlanProgress) -> [String] {
        let scores = "\(progress.scoredDays) of \(progress.plannedDays) planned days have a score"
        guard !progress.isComplete else {
            return ["The plan was lived to its last phase; \(scores)."]
        }
        var sentences = [
            "The plan was not finished: \(scores)"
                + (progress.lastScoredDay.map { ", the last one on \(Phrase.day($0))." } ?? "."),
            "The estimate of this part is valid for the days that it rests on; it is less "
                + "precise, and "
                + "what is missing cannot be made up for by calculation.",
        ]
        if let stop = progress.stop { sentences.append("The plan says: \(stop.sentence).") }
        if let phase = progress.brokenOff {
            sentences.append("It ended inside the phase \(Phrase.quoted(phase.name)).")
        }
        if !progress.missingPhases.isEmpty {
            sentences.append(
                "Missing: "
                    + "\(PlainNumber.list(progress.missingPhases.map { Phrase.quoted($0.name) })).")
        }
        return sentences
    }

    // MARK: Several outcomes

    static let mainOutcome = " (main)"

    static let familyUnit =
        "One swing is a standard deviation of the outcome's own day-to-day swings."

    static let familyRule =
        "The main outcome is tested by itself; p of the others is corrected for their number, so "
        + "that at most \(Rounding.percent(OutcomeFamily.rate)) % of those called clear are expected "
        + "to be chance."

    /// `0.84 better`.
    static func swings(_ member: OutcomeFamily.Member) -> String {
        "\(number(member.standardizedImprovement.magnitude)) "
            + Wording.worth(of: member.standardizedImprovement)
    }

    static func isClear(_ member: OutcomeFamily.Member) -> String {
        member.isSelected ? "clear" : "not clear"
    }

    /// Whether the outcomes tell one story.
    static func discordance(_ family: OutcomeFamily) -> String {
        let members = [family.primary] + family.others
        func names(_ direction: OutcomeFamily.Direction) -> String {
            PlainNumber.list(
                members.filter { $0.direction == direction }.map { Phrase.plain($0.outcome.name) })
        }
        if family.isDiscordant {
            return "The outcomes disagree: better on \(names(.better)), worse on \(names(.worse)). "
                + "Neither can be left out of the answer."
        }
        let against = family.leaningAgainst.map { Phrase.plain($0.outcome.name) }
        return against.isEmpty
            ? "All outcomes lean the same way."
            : "No clear contradiction, but \(PlainNumber.list(against)) "
                + "\(against.count == 1 ? "leans" : "lean") the other way than "
                + "\(Phrase.plain(family.primary.outcome.name))."
    }

    // MARK: What next

    static let noNextStep =
        "What more days would bring cannot be worked out: a condition has no analysed day."
}
