import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

extension Checklist {
    /// CENT 2015, the extension of CONSORT for n-of-1 trials.
    package static func cent(_ report: Report) -> Checklist {
        let text = ChecklistText(report)
        return Checklist(
            name: "CENT 2015",
            items: [
                Item("1a", "Title names an n-of-1 trial", text.title),
                Item("1b", "Structured summary", text.summary),
                Item("2a", "Background, and why one person suits the question", nil),
                Item("2b", "Objective", text.question),
                Item("3a", "Design: periods, lengths, run-in, wash-out", text.design),
                Item("3b", "Changes after the start, with reasons", nil),
                Item("4a", "Diagnosis, other conditions, other treatment", nil),
                Item("4b", "Setting", "At home, by the person."),
                Item("4c", "Research or personal use; ethics", nil),
                Item("5", "Each condition, planned and as it went", text.conditions),
                Item("6a", "Outcomes, set beforehand; how they were measured", text.outcomes),
                Item("6b", "Changes of outcomes after the start", nil),
                Item("7a", "How the length and number of periods were chosen", nil),
                Item("7b", "Interim looks and stopping rules", nil),
                Item("8a", "Whether and how the order was randomised; the order", text.order),
                Item("9", "Concealment of the order", nil),
                Item("10", "Who made and who assigned the order", nil),
                Item("11", "Blinding", nil),
                Item("12", "Method of analysis; carryover, time, resemblance of days", text.method),
                Item("13a", "Periods completed, in order", text.periods),
                Item("13b", "Early ends, with reasons", nil),
                Item("14a", "Dates", text.dates),
                Item("14b", "Why the trial ended", nil),
                Item("15", "The person at baseline", text.baseline),
                Item("16", "Periods and observations analysed", text.analysed),
                Item("17a", "Result of each period, with a plot of all data", text.results),
                Item("17b", "Effect and its precision", text.effect),
                Item("18", "Other analyses, planned and exploratory", text.others),
                Item("19", "Harms under each condition", text.harms),
                Item("20", "Limitations", text.limits),
                Item("21", "Generalisability", "To this person, in these weeks."),
                Item("22", "Interpretation", text.answer),
                Item("23", "Registration", nil),
                Item("24", "Where the plan can be read", text.protocolAccess),
                Item("25", "Funding", nil),
            ])
    }

    /// SPENT 2019, the extension of SPIRIT for the protocols of n-of-1 trials.
    static func spent(_ report: Report) -> Checklist {
        let text = ChecklistText(report)
        return Checklist(
            name: "SPENT 2019",
            items: [
                Item("1", "Title", text.title),
                Item("2", "Registration", nil),
                Item("3", "Version of the plan", text.protocolAccess),
                Item("4", "Funding", nil),
                Item("5", "Roles", nil),
                Item("6", "Background and choice of comparison", nil),
                Item("7", "Objective", text.question),
                Item("8", "Design, sequence, number and length of periods", text.design),
                Item("9", "Setting", "At home, by the person."),
                Item("10", "Eligibility", nil),
                Item("11a", "Conditions", text.conditions),
                Item("11b", "When a period is changed or stopped", nil),
                Item("11c", "How adherence is followed", text.adherence),
                Item("11d", "Other care that is allowed", nil),
                Item("12", "Outcomes", text.outcomes),
                Item("13", "Timeline", text.periods),
                Item("14", "How the number of periods was chosen", nil),
                Item("16", "Order: how made, concealed, carried out", text.order),
                Item("17", "Blinding", nil),
                Item("18", "Collection of data", text.collection),
                Item("19", "Management of data", "One diary file; every value keeps its line."),
                Item("20", "Analysis, missing days, carryover, resemblance of days", text.method),
                Item("21", "Stopping", nil),
                Item("22", "Harms", text.harms),
                Item("24-27", "Ethics, consent, confidentiality", nil),
                Item("28-31", "Interests, access, care afterwards, sharing", nil),
            ])
    }
}

/// The sentences that fill the items, each made once for both lists.
private struct ChecklistText {
    private let report: Report
    private let comparison: Comparison?

    init(_ report: Report) {
        self.report = report
        comparison = report.headline.comparison
    }

    private var plan: TrialPlan { report.plan }
    private var data: TrialData { report.primary.data }

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
            plan.isDrawn ? "The plan drew it from seed \(plan.seed)." : "It was drawn elsewhere."
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

    /// Only what was written down, as nothing written down is not the same as none; and what the plan
    /// warns of throughout, as the report does.
    var harms: String? {
        let marked = report.explanations.compactMap { item -> String? in
            guard case .marked(let days) = item, let comparison,
                [.rescue, .illness, .reaction].contains(days.mark)
            else { return nil }
            return Wording.explanation(item, of: comparison).sentence
        }
        let texts = marked + SafetyWording.warningLines(SafetyStory(data.record))
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }

    var adherence: String? {
        data.record.isRecordable(.slip)
            ? "Slips are written down day by day."
            : data.record.recordsCondition
                ? "The diary says day by day which condition was lived." : nil
    }

    var collection: String {
        "\(data.days.count { $0.score != nil }) of \(Phrase.count(data.days.count, "day")) have a "
            + "score of the primary outcome."
    }

    var protocolAccess: String? {
        report.provenance.planHash.map { hash in
            "plan.yaml, SHA-256 \(hash), \(report.provenance.seal ?? "not sealed before the data")."
        }
    }
}
