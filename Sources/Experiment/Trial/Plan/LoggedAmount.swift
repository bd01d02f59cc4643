import ExperimentDiary
import ExperimentText

/// How much of a condition was eaten or taken, where the diary says so day by day: the exposure of a
/// day is the logged amount as a share of the full one.
package struct LoggedAmount: Sendable, Equatable {
    /// The series of the diary that holds the amounts; those of one day are added up.
    package let series: String
    /// The amount that counts as one: the effect of the trial is that of this much a day.
    package let full: Double
    /// As "ml"; nil for a bare number.
    package let unit: String?

    /// `200 ml`.
    package var text: String {
        PlainNumber.text(full, decimals: 4) + (unit.map { " " + $0 } ?? "")
    }
}

extension LoggedAmount {
    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        guard let map = reader.mapping(node, keys: ["series", "full", "unit"]) else { return nil }
        let full = reader.numbers(map["full"], above: 0, atMost: 1_000_000).first
        guard let series = reader.text(map["series"])?.value, let full else {
            if map["series"] == nil || map["full"] == nil {
                let missing = map["series"] == nil ? "series" : "full"
                reader.report(
                    .missing(
                        key: map.key(missing),
                        expected: missing == "series"
                            ? "the series that holds the amounts" : "the amount that counts as one"),
                    line: map.line)
            }
            return nil
        }
        self.init(series: series, full: full, unit: reader.text(map["unit"])?.value)
    }
}

extension TrialPlan {
    /// The amounts of the tested conditions, in the order of the plan.
    package var amounts: [LoggedAmount] { conditions.compactMap(\.amount) }

    /// What a day of a simulated diary holds: the full amount under its condition, none of the others.
    package func fullAmounts(under lived: String?) -> [Reading] {
        conditions.compactMap { condition in
            condition.amount.map {
                Reading(
                    series: $0.series, rater: nil, value: condition.id == lived ? $0.full : 0)
            }
        }
    }
}
