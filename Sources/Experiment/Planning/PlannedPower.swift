import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Power from a formula, beside the simulation: the variance of the estimate by generalised least squares
/// at the assumed autocorrelation, Satterthwaite's degrees of freedom, a noncentral t.
///
/// It takes the effect as all there on every analysed day and the scale as endless; what onset, rounding
/// and the estimation of the autocorrelation cost is in the simulation.
package struct PlannedPower: Sendable, Equatable {
    /// Var(estimate) / sd^2, a mean over patterns of missing days.
    package let unitVariance: Double
    package let degreesOfFreedom: Double
    /// Chance of an interval without zero.
    package let power: Double
    /// Points that are found with 80 % power.
    package let detectable: Double
    /// Patterns behind the mean.
    package let patterns: Int

    package static let target = 0.8

    /// Nil when no pattern carries the analysis.
    package init?(
        _ patterns: [TrialPattern], comparison place: Int, effect: Double, sd: Double,
        rho: Double, level: Double
    ) {
        let precisions = Self.precisions(patterns, place, rho: rho)
        guard let power = Self.power(precisions, effect: effect, sd: sd, level: level) else {
            return nil
        }
        self.power = power
        unitVariance = Self.mean(precisions, \.unitVariance)
        degreesOfFreedom = Self.mean(precisions, \.degreesOfFreedom)
        detectable =
            sd * Self.mean(precisions) { $0.detectableEffect(power: Self.target, alpha: 1 - level) }
        self.patterns = precisions.count
    }

    /// The power alone, for a search that asks for nothing else.
    package static func power(
        _ patterns: [TrialPattern], comparison place: Int, effect: Double, sd: Double,
        rho: Double, level: Double
    ) -> Double? {
        power(precisions(patterns, place, rho: rho), effect: effect, sd: sd, level: level)
    }

    private static func power(
        _ precisions: [PlannedPrecision], effect: Double, sd: Double, level: Double
    ) -> Double? {
        precisions.isEmpty
            ? nil : mean(precisions) { $0.power(effect: effect / sd, alpha: 1 - level) }
    }

    private static func mean(
        _ precisions: [PlannedPrecision], _ value: (PlannedPrecision) -> Double
    ) -> Double {
        precisions.reduce(0) { $0 + value($1) } / Double(precisions.count)
    }

    private static func precisions(
        _ patterns: [TrialPattern], _ place: Int, rho: Double
    ) -> [PlannedPrecision] {
        patterns.compactMap { try? precision($0, place, rho: rho) }
    }

    private static func precision(
        _ pattern: TrialPattern, _ place: Int, rho: Double
    ) throws(RegressionError) -> PlannedPrecision {
        let comparison = pattern.comparisons[place]
        guard
            let estimand = Confounding(pattern.data, pattern.columns).estimand(
                of: comparison.condition, against: comparison.reference)
        else { throw .rankDeficient(aliases: pattern.columns.aliases) }
        return try PlannedPrecision(
            design: pattern.design,
            contrast: Contrast(estimand.terms, columns: pattern.design.names), rho: rho)
    }
}

extension DiagnosisStudy {
    /// The first patterns of the simulation: twenty, fewer for long trials, whose formula takes a time
    /// that grows with the cube of their days.
    package func closedFormPatterns(seed: UInt64) -> [TrialPattern] {
        let days = Double(max(1, Array(plan.schedule.days).count))
        let affordable = Int(2e7 / (days * days * days))
        let count = source.isFixed ? 1 : min(20, max(1, affordable))
        return (0..<count).compactMap { try? source.pattern($0, seed: seed) }
    }
}
