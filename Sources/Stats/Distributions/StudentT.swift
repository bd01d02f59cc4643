internal import RealModule

/// Student's t distribution with nu degrees of freedom (not necessarily whole); infinitely many
/// make it the standard normal.
public struct StudentT: Distribution, Equatable {
    public let degreesOfFreedom: Double
    /// ln B(nu/2, 1/2), computed once.
    private let logBeta: Double

    /// - Precondition: `degreesOfFreedom > 0`.
    public init(degreesOfFreedom: Double) {
        precondition(degreesOfFreedom > 0, "a t distribution needs positive degrees of freedom")
        self.degreesOfFreedom = degreesOfFreedom
        logBeta =
            degreesOfFreedom.isFinite
            ? SpecialFunctions.logBeta(degreesOfFreedom / 2, 0.5) : 0
    }

    public var mean: Double { degreesOfFreedom > 1 ? 0 : .nan }

    public var variance: Double {
        if degreesOfFreedom == .infinity { return 1 }
        if degreesOfFreedom > 2 { return degreesOfFreedom / (degreesOfFreedom - 2) }
        return degreesOfFreedom > 1 ? .infinity : .nan
    }

    public func density(at x: Double) -> Double {
        guard degreesOfFreedom.isFinite else { return Normal.standard.density(at: x) }
        let nu = degreesOfFreedom
        return Double.exp(
            -0.5 * (nu + 1) * Double.log(onePlus: x * x / nu) - logBeta
                - 0.5 * Double.log(nu))
    }

    public func probability(below x: Double) -> Double {
        x > 0 ? 1 - tail(x) : tail(-x)
    }

    public func probability(above x: Double) -> Double {
        x < 0 ? 1 - tail(-x) : tail(x)
    }

    /// P(T > t) for t >= 0: I_{nu/(nu+t^2)}(nu/2, 1/2) / 2.
    private func tail(_ t: Double) -> Double {
        guard degreesOfFreedom.isFinite else { return Normal.standard.probability(above: t) }
        if t == .infinity { return 0 }
        let nu = degreesOfFreedom
        let ratio = t * t / nu
        let beta = SpecialFunctions.incompleteBeta(
            1 / (1 + ratio), complement: ratio / (1 + ratio), a: nu / 2, b: 0.5, logBeta: logBeta)
        return 0.5 * beta.lower
    }

    public func quantile(_ p: Double) -> Double {
        precondition(p >= 0 && p <= 1, "a quantile needs a probability from 0 to 1")
        guard degreesOfFreedom.isFinite else { return Normal.standard.quantile(p) }
        if p == 0.5 { return 0 }
        return p > 0.5 ? upperQuantile(1 - p) : -upperQuantile(p)
    }

    /// The t >= 0 with P(T > t) = q.
    private func upperQuantile(_ q: Double) -> Double {
        if q == 0 { return .infinity }
        var start = -Normal.standard.quantile(q)
        while tail(start) > q { start *= 2 }
        return RootFinder.decreasing(from: 0, to: start) { t in
            (value: tail(t) - q, slope: -density(at: t))
        }
    }
}
