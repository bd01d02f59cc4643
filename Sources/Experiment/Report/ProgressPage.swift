import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// A trial on its way, for the person: how far it is, what is to be logged, what comes next, and the
/// scores so far. It says nothing of an effect.
package struct ProgressPage: Sendable {
    package let standing: Standing
    /// Why nothing could be analysed although the time is over; nil where nobody tried.
    package let refusal: AnalysisError?
    private let stops: [StopNotice]
    private let trial: String?
    private let statedToday: String?

    /// - `today`: the day of asking.
    /// - `stops`: stop rules that hold today.
    /// - `trial`: where the trial is, as a command takes it; nil for the folder that one stands in.
    /// - `statedToday`: what was given in place of the clock; nil where that was asked.
    /// - `refusal`: why what was logged could not be analysed, where its time is over.
    ///
    /// Throws `ScoringError` when items do not make a score.
    package init(
        _ plan: TrialPlan, diary: Diary, today: CalendarDay, stops: [StopNotice] = [],
        trial: String? = nil, refusal: AnalysisError? = nil, statedToday: String? = nil
    ) throws(ScoringError) {
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary, today: today)
        standing = Standing(data, on: today)
        self.stops = stops
        self.trial = trial
        self.statedToday = statedToday
        self.refusal = refusal
    }

    private var plan: TrialPlan { standing.plan }
    private var story: SafetyStory { standing.story }
    /// Nothing is left to do for the trial but to talk to somebody.
    private var isOver: Bool {
        standing.ended != nil || stops.contains { $0.rule.action == .endTrial }
    }
    private var closing: String? { SafetyWording.closing(story, plan) }

    /// Stop rules before anything else.
    package var warnings: [String] {
        stops.map { stop in
            let since = stop.day == standing.today ? "" : ", for what was logged on \(stop.day)"
            return "STOP \(stop.rule.rawValue)\(since): \(stop.message(in: plan))"
        }
    }

    /// What happened to the person, as a report tells it first, and what a rule asks for.
    private var happened: [String] {
        SafetyWording.paragraphs(story, plan) + [closing].compactMap(\.self)
    }

    /// Without the stop rules: how far, what to log, what next.
    package var sentences: [String] {
        guard !isOver else { return [Wording.howFar(standing), closing].compactMap(\.self) }
        let end = standing.course == .over ? plan.whereTheAnswerStands(trial) : nil
        return [Wording.howFar(standing), Wording.toLog(standing), end ?? Wording.next(standing)]
            .compactMap(\.self)
    }

    /// How far it came and why there is no answer: the sentences of a report after what happened.
    private var reportSentences: [String] {
        if let refusal {
            return [Wording.howFar(standing), Wording.withoutAnswer(standing, refusal)]
        }
        if isOver { return [Wording.howFar(standing)] }
        return sentences
            + (standing.course == .over ? [] : [Wording.beforeComparison(standing)])
    }

    /// Why nothing was analysed, for whoever asked for a report; nil where that was not tried. After a rule
    /// that ended the trial it asks for no more days.
    package var whyNothing: String? {
        refusal.map { refusal in
            standing.ended == nil ? "\(refusal)" : Wording.withoutAnswer(standing, refusal)
        }
    }

    /// All of a report that could not be made: what happened first.
    package var standIn: [String] { happened + reportSentences }

    /// A few lines: what `n1 status` says.
    package func statusText(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title(plan.title)
        for line in warnings + sentences { page.paragraph(line) }
        let place = trial.map { " \($0)" } ?? ""
        if standing.course == .running, !isOver, !standing.open.isEmpty {
            page.paragraph("Log it with n1 log" + (trial.map { " --trial \($0)" } ?? "") + ".")
        }
        if isOver {
            page.paragraph(
                "See what was recorded with n1 report\(place); n1 report\(place) --letter is for a doctor."
            )
        }
        return page.text
    }
}

// MARK: In place of a report

extension ProgressPage {
    package func terminal(_ form: ReportForm, _ style: TerminalStyle) -> String {
        TerminalRenderer.text(document(form), standing.data, style)
    }

    package func markdown(_ form: ReportForm) -> String {
        MarkdownRenderer.text(document(form))
    }

    package func html(_ form: ReportForm) -> String {
        HTMLRenderer.text(document(form), series: SeriesPicture(standing.data))
    }

    /// A letter for a form of a letter, else the page for the person.
    func document(_ form: ReportForm) -> ReportDocument {
        switch form {
        case .summary, .cent: page
        case .letter: letter([])
        case .letterWithNotes: letter(Remarks.blocks(standing.data.record))
        }
    }

    private var page: ReportDocument {
        let banner: [ReportDocument.Block] =
            switch standing.course {
            case .running: [.badge(.stillRunning)]
            case .stopped: [.badge(.stopped)]
            case .toCome, .over: []
            }
        let told = reportSentences.enumerated().map { place, text in
            place == 0 ? ReportDocument.Block.lead(text) : .paragraph(text)
        }
        let warnings = isOver || refusal != nil ? SafetyWording.warnings(story) : []
        return ReportDocument(
            plan, title: plan.title,
            parts: [
                .init(
                    id: .standing,
                    blocks: happened.map { .paragraph($0) } + banner + told + warnings + picture)
            ], footer: [footer])
    }

    /// What a clinician can use before the end: who, what happened, what is being tried, how far.
    private func letter(_ remarks: [ReportDocument.Block]) -> ReportDocument {
        let asks = LetterFields.decisions(story, plan, foods: [])
        let blocks: [ReportDocument.Block] =
            [.list(LetterFields.blanks)]
            + SafetyWording.paragraphs(story, plan, .byThePerson).map { .paragraph($0) }
            + [
                .paragraph(Wording.trying(standing)),
                .paragraph(course.joined(separator: " ")),
            ] + [whyNoAnswer].compactMap(\.self).map { .paragraph($0) } + picture
            + (asks.isEmpty ? [] : [.heading("What I would like to talk about"), .list(asks)])
        return ReportDocument(
            plan, title: "For my doctor: \(plan.title)",
            parts: [.init(id: .letter, blocks: blocks + remarks)],
            footer: [footer] + (statedToday.map { [Wording.today(stated: $0)] } ?? []))
    }

    private var whyNoAnswer: String? {
        if let refusal { return Wording.withoutAnswer(standing, refusal) }
        if isOver { return nil }
        return standing.course == .over
            ? plan.whereTheAnswerStands(trial) : Wording.noAnswerYet
    }

    /// How far it came, and what comes next where anything does.
    private var course: [String] {
        let isClosed = isOver || refusal != nil || standing.course == .over
        return [Wording.howFar(standing)] + (isClosed ? [] : [Wording.next(standing)])
    }

    private var picture: [ReportDocument.Block] {
        standing.data.days.contains { $0.score != nil } ? [.figure(.series)] : []
    }

    private var footer: String {
        let state =
            switch standing.course {
            case .toCome, .running: "A trial that is still running. "
            case .stopped: "A trial that a stop rule ended. "
            case .over:
                standing.data.record.isClosed
                    ? "A trial whose containers are still closed. " : ""
            }
        return state + "This is no medical advice."
    }

    /// One object; `running` tells it from a report.
    package var json: JSON {
        let completeness = standing.completeness
        let days = plan.schedule.days
        return .object([
            "title": .string(plan.title),
            "question": .string(plan.question),
            "course": .string(standing.course.rawValue),
            "today": .string(standing.today.description),
            "day": .integer(standing.dayNumber),
            "days": .integer(standing.length),
            "start": .string(days.lowerBound.description),
            "end": .string(days.upperBound.description),
            "scored": .integer(completeness.scored),
            "due": .integer(completeness.due),
            "missing": .array(completeness.missing.map { .string($0.description) }),
            "toLog": .array(standing.open.map(JSON.string)),
            "next": standing.next.map { next in
                .object([
                    "phase": .string(next.name), "condition": .string(next.condition),
                    "from": .string(next.first.description),
                ])
            } ?? .null,
            "stops": .array(
                stops.map {
                    .object([
                        "rule": .string($0.rule.rawValue), "day": .string($0.day.description),
                        "text": .string($0.message(in: plan)),
                    ])
                }),
            "safety": SafetyWording.json(story, plan),
            "unanswerable": refusal.map { .string("\($0)") } ?? .null,
            "sentences": .array((warnings + sentences).map(JSON.string)),
        ])
    }
}
