import ExperimentDiary
import ExperimentSeries
import ExperimentText

/// The flow of a series from plan to end, and a line a person.
package struct EnrolmentText: Sendable {
    private let enrolment: Enrolment

    package init(_ enrolment: Enrolment) { self.enrolment = enrolment }

    package func text(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title("\(Phrase.count(enrolment.members.count, "trial")) of a series")
        page.space()
        for line in flow { page.paragraph(line) }
        page.space()
        page.table(
            [["Person", "State", "Scores", "Kept", "Last score", ""]] + enrolment.members.map(row))
        return page.text
    }

    /// The counts that a flow diagram of CONSORT asks for, as an indented list.
    private var flow: [String] {
        let (all, waiting) = (enrolment.members.count, enrolment.count(.notBegun))
        let begun = all - waiting
        return [
            "\(Phrase.count(all, "person", "people")) with a plan",
            "|- \(waiting) not begun",
            "`- \(begun) began",
            "   |- \(enrolment.count(.left)) left",
            "   |- \(enrolment.count(.running)) still running",
            "   `- \(enrolment.count(.finished)) reached the end",
        ].map {
            $0.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "\u{A0}")
        }
    }

    private func row(_ member: Enrolment.Member) -> [String] {
        [
            Phrase.shortened(member.person, to: 24), name(member.state),
            member.due == 0 ? "none due" : "\(member.scored) of \(member.due)",
            member.keptShare.map { "\(Rounding.percent($0)) %" } ?? "unknown",
            member.lastScore.map { "\($0)" } ?? "none",
            (member.problem ?? member.reason).map { Phrase.shortened($0, to: 60) } ?? "",
        ]
    }

    private func name(_ state: Enrolment.State) -> String {
        switch state {
        case .notBegun: "not begun"
        case .running: "running"
        case .left: "left"
        case .finished: "reached the end"
        }
    }

    package var json: JSON {
        .object([
            "people": .integer(enrolment.members.count),
            "counts": .object(
                Enrolment.State.allCases.map { .init($0.rawValue, .integer(enrolment.count($0))) }),
            "members": .array(
                enrolment.members.map {
                    .object([
                        "person": .string($0.person), "state": .string($0.state.rawValue),
                        "due": .integer($0.due), "scored": .integer($0.scored),
                        "keptShare": JSON($0.keptShare),
                        "firstDay": .string("\($0.firstDay)"),
                        "lastScore": JSON($0.lastScore.map { "\($0)" }), "reason": JSON($0.reason),
                        "problem": JSON($0.problem),
                    ])
                }),
        ])
    }
}
