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
            ?? review.blocks.first(where: { $0.gate == .g7 || $0.gate == .g1 })
        {
            self.init(.never, never.message)
        } else if let block = review.challengeBlocks.first {
            self.init(.onlyUnderSupervision, block.message)
        } else if !subject.staples.isEmpty || template.ladder != nil {
            self.init(.byLadder, "After weeks without it, a food comes back step by step.")
        } else {
            self.init(.freely, "Nothing that was answered speaks against it.")
        }
    }
}

extension TrialPlan {
    /// Groups of food that the tested conditions leave out, by their own word or by their
    /// template's.
    package var foodsLeftOut: [FoodGroup] {
        (testedConditions.flatMap(\.leavesOut) + (template?.removes ?? [])).firstOccurrences
    }

    /// Food is left out that one can react to, and nobody was asked about reactions.
    package var lacksSafetyRecord: Bool {
        safety == nil && (foodsLeftOut.contains { $0.isStaple } || bringsFood)
    }

    private var bringsFood: Bool {
        !(template?.adds.isEmpty ?? true)
            || testedConditions.contains { condition in
                condition.bringsIn.contains { !FoodGroup.groups(in: $0).isEmpty }
            }
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
        guard let template, let safety else { return nil }
        let days = plannedSchedule.longestRestriction(of: testedConditions)
        let subject = SafetySubject(template, for: complaint, activeDays: days)
        return FoodAnswer(SafetyReview(of: subject, answers: safety.answers), for: subject)
    }

    /// What the plan itself wrote down, whatever the gates say by now.
    private var recordedBlock: FoodAnswer? {
        safety?.decisions.first { $0.action == .block && $0.scope == .challenge }
            .map { FoodAnswer(.onlyUnderSupervision, $0.message) }
    }

    /// Why a phase must not be lived as planned; nil where it may.
    package func objection(to phase: Phase, after stops: [StopNotice] = []) -> FoodAnswer? {
        let answer = mayEat(after: stops)
        return !answer.isForHome && offersFood(phase, after: stops) ? answer : nil
    }

    /// Whether going over to a condition is something that nobody may propose: it gives back what
    /// must
    /// not be eaten at home, or goes on with what a stop rule ended.
    ///
    /// - `reacted`: foods that scores rose after again and again, by their names.
    package func mayReturn(
        to condition: Condition, after stops: [StopNotice] = [], reacted: [String] = []
    ) -> FoodAnswer {
        if let stop = stops.first(where: { $0.rule.endsTheQuestion }) {
            return FoodAnswer(.never, "Rule \(stop.rule.rawValue) spoke on \(stop.day).")
        }
        let isBack = givesBack(condition)
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
        let own = condition.reference == nil ? condition.leavesOut : leftOut(condition)
        return foodsLeftOut.contains { ($0.isStaple || $0 == .alcohol) && !own.contains($0) }
    }

    private func leftOut(_ condition: Condition) -> [FoodGroup] {
        condition.leavesOut.isEmpty ? template?.removes ?? [] : condition.leavesOut
    }

    /// A food is eaten that was left out before, or a product is taken that a rule ended.
    private func offersFood(_ phase: Phase, after stops: [StopNotice]) -> Bool {
        if phase.part == .challenge || phase.part == .sustained { return true }
        guard let condition = condition(phase.condition), !phase.part.isReintroduction else {
            return false
        }
        if givesBack(condition) {
            let ids = testedConditions.map(\.id)
            return schedules.contains { _, schedule in
                schedule.phases.contains { ids.contains($0.condition) && $0.first < phase.first }
            }
        }
        let isAddition = condition.reference != nil && foodsLeftOut.isEmpty
        return isAddition && stops.contains { [.s1, .s2].contains($0.rule) }
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
