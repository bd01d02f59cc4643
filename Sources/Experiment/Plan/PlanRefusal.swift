/// Why no plan is written.
public enum PlanRefusal: Error, Sendable, CustomStringConvertible {
    case noTemplate
    case noStart
    case startInPast(start: CalendarDay, today: CalendarDay)
    case template(TemplateError)
    case instrument(InstrumentError)
    case noWorthwhile(instrument: String)
    case unanswered([SafetyQuestion])
    case blocked([GateDecision])
    case needsClinician([GateDecision])
    case design(DesignRefusal)
    case irreversible(template: String, design: DesignKind, reason: String)
    case mayNotComeFirst(template: String, design: DesignKind)
    case tooSlow(template: String, design: DesignKind, lag: Int)
    case noFoodComesBack(template: String)
    case challengeBlocked([GateDecision])
    case oneConditionOnly
    case plan(PlanError)

    public var description: String {
        switch self {
        case .noTemplate:
            "template: found none; expected what you want to try. See n1 templates for the list."
        case .noStart:
            "start: found no day; expected the first day of the baseline. Write it like 2026-12-01."
        case .startInPast(let start, let today):
            "start: found \(start); expected \(today) or later, because a plan is made before its first "
                + "day. Choose a later day."
        case .template(let error): error.description
        case .instrument(let error): error.description
        case .noWorthwhile(let instrument):
            "worthwhile: found no smallest change worth having for \(instrument), and none is published; "
                + "expected one in points. Say from which change on it would be worth the effort."
        case .unanswered(let questions):
            "safety: found no answer to \(questions.count == 1 ? "1 question" : "\(questions.count) questions"); "
                + "expected one to each before a plan is written. Answer with yes, no or a number:\n"
                + questions.map { "  \($0.id): \($0.text)" }.joined(separator: "\n")
        case .blocked(let decisions):
            "no plan is written, because of your answers:\n" + Self.lines(decisions)
        case .needsClinician(let decisions):
            "no plan is written until a clinician or dietitian has agreed:\n"
                + Self.lines(decisions)
                + "\nState that one agreed with --clinician-agreed."
        case .design(let error): "design: \(error)"
        case .irreversible(let template, let design, let reason):
            "\(template): found a design of the kind \(design.rawValue), which goes back; expected "
                + "before-after or random-start, because \(reason). Choose one of them."
        case .mayNotComeFirst(let template, let design):
            "\(template): found a design of the kind \(design.rawValue), in which it may come first; "
                + "expected one with a baseline before it, because its effect lingers. Choose "
                + "withdrawal or abab."
        case .tooSlow(let template, let design, let lag):
            "\(template): found a design of the kind \(design.rawValue), which changes every few days; "
                + "expected phases longer than \(lag) days, the time its effect takes to build up. Choose "
                + "withdrawal, abab or block-pairs."
        case .noFoodComesBack(let template):
            "\(template): found a design of the kind reintroduction, and no food that is left out; "
                + "expected a template that leaves one out. Choose withdrawal."
        case .challengeBlocked(let decisions):
            "no food is tried again at home, because of your answers:\n" + Self.lines(decisions)
                + "\nChoose the design before-after."
        case .oneConditionOnly:
            "design: found permuted-blocks for one change; expected three conditions or more. Choose "
                + "block-pairs, or write the plan by hand as docs/plan-file.md shows."
        case .plan(let error): error.description
        }
    }

    private static func lines(_ decisions: [GateDecision]) -> String {
        decisions.map { "  \($0.gate.rawValue): \($0.message)" }.joined(separator: "\n")
    }
}
