/// The chi-squared distribution with nu degrees of freedom (not necessarily whole).
public struct ChiSquared: Distribution, Equatable {
    public let degreesOfFreedom: Double

    /// - Precondition: `degreesOfFreedom > 0`, finite.
    public init(degreesOfFreedom: Double) {
        precondition(
            degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
            "a chi-squared distribution needs positive, finite degrees of freedom")
        self.degreesOfFreedom = degreesOfFreedom
    }

    public var mean: Double { degreesOfFreedom }
    public var variance: Double { 2 * degreesOfFreedom }

    public func density(at x: Double) -> Double {
        guard x > 0 else { return x == 0 && degreesOfFreedom == 2 ? 0.5 : 0 }
        return SpecialFunctions.gammaDensity(0.5 * x, shape: 0.5 * degreesOfFreedom) / 2
    }

    public func probability(below x: Double) -> Double {
        x <= 0 ? 0 : SpecialFunctions.incompleteGamma(0.5 * x, shape: 0.5 * degreesOfFreedom).lower
    }

    public func probability(above x: Double) -> Double {
        x <= 0 ? 1 : SpecialFunctions.incompleteGamma(0.5 * x, shape: 0.5 * degreesOfFreedom).upper
    }

    public func quantile(_ p: Double) -> Double { positiveQuantile(p) }
}
