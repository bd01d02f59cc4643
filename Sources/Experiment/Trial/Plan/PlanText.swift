import ExperimentDiary
import ExperimentText

/// A plan's phases, warnings and rules on a page, for the moment at which it was written.
package struct PlanText: Sendable {
    private let plan: TrialPlan

    package init(_ plan: TrialPlan) { self.plan = plan }

    package func text(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title(plan.title)
        page.paragraph(plan.question)
        page.space()
        phases(on: &page)
        page.paragraph(drawn)
        if let reason = plan.design?.reason {
            page.paragraph("Chosen although the template advises against it: \(reason)")
        }
        outcomes(on: &page)
        if let safety = plan.safety, !safety.decisions.isEmpty {
            page.heading("Before you start")
            page.points(safety.decisions.map(\.message))
            page.points(safety.decisions.flatMap(\.checklist), mark: "[ ] ")
        }
        if !plan.stopRules.isEmpty {
            page.heading("Stop")
            page.points(
                plan.stopRules.map { "\($0.rawValue), \($0.trigger): \($0.message(in: plan))" })
        }
        return page.text
    }

    /// The phases alone.
    package func schedule(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        phases(on: &page)
        return page.text
    }

    private func phases(on page: inout TextPage) {
        for (outcome, schedule) in plan.schedules {
            if let outcome { page.paragraph("\(outcome.name) (\(outcome.id)):") }
            page.table(schedule.phases.map(row))
        }
    }

    private func row(_ phase: Phase) -> [String] {
        ["\(phase.first)", "\(phase.last)", "\(phase.lengthInDays) d", phase.name]
    }

    private var drawn: String {
        guard let design = plan.design else { return "" }
        guard design.isRandomized else {
            return
                "A design of the kind \(design.settings.kind.rawValue): nothing about it was drawn."
        }
        return
            "A design of the kind \(design.settings.kind.rawValue), drawn with seed \(design.seed) from "
            + (design.settings.draw.map {
                "up to \(design.scheduleCount) schedules that keep time with \($0.scope.words)."
            } ?? "\(design.scheduleCount) schedules.")
    }

    private func outcomes(on page: inout TextPage) {
        page.heading("What decides")
        page.points(
            plan.outcomes.map { outcome in
                let change = outcome.worthwhile.map {
                    ", worth having from a change of \(PlainNumber.text($0)) on (\(outcome.instrument.unit))"
                }
                let days = outcome.daysBetween == 1 ? "daily" : "every \(outcome.daysBetween) days"
                return "\(outcome.name) (\(outcome.id)), \(days)\(change ?? "")"
                    + (outcome.isPrimary && plan.outcomes.count > 1 ? "; this one decides" : "")
            })
    }
}
