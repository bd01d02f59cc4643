internal import Stats

extension Wording {
    /// Before, after, difference with its interval, chance of a worthwhile difference.
    static func fourNumbers(_ comparison: Comparison) -> ReportDocument.Numbers {
        let effect = comparison.effect
        let rounding = comparison.rounding
        return ReportDocument.Numbers(
            caption: "\(Phrase.capitalised(Phrase.plain(comparison.outcome.name))), "
                + "\(scale(comparison.outcome.instrument))",
            numbers: [
                average(effect.reference, comparison.reference, rounding),
                average(effect.condition, comparison.condition, rounding),
                ReportDocument.Numbers.Number(
                    label: "Difference", value: rounding.text(effect.estimate),
                    note: "\(rounding.text(effect.interval.lower)) to "
                        + "\(rounding.text(effect.interval.upper)) "
                        + "(\(percent(effect.interval.level)) % interval)\(relative(comparison))"),
                chanceNumber(comparison),
            ])
    }

    private static func average(
        _ condition: Condition, _ scores: ScoreSummary?, _ rounding: Rounding
    ) -> ReportDocument.Numbers.Number {
        ReportDocument.Numbers.Number(
            label: "Average under \(Phrase.quoted(condition.name))",
            value: scores.map { rounding.text($0.mean) } ?? "none",
            note: Phrase.count(scores?.n ?? 0, "day"))
    }

    private static func relative(_ comparison: Comparison) -> String {
        guard let share = comparison.relativeChange, !comparison.isZeroWhenRounded else {
            return ""
        }
        return ", \(Rounding.percent(share)) % \(side(of: share))"
    }

    private static func percent(_ share: Double) -> String {
        Rounding.given(100 * share)
    }

    private static func chanceNumber(
        _ comparison: Comparison
    ) -> ReportDocument.Numbers.Number {
        let size = comparison.chances.size
        let chance = Chance(size?.worthwhile ?? comparison.chances.better)
        let label =
            size.map { "Chance of an improvement above \(comparison.amount($0.smallest))" }
            ?? "Chance that it was better at all"
        return ReportDocument.Numbers.Number(
            label: label, value: chance.text, note: chance.word.rawValue)
    }

    static func phases(_ analysis: EffectAnalysis, _ rounding: Rounding) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: "All days with a score",
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
            caption: "Explored beside the main outcome, not tested",
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
