import ExperimentAnalysis
import ExperimentDiary
import ExperimentReport
import ExperimentText
import ExperimentTrial

/// The diary of one plan as one HTML file: today and the calendar, without a network. What is written
/// down stays in the browser, and goes into a file that `n1 import` reads.
package struct PortableDiary: Sendable {
    private let plan: TrialPlan
    private let stops: [StopNotice]
    private let version: String
    /// Series due on each day of the schedule.
    private let due: [[String]]
    /// Those that are due on some day, in the order of coming.
    private let asked: [String]

    /// - `stops`: stop rules that spoke so far.
    /// - `version`: of the program.
    package init(_ plan: TrialPlan, stops: [StopNotice], version: String) {
        self.plan = plan
        self.stops = stops
        self.version = version
        due = plan.schedule.days.map { plan.dueSeries(on: $0).map(\.id) }
        asked = due.flatMap(\.self).firstOccurrences
    }

    /// The diary as one file.
    /// - `hash`: base 64 of the SHA-256 of a text.
    package func html(hash: (String) -> String) -> String {
        html(hash, images: "data:", links: [], worker: [])
    }

    /// The files of a folder that a phone can install from a static host with TLS.
    package func app(hash: (String) -> String) -> [(name: String, text: String)] {
        let app = PortableApp(trial: plan.identity, title: plan.title)
        let page = html(
            hash, images: "data: 'self'; manifest-src 'self'; worker-src 'self'",
            links: app.links,
            worker: [.init(name: "data-worker", value: PortableApp.workerName)])
        return [("index.html", page)] + app.files(version: hash(page))
    }

    private func html(
        _ hash: (String) -> String, images: String, links: [Markup],
        worker: [Markup.Attribute]
    ) -> String {
        let sources =
            "default-src 'none'; style-src 'sha256-\(hash(PageStyle.text))'; script-src "
            + "'sha256-\(hash(PortableScript.text))'; img-src \(images); form-action 'none'; "
            + "base-uri 'none'"
        let head = Markup.element(
            "head", [:],
            [
                .element("meta", ["charset": "utf-8"]),
                .element(
                    "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .element("meta", ["http-equiv": "Content-Security-Policy", "content": sources]),
                .element("meta", ["name": "referrer", "content": "no-referrer"]),
                .element("title", [:], "Diary: \(plan.title)"),
                .element("style", [:], PageStyle.pieces),
            ] + (links.isEmpty ? [.element("link", ["rel": "icon", "href": "data:,"])] : links))
        let body = Markup.element("body", [:], [content(worker), Self.footer, Self.script])
        return "<!doctype html>\n" + Markup.element("html", ["lang": "en"], [head, body]).html
    }

    private func content(_ worker: [Markup.Attribute]) -> Markup {
        .element(
            "main",
            [.init(name: "id", value: "main"), .init(name: "data-plan", value: data.line)] + worker,
            [
                .element("p", ["class": "question", "dir": "auto"], plan.title),
                .element("h1", ["id": "heading", "tabindex": "-1"], "Diary"),
                .element("noscript", [:], [.element("p", [:], Self.withoutScript)]),
                .element("div", ["id": "told", "role": "status"], []),
                .element("div", ["id": "content"], []),
            ])
    }

    private static let script = Markup.element("script", [:], [.stylesheet(PortableScript.own)])

    private static let footer = Markup.element(
        "footer", ["class": "foot"],
        [
            .element(
                "p", [:],
                "This page sends nothing anywhere. This is no medical advice.")
        ])

    private static let withoutScript =
        "This file keeps what you write down by a script, which your browser does not run. Use the paper "
        + "sheets of n1 sheet, or the pages of n1 serve, which need none."

    // MARK: The plan, for the script

    private var data: JSON {
        .object([
            "format": .string("n1-page"), "trial": .string(plan.identity),
            "program": .string(version), "title": .string(plan.title),
            "dayStart": .integer(plan.diary.day.startsAt),
            "phases": .array(phases), "groups": .array(groups),
            "first": .string(plan.schedule.days.lowerBound.description),
            "patterns": .array(patterns.map { .array($0.map(JSON.integer)) }),
            "days": .array(days),
            "marks": .array(
                DayMark.allCases.map { mark in
                    .object([
                        "id": .string(mark.rawValue), "name": .string(TodayPage.name(of: mark)),
                        "hint": .string(TodayPage.hint(of: mark)),
                    ])
                }),
            "rules": .array(
                StopRule.allCases.map { rule in
                    .object([
                        "id": .string(rule.rawValue), "trigger": .string(rule.trigger),
                        "message": .string(rule.message(in: plan)),
                    ])
                }),
            "help": .string(StopRule.whereHelpIs),
            "spoken": .array(
                stops.map { .string("STOP \($0.rule.rawValue): \($0.message(in: plan))") }),
        ])
    }

    /// Phases of all sites one after the other, each with what is done.
    private var phases: [JSON] {
        let brief = { (day: CalendarDay) in
            DayBrief(plan, on: day, logged: [], stops: stops).toDo.dropFirst()
        }
        return plan.schedule.phases.map { phase in
            .object([
                "name": .string(phase.name), "first": .string(phase.first.description),
                "days": .integer(phase.lengthInDays), "tested": .bool(plan.isTested(phase)),
                "advice": .array(brief(phase.first).map(JSON.string)),
            ])
        }
    }

    private var groups: [JSON] {
        asked.compactMap { plan.series($0) }.map { series in
            let group = plan.questions(for: series)
            return .object([
                "title": .string(group.title),
                "questions": .array(group.questions.map(question)),
            ])
        }
    }

    /// What is due together, each list of places once.
    private var patterns: [[Int]] {
        due.map { due in due.compactMap { asked.firstIndex(of: $0) } }.firstOccurrences
    }

    /// For each day from the first on the place of its phase, and of what is due.
    private var days: [JSON] {
        let patterns = patterns
        return zip(plan.schedule.days, due).map { day, due in
            let phase = plan.schedule.phases.firstIndex { $0.days.contains(day) }
            let places = due.compactMap { asked.firstIndex(of: $0) }
            return .array([
                phase.map { .integer($0) } ?? .null,
                .integer(patterns.firstIndex(of: places) ?? 0),
            ])
        }
    }

    private func question(_ question: Question) -> JSON {
        let bounds = question.series.allowed?.bounds
        return .object([
            "id": .string(question.series.id), "title": .string(question.title),
            "hint": .string(question.hint),
            "choices": .array(
                question.choices.map { .array([.number($0.value), JSON($0.word)]) }),
            "more": .bool(question.hasMore),
            "allowed": JSON(question.series.allowed?.description),
            "from": JSON(bounds?.lowerBound), "to": JSON(bounds?.upperBound),
        ])
    }
}
