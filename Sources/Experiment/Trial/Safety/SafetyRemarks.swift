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

    /// What they say to words alone, which no diary took in.
    ///
    /// - `typed`: each with the event that it was typed for; nil for a remark.
    package init(of typed: [(text: String, mark: DayMark?)], in plan: TrialPlan?) {
        let events = typed.flatMap { StopEvent.heard(in: $0.text, with: $0.mark) }
        let rules = StopWatch(events: events).rulesThatSpeak.map { rule in
            "STOP \(rule.rawValue)  \(plan.map(rule.message) ?? rule.message)"
        }
        let isLow = events.contains { $0 == .lowMood || $0 == .selfHarm }
        sentences = rules + (isLow ? [StopRule.whereHelpIs] : [])
    }
}

extension SafetyRemarks {
    /// What they say to an entry as it was typed, which no diary took in.
    ///
    /// - `assignments`: as `name=value`.
    /// - `plan`: nil where there is none to be read.
    package init(typed assignments: [String], note: String?, in plan: TrialPlan?) {
        let typed = assignments.map { text -> (text: String, mark: DayMark?) in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            return (parts.last ?? "", DayMark(rawValue: trimmingSpaces(parts.first ?? "")))
        }
        self.init(of: typed + (note.map { [($0, nil)] } ?? []), in: plan)
    }
}

extension TrialPlan {
    /// What becomes of the food after the last day; empty where none was left out.
    ///
    /// - `tried`: what the challenges of foods came to.
    package func afterwards(_ stops: [StopNotice] = [], of tried: [TriedFood] = []) -> String {
        let foods = foodsLeftOut.filter(\.isStaple).map(\.name)
        guard !foods.isEmpty else { return "" }
        let answer = mayEat(after: stops)
        let names = PlainNumber.list(foods)
        if let stop = stops.first(where: \.endsTheQuestion), answer.isForHome {
            return " Rule \(stop.rule.rawValue) spoke on \(stop.day): talk to a doctor before "
                + "\(names) comes back."
        }
        if let closed = notForHome(after: stops) { return " " + closed }
        // Whose last phase had the food in it has it back already.
        let isTriedAgain = schedule.phases.contains { $0.part.isReintroduction }
        let last = schedule.phases.last.flatMap { condition($0.condition) }
        if !isTriedAgain, last.map(givesBack) == true { return "" }
        let stage = template?.maintenance.map { " Then: \($0)" } ?? ""
        let counted = tried.filter { $0.challenges > 0 || $0.rose }
        guard counted.isEmpty else { return afterwards(of: counted) + stage }
        let what = isTriedAgain ? "what stayed quiet" : "it"
        return " Do not go on leaving \(names) out: \(what) comes back now, a small "
            + "portion on the "
            + "first days, then as often as before, twice a week at least so that it stays "
            + "tolerated. What "
            + "the score rose after, talk over with a doctor or dietitian first." + stage
    }

    /// That the foods left out must not come back at home, and why; nil where they may.
    package func notForHome(after stops: [StopNotice] = []) -> String? {
        let foods = foodsLeftOut.filter(\.isStaple).map(\.name)
        let answer = mayEat(after: stops)
        guard !foods.isEmpty, !answer.isForHome else { return nil }
        return "Do not go back to \(PlainNumber.list(foods)) by yourself: \(answer.reason)"
    }

    /// What a check of the plan says about safety.
    package var safetyRemarks: [String] {
        let struck = schedules.flatMap(\.schedule.phases).filter { objection(to: $0) != nil }
        let refusal = struck.first.flatMap { objection(to: $0) }
        return [
            lacksSafetyRecord ? Self.unasked + " n1 plan asks before it writes a plan." : nil,
            safetyBlocks.first.map { "The answers speak against this plan. \($0.message)" },
            refusal.map {
                "Not to be lived as planned: "
                    + "\(PlainNumber.list(struck.map(\.name).firstOccurrences)). \($0.reason) "
                    + wayOut(of: struck)
            },
        ].compactMap(\.self)
    }

    /// What to plan instead: without a food that comes in, and no way back to one that is left out.
    private func wayOut(of struck: [Phase]) -> String {
        guard unplannable == nil else { return "Plan something else." }
        let isBroughtIn = struck.contains { phase in
            condition(phase.condition).map {
                !phase.part.isReintroduction && (bringsFood($0) || $0.reference != nil)
            } ?? false
        }
        return isBroughtIn ? "Plan without that food." : "Choose the design before-after."
    }

    /// Whether it gives back a food that must not be eaten at home.
    package var offersForbiddenFood: Bool {
        schedules.flatMap(\.schedule.phases).contains { objection(to: $0) != nil }
    }
}
