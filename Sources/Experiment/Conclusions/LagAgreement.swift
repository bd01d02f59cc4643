import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Whether the lag seen at the plan's switches agrees with the timing that the regression takes: its own
/// onset where it estimates one, otherwise the days after a switch that it leaves out.
package struct LagAgreement: Sendable, Equatable {
    /// The likely lags of the level, in days.
    package let lags: ClosedRange<Int>
    package let regression: Timing

    package enum Timing: Sendable, Equatable {
        /// Days until half of the effect was there, outermost likely values rounded outwards.
        case halfTime(ClosedRange<Int>)
        /// The first days of a tested phase that the regression does not use.
        case leavesOut(days: Int)
    }

    /// Nil where the reading holds no lag or an effect is not likely enough for its lag to mean
    /// anything.
    package init?(
        _ reading: SwitchReading, halfTime: OnsetSummary.Quantiles?, onsetLagInDays: Int
    ) {
        guard reading.probabilityOfEffect >= Verdict.worthwhileThreshold,
            let first = reading.likelyLags.min(), let last = reading.likelyLags.max()
        else { return nil }
        lags = first...last
        regression =
            halfTime.map { time in
                let lower = max(0, time.lower.rounded(.down))
                let upper = max(lower, min(time.upper.rounded(.up), 1e6))
                return .halfTime(Int(lower)...Int(upper))
            } ?? .leavesOut(days: onsetLagInDays)
    }

    /// The ranges overlap; days that are left out must hold the earliest likely lag.
    package var agrees: Bool {
        switch regression {
        case .halfTime(let range): range.overlaps(lags)
        case .leavesOut(let days): lags.lowerBound <= days
        }
    }

    package var sentence: String {
        switch (regression, agrees) {
        case (.halfTime, true): "The day-by-day analysis agrees with that."
        case (.halfTime(let range), false):
            "The day-by-day analysis does not agree with that: it puts half of the effect at "
                + "\(range.lowerBound) to \(range.upperBound) days."
        case (.leavesOut(let days), true):
            days == 0
                ? "The regression, which counts every day from the switch on, agrees with that."
                : "The regression, which leaves the first \(Phrase.count(days, "day")) of a tested "
                    + "phase out, agrees with that."
        case (.leavesOut(let days), false):
            "The regression leaves \(days == 0 ? "no day" : "only \(Phrase.count(days, "day"))") of a "
                + "tested phase out, less than that delay, so it may understate the effect."
        }
    }
}
