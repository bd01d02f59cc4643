import ExperimentPlanning
import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What `n1 power` and `n1 calibrate` print.
package enum DiagnosisText {
    /// Power of a plan: what its analysis found in simulated trials with and without the effect.
    ///
    /// - `outcomes`: the primary one first; several where they start on different days.
    package static func power(_ outcomes: [OutcomeDiagnosis], style: TerminalStyle) -> String {
        var page = TextPage(style)
        guard let first = outcomes.first else { return page.text }
        title(first.diagnosis, "will it be able to tell?", &page)
        if outcomes.count > 1 { overview(outcomes, &page) }
        for outcome in outcomes {
            facts(outcome, among: outcomes.count, &page)
            for comparison in outcome.diagnosis.comparisons {
                power(comparison, outcome.diagnosis, &page)
            }
            if let needed = outcome.daysNeeded { page.paragraph(sentence(needed)) }
            for reach in outcome.reach {
                page.heading("What it can say of \(Phrase.quoted(reach.condition.name))")
                page.points(PlanReachText.sentences(reach))
            }
            if let challenges = outcome.challenges {
                ChallengePowerText.add(challenges, of: outcome.outcome, to: &page)
            }
        }
        page.space()
        page.paragraph(footer(first.diagnosis))
        return page.text
    }

    private static func power(
        _ comparison: ComparisonDiagnosis, _ diagnosis: DesignDiagnosis, _ page: inout TextPage
    ) {
        page.heading(title(comparison))
        page.table(powerRows(comparison, diagnosis))
        page.space()
        page.paragraph(chances(comparison, diagnosis))
        if !diagnosis.study.specification.method.isAveragedOverOnset {
            page.paragraph(
                "That the estimate alone rules out a worthwhile difference is no verdict: a report also asks "
                    + "whether an effect that comes slowly could hide in the phases, and where it could, "
                    + "which is often, says that it cannot tell or “none, if it works within” some days."
            )
        }
        if let power = comparison.closedForm { page.paragraph(formula(power, diagnosis)) }
    }

    /// Calibration of the declared analysis on this plan: does it keep its promises?
    ///
    /// - `outcomes`: the primary one first; several where they start on different days.
    package static func calibration(_ outcomes: [OutcomeDiagnosis], style: TerminalStyle) -> String
    {
        var page = TextPage(style)
        guard let diagnosis = outcomes.first?.diagnosis else { return page.text }
        title(diagnosis, "does its analysis keep its promise?", &page)
        if outcomes.count > 1 { page.paragraph(onOwnDays(outcomes.count)) }
        for outcome in outcomes {
            facts(outcome, among: outcomes.count, &page)
            for comparison in outcome.diagnosis.comparisons {
                page.heading(title(comparison))
                page.table(calibrationRows(comparison, outcome.diagnosis))
            }
        }
        page.space()
        page.paragraph(
            "An honest \(level(diagnosis)) interval holds the truth in \(level(diagnosis)) of "
                + "trials, and leaves out zero in \(percent(1 - diagnosis.study.plan.analysis.level, 0)) "
                + "of trials without an effect. The t-test takes each day as new, which days of one "
                + "person are not.")
        page.paragraph(footer(diagnosis))
        return page.text
    }

    // MARK: Head and foot

    private static func title(
        _ diagnosis: DesignDiagnosis, _ question: String, _ page: inout TextPage
    ) {
        page.title("\(diagnosis.study.plan.title): \(question)")
        page.paragraph(
            "Simulated diaries, not real data: \(diagnosis.trials) for each truth, seed "
                + "\(diagnosis.seed).")
    }

    /// The outcomes of a multiple baseline side by side.
    private static func overview(_ outcomes: [OutcomeDiagnosis], _ page: inout TextPage) {
        page.paragraph(onOwnDays(outcomes.count))
        page.space()
        page.table(
            [["starts on", "found", "false", "outcome"]]
                + outcomes.map { outcome in
                    let comparison = outcome.diagnosis.comparisons.first
                    return [
                        outcome.firstTestedDay.map { "day \($0)" } ?? "-",
                        comparison.map { text($0.withEffect.claims) } ?? "-",
                        comparison.map { text($0.withoutEffect.claims) } ?? "-",
                        name(outcome.outcome),
                    ]
                })
    }

    private static func onOwnDays(_ count: Int) -> String {
        "\(count) outcomes start on days of their own. Each is tried out on its own schedule and "
            + "judged by itself, the primary one first."
    }

    private static func name(_ outcome: PlannedOutcome) -> String {
        outcome.name + (outcome.isPrimary ? " (primary)" : "")
    }

    /// What the numbers of an outcome rest on.
    private static func facts(
        _ outcome: OutcomeDiagnosis, among count: Int, _ page: inout TextPage
    ) {
        let study = outcome.diagnosis.study
        if count > 1 { page.heading(name(outcome.outcome)) } else { page.space() }
        page.label("analysis", analysis(study))
        page.label("schedule", schedule(study.plan))
        let world = study.world
        let numbers: [(String, String, Assumption)] = [
            ("effect", points(world.effect.value, study), world.effect),
            ("usual score", points(world.baseline.value, study), world.baseline),
            ("daily spread", "SD \(points(world.sd.value, study))", world.sd),
            (
                "day to day", "autocorrelation \(Rounding.fixed(world.rho.value, decimals: 2))",
                world.rho
            ),
            ("missing", "\(percent(world.missing.value, 0)) of days", world.missing),
            ("onset", halfTime(world.onsetHalfTime.value), world.onsetHalfTime),
            ("wash-out", halfTime(world.washoutHalfTime.value), world.washoutHalfTime),
            ("slips", "\(percent(world.slips.value, 0)) of tested days", world.slips),
        ]
        for (label, text, assumption) in numbers {
            page.label(label, "\(text) (\(assumption.origin.text))")
        }
    }

    private static func analysis(_ study: DiagnosisStudy) -> String {
        let specification = study.specification
        var parts = ["\(specification.method.rawValue), \(level(study)) intervals"]
        if specification.usesLags, specification.onsetLagInDays > 0 {
            parts.append("first \(specification.onsetLagInDays) days of a tested phase left out")
        }
        if specification.usesLags, specification.washoutInDays > 0 {
            parts.append("first \(specification.washoutInDays) days after one left out")
        }
        if specification.hasTrend { parts.append("straight trend") }
        if specification.hasWeekday { parts.append("weekdays") }
        if let lags = specification.lags {
            parts.append("effects spread over \(lags.days) days (\(lags.curve.rawValue))")
        }
        if study.plan.analysis.cycle != nil { parts.append(TrialPlan.cycleName) }
        if !study.plan.covariates.isEmpty {
            parts.append(study.plan.covariates.map(\.name).joined(separator: ", "))
        }
        return parts.joined(separator: "; ")
    }

    private static func schedule(_ plan: TrialPlan) -> String {
        let phases = plan.schedule.phases
        let shown = phases.prefix(8).map { "\($0.lengthInDays) \(Phrase.quoted($0.name))" }
        let rest = phases.count > 8 ? ", \(phases.count - 8) more" : ""
        return "\(plan.schedule.length) days: " + shown.joined(separator: ", ") + rest
    }

    private static func footer(_ diagnosis: DesignDiagnosis) -> String {
        let study = diagnosis.study
        let patterns =
            study.source.isFixed
            ? ""
            : " Each \(study.trialsAPattern) trials share a pattern of missing days, "
                + "slips and covariates."
        return "± is the simulation's own standard error.\(patterns) The answer is as good as the "
            + "assumptions above: give your own numbers, or log a baseline first."
    }

    // MARK: Tables

    private static func title(_ comparison: ComparisonDiagnosis) -> String {
        "\(Phrase.quoted(comparison.condition.name)) against "
            + Phrase.quoted(comparison.reference.name)
    }

    private static func header(
        _ comparison: ComparisonDiagnosis, _ diagnosis: DesignDiagnosis
    ) -> [String] {
        ["", "effect \(signed(comparison.withEffect.truth, diagnosis.study))", "no effect"]
    }

    private static func powerRows(
        _ comparison: ComparisonDiagnosis, _ diagnosis: DesignDiagnosis
    ) -> [[String]] {
        let (with, without) = (comparison.withEffect, comparison.withoutEffect)
        var rows = [
            header(comparison, diagnosis),
            ["found (interval without zero)", text(with.claims), text(without.claims)],
            ["  of these with the wrong sign", with.signErrors.map(text) ?? "-", "-"],
            ["  exaggerated by a factor of", text(with.exaggeration, 2), "-"],
            ["interval holds the truth", text(with.coverage), text(without.coverage)],
            ["mean error", text(with.bias), text(without.bias)],
            ["mean width of the interval", text(with.width), text(without.width)],
        ]
        let knowsOnset = diagnosis.study.specification.method.isAveragedOverOnset
        rows += zip(with.verdicts, without.verdicts).compactMap { with, without in
            label(with.verdict, knowsOnset: knowsOnset).map {
                [$0, text(with.share), text(without.share)]
            }
        }
        rows.append([
            "plain t-test claims an effect", text(comparison.naiveWithEffect.claims),
            text(comparison.naiveWithoutEffect.claims),
        ])
        return rows + refusals(comparison)
    }

    /// What the estimate by itself comes to is a verdict, but for "no worthwhile difference": whether that is
    /// said hangs on effects that come slowly, which only an engine that averages over them knows. Nil for
    /// what no estimate says by itself.
    private static func label(_ verdict: Verdict, knowsOnset: Bool) -> String? {
        switch verdict {
        case .noneIfFast, .notYet: nil
        case .noWorthwhileDifference where !knowsOnset: "estimate alone rules out a worthwhile one"
        case .cannotTell where !knowsOnset: "verdict: \(Wording.word(verdict)), at least"
        default: "verdict: \(Wording.word(verdict))"
        }
    }

    private static func calibrationRows(
        _ comparison: ComparisonDiagnosis, _ diagnosis: DesignDiagnosis
    ) -> [[String]] {
        let (with, without) = (comparison.withEffect, comparison.withoutEffect)
        let (naiveWith, naiveWithout) = (comparison.naiveWithEffect, comparison.naiveWithoutEffect)
        return [
            header(comparison, diagnosis),
            ["interval holds the truth", text(with.coverage), text(without.coverage)],
            ["interval without zero", text(with.claims), text(without.claims)],
            ["mean error", text(with.bias), text(without.bias)],
            [
                "plain t-test: holds the truth", text(naiveWith.coverage),
                text(naiveWithout.coverage),
            ],
            ["plain t-test: without zero", text(naiveWith.claims), text(naiveWithout.claims)],
        ] + refusals(comparison)
    }

    private static func refusals(_ comparison: ComparisonDiagnosis) -> [[String]] {
        let (with, without) = (comparison.withEffect, comparison.withoutEffect)
        guard with.refused + without.refused > 0 else { return [] }
        return [["diaries that could not be analysed", "\(with.refused)", "\(without.refused)"]]
    }

    // MARK: Sentences

    private static func chances(
        _ comparison: ComparisonDiagnosis, _ diagnosis: DesignDiagnosis
    ) -> String {
        let power = comparison.withEffect.claims.value
        let advice =
            switch power {
            case 0.8...: "That is usually taken as enough."
            case 0.5...: "Consider more days, another design, or a larger effect to look for."
            default:
                "Such a trial will probably be inconclusive: plan more days or another design, or "
                    + "look for a larger effect."
            }
        return "If \(Phrase.quoted(comparison.condition.name)) truly makes a difference of "
            + "\(points(comparison.withEffect.truth.magnitude, diagnosis.study)), about "
            + "\(Rounding.percent(power)) in 100 such trials would find one. \(advice)"
    }

    private static func formula(_ power: PlannedPower, _ diagnosis: DesignDiagnosis) -> String {
        let method = diagnosis.study.specification.method
        let other =
            method == .ar1
            ? ""
            : " It stands for a plain ar1 analysis and does not know what \(method.rawValue) adds."
        return "The formula, with every effect at once and the noise known, says "
            + "\(percent(power.power, 0)); it finds "
            + "\(points(power.detectable, diagnosis.study)) with 80 % power.\(other)"
    }

    private static func sentence(_ needed: DaysNeeded) -> String {
        guard let days = needed.days else {
            return
                "Even \(needed.longest) days of this shape would have \(percent(needed.power, 0)) "
                + "power by the formula, as wide as the plan's own analysis. Change the design, or look for "
                + "a larger effect."
        }
        return
            "Days of this shape for 80 % power by the formula, as wide as the plan's own analysis and with "
            + "every effect at once: \(days)."
    }

    // MARK: Numbers

    package static func text(_ share: Share) -> String {
        guard share.trials > 0 else { return "-" }
        return
            "\(percent(share.value, 1)) ± \(Rounding.fixed(100 * share.standardError, decimals: 1))"
    }

    package static func text(_ average: Average?, _ decimals: Int = 3) -> String {
        guard let average else { return "-" }
        return "\(Rounding.fixed(average.value, decimals: decimals)) ± "
            + Rounding.fixed(average.standardError, decimals: decimals)
    }

    private static func percent(_ share: Double, _ decimals: Int) -> String {
        "\(Rounding.fixed(100 * share, decimals: decimals)) %"
    }

    private static func level(_ diagnosis: DesignDiagnosis) -> String { level(diagnosis.study) }

    private static func level(_ study: DiagnosisStudy) -> String {
        "\(PlainNumber.text(100 * study.plan.analysis.level, decimals: 1)) %"
    }

    private static func points(_ value: Double, _ study: DiagnosisStudy) -> String {
        "\(number(value)) \(study.outcome.instrument.unit)"
    }

    private static func signed(_ value: Double, _ study: DiagnosisStudy) -> String {
        (value > 0 ? "+" : "") + number(value)
    }

    /// Three figures.
    private static func number(_ value: Double) -> String {
        let size = value.magnitude
        return Rounding.fixed(value, decimals: size >= 100 ? 0 : size >= 10 ? 1 : 2)
    }

    private static func halfTime(_ days: Double) -> String {
        days == 0 ? "at once" : "half of it in \(PlainNumber.text(days, decimals: 1)) days"
    }
}
