import ExperimentDiary
import ExperimentText

/// What to do and to log on a day of a trial.
package struct DayBrief: Sendable {
    private let plan: TrialPlan
    private let day: CalendarDay
    private let logged: [String]
    private let trial: String?
    private let stops: [StopNotice]
    private let needsHelpForMood: Bool
    private let tried: [TriedFood]

    /// - `logged`: ids of the series that the diary has for the day.
    /// - `trial`: where the trial is, as a command takes it; nil for the folder that one stands in.
    /// - `stops`: stop rules that hold on the day.
    /// - `tried`: what the challenges of foods came to until then.
    /// - `needsHelpForMood`: low mood or thoughts of self-harm were written down.
    package init(
        _ plan: TrialPlan, on day: CalendarDay, logged: [String], trial: String? = nil,
        stops: [StopNotice] = [], needsHelpForMood: Bool = false, tried: [TriedFood] = []
    ) {
        self.plan = plan
        self.day = day
        self.logged = logged
        self.trial = trial
        self.stops = stops
        self.needsHelpForMood = needsHelpForMood
        self.tried = tried
    }

    package func text(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title("\(day), \(plan.title)")
        for warning in warnings { page.paragraph(warning) }
        if isOver { return page.text }
        for sentence in toDo { page.paragraph(sentence) }
        guard plan.schedule.phase(on: day) != nil else {
            if plan.schedule.pause(on: day) != nil {
                page.paragraph("No score is asked for today; \(command) takes what happens.")
            }
            return page.text
        }
        series(on: &page)
        guard let upcoming else { return page.text }
        page.space()
        page.paragraph(upcoming)
        return page.text
    }

    /// What the stop rules say on the day, and where help is.
    package var warnings: [String] {
        let spoken = stops.map { stop in
            let since = stop.day == day ? "" : ", for what was logged on \(stop.day)"
            return "STOP \(stop.rule.rawValue)\(since): \(stop.message(in: plan))"
        }
        return spoken + (needsHelpForMood ? [StopRule.whereHelpIs] : [])
    }

    /// Whether a stop rule ended the trial: then nothing is to be done for it.
    package var isOver: Bool { stops.contains { $0.rule.action == .endTrial } }

    /// The phase of the day and how it is lived; where the day is none of the trial's, what it is.
    package var toDo: [String] {
        guard plan.schedule.phase(on: day) != nil else { return [outside] }
        let phases = plan.schedules.flatMap { outcome, schedule -> [String] in
            guard let now = schedule.phase(on: day) else { return [] }
            let into = now.first.distance(to: day) + 1
            let site = outcome.map { "\($0.name): " } ?? ""
            let advice = advice(for: now)
            let isLived = advice == plan.advice(for: now, after: tried)
            return [
                "\(site)\(now.name): day \(into) of \(now.lengthInDays)"
                    + (isLived ? "." : ", not lived as planned."),
                advice,
            ]
        }
        return phases + (plan.lacksSafetyRecord ? [TrialPlan.unasked] : [])
    }

    /// What comes after the phase of the day; nil on a day of no phase, and while a pause holds whose
    /// end the plan does not know.
    package var upcoming: String? {
        stops.contains { $0.rule == .s7 } ? nil : plan.schedule.phase(on: day).map(next)
    }

    /// What a stop rule leaves of the phase's advice: never two things that contradict each other.
    private func advice(for phase: Phase) -> String {
        if let objection = plan.objection(to: phase, after: stops) {
            let isStopped = stops.contains { $0.rule.action == .stopChallenges }
            return isStopped
                ? "No food is tried again at home: a stop rule spoke. Ask your doctor how to go "
                    + "on; end the "
                    + "plan with n1 amend --stop."
                : "This phase is not lived as planned. \(objection.reason) End the plan with n1 "
                    + "amend "
                    + "--stop."
        }
        let isTested =
            plan.condition(phase.condition)?.reference != nil || phase.part.isReintroduction
        let isBack = [.s3, .s4].contains(where: spoke) && plan.bringsBack(phase)
        for stop in stops where isTested || stop.rule == .s7 || isBack {
            switch stop.rule.action {
            case .seeDoctor:
                return
                    "The trial waits until a doctor has looked at these signs. Then write down how "
                    + "it goes on: n1 amend --note, --pause or --stop."
            case .endRestriction:
                return plan.mayEat(after: stops).isForHome
                    ? "The restriction is over. Nothing is left out for this trial."
                    : "The restriction is over. The food itself comes back only when a doctor or "
                        + "dietitian says how."
            case .pause:
                return "The trial pauses: nothing is tried today. Treat as usual, and "
                    + "log it."
                    + (stop.rule == .s7 ? " \(howToPause)" : "")
                    + (stops.contains { plan.isTooSoon(phase, after: $0) } ? Self.later : "")
            case .reintroduce:
                return plan.mayEat(after: stops).isForHome
                    ? "From tomorrow on the food comes back, a small portion first."
                    : "Ask a clinician how the food comes back."
            case .endTrial, .stopChallenges: continue
            }
        }
        return plan.advice(for: phase, after: tried)
    }

    /// Where another rule ended the question there is nothing to come back to.
    private var howToPause: String {
        stops.contains(where: \.endsTheQuestion)
            ? "Ask your doctor how to go on; end the plan with n1 amend --stop."
            : "Say how long with n1 amend --pause."
    }

    private func spoke(_ rule: StopRule) -> Bool { stops.contains { $0.rule == rule } }

    private static let later =
        " No food is tried again before the skin was calm for two weeks: put it off with n1 amend "
        + "--pause."

    private var outside: String {
        let days = plan.schedule.days
        if day < days.lowerBound {
            return "The trial starts on \(days.lowerBound), in "
                + "\(count(day.distance(to: days.lowerBound), "day"))."
        }
        if day > days.upperBound {
            return "The trial ended on \(days.upperBound). \(plan.whereTheAnswerStands(trial))"
                + plan.afterwards(stops, of: tried)
        }
        let next = plan.schedule.phases.first { $0.first > day }?.first
        return "A pause. " + (next.map { "The trial continues on \($0)." } ?? "")
    }

    private func series(on page: inout TextPage) {
        let due = plan.dueSeries(on: day)
        let open = due.filter { !logged.contains($0.id) }
        if open.isEmpty {
            page.heading(due.isEmpty ? "Nothing to log" : "Everything is logged")
        } else {
            page.heading("To log")
            page.points(open.flatMap(asked))
            page.paragraph(howToLog(open))
        }
        let done = due.filter { logged.contains($0.id) }
        if !done.isEmpty, !open.isEmpty {
            page.paragraph("Logged already: \(PlainNumber.list(done.map(\.name))).")
        }
    }

    /// What is asked for a series: the items of a questionnaire one by one, else its number.
    private func asked(_ series: PlannedSeries) -> [String] {
        let items = openItems(of: series)
        return (items.isEmpty ? [series] : items).map { asked in
            asked.name + (asked.allowed.map { ": \($0)" } ?? "") + " (\(asked.id))"
        }
    }

    private var command: String { "n1 log" + (trial.map { " --trial \($0)" } ?? "") }

    private func openItems(of series: PlannedSeries) -> [PlannedSeries] {
        plan.askedItems(of: series).filter { !logged.contains($0.id) }
    }

    /// A command that can be completed, or the one that asks where there are many questions.
    private func howToLog(_ open: [PlannedSeries]) -> String {
        guard open.allSatisfy({ openItems(of: $0).isEmpty }) else {
            return "\(command) asks all of this, question by question."
        }
        return command + " " + open.map { "\($0.id)=…" }.joined(separator: " ")
    }

    private func next(after phase: Phase) -> String {
        let upcoming = plan.schedules.flatMap { outcome, schedule in
            schedule.phases.filter { $0.first > day }.map { (outcome: outcome, phase: $0) }
        }
        guard let next = upcoming.min(by: { $0.phase.first < $1.phase.first }) else {
            return "The last day of the trial is \(phase.last)."
        }
        let site = next.outcome.map { " for \($0.name)" } ?? ""
        return self.next(next.phase, site)
    }

    private func next(_ next: Phase, _ site: String) -> String {
        if stops.contains(where: { [.s4, .s5].contains($0.rule) }) {
            return "What was planned next waits until you have talked to a doctor."
        }
        if plan.objection(to: next, after: stops) == nil,
            stops.contains(where: { plan.isTooSoon(next, after: $0) })
        {
            return "What was planned next waits.\(Self.later)"
        }
        if plan.isPutOff(next, after: stops) {
            return "What was planned next is struck out: no food comes back at home. Ask your "
                + "doctor; end "
                + "the plan with n1 amend --stop."
        }
        return "Next: \(next.name)\(site), from \(next.first) on (in "
            + "\(count(day.distance(to: next.first), "day")))."
    }

    private func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }
}

extension TrialPlan {
    /// How the answer of a trial that is over is found.
    ///
    /// - `trial`: where it is, as a command takes it; nil for the folder that one stands in.
    package func whereTheAnswerStands(_ trial: String?) -> String {
        let place = trial.map { " " + $0 } ?? ""
        guard blinding?.isClosed == true else { return "See what it found with n1 report\(place)." }
        return
            "Its containers are still closed, so nobody can tell yet what helped. Open them with "
            + "n1 unblind\(place) --key FILE; then n1 report\(place) says what it found."
    }
}
