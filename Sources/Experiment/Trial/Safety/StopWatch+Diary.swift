import ExperimentDiary
import ExperimentText
import Stats

extension StopWatch {
    /// What the diary says to the stop rules on one day, as `SafetyLog` reads it.
    ///
    /// - `facts`: current facts of the diary.
    /// - `day`: the day of the entry.
    package init(_ facts: [RecordedFact], plan: TrialPlan, on day: CalendarDay) {
        self = SafetyLog(facts, plan: plan).watch(on: day)
    }
}

/// A stop rule that spoke, the day whose entry it spoke about, and what was written there.
package struct StopNotice: Sendable, Equatable {
    package let rule: StopRule
    package let day: CalendarDay
    /// As logged; empty where a number made it speak.
    package let words: [String]

    package init(rule: StopRule, day: CalendarDay, words: [String] = []) {
        self.rule = rule
        self.day = day
        self.words = words
    }

    /// Those that hold on a day.
    ///
    /// - `facts`: current facts of the diary.
    package static func holding(
        on day: CalendarDay, _ facts: [RecordedFact], plan: TrialPlan
    ) -> [StopNotice] {
        SafetyLog(facts, plan: plan).notices(on: day)
    }

    /// Whatever the numbers say, nobody proposes to go on after it: neither after a rule that ends the
    /// question nor in a pregnancy, in which nothing new is left out or taken.
    package var endsTheQuestion: Bool {
        let isPregnancy = words.contains {
            StopEvent.heard(in: $0, with: nil).contains(.interruption(.pregnancy))
        }
        return rule.endsTheQuestion || rule == .s7 && isPregnancy
    }

    /// The pause that it asked for was taken: the plan has one that was made since.
    package func wasAnswered(in plan: TrialPlan) -> Bool { pause(in: plan) != nil }

    /// The first pause that the plan took since the rule spoke; nil where it asked for none.
    package func pause(in plan: TrialPlan) -> Amendment? {
        guard rule.action == .pause else { return nil }
        return plan.amendments.inForce.first { amendment in
            guard case .pause(let days) = amendment.change else { return false }
            return amendment.day.advanced(by: days) > day
        }
    }

    /// ` ("hives 1h after milk")`; empty without words.
    package var quotedWords: String {
        guard !words.isEmpty else { return "" }
        return " (\(PlainNumber.list(words.map(Phrase.quoted))))"
    }

    /// What to do, in this plan.
    package func message(in plan: TrialPlan) -> String { rule.message(in: plan) }
}

extension StopRule {
    /// What to do, in this plan: only where its foods may be eaten at home does a rule give them back.
    package func message(in plan: TrialPlan) -> String {
        let hasWayBack = plan.schedules.contains { _, schedule in
            schedule.phases.contains { $0.part.isReintroduction }
        }
        return message(leavingOut: plan.foodsLeftOut, plan.mayEat())
            + (self == .s3 && hasWayBack ? Self.noFoodBeforeCalm : "")
    }

    private static let noFoodBeforeCalm =
        " No food is tried again before the skin was calm for two weeks."

    /// - `answer`: of the foods that are left out.
    func message(leavingOut foods: [FoodGroup], _ answer: FoodAnswer) -> String {
        guard !foods.isEmpty, self == .s5 || self == .s6 else { return message }
        guard answer.isForHome else {
            let start = self == .s6 ? Self.limitWithoutReturn : message
            return "\(start) The food itself comes back only when they say how. \(answer.reason)"
        }
        guard self == .s5 else { return message }
        return message
            + (answer.permission == .freely
                ? " Until then eat as before."
                : " What was left out comes back as a small portion first.")
    }

    private static let limitWithoutReturn =
        "The time limit is reached. Talk to a doctor or dietitian about how the restriction ends."
}

extension StopAction {
    /// Whether it holds until somebody with a say takes it back, and not for the day alone.
    package var lasts: Bool {
        switch self {
        case .endTrial, .stopChallenges, .seeDoctor, .endRestriction: true
        case .pause, .reintroduce: false
        }
    }
}
