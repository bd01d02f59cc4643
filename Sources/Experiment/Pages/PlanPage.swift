import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// The making of a plan, question by question: what to try, is it safe, which design, is this it? All
/// that was answered so far travels with the form.
package struct PlanPage: Sendable {
    private let frame: PageFrame
    private let step: Step
    private let said: [(String, String)]
    private let messages: [PageMessage]

    package enum Step: Sendable {
        case wish(today: CalendarDay)
        case safety([SafetyQuestion])
        /// Something forbids it.
        case refused([String])
        case clinician([String])
        case design([DesignOffer], suggested: DesignOffer?)
        case preview(plan: String, diagnosis: String)
        /// It is written: what it says, and whether it is sealed.
        case written(plan: String, seal: String?, canSeal: Bool)
    }

    /// - `said`: fields of the steps before.
    package init(
        _ frame: PageFrame, _ step: Step, said: [(String, String)] = [],
        messages: [PageMessage] = []
    ) {
        self.frame = frame
        self.step = step
        self.said = said
        self.messages = messages
    }

    package var html: String { frame.html(heading, at: .plan, messages.map(\.markup) + content) }

    private var heading: String {
        switch step {
        case .wish: "A new trial"
        case .safety: "Is it safe?"
        case .refused: "Not at home"
        case .clinician: "With a clinician"
        case .design: "Which design?"
        case .preview: "Is this the plan?"
        case .written: "Plan"
        }
    }

    private var content: [Markup] {
        switch step {
        case .wish(let today): wish(today)
        case .safety(let questions):
            form(questions.map(question), "Go on")
        case .refused(let reasons):
            reasons.map { .element("p", ["class": "message stop", "role": "alert"], $0) }
                + [.element("p", [:], [.element("a", ["href": "plan"], "Begin anew")])]
        case .clinician(let reasons): clinician(reasons)
        case .design(let offers, let suggested): design(offers, suggested)
        case .preview(let plan, let diagnosis):
            [pre(plan), pre(diagnosis)] + form([], "Write this plan", hidden: [("write", "yes")])
        case .written(let plan, let seal, let canSeal): written(plan, seal, canSeal)
        }
    }

    private func form(
        _ children: [Markup], _ button: String, hidden: [(String, String)] = []
    ) -> [Markup] {
        [frame.form(to: "plan", children + [PageField.button(button)], hidden: said + hidden)]
    }

    private func pre(_ text: String) -> Markup { .element("pre", ["dir": "auto"], text) }

    private func value(_ name: String) -> String { said.first { $0.0 == name }?.1 ?? "" }

    private func wish(_ today: CalendarDay) -> [Markup] {
        let templates = Template.catalogue.map { (value: $0.id, text: $0.name) }
        let complaints = Complaint.allCases.map { (value: $0.rawValue, text: $0.rawValue) }
        let fields: [Markup] = [
            PageField.selection(
                "What do you want to try?", name: "template", options: templates,
                chosen: value("template")),
            PageField.selection(
                "What should get better?", name: "complaint", options: complaints,
                chosen: value("complaint")),
            PageField.line(
                "First day of the baseline", name: "start",
                value: value("start").isEmpty
                    ? today.advanced(by: 1).description : value("start"),
                hint: "the days of usual life before the change, as \(today.advanced(by: 1))"),
            PageField.line(
                "From which change on would it be worth it?", name: "worthwhile",
                value: value("worthwhile"), hint: "in points; empty takes the published value",
                mode: "decimal"),
            yesNo("Do you start because it is bad right now?", "bad"),
        ]
        return [frame.form(to: "plan", fields + [PageField.button("Go on")])]
    }

    private func yesNo(_ text: String, _ name: String) -> Markup {
        .element(
            "fieldset", [:],
            [
                .element("legend", [:], text),
                .element(
                    "div", ["class": "choices words"],
                    ["yes", "no"].map {
                        PageField.choice(
                            [.text($0)], type: "radio", name: name, value: $0,
                            isChosen: value(name) == $0)
                    }),
            ])
    }

    private func question(_ question: SafetyQuestion) -> Markup {
        switch question.kind {
        case .yesNo: yesNo(question.text, "a.\(question.id)")
        case .number(_, let unit):
            PageField.line(
                question.text, name: "a.\(question.id)", hint: question.help + " (\(unit))",
                mode: "decimal")
        }
    }

    private func clinician(_ reasons: [String]) -> [Markup] {
        reasons.map { .element("p", [:], $0) }
            + form([yesNo("Did a clinician or dietitian agree to this plan?", "agreed")], "Go on")
    }

    private func design(_ offers: [DesignOffer], _ suggested: DesignOffer?) -> [Markup] {
        let choices = offers.map { offer in
            PageField.choice(
                [.text(Phrase.capitalised(offer.sentence))], type: "radio", name: "design",
                value: offer.kind.rawValue, isChosen: offer.kind == suggested?.kind)
        }
        return form(
            [
                .element(
                    "fieldset", [:],
                    [
                        .element("legend", [:], "These designs fit"),
                        .element("div", ["class": "offers"], choices),
                    ])
            ], "Show me the plan")
    }

    private func written(_ plan: String, _ seal: String?, _ canSeal: Bool) -> [Markup] {
        let state = Markup.element(
            "p", ["class": "todo"],
            seal ?? "The plan is not sealed. A seal shows later that it came before the scores.")
        let form = canSeal ? [frame.form(to: "seal", [PageField.button("Seal the plan")])] : []
        return [state] + form + [pre(plan)]
    }
}
