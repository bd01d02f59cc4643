import ExperimentDiary
import ExperimentText

/// The totals that the items of one day make, as the instruments score them.
package enum ItemTotals {
    /// - `facts`: what is about to be written down.
    /// - `recorded`: current facts of the diary.
    ///
    /// Returns a total for each questionnaire of which an item is among `facts` and whose items are
    /// all there then; of one that is answered at once, its own rule for blank items decides.
    package static func of(
        _ facts: [DiaryFact], with recorded: [RecordedFact], plan: TrialPlan
    ) -> [DiaryFact] {
        plan.outcomes.filter(\.isAskedByItems).compactMap { outcome in
            let typed = values(of: outcome, in: facts)
            guard !typed.isEmpty, let first = facts.first else { return nil }
            let before = values(
                of: outcome, in: recorded.map(\.fact).filter { $0.day == first.day })
            let all = before.merging(typed) { $1 }
            let required = outcome.instrument.items.filter { !$0.isOptional }
            let isWhole = required.allSatisfy { all[$0.key] != nil }
            guard isWhole || typed.count > required.count / 2 else { return nil }
            let answers = ItemAnswers(
                outcome.instrument.items.map { ItemAnswers.Answer($0.key, all[$0.key]) })
            guard let score = try? outcome.instrument.score(answers) else { return nil }
            let value = outcome.instrument.allowedTotals.settled(score.value) ?? score.value
            return DiaryFact(
                day: first.day, second: first.second,
                .reading(series: outcome.id, rater: nil, value: value))
        }
    }

    /// The totals that the items in a file make, day by day, each on the line of the day's first item.
    package static func of(_ imported: [ImportedFact], plan: TrialPlan) -> [ImportedFact] {
        grouped(imported) { $0.fact.day }.flatMap { day in
            of(day.map(\.fact), with: [], plan: plan).map { total in
                ImportedFact(fact: total, line: day[0].line)
            }
        }
    }

    /// Values by the key of the item.
    private static func values(
        of outcome: PlannedOutcome, in facts: [DiaryFact]
    ) -> [String: Double] {
        var values: [String: Double] = [:]
        for fact in facts {
            guard case .reading(let series, _, let value) = fact.content,
                series.hasPrefix(outcome.id + ".")
            else { continue }
            values[String(series.dropFirst(outcome.id.count + 1))] = value
        }
        return values
    }
}
