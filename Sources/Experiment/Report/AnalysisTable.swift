import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The numbers of a trial's analysis, for a terminal.
package enum AnalysisTable {
    package static func text(_ report: Report, style: TerminalStyle) -> String {
        let fit = report.primary.fit
        let findings = report.findings + report.others
        let tables = findings.map { finding in
            switch finding {
            case .effect(let comparison), .compatibleWithNone(let comparison, _):
                TerminalRenderer.table(table(comparison, report.families), style)
                    + remarks(comparison).flatMap { [""] + style.wrapped($0) }
            case .notEstimable(_, let error): style.wrapped("\(error)")
            }
        }
        let about =
            style.wrapped(Wording.about(fit, report.detectable)) + style.wrapped(fit.method.label)
        let head =
            style.wrapped(report.plan.title).map(style.bold)
            + (report.plan.source.map { style.wrapped($0).map(style.dim) } ?? [])
        let family = Wording.family(report).map { [style.wrapped($0)] } ?? []
        return ([head] + tables + family + [about])
            .map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    /// What the number is the number of, where that is more or less than the condition.
    private static func remarks(_ comparison: Comparison) -> [String] {
        comparison.caveats.filter(\.isAboutSeparation).compactMap(Wording.caveat)
    }

    private static func table(
        _ comparison: Comparison, _ families: [OutcomeFamily]
    ) -> ReportDocument.Table {
        let effect = comparison.effect
        let numbers = [
            effect.estimate, effect.standardError, effect.interval.lower, effect.interval.upper,
        ].map(Wording.significant)
        let chances = comparison.chances
        let member = comparison.outcome.isPrimary ? nil : families.member(of: comparison)
        var rows = [
            ["Difference", numbers[0]], ["Standard error", numbers[1]],
            ["Interval", "\(numbers[2]) to \(numbers[3])"],
            ["Two-sided p", Wording.pValue(effect.twoSidedP)],
            ["Chance of any improvement", Chance(chances.better).text],
        ]
        if let member { rows.insert(["Adjusted p", Wording.pValue(member.p)], at: 4) }
        if let size = chances.size {
            let smallest = Rounding.given(size.smallest)
            rows += [
                ["Chance of more than \(smallest)", Chance(size.worthwhile).text],
                ["Chance of less than \(smallest) either way", Chance(size.negligible).text],
            ]
        }
        rows.append(["Verdict", VerdictBadge(comparison).text])
        return ReportDocument.Table(
            caption: "\(Phrase.capitalised(Phrase.plain(comparison.outcome.name))) "
                + "(\(Wording.scale(comparison.outcome.instrument))): "
                + "\(Phrase.quoted(effect.condition.name)) against "
                + "\(Phrase.quoted(effect.reference.name)), "
                + "\(comparison.grounds.analysedDays) days",
            header: ["", comparison.unit], rows: rows)
    }
}

extension Wording {
    /// Three places, and never a zero.
    static func pValue(_ p: Double) -> String {
        p < 0.001 ? "below 0.001" : PlainNumber.fixed(p, decimals: 3)
    }

    /// The engine and its noise, in one sentence.
    package static func about(_ fit: RegressionFit, _ change: DetectableChange) -> String {
        let rho = fit.autocorrelation.map { ", autocorrelation \(significant($0.mean))" } ?? ""
        return "Method \(fit.method.rawValue): \(fit.n) days, day-to-day deviation "
            + "\(significant(change.dayToDay))\(rho)."
    }
}
