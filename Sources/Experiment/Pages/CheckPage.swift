import ExperimentReport
import ExperimentText
import ExperimentTrial

/// How complete the diary is, and what looks wrong in it; no score and no mean is on it.
package struct CheckPage: Sendable {
    private let frame: PageFrame
    private let check: DiaryCheck
    private let sentences: [String]

    /// - `sentences`: where the trial stands.
    package init(_ frame: PageFrame, _ check: DiaryCheck, sentences: [String]) {
        self.frame = frame
        self.check = check
        self.sentences = sentences
    }

    package var html: String {
        let remarks =
            check.remarks.isEmpty
            ? [Markup.element("p", [:], "Looked over, and nothing found.")]
            : [.element("ul", [:], check.remarks.map(remark))]
        return frame.html(
            "Check", at: .check,
            sentences.map { .element("p", ["class": "todo"], $0) } + check.outcomes.map(table)
                + [.element("h2", [:], "Found while looking it over")] + remarks)
    }

    private func remark(_ remark: DiaryRemark) -> Markup {
        .element(
            "li", ["dir": "auto"], "\(remark.finding) \(remark.consequence)")
    }

    private func table(_ outcome: OutcomeCheck) -> Markup {
        let header = ["phase", "days", "due", "there", "missing"]
        let rows = outcome.phases.map { phase in
            [
                phase.phase.name, "\(phase.phase.lengthInDays)", "\(phase.due)", "\(phase.scored)",
                "\(phase.missing.count)",
            ]
        }
        return .element(
            "table", [:],
            [
                .element(
                    "caption", ["dir": "auto"],
                    "\(Phrase.capitalised(outcome.outcome.name)): "
                        + "\(outcome.dueDays - outcome.missing.count) of \(outcome.dueDays) due scores "
                        + "are there"),
                .element(
                    "thead", [:],
                    [.element("tr", [:], header.map { .element("th", ["scope": "col"], $0) })]),
                .element(
                    "tbody", [:],
                    rows.map { row in
                        .element(
                            "tr", [:],
                            row.enumerated().map { place, text in
                                place == 0
                                    ? .element("th", ["scope": "row", "dir": "auto"], text)
                                    : .element("td", ["data-label": header[place]], text)
                            })
                    }),
            ])
    }
}
