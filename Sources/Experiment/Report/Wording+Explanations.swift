import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

// What else could explain the result.
extension Wording {
    static func explanation(
        _ explanation: Explanation, of comparison: Comparison
    ) -> ReportDocument.Point {
        ReportDocument.Point(
            topic: topic(explanation), text: text(explanation, of: comparison))
    }

    private static func topic(_ explanation: Explanation) -> String {
        switch explanation {
        case .startingPoint: "Starting at a bad moment"
        case .draw: "Chance alone"
        case .discordance: "Outcomes that disagree"
        case .marked(let days): topic(days.mark)
        case .missing: "Missing days"
        case .course: "Early and late in a phase"
        case .drift: "A drift of its own"
        case .oneChangeOnly: "One change only"
        case .season: "The season"
        }
    }

    private static func text(_ explanation: Explanation, of comparison: Comparison) -> String {
        switch explanation {
        case .startingPoint(let start, let said):
            startingPoint(start, startedBecauseBad: said, comparison)
        case .draw(let test): EvidenceWording.draw(test)
        case .discordance(let family): EvidenceWording.discordance(family)
        case .marked(let days): marked(days, comparison)
        case .missing(let days): missing(days, comparison)
        case .course(let course): self.course(course, comparison)
        case .drift(let drift): self.drift(drift, comparison)
        case .oneChangeOnly(let day):
            "Whatever else changed around \(Phrase.day(day)) counts as its "
                + "effect here: the season, stress, sleep, other products."
        case .season(let days, let switches):
            "The trial ran for \(days) days and changed \(Phrase.times(switches)), long enough for "
                + "the weather to turn between them."
        }
    }

    private static func startingPoint(
        _ start: StartingPoint?, startedBecauseBad: Bool?, _ comparison: Comparison
    ) -> String {
        let said = EvidenceWording.said(startedBecauseBad).map { $0 + " " } ?? ""
        guard let start else {
            return said
                + "There are too few scores before the first change to tell how much of that would "
                + "have passed by itself."
        }
        let rounding = comparison.rounding
        let last = rounding.text(start.last.mean)
        let earlier = rounding.text(start.earlier.mean)
        guard start.isElevated else {
            return said + "The last week before the first change averaged "
                + "\(last), the days before it \(earlier): no more than days usually swing, and no bad "
                + "spell "
                + "that this record could show (a worsening of "
                + "\(rounding.size(start.couldHaveMissed)) \(comparison.unit) would have been seen in four "
                + "trials of five)." + EvidenceWording.otherwiseUnsteady(start)
        }
        let expected = [start.expectedFromLastDays, start.expectedFromBaseline]
            .map { "\(rounding.size($0)) \(comparison.unit) \(worth(of: $0))" }
        return said + "The last week before the first change averaged \(last), "
            + "worse than the \(earlier) of the days before it. With no effect at all, later scores "
            + "are expected to be \(expected[0]) than that week, and \(expected[1]) than the whole "
            + "baseline."
    }

    private static func marked(_ days: MarkedDays, _ comparison: Comparison) -> String {
        let effect = comparison.effect
        guard !days.isEmpty else { return "None was written down." }
        guard days.underCondition + days.underReference > 0 else {
            return "On \(Phrase.count(days.elsewhere, "day")), under neither of what is compared."
                + words(days)
        }
        let counts =
            "\(days.underCondition) of \(days.conditionDays) days under "
            + "\(Phrase.quoted(effect.condition.name)) and \(days.underReference) of "
            + "\(days.referenceDays) under \(Phrase.quoted(effect.reference.name))"
            + (days.elsewhere == 0
                ? "." : ", and on \(Phrase.count(days.elsewhere, "day")) under neither.")
        let told = counts + words(days)
        guard let without = days.effectWithout else { return told }
        return told + " Without these days the difference "
            + moved(from: effect, to: without, comparison.rounding) + "."
    }

    /// ` Written with it: “hydrocortisone”.`; the first few wordings.
    private static func words(_ days: MarkedDays) -> String {
        guard !days.words.isEmpty else { return "" }
        let shown = days.words.prefix(4).map(Phrase.quoted)
        let more = days.words.count - shown.count
        return " Written with it: \(PlainNumber.list(shown + (more > 0 ? ["\(more) more"] : [])))."
    }

    private static func course(_ course: PhaseCourse, _ comparison: Comparison) -> String {
        let rounding = comparison.rounding
        let (early, late) = (rounding.text(course.early), rounding.text(course.late))
        let halves =
            "\(early) \(comparison.unit) in the first half of each phase and \(late) in the second"
        return switch course.direction {
        case .faded: "It faded: \(halves)."
        case .grew: "It grew while it went on: \(halves)."
        case .open:
            "The difference was \(halves); that is no more of a change than days bring about."
        }
    }

    private static func topic(_ mark: DayMark) -> String {
        switch mark {
        case .slip: "Slips"
        case .rescue: "Rescue treatment"
        case .illness: "Illness"
        case .antibiotics: "Antibiotics"
        case .travel: "Travel"
        case .reaction: "Sudden reactions"
        case .period: "Periods"
        }
    }

    private static func moved(
        from effect: EffectEstimate, to other: EffectEstimate, _ rounding: Rounding
    ) -> String {
        let (old, new) = (rounding.text(effect.estimate), rounding.text(other.estimate))
        return old == new ? "stays \(new)" : "is \(new) instead of \(old)"
    }

    private static func wouldMove(
        from effect: EffectEstimate, to other: EffectEstimate, _ rounding: Rounding
    ) -> String {
        let (old, new) = (rounding.text(effect.estimate), rounding.text(other.estimate))
        return old == new ? "would still be \(new)" : "would be \(new) instead of \(old)"
    }

    private static func missing(_ days: MissingDays, _ comparison: Comparison) -> String {
        let effect = comparison.effect
        let counts =
            "\(days.underCondition) of \(days.conditionDays) days under "
            + "\(Phrase.quoted(effect.condition.name)) and \(days.underReference) of "
            + "\(days.referenceDays) under \(Phrase.quoted(effect.reference.name)) have no score."
        guard let worst = days.effectAtWorst else { return counts }
        let other =
            days.effectAtBest.map {
                ", and if all had spoken for it, \(wouldMove(from: effect, to: $0, comparison.rounding))"
            } ?? ""
        let tipping =
            days.tippingShare.map {
                " The sign would change if the missing days lay \(Rounding.percent($0)) % of that way."
            } ?? ""
        return counts + " If all of them had gone against "
            + "\(Phrase.quoted(effect.condition.name)), as far as the scores ever went, the "
            + "difference \(wouldMove(from: effect, to: worst, comparison.rounding))\(other).\(tipping)"
    }
}

extension Wording {
    private static func drift(_ drift: Drift, _ comparison: Comparison) -> String {
        let rounding = comparison.rounding
        let ends = [drift.interval.lower.magnitude, drift.interval.upper.magnitude].sorted()
            .map(rounding.size)
        let scale = comparison.outcome.instrument.analysedRange
        let most = scale.upperBound - scale.lowerBound
        let size =
            drift.change.magnitude > most
            ? "as much as the scale holds whatever the condition (a straight line, which knows no end of "
                + "it, gives \(rounding.size(drift.change)) \(comparison.unit), \(ends[0]) to \(ends[1]))"
            : "\(rounding.size(drift.change)) \(comparison.unit) whatever the condition "
                + "(\(ends[0]) to \(ends[1]))"
        return "From the first day to the last the scores \(drift.change < 0 ? "fell" : "rose") by "
            + "\(size). With a straight trend taken out the difference "
            + moved(from: comparison.effect, to: drift.effect, rounding) + "."
    }
}
