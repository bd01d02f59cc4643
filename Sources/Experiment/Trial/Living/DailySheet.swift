import ExperimentDiary
import ExperimentText

/// A log to print and fill in by hand, two weeks a page: a row for everything that is recorded every day
/// and a column for each day, and below them the questionnaires, item by item, on the days when they are
/// due. One HTML file without script or anything from outside.
package struct DailySheet: Sendable {
    private let plan: TrialPlan
    private let due: [(series: PlannedSeries, days: Set<CalendarDay>?)]
    private let questionnaires: [(outcome: PlannedOutcome, days: Set<CalendarDay>)]
    private let stops: [StopNotice]

    /// - `stops`: stop rules that spoke so far.
    package init(_ plan: TrialPlan, stops: [StopNotice] = []) {
        self.plan = plan
        self.stops = stops
        questionnaires = plan.outcomes.filter(\.isAskedByItems).map { outcome in
            (outcome, Set(plan.dueDays(of: outcome)))
        }
        due =
            plan.outcomes.filter { !$0.isAskedByItems }.flatMap { outcome in
                let days = outcome.daysBetween == 1 ? nil : Set(plan.dueDays(of: outcome))
                return outcome.askedSeries.map { ($0, days) }
            }
            + plan.series.filter { $0.instrument == nil }.map { series in
                let days = plan.schedule.days.filter { plan.isDue(series, on: $0) }
                return (series, series.daysBetween == 1 ? nil : Set(days))
            }
    }

    package var html: String {
        let weeks = stride(from: 0, to: plan.schedule.days.count, by: 14).map { offset in
            (0..<14).map { plan.schedule.days.lowerBound.advanced(by: offset + $0) }
        }
        let pages = weeks.enumerated().map { page($1, number: $0 + 1, of: weeks.count) }.joined()
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Markup.escaped(plan.title)): daily log</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            \(pages)</body>
            </html>

            """
    }

    private func page(_ days: [CalendarDay], number: Int, of count: Int) -> String {
        let rows = due.map { row($0.series, due: $0.days, days) }.joined()
        return """
            <section>
            <h1>\(Markup.escaped(plan.title))</h1>
            <p>Page \(number) of \(count). Write a number in each white box; leave a day that was missed \
            empty, and never write 0 for it.</p>
            <table>
            <thead><tr><th scope="col"></th>\(days.map(head).joined())</tr></thead>
            <tbody>
            \(phases(days))\(rows)\(marks(days))</tbody>
            </table>
            \(items(days))
            <p class="notes">Notes</p>
            <footer>\(Markup.escaped(StopRule.standingAdvice.joined(separator: " "))) \
            \(Markup.escaped(StopRule.s1.message.split(separator: ".").first.map { "\($0)" } ?? "")) \
            at \(Markup.escaped(StopRule.s1.trigger)). This is no medical advice.</footer>
            </section>

            """
    }

    private func head(_ day: CalendarDay) -> String {
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return "<th scope=\"col\">\(names[day.weekday])<br>\(Phrase.shortDay(day))</th>"
    }

    /// One row, or one for each outcome where they start on different days.
    private func phases(_ days: [CalendarDay]) -> String {
        plan.schedules.map { outcome, schedule in
            let head = outcome.map { "Phase of \($0.name)" } ?? "Phase"
            return "<tr><th scope=\"row\">\(Markup.escaped(head))</th>"
                + days.map { phase($0, in: schedule) }.joined() + "</tr>\n"
        }.joined()
    }

    private func phase(_ day: CalendarDay, in schedule: Schedule) -> String {
        guard let phase = schedule.phase(on: day) else { return "<td class=\"off\"></td>" }
        let isFirst = phase.first == day
        if plan.objection(to: phase, after: stops) != nil {
            return "<td class=\"off\"><s>\(Markup.escaped(phase.name))</s> not at home</td>"
        }
        if stops.contains(where: { plan.isTooSoon(phase, after: $0) }) {
            return "<td class=\"off\"><s>\(Markup.escaped(phase.name))</s> not yet</td>"
        }
        return "<td>\(isFirst ? "<strong>" : "")\(Markup.escaped(phase.name))"
            + "\(isFirst ? " starts</strong>" : "")</td>"
    }

    private func row(
        _ series: PlannedSeries, due: Set<CalendarDay>?, _ days: [CalendarDay]
    ) -> String {
        let allowed =
            series.allowed.map { "<br><small>\(Markup.escaped($0.description))</small>" } ?? ""
        let cells = days.map { day in
            let isOpen = plan.schedule.phase(on: day) != nil && due?.contains(day) ?? true
            return isOpen ? "<td></td>" : "<td class=\"off\"></td>"
        }
        return
            "<tr><th "
            + "scope=\"row\">\(Markup.escaped(series.name))\(allowed)</th>\(cells.joined())</tr>\n"
    }

    /// The questionnaires of these days side by side.
    private func items(_ days: [CalendarDay]) -> String {
        let tables = questionnaires.compactMap { outcome, due -> String? in
            let days = days.filter { due.contains($0) && plan.schedule.phase(on: $0) != nil }
            return days.isEmpty ? nil : table(of: outcome, days)
        }
        return tables.isEmpty ? "" : "<div class=\"items\">\(tables.joined())</div>"
    }

    /// A row for each item, and what its numbers mean: once where that is the same for all.
    private func table(of outcome: PlannedOutcome, _ days: [CalendarDay]) -> String {
        let items = outcome.instrument.items
        let hints = items.map { $0.hint.isEmpty ? $0.allowed.description : $0.spokenHint }
        let isShared = Set(hints).count == 1
        let rows = zip(items, hints).map { item, hint in
            let name = item.key.split(separator: "_").joined(separator: " ")
            let note = isShared ? "" : " <small>\(Markup.escaped(hint))</small>"
            return "<tr><th scope=\"row\">\(Markup.escaped(name))\(note)</th>"
                + String(repeating: "<td></td>", count: days.count) + "</tr>\n"
        }
        let shared = isShared ? hints.first.map { ": \($0)" } ?? "" : ""
        return "<table><caption>\(Markup.escaped(outcome.name + shared))</caption>"
            + "<thead><tr><th scope=\"col\"></th>\(days.map(head).joined())</tr></thead>"
            + "<tbody>\(rows.joined())</tbody></table>"
    }

    /// Events that are ticked.
    private func marks(_ days: [CalendarDay]) -> String {
        let cells = days.map {
            plan.schedule.phase(on: $0) == nil ? "<td class=\"off\"></td>" : "<td></td>"
        }.joined()
        let rows = [
            ("Slip", "what and how much"), ("Rescue treatment", "which"),
            ("Sudden reaction", "what, and how long after which food"),
            ("Illness, medicine, travel", "what"),
        ]
        return rows.map { name, hint in
            "<tr><th scope=\"row\">\(name)<br><small>\(hint)</small></th>\(cells)</tr>\n"
        }.joined()
    }

    private static let style = """

        @page { size: A4 landscape; margin: 10mm; }
        body { font: 11pt/1.3 sans-serif; color: #000; background: #fff; margin: 1rem; }
        section { break-after: page; }
        section:last-child { break-after: auto; }
        h1 { font-size: 14pt; margin: 0 0 .3rem; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; table-layout: fixed; }
        th, td { border: 1px solid #444; padding: .25rem; vertical-align: top; overflow-wrap: anywhere; }
        th { font-weight: 600; text-align: left; font-size: 8pt; }
        thead th:first-child { width: 17%; }
        .items { display: flex; gap: 6mm; align-items: flex-start; margin-top: 3mm; }
        .items table { flex: 1; width: auto; table-layout: auto; }
        .items thead th:first-child { width: auto; }
        .items td { height: 1.2rem; min-width: 12mm; }
        caption { text-align: left; font-size: 8pt; font-weight: 600; padding-bottom: 1mm; }
        td { font-size: 7pt; height: 1.6rem; }
        small { font-weight: 400; }
        .off { background: #ddd; print-color-adjust: exact; }
        .notes { border: 1px solid #444; min-height: 2.4rem; padding: .25rem; margin: 3mm 0 2mm; }
        footer { font-size: 8pt; }
        @media screen { th, td, caption, footer { font-size: 12px; } }

        """
}
