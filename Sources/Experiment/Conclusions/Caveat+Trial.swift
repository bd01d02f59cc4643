import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

extension Caveat {
    /// What a reader of one comparison should know beside its numbers.
    package static func all(of effect: EffectEstimate, in analysis: EffectAnalysis) -> [Caveat] {
        let data = analysis.data
        var caveats = interim(analysis) + worthwhile(data.outcome, effect.worthwhile)
        caveats += separation(effect, analysis) + adjustment(data)
        if let amount = effect.condition.amount, data.record.primaryAnalysis == .asDone {
            caveats.append(.perAmount(amount))
        }
        if !data.record.isRecordable(.slip), !data.record.recordsCondition,
            effect.condition.amount == nil
        {
            caveats.append(.slipsNotRecorded)
        }
        if analysis.effects.count > 1 {
            caveats.append(.severalComparisons(count: analysis.effects.count))
        }
        let days = (
            analysis.scores(under: effect.condition)?.n ?? 0,
            analysis.scores(under: effect.reference)?.n ?? 0
        )
        if min(days.0, days.1) < fewestDays {
            caveats.append(.fewDays(condition: days.0, reference: days.1))
        }
        if let wider = WiderInterval(effect, in: analysis) {
            caveats.append(.widerThanPlain(wider))
        }
        if let beyond = BeyondScale(effect, in: analysis) { caveats.append(.beyondScale(beyond)) }
        if analysis.fit.method.isOptimistic {
            caveats.append(.optimisticMethod(label: analysis.fit.method.label))
        }
        return caveats
    }

    /// Whether it says what the number is a number of.
    package var isAboutSeparation: Bool {
        switch self {
        case .together, .entangled, .unanswered, .countedOnce, .cumulative, .perAmount,
            .beyondScale:
            true
        case .noWorthwhileChangeKnown, .worthwhileBorrowed, .worthwhileAssumed, .slipsNotRecorded,
            .adjusted, .severalComparisons, .optimisticMethod, .fewDays, .widerThanPlain, .interim:
            false
        }
    }

    /// Whether it says that the numbers lie beyond the end of the scale.
    package var isAboutScale: Bool {
        if case .beyondScale = self { true } else { false }
    }

    private static func interim(_ analysis: EffectAnalysis) -> [Caveat] {
        InterimReading(analysis).map { [.interim($0)] } ?? []
    }

    /// Fewer days than this under one condition are said.
    private static let fewestDays = 10

    private static func worthwhile(
        _ outcome: PlannedOutcome, _ used: Double?
    ) -> [Caveat] {
        guard let used else { return [.noWorthwhileChangeKnown] }
        let published = outcome.instrument.smallestWorthwhileChange
        guard outcome.worthwhile == nil || published.value == used else { return [] }
        if published.borrowed { return [.worthwhileBorrowed(source: published.evidence.source)] }
        let isDefault = published.evidence.tag == .designDefault
        let isOwn = published.evidence.source == "set in the plan"
        return isDefault && !isOwn
            ? [.worthwhileAssumed(source: published.evidence.source)] : []
    }

    private static func adjustment(_ data: TrialData) -> [Caveat] {
        let covariates = data.plan.covariates.map(\.name)
        let specification = data.specification
        let hasCycle = data.plan.analysis.cycle != nil
        guard
            !covariates.isEmpty || specification.hasTrend || specification.hasWeekday || hasCycle
        else { return [] }
        return [
            .adjusted(
                covariates: covariates, hasTrend: specification.hasTrend,
                hasWeekday: specification.hasWeekday, hasCycle: hasCycle)
        ]
    }

    /// What the days cannot tell apart, and what they tell apart with difficulty.
    private static func separation(
        _ effect: EffectEstimate, _ analysis: EffectAnalysis
    ) -> [Caveat] {
        let name = effect.condition.name
        let companions = effect.estimand.companions
        let own = analysis.data.plan.condition(effect.condition.id)?.name ?? name
        let together = companions.isEmpty ? [] : [Caveat.together(condition: own, with: companions)]
        let others = companions.map(\.name)
        let unanswered = analysis.unanswered.filter { !others.contains($0.condition.name) }
            .map { Caveat.unanswered(condition: $0.condition.name, from: $0.obstacles) }
        let left = analysis.countedOnce.filter { !others.contains($0) }
        return (analysis.data.specification.lags.map { [.cumulative(days: $0.days)] } ?? [])
            + together + effect.estimand.entanglements.map { .entangled(condition: own, $0) }
            + unanswered + (left.isEmpty ? [] : [.countedOnce(names: left)])
    }
}
