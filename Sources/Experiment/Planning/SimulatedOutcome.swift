import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import RealModule
import Stats

/// The truth of one measure in a simulated person.
///
/// score(t) = baseline + sum over conditions of effect * level(t) + noise(t), where the level of a
/// condition rises towards 1 while it lasts and falls back to 0 afterwards, halving its distance in
/// the half-times, and the noise is a stationary AR(1): correlation `rho` from day to day, standard
/// deviation `sd` on every day.
package struct SimulatedOutcome: Sendable, Equatable {
    /// Id of the series.
    package let series: String
    /// Mean without any tested condition, in points.
    package let baseline: Double
    /// What each condition does in the long run, in points.
    package let effects: [Effect]
    package let sd: Double
    package let rho: Double
    /// Days in which half of an effect has built up; 0 for at once.
    package let onsetHalfTime: Double
    /// Days in which half of it has gone; 0 for at once.
    package let washoutHalfTime: Double
    /// Chance of a day without a value.
    package let missing: Double
    /// What the instrument can show; nil for any number.
    package let allowed: AllowedValues?
    /// A value every so many days.
    package let everyDays: Int

    package struct Effect: Sendable, Equatable {
        package let condition: String
        package let points: Double

        package init(condition: String, points: Double) {
            self.condition = condition
            self.points = points
        }
    }

    /// - Precondition: `sd >= 0`, `-1 < rho < 1`, half-times at least 0, `0 <= missing <= 1`,
    ///   `everyDays >= 1`.
    package init(
        series: String, baseline: Double, effects: [Effect], sd: Double, rho: Double,
        onsetHalfTime: Double = 0, washoutHalfTime: Double = 0, missing: Double = 0,
        allowed: AllowedValues? = nil, everyDays: Int = 1
    ) {
        precondition(sd >= 0 && abs(rho) < 1, "noise needs sd >= 0 and -1 < rho < 1")
        precondition(onsetHalfTime >= 0 && washoutHalfTime >= 0, "half-times are at least 0")
        precondition((0...1).contains(missing) && everyDays >= 1, "missing is a probability")
        self.series = series
        self.baseline = baseline
        self.effects = effects
        self.sd = sd
        self.rho = rho
        self.onsetHalfTime = onsetHalfTime
        self.washoutHalfTime = washoutHalfTime
        self.missing = missing
        self.allowed = allowed
        self.everyDays = everyDays
    }

    /// The expected score of each day, before noise and rounding.
    ///
    /// - `conditions`: the id of each day's condition; nil between phases.
    package func expected(under conditions: [String?]) -> [Double] {
        var scores = [Double](repeating: baseline, count: conditions.count)
        for effect in effects {
            for (day, level) in levels(of: effect.condition, conditions).enumerated() {
                scores[day] += effect.points * level
            }
        }
        return scores
    }

    /// How much of a condition's effect is there on each day, 0 to 1.
    package func levels(of condition: String, _ conditions: [String?]) -> [Double] {
        var level = 0.0
        return conditions.map { present in
            let target = present == condition ? 1.0 : 0
            let halfTime = target > level ? onsetHalfTime : washoutHalfTime
            level += (target - level) * (halfTime == 0 ? 1 : 1 - Double.exp2(-1 / halfTime))
            return level
        }
    }

    /// One draw: a value for each day, nil where none was written down.
    package func draw(
        under conditions: [String?], using generator: inout some RandomNumberGenerator
    ) -> [Double?] {
        let expected = expected(under: conditions)
        let innovation = sd * (1 - rho * rho).squareRoot()
        var noise = sd * generator.normal()
        return expected.indices.map { day in
            if day > 0 { noise = rho * noise + innovation * generator.normal() }
            // Drawn on every day, so that more missing days leave the others as they were.
            let isMissing = generator.uniform() < missing
            guard !isMissing, day % everyDays == everyDays - 1 else { return nil }
            return shown(expected[day] + noise)
        }
    }

    /// The value that the instrument shows for a state.
    private func shown(_ state: Double) -> Double {
        guard let allowed else { return (state * 100).rounded() / 100 }
        let bounds = allowed.bounds
        let inside = min(max(state, bounds.lowerBound), bounds.upperBound)
        if case .range(_, step: nil) = allowed { return Self.rounded(inside, on: bounds) }
        return allowed.nearest(inside) ?? inside
    }

    /// On a scale without steps people write as many digits as tell some hundreds of values apart: tenths
    /// of 0 to 103, hundredths of 0 to 10.
    private static func rounded(_ state: Double, on bounds: ClosedRange<Double>) -> Double {
        let finest = (bounds.upperBound - bounds.lowerBound) / fewestLevels
        let power = Double.log10(finest).rounded(.down)
        guard power < 0 else { return state.rounded() }
        let perUnit = Double.exp10(-power).rounded()
        return (state * perUnit).rounded() / perUnit
    }

    private static let fewestLevels = 500.0
}

extension RandomNumberGenerator {
    /// A standard normal number by the method of Box & Muller (1958), the cosine half of it.
    mutating func normal() -> Double {
        // 1 - u is in (0, 1], whose logarithm is finite.
        let radius = (-2 * Double.log(1 - uniform())).squareRoot()
        return radius * Double.cos(2 * .pi * uniform())
    }
}
