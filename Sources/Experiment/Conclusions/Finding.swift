import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What a trial found about one condition and one outcome: the only thing that is ever put into words.
package enum Finding: Sendable {
    /// The direction of a difference is shown.
    case effect(Comparison)
    /// The data fit with no difference; `ruledOut` says how large a one they do not fit with.
    case compatibleWithNone(Comparison, ruledOut: RuledOut)
    /// There is no estimate, and why.
    case notEstimable(PlannedOutcome, AnalysisError)

    package var comparison: Comparison? {
        switch self {
        case .effect(let comparison), .compatibleWithNone(let comparison, _): comparison
        case .notEstimable: nil
        }
    }

    /// Sorts a comparison by its verdict.
    package init(_ comparison: Comparison) {
        self =
            comparison.verdict.claimsEffect
            ? .effect(comparison)
            : .compatibleWithNone(comparison, ruledOut: RuledOut(comparison.effect))
    }
}

/// The ends of an interval, read as what lies beyond them.
package struct RuledOut: Sendable, Equatable {
    /// Improvements larger than this lie outside the interval; negative when even no change does.
    package let improvementBeyond: Double
    /// Worsenings larger than this lie outside the interval.
    package let worseningBeyond: Double

    package init(_ effect: EffectEstimate) {
        let ends = effect.improvementInterval
        improvementBeyond = ends.upper
        worseningBeyond = -ends.lower
    }
}

extension EffectEstimate {
    /// The interval of the improvement: positive is better.
    package var improvementInterval: (lower: Double, upper: Double) {
        benefit == .higher
            ? (interval.lower, interval.upper) : (-interval.upper, -interval.lower)
    }
}
