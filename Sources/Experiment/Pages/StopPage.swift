import ExperimentText
import ExperimentTrial

/// A stop rule over the whole screen: what to do, before anything else.
package struct StopPage: Sendable {
    private let frame: PageFrame
    private let plan: TrialPlan
    private let notices: [StopNotice]

    package init(_ frame: PageFrame, _ plan: TrialPlan, _ notices: [StopNotice]) {
        self.frame = frame
        self.plan = plan
        self.notices = notices
    }

    package var html: String {
        let rules = notices.flatMap { notice -> [Markup] in
            [
                .element(
                    "h2", ["dir": "auto"], "Rule \(notice.rule.rawValue)\(notice.quotedWords)"),
                .element("p", ["class": "lead"], notice.message(in: plan)),
                .element("p", ["class": "hint"], "It speaks at: \(notice.rule.trigger)."),
            ]
        }
        let form = frame.form(
            to: "read", [PageField.button("I have read this")],
            hidden: notices.map { ("rule", Self.id($0)) })
        return frame.html(
            "Stop", at: nil,
            [.element("div", ["class": "stop-screen", "role": "alert"], rules), form],
            hasMenu: false)
    }

    /// One speaking of a rule.
    package static func id(_ notice: StopNotice) -> String {
        "\(notice.rule.rawValue) \(notice.day)"
    }
}
