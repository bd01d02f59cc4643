import ExperimentDiary
import ExperimentReport
import ExperimentText
import ExperimentTrial

/// A paper week to be typed in: a row for everything that is asked, a column for each day.
package struct SheetPage: Sendable {
    private let frame: PageFrame
    private let plan: TrialPlan
    private let days: [DayStanding]
    private let today: CalendarDay
    private let typed: [String: String]
    private let messages: [PageMessage]

    /// - `first`: of the seven days.
    /// - `typed`: cells that were sent and not taken, by the names of their fields.
    package init(
        _ frame: PageFrame, _ plan: TrialPlan, _ facts: [RecordedFact], from first: CalendarDay,
        today: CalendarDay, typed: [String: String] = [:], messages: [PageMessage] = []
    ) {
        self.frame = frame
        self.plan = plan
        self.today = today
        self.typed = typed
        self.messages = messages
        days = (0..<7).map { DayStanding(plan, on: first.advanced(by: $0), facts) }
    }

    /// The Monday of the last week of which paper can be full.
    package static func usualWeek(of plan: TrialPlan, today: CalendarDay) -> CalendarDay {
        let last = min(max(today, plan.schedule.days.lowerBound), plan.schedule.days.upperBound)
        return last.advanced(by: -last.weekday)
    }

    package var html: String {
        let first = days[0].day
        let weeks = [-7, 7].map { first.advanced(by: $0) }
        let links = zip(weeks, ["The week before", "The week after"]).map { week, text in
            Markup.element("li", [:], [.element("a", ["href": "sheet?week=\(week)"], text)])
        }
        return frame.html(
            "Sheet", at: .sheet,
            messages.map(\.markup) + [
                .element(
                    "p", ["class": "todo"],
                    "Type in what stands on the paper, an empty box where a day was missed. What is "
                        + "written down already shows a point."),
                .element("ul", ["class": "points"], links),
                frame.form(
                    to: "sheet",
                    [
                        .element(
                            "div",
                            [
                                "class": "wide-table", "tabindex": "0", "role": "region",
                                "aria-label": "The week",
                            ],
                            [table]),
                        PageField.button("Save the week"),
                    ], hidden: [("week", first.description)]),
                .element(
                    "p", ["class": "hint"],
                    [.element("a", ["href": "paper"], "Print empty sheets")]),
            ])
    }

    private var table: Markup {
        let head = days.map { standing in
            Markup.element("th", ["scope": "col"], Phrase.shortDay(standing.day))
        }
        let rows =
            asked.map { row($0.id, $0.name, prefix: "v") }
            + DayMark.allCases.map { row($0.rawValue, TodayPage.name(of: $0), prefix: "t") } + [
                row("note", "Note", prefix: "n")
            ]
        return .element(
            "table", ["class": "week"],
            [
                .element("caption", [:], Phrase.days(days[0].day...days[6].day)),
                .element(
                    "thead", [:],
                    [.element("tr", [:], [.element("th", ["scope": "col"], "Asked")] + head)]),
                .element("tbody", [:], rows),
            ])
    }

    /// What is asked on any of the days, items of a questionnaire one by one.
    private var asked: [PlannedSeries] {
        let due = days.filter { $0.phase != nil }.flatMap { plan.dueSeries(on: $0.day) }
        let ids = due.map(\.id).firstOccurrences
        return ids.compactMap { id in due.first { $0.id == id } }.flatMap { series in
            plan.questions(for: series).questions.map(\.series)
        }
    }

    private func row(_ id: String, _ name: String, prefix: String) -> Markup {
        let cells = days.map { standing -> Markup in
            guard standing.phase != nil, standing.day <= today else {
                return .element("td", ["class": "pause"], [])
            }
            let field = "\(prefix).\(standing.day).\(id)"
            let there = prefix == "v" && standing.hasValue(of: id)
            return .element(
                "td", [:],
                [
                    .element(
                        "input",
                        [
                            "type": "text", "name": field, "value": typed[field] ?? "",
                            "inputmode": prefix == "v" ? "decimal" : "text", "maxlength": "500",
                            "autocomplete": "off", "placeholder": there ? "•" : "",
                            "aria-label": "\(name), \(Phrase.day(standing.day))"
                                + (there ? ", written down already" : ""),
                        ], [])
                ])
        }
        return .element(
            "tr", [:], [.element("th", ["scope": "row", "dir": "auto"], name)] + cells)
    }
}

/// The boxes of a week as they were sent, day by day.
package struct SheetForm: Sendable {
    /// In the order of time.
    package let days: [(day: CalendarDay, form: DayForm)]
    /// By the names of the fields.
    package let cells: [String: String]

    /// - Parameter fields: `v.2026-01-05.itch`, `t.` for events, `n.` for the note.
    package init(_ fields: [(name: String, value: String)]) {
        cells = Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let parts = fields.compactMap { name, value -> (CalendarDay, String, String)? in
            let pieces = name.split(separator: ".", maxSplits: 2).map(String.init)
            guard pieces.count == 3, let day = CalendarDay(iso: pieces[1]) else { return nil }
            let field = pieces[0] == "n" ? "note" : "\(pieces[0]).\(pieces[2])"
            return (day, field, value)
        }
        let byDay = Dictionary(grouping: parts) { $0.0 }
        days = byDay.keys.sorted().map { day in
            (day, DayForm(byDay[day, default: []].map { ($0.1, $0.2) }))
        }
    }

    /// The cells of some days.
    package func cells(of days: [CalendarDay]) -> [String: String] {
        cells.filter { name, _ in days.contains { name.contains(".\($0).") } }
    }
}
