import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial

// MARK: Where a running trial stands

extension Wording {
    static let stillToCome = "still to come"

    static let noAnswerYet =
        "Looking early and stopping when the numbers please claims effects that are not there, so no "
        + "answer is shown before the end."

    static let stoppedEarly = "The trial was stopped before its end, so there is no answer here."

    /// `Day 56 of 103, 49 of 56 days logged.`
    static func howFar(_ standing: Standing) -> String {
        switch standing.course {
        case .toCome:
            let first = standing.plan.schedule.days.lowerBound
            let ahead = standing.today.distance(to: first)
            return "The trial starts on \(Phrase.day(first)), in \(Phrase.count(ahead, "day"))."
        case .running:
            return "Day \(standing.dayNumber) of \(standing.length), \(logged(standing))."
        case .stopped:
            let rule = standing.ended.map { "rule \($0.rule.rawValue)" } ?? "a rule"
            return "Stopped by \(rule). Day \(standing.dayNumber) of \(standing.length), "
                + "\(logged(standing))."
        case .over:
            return "The trial ended on \(Phrase.day(standing.plan.schedule.days.upperBound)), "
                + "\(logged(standing))."
        }
    }

    private static func logged(_ standing: Standing) -> String {
        let (scored, due) = (standing.completeness.scored, standing.completeness.due)
        guard standing.data.outcome.daysBetween == 1 else {
            return due == 0
                ? "no score due yet"
                : "\(scored) of \(Phrase.count(due, "score")) due by now \(scored == 1 ? "is" : "are") there"
        }
        return "\(scored) of \(Phrase.count(due, "day")) logged"
    }

    /// `One thing to log today: itch.`
    static func toLog(_ standing: Standing) -> String? {
        guard standing.course == .running, standing.plan.schedule.phase(on: standing.today) != nil
        else { return nil }
        let open = standing.open
        guard !open.isEmpty else { return "Nothing is left to log today." }
        let numbers = ["One thing", "Two things", "Three things", "Four things", "Five things"]
        let count = open.count <= numbers.count ? numbers[open.count - 1] : "\(open.count) things"
        return "\(count) to log today: \(PlainNumber.list(open.map(Phrase.plain)))."
    }

    /// `Next: “milk” on 28 April 2026. The trial ends on 13 June 2026.`
    static func next(_ standing: Standing) -> String {
        let end = "The trial ends on \(Phrase.day(standing.plan.schedule.days.upperBound))."
        guard let next = standing.next else { return end }
        return "Next: \(Phrase.quoted(next.name)) on \(Phrase.day(next.first)). \(end)"
    }

    /// Why a trial whose time is over has no answer.
    static func withoutAnswer(_ standing: Standing, _ reason: AnalysisError) -> String {
        standing.ended == nil
            ? "There is no answer. \(Phrase.capitalised("\(reason)"))"
            : "What was logged does not answer the question, and nothing more is to be tried for it."
    }

    /// Why there is nothing to compare yet.
    static func beforeComparison(_ standing: Standing) -> String {
        guard let tested = standing.firstTested else { return noAnswerYet }
        let name = standing.plan.condition(tested.condition)?.name ?? tested.name
        let phases = standing.data.analysed.compactMap(\.phase)
        let canCompare =
            phases.contains(where: standing.plan.isTested)
            && phases.contains { !standing.plan.isTested($0) }
        guard !canCompare else { return noAnswerYet }
        guard tested.first > standing.today else {
            return "There are not yet enough scores under each condition to compare them. "
                + noAnswerYet
        }
        return "Nothing can be compared before days under \(Phrase.quoted(name)), which begin on "
            + "\(Phrase.day(tested.first)). " + noAnswerYet
    }
}
