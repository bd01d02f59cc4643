import ExperimentAnalysis
import ExperimentDiary
import ExperimentReport
import ExperimentText
import ExperimentTrial

/// The days of the trial by weeks: phases, what is there, gaps as gaps. No score is on it.
package struct CalendarPage: Sendable {
    private let frame: PageFrame
    private let plan: TrialPlan
    private let days: [CalendarDay: DayStanding]
    private let today: CalendarDay

    /// - `facts`: current facts of the diary.
    package init(
        _ frame: PageFrame, _ plan: TrialPlan, _ facts: [RecordedFact], today: CalendarDay
    ) {
        self.frame = frame
        self.plan = plan
        self.today = today
        let byDay = Dictionary(grouping: facts) { $0.fact.day }
        let longer = facts.filter { $0.fact.covers($0.fact.day.advanced(by: 1)) }
        days = Dictionary(
            plan.schedule.days.map { day in
                let own = (byDay[day] ?? []) + longer.filter { $0.fact.day < day }
                return (day, DayStanding(plan, on: day, own))
            },
            uniquingKeysWith: { first, _ in first })
    }

    package var html: String {
        let phases = plan.schedules.flatMap { outcome, schedule in
            schedule.phases.map { phase in
                let site = outcome.map { "\($0.name): " } ?? ""
                return Markup.element(
                    "li", ["dir": "auto"], "\(site)\(phase.name), \(Phrase.days(phase.days))")
            }
        }
        return frame.html(
            "Calendar", at: .calendar,
            [
                legend, table,
                .element(
                    "details", [:],
                    [
                        .element("summary", [:], [.element("h2", [:], "Phases")]),
                        .element("ol", [:], phases),
                    ]),
            ])
    }

    private var legend: Markup {
        .element(
            "p", ["class": "hint"],
            "\(State.whole.sign) all that was due is there, \(State.part.sign) a part, "
                + "\(State.gap.sign) a gap. Tap a day that is over to catch up; what comes two days "
                + "later or more is marked late.")
    }

    private var table: Markup {
        let first = plan.schedule.days.lowerBound
        let monday = first.advanced(by: -first.weekday)
        let weeks = stride(
            from: 0, through: monday.distance(to: plan.schedule.days.upperBound), by: 7)
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return .element(
            "table", ["class": "calendar"],
            [
                .element("caption", [:], "Days of the trial"),
                .element(
                    "thead", [:],
                    [.element("tr", [:], names.map { .element("th", ["scope": "col"], $0) })]),
                .element(
                    "tbody", [:],
                    weeks.map { week in
                        .element(
                            "tr", [:], (0..<7).map { cell(monday.advanced(by: week + $0)) })
                    }),
            ])
    }

    private func cell(_ day: CalendarDay) -> Markup {
        guard let standing = days[day] else { return .element("td", [:], []) }
        let state = state(standing)
        let events = standing.marks.isEmpty ? "" : " !"
        let shown: [Markup] = [
            .element("span", ["class": "date"], Phrase.shortDay(day)),
            .element("span", ["aria-hidden": "true", "class": "sign"], state.sign + events),
            .element("span", ["class": "unseen"], words(standing, state)),
        ]
        let isOpen = day <= today
        let content: [Markup] =
            isOpen ? [.element("a", ["href": "day?day=\(day)"], shown)] : shown
        let kind = standing.phase.map { plan.isTested($0) ? "tested" : "usual" } ?? "pause"
        let late = standing.isLate ? " late" : ""
        return .element(
            "td", ["class": "\(kind) \(state.rawValue)\(late)\(day == today ? " now" : "")"],
            content + (standing.isLate ? [.element("small", [:], "late")] : []))
    }

    private func words(_ standing: DayStanding, _ state: State) -> String {
        let marks = standing.marks.map { TodayPage.name(of: $0).lowercased() }
        return ": "
            + ([standing.phase?.name ?? "pause", state.words] + marks
            + (standing.isLate ? ["written down late"] : [])).joined(separator: ", ")
    }

    private enum State: String {
        case whole, part, gap, coming, free

        var sign: String {
            switch self {
            case .whole: "●"
            case .part: "◐"
            case .gap: "○"
            case .coming, .free: ""
            }
        }

        var words: String {
            switch self {
            case .whole: "logged"
            case .part: "partly logged"
            case .gap: "nothing logged"
            case .coming: "to come"
            case .free: "nothing due"
            }
        }
    }

    private func state(_ standing: DayStanding) -> State {
        if standing.day > today { return .coming }
        guard standing.isDue else { return standing.hasReadings ? .whole : .free }
        return standing.open.isEmpty ? .whole : standing.hasReadings ? .part : .gap
    }
}
