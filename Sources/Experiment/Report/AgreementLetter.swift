import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// One page that asks a clinician or dietitian whether a plan may be lived, before it is one: what would be
/// done, why it is asked about, what was answered, and boxes for the reply.
package struct AgreementLetter: Sendable {
    private let proposal: PlanProposal
    private let plan: TrialPlan

    /// - `proposal`: as it would be once somebody agreed.
    package init(_ proposal: PlanProposal, plan: TrialPlan) {
        self.proposal = proposal
        self.plan = plan
    }

    package func text(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title("To my doctor or dietitian: may I do this?")
        for blank in LetterFields.blanks { page.paragraph(blank) }
        page.space()
        page.paragraph(
            "I would like to find something out on myself: \(plan.question) A program planned it with me. "
                + "It writes no plan before a clinician or dietitian agreed, for these reasons:")
        page.points(reasons)
        page.heading("What I would do")
        page.paragraph(proposal.template.instruction)
        page.points(stretches)
        page.paragraph(record)
        page.heading("What I answered about my health")
        page.paragraph(answers)
        page.heading("Your reply")
        page.points(
            [
                "I agree with it as it stands.", "I agree, with these changes: ……………………………………",
                "Please do not do it, because: ……………………………………",
            ], mark: "[ ] ")
        page.paragraph("Name, date: ……………………………………")
        page.space()
        page.paragraph("This is no medical advice. A stop rule ends it: " + stops)
        return page.text
    }

    private var reasons: [String] {
        proposal.review.decisions.filter { $0.action != .warn || $0.gate == .g3 }.map(\.message)
            .firstOccurrences
    }

    /// Stretches of usual life, of the change and of foods that are tried again.
    private var stretches: [String] {
        var found: [(name: String, first: CalendarDay, last: CalendarDay)] = []
        for phase in plan.schedule.phases {
            let isBack = phase.part.isReintroduction || phase.part == .sustained
            let name = isBack ? "foods tried again, a small portion first" : phase.name
            if found.last?.name == name {
                found[found.count - 1].last = phase.last
            } else {
                found.append((name, phase.first, phase.last))
            }
        }
        return found.map { stretch in
            let days = stretch.first.distance(to: stretch.last) + 1
            return "\(Phrase.capitalised(stretch.name)): \(Phrase.day(stretch.first)) to "
                + "\(Phrase.day(stretch.last)), \(Phrase.count(days, "day"))."
        }
    }

    private var record: String {
        let names = plan.outcomes.map { Phrase.plain($0.name) }
        return
            "I record \(PlainNumber.list(names)), and whatever happens. Prescribed treatment stays as it is."
    }

    private var answers: String {
        let given = proposal.request.answers.entries
        let numbers = given.compactMap { entry -> String? in
            guard case .number(let value) = entry.answer else { return nil }
            return "\(entry.question) \(PlainNumber.text(value))"
        }
        let yes = given.filter { $0.answer == .yes }.compactMap { entry in
            (try? SafetyQuestion.named(entry.question))?.text
        }
        return (numbers.isEmpty ? "" : Phrase.capitalised(PlainNumber.list(numbers)) + ". ")
            + (yes.isEmpty
                ? "No to every other question." : "Yes to: " + yes.joined(separator: " "))
    }

    private var stops: String {
        [StopRule.s1, .s2, .s4, .s5].map(\.trigger).joined(separator: "; ") + "."
    }
}
