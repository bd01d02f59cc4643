import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

// MARK: Pictures: titles, descriptions, and what pointing at a day shows

extension Wording {
    static func pictureTitle(_ data: TrialData) -> String {
        let days = Phrase.days(data.plan.schedule.days)
        return "\(Phrase.capitalised(Phrase.plain(data.outcome.name))), day by day, \(days)"
    }

    static func pictureDescription(_ picture: SeriesPicture) -> String {
        let data = picture.data
        let phases = data.plan.schedule.phases.map { PhaseSummary($0, in: data) }.map { phase in
            let mean = phase.scores.map { PlainNumber.text($0.mean, decimals: 2) }
            return
                "\(Phrase.shortened(phase.phase.name)): \(Phrase.count(phase.plannedDays, "day"))"
                + (mean.map { ", average \($0)" } ?? ", no score")
        }
        let excluded = data.days.count { $0.score != nil && !$0.isAnalysed }
        let level =
            picture.levels.isEmpty
            ? ""
            : " The line is the level that the model fitted; the band is the "
                + "\(Rounding.given(100 * data.plan.analysis.level)) % interval of the difference."
        return "Phases in order: \(phases.prefix(24).joined(separator: "; ")). "
            + "\(data.analysed.count) scores are circles, \(excluded) left-out scores are crosses, "
            + "\(ticks(picture.missing.count)) under the axis.\(level)"
    }

    private static func ticks(_ missing: Int) -> String {
        missing == 1 ? "1 missing day is a tick" : "\(missing) missing days are ticks"
    }

    /// What pointing at a day shows: the score, what happened, what was written, where it stands.
    ///
    /// - `isDue`: false says that no score was due, rather than that it is not there.
    static func dayTitle(_ day: TrialDay, _ data: TrialData, isDue: Bool = true) -> String {
        let score =
            day.score.map { Rounding.given($0.value) } ?? (isDue ? "no score" : "no score due")
        let reason = day.exclusion.map { " (left out, \($0.reason))" } ?? ""
        let events = day.marks.map(\.rawValue)
        let words = Remarks.text(of: data.record.diary.day(day.day))
        let told = (words.map { [$0] } ?? events).joined(separator: "; ")
        let lines = day.score.map { Phrase.lines($0.sources) } ?? ""
        return "\(Phrase.day(day.day)): \(score)\(reason)"
            + (told.isEmpty ? "" : "; \(told)") + (lines.isEmpty ? "" : ", \(lines)")
    }

    static func bandLegend(_ data: TrialData) -> String {
        "\(Rounding.given(100 * data.plan.analysis.level)) % interval of the difference"
    }

    /// Under the picture, and in place of a day until one is chosen.
    static let readADay = "Tap or point at a day, or walk with the arrow keys, to read it."

    /// What a day of the picture says: the same, with its phase, the food and the chance of a change.
    static func dayTip(_ day: TrialDay, _ picture: SeriesPicture) -> String {
        let data = picture.data
        let told =
            data.record.isPast(day.day)
            ? dayTitle(day, data, isDue: picture.missing.contains(day.day))
            : "\(Phrase.day(day.day)): \(stillToCome)"
        let phase = day.phase.map { "; \(Phrase.isolated(Phrase.shortened($0.name)))" } ?? ""
        let chance = picture.chance(on: day.day).map { "; chance of a change \(Chance($0).text)" }
        return told + phase + (chance ?? "")
    }

    /// `Itch, points ↑ worse`.
    static func axisTitle(_ outcome: PlannedOutcome) -> String {
        let worse = outcome.instrument.direction.benefit == .lower ? "worse" : "better"
        return
            "\(Phrase.capitalised(Phrase.plain(outcome.name))), \(outcome.instrument.unit)  ↑ \(worse)"
    }

    /// Beside the dashed line: `1 point better`.
    static func worthwhileLine(
        _ smallest: Double, _ isBetter: Bool, _ outcome: PlannedOutcome
    ) -> String {
        "\(amount(smallest, outcome.instrument.unit)) \(isBetter ? "better" : "worse")"
    }

    /// A size that is not an estimate: `1 point`, `0.15 points`.
    package static func amount(_ size: Double, _ unit: String) -> String {
        let isOne = size == 1 && unit.hasSuffix("s")
        return "\(Rounding.given(size)) \(isOne ? String(unit.dropLast()) : unit)"
    }

    static func flag(_ mark: DayMark, days: Int) -> String {
        let what =
            switch mark {
            case .slip: "slip"
            case .rescue: "rescue treatment"
            case .illness: "illness"
            case .antibiotics: "antibiotics"
            case .travel: "travel"
            case .reaction: "reaction"
            case .period: "period"
            }
        return "\(what), \(Phrase.count(days, "day"))"
    }

    static func sizeTitle(_ comparison: Comparison) -> String {
        "How large the difference is, and how sure"
    }

    static func sizeDescription(_ comparison: Comparison) -> String {
        let effect = comparison.effect
        let rounding = comparison.rounding
        let worthwhile = comparison.effect.worthwhile.map {
            " Differences smaller than \(comparison.amount($0)) either way are shaded."
        }
        return "The estimate is a difference of \(rounding.text(effect.estimate)) "
            + "\(comparison.unit), \(anything(comparison)) fits the records.\(worthwhile ?? "")"
    }

    static func distributionTitle(_ data: TrialData) -> String {
        "\(Phrase.capitalised(Phrase.plain(data.outcome.name))) in each phase, one circle a day"
    }

    static func calendarTitle(_ data: TrialData) -> String {
        "Every day of the trial, one square a day, Monday to Sunday from top to bottom"
    }

    static func calendarDescription(_ data: TrialData) -> String {
        let past = data.days.filter { data.record.isPast($0.day) }
        let missing = past.count { $0.score == nil }
        return "\(past.count - missing) of \(Phrase.count(past.count, "day")) have a "
            + "score. Tested phases are hatched, days without a score are empty, slips carry a dot."
    }

    static let onsetTitle = "How much of the effect is there after so many days"
    static let onsetAxis = "days of the condition"

    static let placeboTitle =
        "The difference after the true switch, and after the switch moved to earlier days"

    /// `difference, in points  ↑ worse`.
    static func placeboAxis(_ benefit: Benefit) -> String {
        "difference, in points  ↑ \(benefit == .lower ? "worse" : "better")"
    }

    static func placeboDescription(_ placebo: PlaceboInTime) -> String {
        "The last point is the true switch, the others are days on which nothing changed; "
            + "\(placebo.asLarge) of \(placebo.switches.count) of them show an improvement at least "
            + "as large."
    }

    /// Over the chances of a change: `chance of a change, day by day (highest: 12 in 100)`.
    static func chanceLane(_ highest: Double) -> String {
        "chance of a change, highest \(Chance(highest).text)"
    }

    static func forestTitle() -> String {
        "The outcomes, the main one first, in multiples of their day-to-day swings"
    }

    /// The outcome, and the condition where several are tested.
    static func forestRow(_ comparison: Comparison, among conditions: Int) -> String {
        let outcome = Phrase.plain(comparison.outcome.name)
        return conditions > 1
            ? "\(outcome), \(Phrase.shortened(comparison.effect.condition.name, to: 24))" : outcome
    }

    static func forestDescription(_ findings: [Finding]) -> String {
        let lines = findings.compactMap(\.comparison).map { comparison in
            "\(Phrase.plain(comparison.outcome.name)): \(difference(comparison))"
        }
        return lines.joined(separator: "; ") + "."
    }
}
