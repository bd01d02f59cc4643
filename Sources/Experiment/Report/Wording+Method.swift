import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

// MARK: Details

extension Wording {
    static func grounds(_ grounds: Grounds) -> String {
        "\(grounds.analysedDays) of \(Phrase.count(grounds.plannedDays, "planned day")) are in "
            + "the main analysis; \(grounds.scoredDays) have a score."
    }

    static func excluded(_ excluded: Grounds.ExcludedDays) -> String {
        let days =
            "\(Phrase.count(excluded.days.count, "day")) left out, "
            + "\(excluded.reason.reason): \(Phrase.stretches(excluded.days))"
        return excluded.sources.isEmpty
            ? days + "." : days + " (\(Phrase.lines(excluded.sources)))."
    }

    package static func note(_ note: DiaryNote) -> String {
        switch note {
        case .encoding(let file, let encoding):
            "The file \(Phrase.quoted(file)) is \(encoding.name) and was read as such."
        case .spacesIgnored(let column, let cell, let meaning, let lines):
            "\(Phrase.count(lines.count, "cell")) of the column \(Phrase.quoted(column)) read "
                + "\(Phrase.quoted(cell)) with spaces around it and "
                + "\(lines.count == 1 ? "was" : "were") taken as "
                + "\(Phrase.quoted(meaning)) (\(Phrase.lines(lines)))."
        case .duplicateDropped(let kept, let dropped):
            "The row of \(Phrase.lines([dropped])) repeats \(Phrase.lines([kept])) and was "
                + "dropped."
        case .leftOutsidePlan(let day, let source):
            "\(Phrase.day(day)) lies outside the plan and was left out (\(Phrase.lines([source])))."
        case .ratersSkipped(let series, let lines):
            "\(Phrase.count(lines.count, "row")) of \(Phrase.quoted(series)) "
                + "\(lines.count == 1 ? "lacks" : "lack") some of the raters; the others were averaged (\(Phrase.lines(lines)))."
        case .seriesNotAsked(let name, let count):
            "\(Phrase.count(count, "value")) of \(Phrase.quoted(name)) "
                + (count == 1 ? "is" : "are") + " in the diary but not in the plan, and "
                + (count == 1 ? "was" : "were") + " not used."
        case .settled(let note): note.description
        case .sourcesDiffer(let difference):
            "\(Phrase.quoted(difference.series)) on \(Phrase.day(difference.day)) is "
                + "\(PlainNumber.text(difference.kept)) in the diary and "
                + "\(PlainNumber.text(difference.other)) in an import; the diary's was used "
                + "(\(Phrase.lines([difference.line])))."
        }
    }

    static func detectable(_ change: DetectableChange, _ comparison: Comparison) -> [String] {
        let rounding = comparison.rounding
        // Of two days with a yes or a no there is nothing between alike and unlike.
        var sentences =
            comparison.outcome.instrument.isYesNo
            ? []
            : [
                "Between one day and another your score moves by up to "
                    + "\(rounding.text(change.betweenTwoDays)) \(comparison.unit) without any change "
                    + "of yours, on 19 of 20 pairs of days."
            ]
        if let smallest = change.inThisTrial {
            sentences.append(
                "With the days of this trial, a difference below about "
                    + "\(rounding.text(smallest)) \(comparison.unit) cannot be told from none.")
        }
        return sentences
    }
}

// MARK: How this was done

extension Wording {
    /// The method in a few sentences for a clinician.
    package static func method(_ report: Report) -> [String] {
        let fit = report.primary.fit
        let analysis = report.plan.analysis
        var sentences = [
            "The daily scores were compared by a regression on the calendar (\(fit.method.title)); "
                + "a missing day is a longer gap, never a value.",
            errors(fit, report.detectable),
            "The interval promises \(Rounding.percent(analysis.level)) %.",
        ]
        if analysis.onsetLagInHours > 0 || analysis.washoutInHours > 0 {
            sentences.append(
                "The first \(analysis.onsetLagText) of a tested phase and "
                    + "the first \(analysis.washoutText) after it are left "
                    + "out, because an effect builds up and fades.")
        }
        if analysis.isInHours {
            sentences.append(
                "A day is one score all the same: the hours only say which measurements of a day count."
            )
        }
        sentences.append(ruleInFull)
        return sentences
    }

    private static func errors(_ fit: RegressionFit, _ change: DetectableChange) -> String {
        let spread =
            "the standard deviation of one day is "
            + significant(change.dayToDay)
        guard let rho = fit.autocorrelation else {
            return "Days were taken as independent of each other; \(spread)."
        }
        let range = rho.interval.map {
            " (\(significant($0.lower)) to \(significant($0.upper)))"
        }
        return "Neighbouring days resemble each other: autocorrelation \(significant(rho.mean))"
            + "\(range ?? ""); \(spread)."
    }

    /// Three decimals, for numbers that only a specialist reads.
    static func significant(_ value: Double) -> String { Rounding.fixed(value, decimals: 3) }

    package static func provenance(_ report: Report) -> [(label: String, value: String)] {
        let origin = report.provenance
        var rows = [(label: "Program", value: "n1 \(origin.version)")]
        rows.append(("Seed", String(report.plan.seed)))
        if let hash = origin.planHash { rows.append(("Plan, SHA-256", hash)) }
        if let hash = origin.diaryHash { rows.append(("Diary, SHA-256", hash)) }
        rows.append(("Sealed before the data", origin.seal ?? "no"))
        return rows
    }

    /// What every report ends with.
    static func footer(_ report: Report) -> [String] {
        [
            "This describes your own records only. It does not diagnose anything and is not "
                + "medical advice. Do not stop prescribed treatment, and do not keep a food out "
                + "for good, on this result alone: talk to a doctor or dietitian, especially "
                + "before re-eating a food you have avoided for weeks.",
            limits,
        ]
    }

    /// That hope is part of a difference which somebody saw who knew the days: said once, beside the claim.
    static func hope(_ comparison: Comparison, in plan: TrialPlan) -> String? {
        comparison.verdict.claimsEffect ? rated(comparison, in: plan) : nil
    }

    /// Who rated, whatever the answer is; nil where somebody else did, or the plan says no more.
    static func rated(_ comparison: Comparison, in plan: TrialPlan) -> String? {
        let isOwn = comparison.outcome.instrument.rater == .participant
        return isOwn && !plan.blindedElsewhere ? rating(plan) : nil
    }

    /// Who rated, and with what knowledge.
    private static func rating(_ plan: TrialPlan) -> String {
        guard let blinding = plan.blinding else {
            return "You rated yourself and knew which days were which, so hope and expectation are "
                + "part of the difference."
        }
        let indices = BlindingIndex.indices(of: blinding.guesses, in: plan)
        let (right, all) = (indices.map(\.right).reduce(0, +), indices.map(\.all).reduce(0, +))
        let guesses =
            blinding.isClosed
            ? ""
            : all == 0
                ? " Whether you guessed was not written down."
                : " You guessed \(right) of \(Phrase.count(all, "day")) right."
        return "You rated yourself without being told which days were which." + guesses
    }

    /// What the design cannot show.
    static let limits = "It holds for you, in these weeks, under these habits, and for nobody else."
}

extension RegressionMethod {
    /// For the method section.
    package var title: String {
        switch self {
        case .ar1: "autocorrelated errors, the autocorrelation integrated out"
        case .daily:
            "autocorrelated errors with a share of white noise, an own spread a phase and a level that may "
                + "wander"
        case .robust: "autocorrelated errors with a share of white noise and an own spread a phase"
        case .onset: "autocorrelated errors, averaged over how fast the effect sets in"
        case .robustOnset:
            "autocorrelated errors with a share of white noise and an own spread a phase, averaged over "
                + "how fast the effect sets in"
        case .reml: "autocorrelated errors, restricted maximum likelihood"
        case .ml: "autocorrelated errors, maximum likelihood"
        case .satterthwaite: "restricted maximum likelihood with Satterthwaite's degrees of freedom"
        case .kenwardRoger: "restricted maximum likelihood after Kenward and Roger"
        case .ols: "ordinary least squares"
        case .neweyWest: "ordinary least squares with Newey and West's errors"
        case .praisWinsten: "generalised least squares after Prais and Winsten"
        }
    }
}
