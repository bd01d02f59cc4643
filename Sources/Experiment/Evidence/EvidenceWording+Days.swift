internal import Stats

// Sentences about days, foods, outcomes and what comes next.
extension EvidenceWording {
    // MARK: Adherence

    static func adherence(_ adherence: Adherence) -> String {
        guard adherence.testedDays > 0 else { return "No tested day is on the schedule." }
        let slips = adherence.slips.count
        let kept =
            slips == 0
            ? "No slip was marked on the \(Phrase.count(adherence.testedDays, "tested day"))."
            : "\(Phrase.count(slips, "slip")) on "
                + "\(Phrase.count(adherence.testedDays, "tested day")): "
                + "\(Rounding.percent(adherence.keptShare)) % were kept."
        let other = adherence.otherwiseLogged.count
        return kept
            + (other == 0
                ? ""
                : " On \(Phrase.count(other, "day")) the diary names another condition than the "
                    + "plan.")
            + " The plan's primary analysis counts days "
            + (adherence.primary == .asPlanned ? "as planned." : "as done.")
    }

    static func name(_ kind: Adherence.Kind) -> String {
        switch kind {
        case .asPlanned: "as planned"
        case .asDone: "as done, through onset curves"
        case .withoutSlips: "without slips"
        }
    }

    // MARK: Rescue, health, progress

    static func rescue(_ rescue: RescueAnalysis) -> [String] {
        let frequencies = rescue.frequencies.compactMap { frequency -> String? in
            frequency.perWeek.map {
                "\(Rounding.fixed($0, decimals: 1)) days a week under "
                    + "\(Phrase.quoted(frequency.condition.name)) (\(frequency.rescueDays) of "
                    + "\(Phrase.count(frequency.days, "day")))"
            }
        }
        return [
            "Rescue treatment was used on \(Phrase.count(rescue.days.count, "day")): "
                + "\(PlainNumber.list(frequencies)). It lowers scores by itself, so the "
                + "comparison is "
                + "shown three ways; using it is never a failure."
        ]
    }

    static func health(_ health: HealthWindows) -> [String] {
        let reasons = health.days.map(\.reason).reduce(into: [HealthWindows.Reason]()) {
            kept, reason in
            if !kept.contains(reason) { kept.append(reason) }
        }
        let lines = reasons.map { reason in
            let days = health.days.filter { $0.reason == reason }.map(\.day)
            return "\(Phrase.stretches(days)): \(self.reason(reason))."
        }
        let repeats = health.phasesToRepeat.map {
            "Less than half of the phase \(Phrase.quoted($0.name)) is left by this rule; it is "
                + "worth "
                + "starting again."
        }
        return lines + repeats
    }

    static func reason(_ reason: HealthWindows.Reason) -> String {
        switch reason {
        case .antibiotics: "antibiotics"
        case .afterAntibiotics(let last):
            "within \(HealthWindows.daysAfterAntibiotics) days of the antibiotics that ended on "
                + Phrase.day(last) + ", which unsettle what the tested change acts on"
        case .illness: "illness"
        case .afterIllness(let last):
            "within \(HealthWindows.daysAfterIllness) days of the illness that ended on "
                + Phrase.day(last)
        }
    }

    static func progress(_ progress: PlanProgress) -> [String] {
        let scores = "\(progress.scoredDays) of \(progress.plannedDays) planned days have a score"
        guard !progress.isComplete else { return ["Every phase of the plan was lived; \(scores)."] }
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

    // MARK: Challenges

    static func challenges(_ evidence: ChallengeEvidence) -> [String] {
        let test =
            switch evidence.whyNotTested {
            case .orderNotRandom:
                ["The order of the foods was not left to chance, so there is no test by order."]
            case .amended:
                ["The plan was amended, so there is no test by the order of the foods."]
            case nil: [String]()
            }
        return [
            "Comparable days without the food average \(number(evidence.matched.mean)) "
                + "(\(Phrase.count(evidence.matched.n, "day"))). A flare is a mean of at least "
                + "\(number(evidence.flareSize)) points worse in the days from a dose to "
                + "\(ChallengeEvidence.reactionDays) days after it."
        ] + evidence.foods.map(food) + test
    }

    private static func food(_ food: FoodEvidence) -> String {
        let matched =
            food.matchedWindows == 0
            ? "no comparable stretch without it was long enough"
            : "on \(food.matchedFlares) of \(food.matchedWindows) comparable stretches without it"
        let p = food.pValue.map { p in
            " By the order of foods, p = \(p)"
                + (food.adjustedP.map {
                    ", \(Rounding.fixed($0, decimals: 3)) for all foods together."
                } ?? ".")
        }
        return "\(Phrase.quotedCapital(food.food)): a flare after \(food.flares) of "
            + "\(Phrase.count(food.scoredWindows, "challenge")), and \(matched). "
            + conclusion(food) + (p ?? "")
    }

    private static func conclusion(_ food: FoodEvidence) -> String {
        switch food.conclusion {
        case .reaction: "This pattern counts as a reaction in your records."
        case .noReaction: "No reaction was seen."
        case .inconclusive:
            food.scoredWindows < ChallengeEvidence.neededChallenges
                ? "Inconclusive: \(ChallengeEvidence.neededChallenges) challenges are needed."
                : "Inconclusive: the challenges do not agree."
        }
    }

    // MARK: Several outcomes

    static func family(_ family: OutcomeFamily) -> [String] {
        let members = family.others.map { member in
            "\(Phrase.capitalised(Phrase.plain(member.outcome.name))): \(leaning(member)), by "
                + "\(Rounding.fixed(member.standardizedImprovement.magnitude, decimals: 2)) of its "
                + "day-to-day swings, p \(Rounding.fixed(member.p, decimals: 3)) for the family"
                + (member.isSelected ? "." : ", not clear.")
        }
        return members + [discordance(family)]
    }

    private static func leaning(_ member: OutcomeFamily.Member) -> String {
        member.standardizedImprovement >= 0 ? "better" : "worse"
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

    static func followUps(_ steps: [FollowUp], unit: String) -> [String] {
        guard !steps.isEmpty else {
            return [
                "The answer is settled by the plan's own rule; more days are not needed for "
                    + "it."
            ]
        }
        return steps.map { step in
            "\(action(step.kind)) (\(Phrase.count(step.extraDays, "day"))): the answer would be "
                + "known "
                + "to within \(number(step.halfWidthAfter)) \(unit) instead of "
                + "\(number(step.halfWidthNow)), with a chance of "
                + "\(Chance(step.chanceToSettle).text) to settle it."
        }
    }

    private static func action(_ kind: FollowUp.Kind) -> String {
        switch kind {
        case .moreOfTheSame(let condition): "Go on with \(Phrase.quoted(condition.name))"
        case .switchTo(let condition): "Switch once to \(Phrase.quoted(condition.name))"
        case .anotherPair(let first, let second):
            "Another pair of phases, \(Phrase.quoted(first.name)) then "
                + "\(Phrase.quoted(second.name))"
        }
    }
}
