import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// How the scores moved from the first day of the schedule to the last whatever the condition, by the
/// analysis that adds a straight trend to the declared one.
package struct Drift: Sendable {
    /// In points of the outcome, over the whole schedule.
    package let change: Double
    package let interval: Interval
    /// The effect of the first tested condition beside it.
    package let effect: EffectEstimate

    /// Nil where no drift is seen: the interval includes none.
    package init?(_ analysis: EffectAnalysis) {
        guard let effect = analysis.effects.first,
            let trend = try? analysis.fit.estimate(ofColumn: TrialDesignMatrix.trend)
        else { return nil }
        let interval = trend.interval(level: analysis.data.plan.analysis.level)
        guard interval.lower > 0 || interval.upper < 0 else { return nil }
        change = trend.estimate
        self.interval = interval
        self.effect = effect
    }
}
