import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The sentences that fill the items, each made once for both lists.
struct ChecklistText {
    private let report: Report
    private let comparison: Comparison?

    init(_ report: Report) {
        self.report = report
        comparison = report.headline.comparison
    }

    var plan: TrialPlan { report.plan }
    var data: TrialData { report.primary.data }

    var title: String { "\(Phrase.isolated(plan.title)): an n-of-1 trial." }
    var question: String { Phrase.isolated(plan.question) }
    var answer: String { Wording.headline(report.headline) }

    var summary: String {
        [design, answer, comparison.map { Wording.grade($0.evidence) } ?? ""]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    var design: String {
        let lags = data.specification
        return "\(Phrase.count(plan.schedule.phases.count, "period")) in "
            + "\(Phrase.count(plan.schedule.days.count, "day")); the first "
            + "\(lags.onsetLagInDays) days\(hours(lags.rest.onset)) of a tested period and the first "
            + "\(lags.washoutInDays) days\(hours(lags.rest.washout)) after it are left out of the analysis."
    }

    private func hours(_ rest: Int) -> String {
        rest == 0 ? "" : " and \(Phrase.count(rest, "hour"))"
    }

    var conditions: String {
        plan.conditions.map { condition in
            let against = condition.reference.flatMap(plan.condition)
            return Phrase.quoted(condition.name)
                + (against.map { " against \(Phrase.quoted($0.name))" } ?? " (reference)")
        }.joined(separator: "; ") + "."
    }

    var outcomes: String {
        plan.outcomes.map { outcome in
            "\(Phrase.plain(outcome.name)) (\(Wording.scale(outcome.instrument))"
                + (outcome.isPrimary ? ", primary)" : ", secondary)")
        }.joined(separator: "; ") + "."
    }

    var order: String {
        let drawn =
            plan.isDrawn
            ? "The plan drew it from seed \(plan.design?.seed ?? plan.seed)."
            : "It was drawn elsewhere."
        return switch comparison?.facts.isOrderRandomised {
        case true?: "The order was random. \(drawn) \(periods)"
        case false?: "The order was not random, as the plan says. \(periods)"
        case nil: "The plan does not say that the order was random. \(periods)"
        }
    }

    var periods: String {
        let phases = report.primary.phases
        let texts = phases.map { phase in
            "\(Phrase.isolated(Phrase.shortened(phase.phase.name))) "
                + "\(phase.scoredDays)/\(phase.plannedDays)"
        }
        return "Days with a score of days planned: \(texts.joined(separator: ", "))."
    }

    var dates: String { Phrase.days(plan.schedule.days) + "." }

    var baseline: String? {
        guard let comparison, let scores = comparison.reference else { return nil }
        return "\(Phrase.capitalised(Phrase.plain(comparison.outcome.name))) averaged "
            + "\(comparison.rounding.text(scores.mean)) on \(Phrase.count(scores.n, "reference day"))."
    }

    var analysed: String? { comparison.map { Wording.grounds($0.grounds) } }

    var results: String? {
        guard let comparison else { return nil }
        let texts = report.primary.phases.map { phase in
            let mean = phase.scores.map { comparison.rounding.text($0.mean) } ?? "no score"
            return "\(Phrase.isolated(Phrase.shortened(phase.phase.name))) \(mean)"
        }
        return "Averages: \(texts.joined(separator: ", ")). The plot is in the report."
    }

    var effect: String? {
        guard let comparison else { return nil }
        let interval = comparison.effect.interval
        return "\(Wording.difference(comparison)), "
            + "\(Rounding.given(100 * interval.level)) % interval "
            + "\(comparison.rounding.text(interval.lower)) to "
            + "\(comparison.rounding.text(interval.upper))."
    }

    var others: String {
        let exploratory = report.others.map(Wording.headline)
        return exploratory.isEmpty ? "None." : exploratory.joined(separator: " ")
    }

    var method: String { Wording.method(report).joined(separator: " ") }
    var limits: String {
        let hope = report.headline.comparison.flatMap { Wording.rated($0, in: report.plan) }
        return [hope, Wording.limits].compactMap(\.self).joined(separator: " ")
    }

    /// Only what was written down; nothing written down is not the same as none.
    var harms: String? {
        let story = SafetyWording.sentences(SafetyStory(data.record), plan, .byThePerson)
        let counts = report.explanations.compactMap { item -> String? in
            guard case .marked(let days) = item, let comparison,
                [.rescue, .illness, .reaction].contains(days.mark)
            else { return nil }
            return Wording.explanation(item, of: comparison).sentence
        }
        let all = story + counts + SafetyWording.warningLines(SafetyStory(data.record))
        return all.isEmpty ? nil : all.joined(separator: " ")
    }

    var adherence: String? {
        data.record.isRecordable(.slip)
            ? "Slips are written down day by day."
            : data.record.recordsCondition
                ? "The diary says day by day which condition was lived." : nil
    }

    var collection: String {
        let completeness = data.completeness
        return
            "\(completeness.scored) of \(Phrase.count(completeness.due, "due day")) have a score of the "
            + "primary outcome."
    }

    var protocolAccess: String? {
        report.provenance.planHash.map { hash in
            "plan.yaml, SHA-256 \(hash), \(report.provenance.seal ?? "not sealed before the data")."
        }
    }
}
