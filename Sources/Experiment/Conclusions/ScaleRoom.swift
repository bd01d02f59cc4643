import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// How far a difference of two averages can go on a scale: from the average of the reference days to
/// its ends.
///
/// The regressions draw straight lines, in the trend above all, and know no end of the scale, so that an
/// estimate or an end of its interval may lie where no average can. Words stop at the end: an interval
/// that is cut to what is possible holds the truth as often as before. The numbers in tables and JSON stay
/// as they were computed, because the chances and the verdict come from them, and a caveat says both.
package struct ScaleRoom: Sendable, Equatable {
    /// Differences in points of the analysed score.
    package let range: ClosedRange<Double>

    package init(_ instrument: Instrument, from average: Double) {
        let scale = instrument.analysedRange
        let inside = min(max(average, scale.lowerBound), scale.upperBound)
        range = (scale.lowerBound - inside)...(scale.upperBound - inside)
    }

    /// The difference, or the end of the scale where it lies beyond.
    package func held(_ difference: Double) -> Double {
        min(max(difference, range.lowerBound), range.upperBound)
    }
}

extension Instrument {
    /// The scores that are analysed: those of the scale, or their distances from its target.
    package var analysedRange: ClosedRange<Double> {
        guard case .target = direction else { return range }
        return 0...max(direction.analysed(range.lowerBound), direction.analysed(range.upperBound))
    }
}

extension Comparison {
    /// Nil without a score under the reference.
    package var room: ScaleRoom? {
        reference.map { ScaleRoom(outcome.instrument, from: $0.mean) }
    }
}

/// An estimate, or an end of its interval, that lies outside what the scale can hold.
package struct BeyondScale: Sendable, Equatable {
    package let estimate: Double
    package let interval: Interval
    package let room: ScaleRoom
    package let benefit: Benefit
    package let reference: String
    package let referenceMean: Double
    package let rounding: Rounding
    package let unit: String

    /// Nil where its digits show nothing of it.
    init?(_ effect: EffectEstimate, in analysis: EffectAnalysis) {
        let instrument = analysis.data.outcome.instrument
        guard let mean = analysis.scores(under: effect.reference)?.mean else { return nil }
        let room = ScaleRoom(instrument, from: mean)
        let rounding = Rounding(instrument, standardError: effect.standardError)
        let numbers = [effect.estimate, effect.interval.lower, effect.interval.upper]
        guard numbers.contains(where: { rounding.text($0) != rounding.text(room.held($0)) }) else {
            return nil
        }
        (estimate, interval, benefit) = (effect.estimate, effect.interval, effect.benefit)
        (reference, referenceMean) = (effect.reference.name, mean)
        (self.room, self.rounding, unit) = (room, rounding, instrument.unit)
    }
}
