import ExperimentAnalysis
import ExperimentText
import ExperimentTrial
import Stats

/// An interval of `daily` that is much wider than that of plain autocorrelation: both are shown, with
/// what the scores say about the assumption in which they differ.
package struct WiderInterval: Sendable, Equatable {
    package let own: Interval
    package let plain: Interval
    /// What speaks for the wider one; empty where it only allows for what one change cannot exclude.
    package let reasons: [Reason]
    package let unit: String
    package let rounding: Rounding

    package enum Reason: Sendable, Equatable {
        /// A level without a mean to return to.
        case wander
        /// White noise on top of what is carried from day to day.
        case ratingNoise
        /// Spread under the condition, as a multiple of the spread without it.
        case spread(ratio: Double)
    }

    /// How many times as wide it has to be.
    package static let much = 1.3
    /// From this posterior probability on a model of the errors is a reason.
    private static let likely = 0.5
    /// From this multiple on, or below its inverse, spreads differ.
    private static let unlike = 1.5

    /// Nil where the engine is another one, or the two are about as wide.
    init?(_ effect: EffectEstimate, in analysis: EffectAnalysis) {
        let data = analysis.data
        guard data.specification.method == .daily, !data.plan.isStaggered,
            let plain = data.effect(of: effect, by: { $0.use(.ar1) })?.interval,
            effect.interval.width > Self.much * plain.width
        else { return nil }
        own = effect.interval
        self.plain = plain
        reasons = analysis.fit.robust.map(Self.reasons) ?? []
        unit = data.outcome.instrument.unit
        rounding = Rounding(data.outcome.instrument, standardError: effect.standardError)
    }

    private static func reasons(_ errors: RobustSummary) -> [Reason] {
        var reasons: [Reason] = []
        let ratio = errors.spreadRatio
        if ratio >= unlike || ratio <= 1 / unlike { reasons.append(.spread(ratio: ratio)) }
        if errors.localLevelWeight >= likely { reasons.append(.wander) }
        if errors.ratingNoiseWeight >= likely { reasons.append(.ratingNoise) }
        return reasons
    }
}
