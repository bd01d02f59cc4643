import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import RealModule
import Stats

/// What an instrument shows of a state: the nearest of its values, never beyond its ends.
struct ShownScale: Sendable, Equatable {
    package let lower: Double
    package let upper: Double
    /// Nil on a continuous scale, or one so fine that it might as well be.
    package let step: Double?

    /// More levels than this are taken as continuous.
    private static let mostLevels = 1_000.0

    package init(lower: Double, upper: Double, step: Double?) {
        self.lower = lower
        self.upper = upper
        self.step = step.flatMap { (upper - lower) / $0 <= Self.mostLevels ? $0 : nil }
    }

    /// On the scale on which the instrument's direction of benefit holds: a distance where there is
    /// a target.
    package init(_ instrument: Instrument) {
        let range = instrument.range
        guard case .target(let band) = instrument.direction else {
            self.init(lower: range.lowerBound, upper: range.upperBound, step: instrument.step)
            return
        }
        let farthest = max(band.lowerBound - range.lowerBound, range.upperBound - band.upperBound)
        self.init(lower: 0, upper: farthest, step: instrument.step)
    }

    package func shown(_ state: Double) -> Double {
        let inside = min(max(state, lower), upper)
        guard let step else { return inside }
        return min(lower + ((inside - lower) / step).rounded() * step, upper)
    }

    /// Mean of what is shown of normal states: lower + integral of P(shown > t) over the scale.
    package func expected(mean: Double, sd: Double) -> Double {
        guard let step else {
            return lower + Self.excess(mean - lower, sd) - Self.excess(mean - upper, sd)
        }
        let levels = Int(((upper - lower) / step).rounded())
        var sum = lower
        for level in 0..<max(levels, 0) {
            let boundary = lower + (Double(level) + 0.5) * step
            sum += step * Normal.standard.probability(above: (boundary - mean) / sd)
        }
        return sum
    }

    /// E max(0, X) of a normal X.
    private static func excess(_ mean: Double, _ sd: Double) -> Double {
        let z = mean / sd
        return sd * Normal.standard.density(at: z)
            + mean * Normal.standard.probability(below: z)
    }
}
