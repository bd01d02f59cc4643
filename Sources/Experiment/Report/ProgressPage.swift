import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// A trial on its way, for the person: how far it is, what is to be logged, what comes next, and the
/// scores so far. It says nothing of an effect.
package struct ProgressPage: Sendable {
    package let standing: Standing
    private let stops: [StopNotice]
    private let trial: String?
    private let statedToday: String?

    /// - `today`: the day of asking.
    /// - `stops`: stop rules that hold today.
    /// - `trial`: where the trial is, as a command takes it; nil for the folder that one stands in.
    /// - `statedToday`: what was given in place of the clock; nil where that was asked.
    ///
    /// Throws `ScoringError` when items do not make a score.
    package init(
        _ plan: TrialPlan, diary: Diary, today: CalendarDay, stops: [StopNotice] = [],
        trial: String? = nil, statedToday: String? = nil
    ) throws(ScoringError) {
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary, today: today)
        standing = Standing(data, on: today)
        self.stops = stops
        self.trial = trial
        self.statedToday = statedToday
    }

    private var plan: TrialPlan { standing.plan }
    private var isOver: Bool { stops.contains { $0.rule.action == .endTrial } }

    /// Stop rules before anything else.
    package var warnings: [String] {
        stops.map { stop in
            let since = stop.day == standing.today ? "" : ", for what was logged on \(stop.day)"
            return "STOP \(stop.rule.rawValue)\(since): \(stop.message(in: plan))"
        }
    }

    /// What happened to the person, as a report tells it first, and what a rule asks for.
    private var happened: [String] {
        let story = SafetyStory(standing.data.record)
        return SafetyWording.sentences(story, plan)
            + [SafetyWording.closing(story, plan)].compactMap(\.self)
    }

    /// Without the stop rules: how far, what to log, what next.
    package var sentences: [String] {
        guard !isOver else { return [Wording.howFar(standing)] }
        let end = standing.course == .over ? plan.whereTheAnswerStands(trial) : nil
        return [Wording.howFar(standing), Wording.toLog(standing), end ?? Wording.next(standing)]
            .compactMap(\.self)
    }

    /// The sentences of a report that was asked for too early.
    package var reportSentences: [String] {
        sentences
            + (isOver || standing.course == .over ? [] : [Wording.beforeComparison(standing)])
    }

    /// A few lines: what `n1 status` says.
    package func statusText(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title(plan.title)
        for line in warnings + sentences { page.paragraph(line) }
        if standing.course == .running, !isOver, !standing.open.isEmpty {
            page.paragraph("Log it with n1 log" + (trial.map { " --trial \($0)" } ?? "") + ".")
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
            standing.course == .running ? [.badge(.stillRunning)] : []
        let told = reportSentences.enumerated().map { place, text in
            place == 0 ? ReportDocument.Block.lead(text) : .paragraph(text)
        }
        return ReportDocument(
            plan, title: plan.title,
            parts: [
                .init(
                    id: .standing, blocks: happened.map { .paragraph($0) } + banner + told + picture
                )
            ], footer: [footer])
    }

    /// What a clinician can use before the end: who, what happened, what is being tried, how far.
    private func letter(_ remarks: [ReportDocument.Block]) -> ReportDocument {
        let story = SafetyStory(standing.data.record)
        let asks = LetterFields.decisions(story, plan, foods: [])
        let blocks: [ReportDocument.Block] =
            [.list(LetterFields.blanks)]
            + SafetyWording.sentences(story, plan, .byThePerson).map { .paragraph($0) }
            + [
                .paragraph(Wording.trying(standing)),
                .paragraph("\(Wording.howFar(standing)) \(Wording.next(standing))"),
                .paragraph(
                    standing.course == .over
                        ? plan.whereTheAnswerStands(trial) : Wording.noAnswerYet),
            ] + picture
            + (asks.isEmpty ? [] : [.heading("What I would like to talk about"), .list(asks)])
        return ReportDocument(
            plan, title: "For my doctor: \(plan.title)",
            parts: [.init(id: .letter, blocks: blocks + remarks)],
            footer: [footer] + (statedToday.map { [Wording.today(stated: $0)] } ?? []))
    }

    private var picture: [ReportDocument.Block] {
        standing.data.days.contains { $0.score != nil } ? [.figure(.series)] : []
    }

    private var footer: String {
        let state =
            standing.course == .over ? "whose containers are still closed" : "that is still running"
        return "A trial \(state). This is no medical advice."
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
            "sentences": .array((warnings + sentences).map(JSON.string)),
        ])
    }
}
