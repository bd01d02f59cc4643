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

    /// - `today`: the day of asking.
    /// - `stops`: stop rules that hold today.
    /// - `trial`: where the trial is, as a command takes it; nil for the folder that one stands in.
    ///
    /// Throws `ScoringError` when items do not make a score.
    package init(
        _ plan: TrialPlan, diary: Diary, today: CalendarDay, stops: [StopNotice] = [],
        trial: String? = nil
    ) throws(ScoringError) {
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary, today: today)
        standing = Standing(data, on: today)
        self.stops = stops
        self.trial = trial
    }

    private var plan: TrialPlan { standing.plan }
    private var isOver: Bool { stops.contains { $0.rule.action == .endTrial } }

    /// Stop rules before anything else.
    package var warnings: [String] {
        stops.map { stop in
            let since = stop.day == standing.today ? "" : ", for what was logged on \(stop.day)"
            return "STOP \(stop.rule.rawValue)\(since): \(stop.rule.message)"
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
        let end = standing.course == .over ? "See what it found with \(command("report"))." : nil
        return [Wording.howFar(standing), Wording.toLog(standing), end ?? Wording.next(standing)]
            .compactMap(\.self)
    }

    /// The sentences of a report that was asked for too early.
    package var reportSentences: [String] {
        sentences + (isOver ? [] : [Wording.beforeComparison(standing)])
    }

    private func command(_ name: String) -> String {
        "n1 \(name)" + (trial.map { " " + $0 } ?? "")
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
    package func terminal(_ style: TerminalStyle) -> String {
        let lines = Sparkline(standing.data, width: style.width).map { line in
            ["", style.shown(line.blocks), style.shown(line.phases)]
        }
        let text =
            style.wrapped(plan.title).map(style.bold)
            + (happened + reportSentences).flatMap { style.wrapped($0) } + (lines ?? [])
        return text.map { $0 + "\n" }.joined()
    }

    package var markdown: String {
        let escaped = MarkdownRenderer.escaped
        let sections =
            ["# \(escaped(plan.title))", "*\(escaped(plan.question))*"]
            + (plan.source.map { ["> \(escaped($0))"] } ?? [])
            + (happened + reportSentences).map(escaped) + ["---", escaped(Self.footer)]
        return sections.joined(separator: "\n\n") + "\n"
    }

    package var html: String {
        let sentences = reportSentences.enumerated().map { place, text in
            Markup.element("p", place == 0 ? ["class": "lead"] : [:], text)
        }
        let header: [Markup] =
            [
                .element("h1", ["dir": "auto"], plan.title),
                .element("p", ["class": "question", "dir": "auto"], plan.question),
            ]
            + (plan.source.map { [.element("p", ["class": "source", "dir": "auto"], $0)] } ?? [])
        let main = Markup.element(
            "main", [:],
            [
                .element("header", [:], header),
                .element(
                    "section", ["id": "answer"],
                    [.element("h2", ["class": "unseen"], "Where the trial stands")]
                        + happened.map { .element("p", [:], $0) } + banner + sentences),
            ] + picture + [.element("footer", [:], [.element("p", [:], Self.footer)])])
        let page = Markup.element(
            "html", ["lang": "en"],
            [HTMLHead.markup(title: plan.title), .element("body", [:], [Hatching.markup, main])])
        return "<!doctype html>\n" + page.html
    }

    private var banner: [Markup] {
        let badge = VerdictBadge.stillRunning
        return standing.course == .running
            ? [.element("p", ["class": "badge \(badge.tone.rawValue)"], badge.text)] : []
    }

    private var picture: [Markup] {
        guard standing.data.days.contains(where: { $0.score != nil }) else { return [] }
        return [
            .element(
                "section", ["id": "picture"],
                [
                    .element("h2", ["class": "unseen"], "The picture"),
                    SeriesFigure(picture: SeriesPicture(standing.data)).markup,
                ])
        ]
    }

    private static let footer = "A trial that is still running. This is no medical advice."

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
                    "phase": .string(next.told), "condition": .string(next.condition),
                    "from": .string(next.first.description),
                ])
            } ?? .null,
            "stops": .array(
                stops.map {
                    .object([
                        "rule": .string($0.rule.rawValue), "day": .string($0.day.description),
                        "text": .string($0.rule.message),
                    ])
                }),
            "sentences": .array((warnings + sentences).map(JSON.string)),
        ])
    }
}
