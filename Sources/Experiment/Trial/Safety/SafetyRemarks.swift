import ExperimentDiary
import ExperimentText

/// What the stop rules say to the entries of a day, at once when they are written.
package struct SafetyRemarks: Sendable, Equatable {
    /// Ready to be shown, the most urgent first.
    package let sentences: [String]

    package init(_ log: SafetyLog, on day: CalendarDay) {
        let rules = log.watch(on: day).rulesThatSpeak.map { rule in
            let notice = StopNotice(rule: rule, day: day)
            return "STOP \(rule.rawValue)  \(notice.message(in: log.plan))"
        }
        let unknown = log.unknownReactions(on: day).map(StopRule.unknownReaction)
        let asked = log.needsWayOfAntibiotic(on: day) ? [StopRule.whichWay] : []
        sentences =
            rules + unknown + asked + (log.needsHelpForMood(on: day) ? [StopRule.whereHelpIs] : [])
    }
}

extension TrialPlan {
    /// What becomes of the food after the last day; empty where none was left out.
    package func afterwards(_ stops: [StopNotice] = []) -> String {
        let foods = foodsLeftOut.filter(\.isStaple).map(\.name)
        guard !foods.isEmpty else { return "" }
        let answer = mayEat(after: stops)
        let names = PlainNumber.list(foods)
        if let stop = stops.first(where: \.endsTheQuestion), answer.isForHome {
            return " Rule \(stop.rule.rawValue) spoke on \(stop.day): talk to a doctor before "
                + "\(names) comes back."
        }
        guard answer.isForHome else {
            return " Do not go back to \(names) by yourself: \(answer.reason)"
        }
        let stage = template?.maintenance.map { " Then: \($0)" } ?? ""
        return " Do not go on leaving \(names) out: what stayed quiet comes back now, a small "
            + "portion on the "
            + "first days, then as often as before, twice a week at least so that it stays "
            + "tolerated. What "
            + "the score rose after, talk over with a doctor or dietitian first." + stage
    }

    /// What a check of the plan says about safety.
    package var safetyRemarks: [String] {
        let struck = schedules.flatMap(\.schedule.phases)
            .filter { objection(to: $0) != nil }.map(\.name).firstOccurrences
        let refusal = struck.isEmpty ? nil : mayEat()
        return [
            lacksSafetyRecord ? Self.unasked + " n1 plan asks before it writes a plan." : nil,
            safetyBlocks.first.map { "The answers speak against this plan. \($0.message)" },
            refusal.map {
                "Not to be lived as planned: \(PlainNumber.list(struck)). \($0.reason) "
                    + (foodsBroughtIn.isEmpty
                        ? "Choose the design before-after." : "Plan without that food.")
            },
        ].compactMap(\.self)
    }

    /// Whether it gives back a food that must not be eaten at home.
    package var offersForbiddenFood: Bool {
        schedules.flatMap(\.schedule.phases).contains { objection(to: $0) != nil }
    }
}
