import ExperimentDiary
import ExperimentText

/// Why no plan is written.
package enum PlanRefusal: Error, Sendable, CustomStringConvertible {
    case noTemplate
    case noStart
    case startInPast(start: CalendarDay, today: CalendarDay)
    case template(TemplateError)
    case instrument(InstrumentError)
    case noWorthwhile(instrument: String)
    case shorterThanRecall(instrument: String, kept: Int, lag: Int, recall: Int)
    case unanswered([SafetyQuestion])
    case blocked([GateDecision])
    case needsClinician([GateDecision])
    case design(DesignRefusal)
    case irreversible(template: String, design: DesignKind, reason: String)
    case severalAtOnce(template: String, design: DesignKind)
    case mayNotComeFirst(template: String, design: DesignKind)
    case tooSlow(template: String, design: DesignKind, lag: Int, fast: [String])
    case noFoodComesBack(template: String)
    case challengeBlocked([GateDecision])
    case nothingDiffers([GateDecision])
    case leftOutAlready(template: String, design: DesignKind)
    case noDoses(template: String, unit: String)
    case dosesOfNothing(template: String)
    case doses(found: [Double])
    case dosesWithout(design: DesignKind)
    case actsEverywhere(template: String, local: [String])
    case isOfWholeBody(template: String)
    case tooFewSeries(found: Int)
    case sites(found: [String])
    case sitesWithout(design: DesignKind)
    case noReason
    case plan(PlanError)

    package var description: String {
        switch self {
        case .noTemplate:
            "template: found none; expected what you want to try. See n1 templates for the list."
        case .noStart:
            "start: found no day; expected the first day of the baseline. Write it like 2026-12-01."
        case .startInPast(let start, let today):
            "start: found \(start); expected \(today) or later, because a plan is made before "
                + "its first "
                + "day. Choose a later day."
        case .template(let error): error.description
        case .instrument(let error): error.description
        case .noWorthwhile(let instrument):
            "worthwhile: found no smallest change worth having for \(instrument), and none is "
                + "published; "
                + "expected one in points. Say from which change on it would be worth the effort."
        case .shorterThanRecall(let instrument, let kept, let lag, let recall):
            "\(instrument): found a phase of which \(max(0, kept)) "
                + "\(kept == 1 ? "day follows" : "days follow") "
                + "the lag of \(lag); expected at least \(recall), because it looks back that "
                + "far and would "
                + "mix two phases. Lengthen the phases, or choose an outcome that looks back less."
        case .unanswered(let questions):
            "safety: found no answer to "
                + "\(questions.count == 1 ? "1 question" : "\(questions.count) questions"); "
                + "expected one to each before a plan is written. Answer each with --answer, as --answer age=34, by yes, no or a "
                + "number:\n"
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
                + "before-after or random-start, because \(reason). Choose one of them, or say "
                + "with "
                + "--despite why it can be taken back in you."
        case .severalAtOnce(let template, let design):
            "\(template): found a design of the kind \(design.rawValue), in which several foods come "
                + "back on one day; expected reintroduction, which brings them back one by one, or "
                + "before-after. Choose one of them."
        case .mayNotComeFirst(let template, let design):
            "\(template): found a design of the kind \(design.rawValue), in which it may come "
                + "first; "
                + "expected one with a baseline before it, because its effect lingers. Choose "
                + "withdrawal or abab, or say with --despite why it does not linger in you."
        case .tooSlow(let template, let design, let lag, let fast):
            "\(template): found a design of the kind \(design.rawValue), which changes every few "
                + "days; "
                + "expected phases longer than \(lag) days, the time its effect takes to build "
                + "up. Choose "
                + "withdrawal, abab or block-pairs, or say with --despite why it acts within a "
                + "day in you. "
                + (fast.isEmpty
                    ? "No template is known to act within a day."
                    : "Templates that act within a day: \(PlainNumber.list(fast)).")
        case .noFoodComesBack(let template):
            "\(template): found a design of the kind reintroduction, and no food that is left out; "
                + "expected a template that leaves one out. Choose withdrawal."
        case .challengeBlocked(let decisions):
            "no food is tried again at home, because of your answers:\n" + Self.lines(decisions)
                + "\nChoose the design before-after, or random-start."
        case .nothingDiffers(let decisions):
            "you leave the food out already, and it is not tried again at home, so there is nothing to "
                + "compare:\n" + Self.lines(decisions)
        case .leftOutAlready(let template, let design):
            "\(template): found a design of the kind \(design.rawValue), and a food that you leave out "
                + "already; expected before-after, which begins with the days as they are now and brings "
                + "the food back. Choose it."
        case .noDoses(let template, let unit):
            "\(template): found permuted-blocks and no doses; expected two doses or more "
                + "(\(unit)) beside "
                + "usual life. Write them like --dose 1 --dose 2, or choose block-pairs."
        case .dosesOfNothing(let template):
            "\(template): found doses; expected none, because it is all or nothing, or leaves "
                + "something "
                + "out. Choose block-pairs, or reintroduction for a food on a ladder of doses."
        case .doses(let found):
            "doses: found \(PlainNumber.list(found.map { PlainNumber.text($0) })); expected 2 to "
                + "11 "
                + "different ones above 0. Usual life counts as the dose 0."
        case .dosesWithout(let design):
            "doses: found a design of the kind \(design.rawValue), which compares one change "
                + "with usual "
                + "life; expected permuted-blocks. Choose it, or leave the doses out."
        case .actsEverywhere(let template, let local):
            "\(template): found a design of the kind multiple-baseline, in which it starts at "
                + "one site or "
                + "for one outcome after the other; expected a change that can "
                + "(\(PlainNumber.list(local))). "
                + "Choose random-start, or say with --despite how it starts in one place."
        case .isOfWholeBody(let template):
            "\(template): found a design of the kind multiple-baseline, in which one site waits while "
                + "another has begun; expected a change of the skin or a practice, because what is "
                + "eaten, swallowed or left out reaches every site on the same day. Choose random-start."
        case .tooFewSeries(let found):
            "design: found multiple-baseline over "
                + "\(found == 1 ? "1 outcome" : "\(found) outcomes"); expected "
                + "2 to 12. Name sites of the body with --site, or outcomes with --outcome."
        case .sites(let found):
            "sites: found \(listed(found)); expected different names of letters, digits and "
                + "hyphens. Write "
                + "them like left-arm."
        case .sitesWithout(let design):
            "sites: found a design of the kind \(design.rawValue), which treats all sites alike; "
                + "expected "
                + "multiple-baseline. Choose it, or leave the sites out."
        case .noReason:
            "despite: found no reason; expected one. Say why the design fits although the "
                + "template advises "
                + "against it."
        // The lines are those of a file that was not written.
        case .plan(let error): error.problems.map { "\($0.value)" }.joined(separator: "\n")
        }
    }

    private static func lines(_ decisions: [GateDecision]) -> String {
        decisions.map { "  \($0.gate.rawValue): \($0.message)" }.joined(separator: "\n")
    }
}
