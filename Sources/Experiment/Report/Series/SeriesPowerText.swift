import ExperimentConclusions
import ExperimentPlanning
import ExperimentSeries
import ExperimentText

/// What a plan would come to with several people, in words.
package struct SeriesPowerText: Sendable {
    private let power: SeriesPower
    private let unit: String

    package init(_ power: SeriesPower, unit: String) {
        self.power = power
        self.unit = unit
    }

    package func text(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title("Several people with this plan")
        page.paragraph(
            "Assumed: an average improvement of \(Rounding.given(power.effect)) \(unit), people who differ with "
                + "a standard deviation of \(number(power.tau)), and a standard error of \(number(power.error)) "
                + "for each of them. \(power.sets) simulated series a row.")
        page.table(
            [
                [
                    "People", "Finds it", "False claims", "Cannot tell", "Average within",
                    "Next person within",
                ]
            ]
                + power.rows.map { row in
                    [
                        String(row.people), percent(row.claims), percent(row.falseClaims),
                        percent(row.cannotTell), "+-\(number(row.meanReach))",
                        "+-\(number(row.nextReach))",
                    ]
                })
        page.paragraph(
            "\"False claims\" are those of series without any effect on average. What the next person may "
                + "expect does not become narrower than people differ, however many take part.")
        return page.text
    }

    private func number(_ value: Double) -> String { PlainNumber.fixed(value, decimals: 2) }
    private func percent(_ share: Share) -> String { "\(Rounding.percent(share.value)) %" }

    package var json: JSON {
        JSON.object([
            "effect": .number(power.effect), "tau": .number(power.tau),
            "smallest": .number(power.smallest), "standardError": .number(power.error),
            "sets": .integer(power.sets),
            "rows": .array(
                power.rows.map { row in
                    .object([
                        "people": .integer(row.people), "finds": .number(row.claims.value),
                        "falseClaims": .number(row.falseClaims.value),
                        "negligibleWithoutEffect": .number(row.negligible.value),
                        "cannotTell": .number(row.cannotTell.value),
                        "meanReach": .number(row.meanReach), "nextReach": .number(row.nextReach),
                    ])
                }),
        ]).settled
    }
}

extension PriorPower {
    /// - `people`: of the series.
    package func text(people: Int) -> String {
        "For somebody like the \(people) people of that series, before the first day: the chance that this plan "
            + "will show an improvement is \(Chance(better).text), a worsening \(Chance(worse).text). With the "
            + "series beside it, about \(Rounding.percent(borrowed)) % of the answer would be borrowed.\n"
    }
}
