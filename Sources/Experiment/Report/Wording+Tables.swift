internal import Stats

extension Wording {
    /// Before, after, difference with its interval, chance of a worthwhile difference.
    static func fourNumbers(_ comparison: Comparison) -> ReportDocument.Table {
        let effect = comparison.effect
        let rounding = comparison.rounding
        return ReportDocument.Table(
            caption: "\(Phrase.capitalised(Phrase.plain(comparison.outcome.name))), "
                + "\(scale(comparison.outcome.instrument))",
            header: ["", "Number", "Days"],
            rows: [
                average(effect.reference, comparison.reference, rounding),
                average(effect.condition, comparison.condition, rounding),
                [
                    "Difference (\(percent(effect.interval.level)) % interval)",
                    "\(rounding.text(effect.estimate)) (\(rounding.text(effect.interval.lower)) to "
                        + "\(rounding.text(effect.interval.upper)))\(relative(comparison))",
                    String(comparison.grounds.analysedDays),
                ],
                chanceRow(comparison),
            ])
    }

    private static func average(
        _ condition: Condition, _ scores: ScoreSummary?, _ rounding: Rounding
    ) -> [String] {
        [
            "Average under \(Phrase.quoted(condition.name))",
            scores.map { rounding.text($0.mean) } ?? "none", String(scores?.n ?? 0),
        ]
    }

    private static func relative(_ comparison: Comparison) -> String {
        guard let share = comparison.relativeChange, !comparison.isZeroWhenRounded else { return "" }
        return ", \(Rounding.percent(share)) % \(side(of: share))"
    }

    private static func percent(_ share: Double) -> String {
        Rounding.given(100 * share)
    }

    private static func chanceRow(_ comparison: Comparison) -> [String] {
        guard let size = comparison.chances.size else {
            return ["Chance that it was better at all", chance(comparison.chances.better), ""]
        }
        return [
            "Chance of an improvement above \(comparison.amount(size.smallest))",
            chance(size.worthwhile), "",
        ]
    }

    static func phases(_ analysis: EffectAnalysis, _ rounding: Rounding) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: "Phase by phase, all days with a score",
            header: ["Phase", "From", "Days", "With a score", "Analysed", "Average", "Spread"],
            rows: analysis.phases.map { phase in
                [
                    Phrase.isolated(Phrase.shortened(phase.phase.name)),
                    Phrase.day(phase.phase.first), String(phase.plannedDays),
                    String(phase.scoredDays), String(phase.analysedDays),
                    phase.scores.map { rounding.text($0.mean) } ?? "none",
                    phase.scores?.standardDeviation.map(rounding.text) ?? "none",
                ]
            })
    }

    /// The outcomes beside the primary one: explored, not tested.
    static func others(_ findings: [Finding]) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: "Other outcomes, exploratory",
            header: ["Outcome", "Difference", "Interval", "Chance it is better"],
            rows: findings.map(otherRow))
    }

    private static func otherRow(_ finding: Finding) -> [String] {
        switch finding {
        case .effect(let comparison), .compatibleWithNone(let comparison, _):
            let effect = comparison.effect
            let rounding = comparison.rounding
            return [
                "\(Phrase.plain(comparison.outcome.name)), \(Phrase.quoted(effect.condition.name))",
                rounding.text(effect.estimate),
                "\(rounding.text(effect.interval.lower)) to "
                    + "\(rounding.text(effect.interval.upper))",
                Chance(effect.probabilityOfBenefit).text,
            ]
        case .notEstimable(let outcome, let error):
            return [Phrase.plain(outcome.name), "none", "\(error)", ""]
        }
    }
}
