import ExperimentDiary
import ExperimentReport
import ExperimentText
import ExperimentTrial

/// The page of a day: what to do, what to log, what is there. Yesterday is not on it, and no answer is
/// filled in beforehand.
package struct TodayPage: Sendable {
    private let frame: PageFrame
    private let standing: DayStanding
    private let today: CalendarDay
    private let brief: DayBrief
    private let photos: [String]
    private let typed: DayForm
    private let message: PageMessage?

    /// - `standing`: of the day that is shown.
    /// - `photos`: names of the photos of the day.
    /// - `typed`: what was sent and not taken, to be corrected.
    package init(
        _ frame: PageFrame, _ standing: DayStanding, today: CalendarDay, brief: DayBrief,
        photos: [String] = [], typed: DayForm = DayForm(), message: PageMessage? = nil
    ) {
        self.photos = photos
        self.frame = frame
        self.standing = standing
        self.today = today
        self.brief = brief
        self.typed = typed
        self.message = message
    }

    private var day: CalendarDay { standing.day }
    private var isToday: Bool { day == today }

    package var html: String {
        frame.html(
            isToday ? "Today" : Phrase.day(day), at: isToday ? .today : .calendar,
            (message.map { [$0.markup] } ?? []) + warnings + instructions + log + there + pictures
                + after)
    }

    private var warnings: [Markup] {
        brief.warnings.map { .element("p", ["class": "message stop", "role": "alert"], $0) }
    }

    private var instructions: [Markup] {
        guard !brief.isOver else { return [] }
        let late =
            DayStanding.isLate(day, writtenOn: today)
            ? ["What is written down for this day now is marked as late."] : []
        let lines = (isToday ? brief.toDo : Array(brief.toDo.prefix(1))) + late
        return lines.enumerated().map { place, text in
            .element("p", ["class": place == 0 ? "lead" : "todo"], text)
        }
    }

    // MARK: To log

    private var log: [Markup] {
        guard standing.plan.takesWords(on: day), day <= today else { return [] }
        let groups = standing.open
        let all = groups.isEmpty && standing.isDue ? "Everything that was due is logged." : nil
        return (all.map { [.element("p", ["class": "complete"], $0)] } ?? []) + [
            frame.form(
                to: "log",
                groups.map(group) + [events, note] + correction
                    + [PageField.button(groups.isEmpty ? "Add" : "Save")],
                hidden: [("day", day.description)] + typedAgain(groups))
        ]
    }

    /// Answers that were refused for what is there already: their questions are not open any more.
    private func typedAgain(_ groups: [QuestionGroup]) -> [(String, String)] {
        let open = groups.flatMap(\.questions).map(\.series.id)
        let refused = Set(typed.values.keys).union(typed.exact.keys).subtracting(open)
        return refused.sorted().map { (DayForm.value + $0, typed.value(of: $0)) }
    }

    private func group(_ group: QuestionGroup) -> Markup {
        guard group.questions.count > 1 || group.questions.first?.title != group.title else {
            return .element("section", [:], group.questions.map { question($0, level: "h2") })
        }
        let shared = group.questions.first?.hint ?? ""
        let isShared = group.questions.allSatisfy { $0.hint == shared }
        let head: [Markup] =
            [.element("h2", [:], group.title)]
            + (isShared && !shared.isEmpty ? [.element("p", ["class": "hint"], shared)] : [])
        return .element(
            "section", [:],
            head + group.questions.map { question($0, level: "h3", showsHint: !isShared) })
    }

    private func question(_ question: Question, level: String, showsHint: Bool = true) -> Markup {
        let id = question.series.id
        let hint = showsHint ? question.hint : ""
        guard !question.choices.isEmpty else {
            let allowed = question.series.allowed.map { "\($0)" }
            let hints = [hint.isEmpty ? nil : hint, allowed].compactMap(\.self)
            return .element(
                "div", ["class": "question-box"],
                [
                    PageField.line(
                        question.title, name: DayForm.value + id, value: typed.value(of: id),
                        hint: hints.joined(separator: "; "), mode: "decimal")
                ])
        }
        let legend = Markup.element("legend", [:], [.element(level, [:], question.title)])
        let more =
            question.hasMore
            ? [
                PageField.line(
                    "or another number", name: DayForm.exact + id, value: typed.exact[id] ?? "",
                    hint: question.series.allowed.map { "\($0)" } ?? "", mode: "decimal")
            ] : []
        return .element(
            "fieldset", ["class": "question-box"],
            [legend] + (hint.isEmpty ? [] : [.element("p", ["class": "hint"], hint)]) + [
                .element("div", ["class": classes(question)], choices(question))
            ]
                + more)
    }

    private func classes(_ question: Question) -> String {
        question.choices.allSatisfy { $0.word != nil } ? "choices words" : "choices"
    }

    private func choices(_ question: Question) -> [Markup] {
        let id = question.series.id
        return question.choices.map { choice in
            let number = PlainNumber.text(choice.value)
            let word = choice.word.map { [Markup.element("small", [:], $0)] } ?? []
            return PageField.choice(
                [.element("b", [:], number)] + word, type: "radio", name: DayForm.value + id,
                value: number, isChosen: typed.values[id] == number)
        }
    }

    /// Events: ticked, with words where there are any.
    private var events: Markup {
        let rows = DayMark.allCases.map { mark in
            Markup.element(
                "div", ["class": "event"],
                [
                    PageField.choice(
                        [.text(Self.name(of: mark))], type: "checkbox",
                        name: DayForm.mark + mark.rawValue, value: "yes",
                        isChosen: typed.marks.contains(mark.rawValue)),
                    .element(
                        "input",
                        [
                            "type": "text", "name": DayForm.words + mark.rawValue,
                            "value": typed.words[mark.rawValue] ?? "", "maxlength": "500",
                            "autocomplete": "off", "placeholder": Self.hint(of: mark),
                            "aria-label": "\(Self.name(of: mark)): \(Self.hint(of: mark))",
                        ], []),
                ])
        }
        return .element(
            "fieldset", ["class": "events"],
            [.element("legend", [:], [.element("h2", [:], "Did anything happen?")])] + rows)
    }

    private var note: Markup {
        PageField.line("Note", name: "note", value: typed.note, hint: "anything worth remembering")
    }

    /// Asked for where what was sent contradicts what is there.
    private var correction: [Markup] {
        guard typed.contradicts else { return [] }
        return [
            PageField.line(
                "Why is the old value wrong?", name: "why", value: typed.why,
                hint: "it is kept, with this reason", isRequired: true)
        ]
    }

    static func name(of mark: DayMark) -> String {
        switch mark {
        case .slip: "Slip"
        case .rescue: "Rescue treatment"
        case .illness: "Illness"
        case .antibiotics: "Antibiotics"
        case .travel: "Travel"
        case .reaction: "Sudden reaction"
        case .period: "Period"
        }
    }

    static func hint(of mark: DayMark) -> String {
        switch mark {
        case .slip: "what and how much"
        case .rescue, .antibiotics: "which"
        case .illness: "what"
        case .travel: "where"
        case .reaction: "what, and how long after which food"
        case .period: "first day, last day"
        }
    }

    // MARK: What is there

    private var there: [Markup] {
        guard !standing.facts.isEmpty else { return [] }
        let rows = standing.facts.map { recorded in
            Markup.element(
                "li", ["dir": "auto"], [.text("\(recorded.fact.content)")] + correction(recorded))
        }
        let undo = frame.form(
            to: "undo", [PageField.button("Take back what was saved last", isMain: false)],
            hidden: [("day", day.description)])
        return [
            .element(
                "section", ["class": "there"],
                [.element("h2", [:], "Written down"), .element("ul", [:], rows), undo])
        ]
    }

    /// A value is put right with a reason; the old one stays in the file.
    private func correction(_ recorded: RecordedFact) -> [Markup] {
        guard case .reading(let series, _, _) = recorded.fact.content else { return [] }
        let form = frame.form(
            to: "log",
            [
                PageField.line(
                    "Right value", name: DayForm.value + series, mode: "decimal", isRequired: true),
                PageField.line(
                    "Why is the old value wrong?", name: "why", isRequired: true),
                PageField.button("Correct", isMain: false),
            ], hidden: [("day", day.description)])
        return [
            .element(
                "details", [:],
                [.element("summary", ["aria-label": "Correct \(series)"], "correct"), form])
        ]
    }

    /// Photos are kept beside the diary, and are no part of it.
    private var pictures: [Markup] {
        guard standing.phase != nil, day <= today else { return [] }
        let form = frame.form(
            to: "photo", isUpload: true,
            [
                .element(
                    "label", ["class": "line"],
                    [
                        .element("span", [:], "A photo of this day"),
                        .element("small", [:], "kept beside the diary, without its place and time"),
                        .element(
                            "input",
                            [
                                "type": "file", "name": "file", "accept": "image/jpeg,image/png",
                                "required": "",
                            ], []),
                    ]),
                PageField.button("Keep the photo", isMain: false),
            ], hidden: [("day", day.description)])
        let shown = photos.enumerated().map { place, name in
            Markup.element(
                "p", [:],
                [
                    .element(
                        "img",
                        [
                            "src": "photo?name=\(name)", "class": "photo", "loading": "lazy",
                            "alt": "Photo \(place + 1) of \(Phrase.day(day))",
                        ], [])
                ])
        }
        return [
            .element(
                "details", photos.isEmpty ? [:] : ["open": ""],
                [.element("summary", [:], [.element("h2", [:], "Photos")])] + shown + [form])
        ]
    }

    private var after: [Markup] {
        guard isToday, !brief.isOver else { return [] }
        let next = brief.upcoming.map { [Markup.element("p", ["class": "hint"], $0)] } ?? []
        return next + [
            .element(
                "p", ["class": "hint"],
                [
                    .element("a", ["href": "trial.ics"], "Put the trial into your calendar"),
                    .text(", with a reminder every evening."),
                ]),
            .element(
                "button", ["type": "button", "class": "other", "id": "remind", "hidden": ""],
                "Remind me this evening"),
        ]
    }
}
