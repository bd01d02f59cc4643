internal import RealModule

/// Fisher's F distribution: the ratio of two mean squares with d1 and d2 degrees of freedom.
public struct FisherF: Distribution, Equatable {
    let numeratorFreedom: Double
    let denominatorFreedom: Double
    private let logBeta: Double

    /// - Precondition: both degrees of freedom are positive and finite.
    public init(numeratorFreedom: Double, denominatorFreedom: Double) {
        precondition(
            numeratorFreedom > 0 && denominatorFreedom > 0 && numeratorFreedom.isFinite
                && denominatorFreedom.isFinite,
            "an F distribution needs positive, finite degrees of freedom")
        self.numeratorFreedom = numeratorFreedom
        self.denominatorFreedom = denominatorFreedom
        logBeta = SpecialFunctions.logBeta(0.5 * numeratorFreedom, 0.5 * denominatorFreedom)
    }

    public var mean: Double {
        denominatorFreedom > 2 ? denominatorFreedom / (denominatorFreedom - 2) : .infinity
    }

    public var variance: Double {
        let (d1, d2) = (numeratorFreedom, denominatorFreedom)
        guard d2 > 4 else { return d2 > 2 ? .infinity : .nan }
        return 2 * d2 * d2 * (d1 + d2 - 2) / (d1 * (d2 - 2) * (d2 - 2) * (d2 - 4))
    }

    public func density(at x: Double) -> Double {
        let (d1, d2) = (numeratorFreedom, denominatorFreedom)
        guard x > 0 else { return x == 0 && d1 == 2 ? 1 : 0 }
        let ratio = d1 * x / d2
        return Double.exp(
            0.5 * d1 * Double.log(ratio) - 0.5 * (d1 + d2) * Double.log(onePlus: ratio) - logBeta)
            / x
    }

    public func probability(below x: Double) -> Double { tails(x).lower }

    public func probability(above x: Double) -> Double { tails(x).upper }

    public func quantile(_ p: Double) -> Double { positiveQuantile(p) }

    /// I_u(d1/2, d2/2) at u = d1 x / (d1 x + d2).
    private func tails(_ x: Double) -> (lower: Double, upper: Double) {
        if x <= 0 { return (0, 1) }
        if x == .infinity { return (1, 0) }
        let total = numeratorFreedom * x + denominatorFreedom
        return SpecialFunctions.incompleteBeta(
            numeratorFreedom * x / total, complement: denominatorFreedom / total,
            a: 0.5 * numeratorFreedom, b: 0.5 * denominatorFreedom, logBeta: logBeta)
    }
}
