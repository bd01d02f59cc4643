import ExperimentDiary
import ExperimentText

/// May this person eat this food, or go back to it, at home? From the hardest to the mildest.
package enum FoodPermission: Int, Sendable, Hashable, CaseIterable, Comparable {
    case never
    /// With somebody beside who can treat a reaction.
    case onlyUnderSupervision
    /// A small portion first, then more.
    case byLadder
    case freely

    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    package var isForHome: Bool { self >= .byLadder }

    package var name: String {
        switch self {
        case .never: "never"
        case .onlyUnderSupervision: "only under supervision"
        case .byLadder: "step by step"
        case .freely: "freely"
        }
    }
}

/// The one answer to whether a food may come back at home, with its reason for the person.
/// Everybody who
/// offers food asks for it: designs, `today`, the calendar, the sheet, amendments, reports.
package struct FoodAnswer: Sendable, Hashable {
    package let permission: FoodPermission
    /// A sentence or two.
    package let reason: String

    package init(_ permission: FoodPermission, _ reason: String) {
        self.permission = permission
        self.reason = reason
    }

    package var isForHome: Bool { permission.isForHome }

    /// From what was answered to the safety questions about a template.
    package init(_ review: SafetyReview, for subject: SafetySubject) {
        let template = subject.template
        let never: Set<SafetyGate> = [.g5, .g7, .g11]
        if let never = review.challengeBlocks.first(where: { never.contains($0.gate) })
            ?? review.blocks.first(where: { [.g1, .g7, .g8].contains($0.gate) })
        {
            self.init(.never, never.message)
        } else if let block = review.challengeBlocks.first {
            self.init(.onlyUnderSupervision, block.message)
        } else if !subject.staples.isEmpty || template.ladder != nil && !template.removes.isEmpty {
            self.init(.byLadder, "After weeks without it, a food comes back step by step.")
        } else {
            self.init(.freely, "Nothing that was answered speaks against it.")
        }
    }
}

extension TrialPlan {
    /// Groups of food that the tested conditions leave out, by their keys, their words or their
    /// template.
    package var foodsLeftOut: [FoodGroup] {
        (testedConditions.flatMap { $0.foodsLeftOut(beside: template) }
            + (template?.removes ?? []) + foodsOfWords.leftOut).firstOccurrences
    }

    /// Groups of food that the plan brings in: those of its conditions, usual life among them where it names
    /// a food that no other one leaves out, of its template, and foods that its phases name.
    package var foodsBroughtIn: [FoodGroup] {
        let usual = conditions.filter { $0.reference == nil }
            .flatMap { $0.foodsBroughtIn(beside: template) }.filter { !foodsLeftOut.contains($0) }
        let tried = template == nil && foodsLeftOut.isEmpty ? foodsOfPhases : []
        return
            (testedConditions.flatMap { $0.foodsBroughtIn(beside: template) } + usual + tried
            + (template?.adds ?? []) + foodsOfWords.eaten).firstOccurrences
    }

    /// Of phases that try a food, where nothing else says what it belongs to.
    private var foodsOfPhases: [FoodGroup] {
        schedules.flatMap(\.schedule.phases).compactMap(\.food).flatMap { food in
            let groups = FoodGroup.groups(in: food)
            return groups.isEmpty ? [.other] : groups
        }
    }

    /// The condition tells to eat something that has to be asked about, by its keys or its words.
    func bringsFood(_ condition: Condition) -> Bool {
        if condition.reference != nil, !foodsOfWords.eaten.isEmpty { return true }
        let own = condition.foodsBroughtIn(beside: template)
        return !own.isEmpty
            && (condition.reference != nil || own.contains { !foodsLeftOut.contains($0) })
    }

    /// Food is left out or brought in that one can react to, and nobody was asked about reactions: there is
    /// no record, or none of its answers speaks of them.
    package var lacksSafetyRecord: Bool {
        let isAsked = SafetyQuestion.catalogue.contains { question in
            question.gate == .g1 && safety?.answers[question.id] != nil
        }
        return !isAsked && (foodsLeftOut.contains { $0.isStaple } || !foodsBroughtIn.isEmpty)
    }

    /// Whether the foods of this plan may be eaten again, or its product taken, at home.
    ///
    /// - `stops`: rules that spoke so far.
    package func mayEat(after stops: [StopNotice] = []) -> FoodAnswer {
        if let stop = stops.first(where: { [.s1, .s2].contains($0.rule) }) {
            return FoodAnswer(
                .onlyUnderSupervision,
                "Rule \(stop.rule.rawValue) spoke on \(stop.day)\(stop.quotedWords): it is tried "
                    + "again "
                    + "under supervision only.")
        }
        return [answerOfGates, recordedBlock].compactMap(\.self).min {
            $0.permission < $1.permission
        }
            ?? (foodsLeftOut.contains(where: \.isStaple)
                ? FoodAnswer(.byLadder, Self.unasked) : FoodAnswer(.freely, Self.unasked))
    }

    /// Why a plan without a safety record cannot say more.
    package static let unasked =
        "No safety record: nobody asked about reactions to the foods of this plan."

    /// What has to be asked before a food is tried without a safety record.
    package static let questionsBeforeFood =
        "No safety record: before the first portion, ask yourself. Did this food ever bring "
        + "hives, swelling, "
        + "wheeze, vomiting or a severe reaction? Did you ever have a severe allergic reaction, "
        + "or get an "
        + "adrenaline pen? Is your asthma badly controlled? Did eczema follow a long time "
        + "without the food? "
        + "After one yes do not eat it at home: talk to an allergy clinic."

    private var answerOfGates: FoodAnswer? {
        guard let safety, let subject = safetySubject else { return nil }
        return FoodAnswer(SafetyReview(of: subject, answers: safety.answers), for: subject)
    }

    /// What the gates have to know: what the plan does, whichever template it names, or none. Nil where no food
    /// and no template is named.
    private var safetySubject: SafetySubject? {
        let (removed, added) = (foodsLeftOut, foodsBroughtIn)
        guard template != nil || !removed.isEmpty || !added.isEmpty || bringsLiveMicrobes else {
            return nil
        }
        let days = plannedSchedule.longestRestriction(of: testedConditions)
        let change = (template ?? .leaveOut).leavingOut(removed, bringingIn: added)
        return SafetySubject(
            bringsLiveMicrobes ? change.withLiveMicrobes : change, for: complaint, activeDays: days)
    }

    /// Reasons of the gates against the plan as a whole, which `n1 plan` would not have written.
    package var safetyBlocks: [GateDecision] {
        guard let safety, let subject = safetySubject else { return [] }
        let review = SafetyReview(of: subject, answers: safety.answers)
        return review.certainBlocks + review.blocks.filter { $0.isUnclear }
    }

    /// The first reason against the whole of it that no further answer could lift.
    private var certainBlock: String? {
        guard let safety, let subject = safetySubject else { return nil }
        return SafetyReview(of: subject, answers: safety.answers).certainBlocks.first?.message
    }

    /// What the plan itself wrote down, whatever the gates say by now.
    private var recordedBlock: FoodAnswer? {
        safety?.decisions.first { $0.action == .block && $0.scope == .challenge }
            .map { FoodAnswer(.onlyUnderSupervision, $0.message) }
    }

    /// Why a phase must not be lived as planned, for its food or for what no plan may ask; nil where it may.
    package func objection(to phase: Phase, after stops: [StopNotice] = []) -> FoodAnswer? {
        if isTested(phase), let against = unplannable?.message ?? certainBlock {
            return FoodAnswer(.never, against)
        }
        let answer = mayEat(after: stops)
        let isReacted = stops.contains { [.s1, .s2].contains($0.rule) && $0.day <= phase.last }
        let offers = offersFood(phase) || isReacted && mayHold(phase)
        return !answer.isForHome && offers ? answer : nil
    }

    /// What somebody reacted to may be in it: usual life with the food that is left out later, or a container
    /// of which nobody knows yet what it holds.
    private func mayHold(_ phase: Phase) -> Bool {
        blinding?.isClosed == true || condition(phase.condition).map(givesBack) == true
    }

    /// It gives back a food that must not be eaten at home, or a rule ended the trial before its last day.
    package func isStruck(_ phase: Phase, after stops: [StopNotice]) -> Bool {
        if objection(to: phase, after: stops) != nil { return true }
        return stops.contains { stop in
            [.s1, .s4, .s5].contains(stop.rule) && stop.day <= phase.last
                || isTooSoon(phase, after: stop)
        }
    }

    /// A food would be tried again before the skin was calm for long enough after a flare. Who could not eat
    /// the first portion eats no larger one either, and has nothing to watch for.
    package func isTooSoon(_ phase: Phase, after stop: StopNotice) -> Bool {
        let first = firstPortion(of: phase)
        let isWatching = phase.part == .observation && stop.day < first
        return stop.rule == .s3
            && (isWatching || [.challenge, .sustained].contains(phase.part))
            && stop.day <= phase.last
            && first <= stop.day.advanced(by: StopRule.calmDaysBeforeFood)
    }

    /// The first day of the portions that lead to a phase.
    private func firstPortion(of phase: Phase) -> CalendarDay {
        let phases = schedules.map(\.schedule.phases).first { $0.contains(phase) } ?? []
        let portions = phases.prefix { $0.first < phase.first }.reversed()
            .prefix { $0.part == .challenge && $0.food == phase.food }
        return portions.last?.first ?? phase.first
    }

    /// Whether nobody may name a phase as the next one: it is struck out, is part of a way back that a rule
    /// stopped, or waits for the end of a pause that the plan does not know.
    package func isPutOff(_ phase: Phase, after stops: [StopNotice]) -> Bool {
        isStruck(phase, after: stops)
            || stops.contains { stop in
                stop.day <= phase.last
                    && (stop.rule == .s7
                        || stop.rule.action == .stopChallenges && phase.part.isReintroduction)
            }
    }

    /// Whether going over to a condition is something that nobody may propose: it gives back what
    /// must
    /// not be eaten at home, or goes on with what a stop rule ended.
    ///
    /// - `reacted`: foods that scores rose after again and again, by their names.
    package func mayReturn(
        to condition: Condition, after stops: [StopNotice] = [], reacted: [String] = []
    ) -> FoodAnswer {
        if let stop = stops.first(where: \.endsTheQuestion) {
            return FoodAnswer(.never, "Rule \(stop.rule.rawValue) spoke on \(stop.day).")
        }
        let isBack = givesBack(condition) || bringsFood(condition)
        if isBack, !reacted.isEmpty {
            return FoodAnswer(
                .onlyUnderSupervision,
                "After \(PlainNumber.list(reacted)) the score rose again and again: talk to a "
                    + "doctor or "
                    + "dietitian before it is eaten again.")
        }
        return isBack ? mayEat(after: stops) : FoodAnswer(.freely, "It gives no food back.")
    }

    /// The condition eats a food that another one leaves out.
    package func givesBack(_ condition: Condition) -> Bool {
        let own =
            condition.reference == nil
            ? condition.leavesOut + condition.foodsLeftOut(beside: nil) : leftOut(condition)
        return foodsLeftOut.contains { ($0.isStaple || $0 == .alcohol) && !own.contains($0) }
    }

    /// Usual life after days without a food, with that food in it.
    package func bringsBack(_ phase: Phase) -> Bool {
        guard let condition = condition(phase.condition), givesBack(condition) else { return false }
        let ids = testedConditions.map(\.id)
        return schedules.contains { _, schedule in
            schedule.phases.contains { ids.contains($0.condition) && $0.first < phase.first }
        }
    }

    private func leftOut(_ condition: Condition) -> [FoodGroup] {
        let own = condition.foodsLeftOut(beside: template)
        return (own.isEmpty ? template?.removes ?? [] : own) + foodsOfWords.leftOut
    }

    /// A food is eaten that was left out before, or a food or product comes in.
    private func offersFood(_ phase: Phase) -> Bool {
        if phase.part == .challenge || phase.part == .sustained { return true }
        guard let condition = condition(phase.condition), !phase.part.isReintroduction else {
            return false
        }
        if bringsFood(condition) { return true }
        if bringsBack(phase) { return true }
        return condition.reference != nil && foodsLeftOut.isEmpty
    }
}

extension StopRule {
    /// Whatever the numbers say, nobody proposes to go on after it.
    package var endsTheQuestion: Bool {
        switch self {
        case .s1, .s2, .s4, .s5, .s6: true
        case .s3, .s7: false
        }
    }
}
