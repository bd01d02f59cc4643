import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The person on whom a plan is tried out, in numbers: scores of a stated mean with noise that has a
/// memory from day to day, an effect that comes and goes, days without an entry, slips.
///
/// score(t) = baseline + effect * level(t) + noise(t), where the level halves its distance to 1 (or to 0)
/// in the half-times and the noise is a stationary AR(1) of standard deviation `sd`; then the value that
/// the instrument can show.
package struct AssumedWorld: Sendable, Equatable {
    /// What each tested condition does to the score compared with its reference, in the long run, in
    /// points.
    package let effect: Assumption
    /// Mean score under the reference, in points.
    package let baseline: Assumption
    /// Standard deviation of one day's noise, in points.
    package let sd: Assumption
    /// Correlation of one day's noise with the next day's.
    package let rho: Assumption
    /// Chance that a day has no entry.
    package let missing: Assumption
    /// Days in which half of the effect has come; 0 for at once.
    package let onsetHalfTime: Assumption
    /// Days in which half of it has gone.
    package let washoutHalfTime: Assumption
    /// Chance that a day of a tested phase is lived as under its reference.
    package let slips: Assumption

    /// What the user says of the person; nil leaves a number to the diary or to the default.
    package struct Given: Sendable, Equatable {
        package var effect: Double?
        package var baseline: Double?
        package var sd: Double?
        package var rho: Double?
        package var missing: Double?
        package var onsetHalfTime: Double?
        package var washoutHalfTime: Double?
        package var slips: Double?

        package init() {}
    }

    package static let assumedRho = 0.4
    package static let assumedMissing = 0.1
    /// As a share of the scale's width: 1.5 points of 0 to 10.
    package static let assumedSpread = 0.15
    /// A count has no width to take a share of.
    static let assumedCount = (mean: 12.0, sd: 4.0)

    /// - Parameters:
    ///   - outcome: the measure that is simulated.
    ///   - noise: what the user's own diary says; nil without one.
    ///   - given: what the user says, before either.
    /// - Throws: `DiagnosisError.outOfRange` for a number that no person can have.
    package init(
        _ outcome: PlannedOutcome, noise: BaselineNoise?, given: Given = Given()
    ) throws(DiagnosisError) {
        try Self.check(given)
        let scale = ShownScale(outcome.instrument)
        let typical = Self.typical(outcome.instrument, scale)
        let days = noise?.days ?? 0
        func number(_ given: Double?, _ diary: Double?, _ assumed: Double) -> Assumption {
            Assumption(given, diary: diary, days: days, otherwise: assumed)
        }
        baseline = number(given.baseline, noise?.mean, typical.mean)
        sd = number(given.sd, noise?.sd, typical.sd)
        rho = number(given.rho, noise?.rho, Self.assumedRho)
        missing = number(given.missing, noise?.missing, Self.assumedMissing)
        onsetHalfTime = number(given.onsetHalfTime, nil, 0)
        washoutHalfTime = number(given.washoutHalfTime ?? given.onsetHalfTime, nil, 0)
        slips = number(given.slips, nil, 0)
        let benefit = outcome.instrument.direction.benefit.sign
        let worthwhile = outcome.worthwhile(referenceMean: baseline.value)
        effect =
            given.effect.map { Assumption($0, .given) }
            ?? worthwhile.map { Assumption(benefit * $0, .worthwhile) }
            ?? Assumption(benefit * sd.value, .assumed)
    }

    private static func typical(
        _ instrument: Instrument, _ scale: ShownScale
    ) -> (mean: Double, sd: Double) {
        let width = scale.upper - scale.lower
        guard instrument.isCount else {
            return (scale.lower + 0.5 * width, assumedSpread * width)
        }
        let mean = min(assumedCount.mean, scale.lower + 0.5 * width)
        return (mean, min(assumedCount.sd, 0.5 * mean))
    }

    private static func check(_ given: Given) throws(DiagnosisError) {
        func check(
            _ name: String, _ value: Double?, _ expected: String, _ isRight: (Double) -> Bool
        ) throws(DiagnosisError) {
            guard let value, !(value.isFinite && isRight(value)) else { return }
            throw .outOfRange(name: name, found: value, expected: expected)
        }
        try check("effect", given.effect, "points other than 0") { $0 != 0 }
        try check("baseline", given.baseline, "a score") { _ in true }
        try check("sd", given.sd, "points above 0") { $0 > 0 }
        try check("rho", given.rho, "a number from -0.95 to 0.99") { (-0.95...0.99).contains($0) }
        try check("missing", given.missing, "a share from 0 to 0.9") { (0...0.9).contains($0) }
        try check("onset", given.onsetHalfTime, "days from 0 to 365") { (0...365).contains($0) }
        try check("washout", given.washoutHalfTime, "days from 0 to 365") {
            (0...365).contains($0)
        }
        try check("slips", given.slips, "a share from 0 to 0.9") { (0...0.9).contains($0) }
    }
}
