import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

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

    package static func phases(_ analysis: EffectAnalysis, _ rounding: Rounding)
        -> ReportDocument.Table
    {
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

    /// The outcomes beside the primary one, each with its p adjusted for all of them.
    package static func others(_ report: Report) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: "Beside the main outcome",
            header: [
                "Outcome", "Difference", "Interval", "In swings", "Chance it is better",
                "p, adjusted", "Clear",
            ],
            rows: report.others.map { otherRow($0, report.families) })
    }

    /// What the adjusted p of the table mean, and which outcomes survive; nil without a family.
    package static func family(_ report: Report) -> String? {
        guard let family = report.families.first else { return nil }
        let clear = report.families.flatMap(\.others).filter(\.isSelected)
            .map { Phrase.plain($0.outcome.name) }.firstOccurrences
        let threshold = Rounding.given(OutcomeFamily.rate)
        let rule =
            family.others.count == 1
            ? "The other one is called clear at a p of \(threshold) or below. "
            : "The other \(family.others.count) make a family: p is adjusted after Benjamini and "
                + "Hochberg, and of those called clear (\(threshold) or below) at most "
                + "\(Rounding.given(100 * OutcomeFamily.rate)) % are expected to be chance. "
        return "The main outcome is tested by itself. " + rule
            + (clear.isEmpty ? "None is clear." : "Clear: \(PlainNumber.list(clear)).")
            + level(report.families)
    }

    private static func level(_ families: [OutcomeFamily]) -> String {
        guard let level = families.compactMap(\.intervalLevel).min() else { return "" }
        return " An interval of a clear one is to be read at "
            + "\(Rounding.fixed(100 * level, decimals: 1)) %."
    }

    private static func otherRow(_ finding: Finding, _ families: [OutcomeFamily]) -> [String] {
        switch finding {
        case .effect(let comparison), .compatibleWithNone(let comparison, _):
            let effect = comparison.effect
            let rounding = comparison.rounding
            let member = families.member(of: comparison)
            return [
                "\(Phrase.plain(comparison.outcome.name)), \(Phrase.quoted(effect.condition.name))",
                rounding.text(effect.estimate),
                "\(rounding.text(effect.interval.lower)) to "
                    + "\(rounding.text(effect.interval.upper))",
                member.map(EvidenceWording.swings) ?? "none",
                Chance(effect.probabilityOfBenefit).text, member.map { pValue($0.p) } ?? "none",
                member.map { $0.isSelected ? "yes" : "no" } ?? "no",
            ]
        case .notEstimable(let outcome, _):
            return [Phrase.plain(outcome.name), "too few to compare", "", "", "", "", ""]
        }
    }
}

extension [OutcomeFamily] {
    /// The place of another outcome's effect in the family of its condition.
    func member(of comparison: Comparison) -> OutcomeFamily.Member? {
        first { $0.primary.effect.condition.id == comparison.effect.condition.id }?
            .others.first { $0.outcome.id == comparison.outcome.id }
    }
}
