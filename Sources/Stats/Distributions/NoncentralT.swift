internal import RealModule

/// The noncentral t distribution: (Z + lambda) / (chi_nu / sqrt(nu)). The power of a t test is its
/// tail beyond the critical value.
///
/// P(T <= t) = int Phi(t s - lambda) f(s) ds over s = chi_nu / sqrt(nu), by 128 Gauss-Legendre
/// points on 1 +- 10 / sqrt(2 nu): absolute error below 1e-12 for nu >= 2.
public struct NoncentralT: Distribution {
    public let degreesOfFreedom: Double
    let noncentrality: Double
    /// The density of s at the nodes; it depends on the degrees of freedom alone.
    private let nodes: [(s: Double, weight: Double)]
    private static let roots = GaussLegendre.roots(of: 128)

    /// - Precondition: `degreesOfFreedom >= 1`, both numbers finite.
    public init(degreesOfFreedom: Double, noncentrality: Double) {
        precondition(
            degreesOfFreedom >= 1 && degreesOfFreedom.isFinite && noncentrality.isFinite,
            "a noncentral t distribution needs at least 1 degree of freedom and finite numbers")
        self.degreesOfFreedom = degreesOfFreedom
        self.noncentrality = noncentrality
        let nu = degreesOfFreedom
        let half = 10 / (2 * nu).squareRoot()
        let rule = GaussLegendre(Self.roots, from: max(0, 1 - half), to: 1 + half)
        nodes = zip(rule.nodes, rule.weights).map { s, weight in
            // chi density of s: 2 nu s times the gamma density of nu s^2 / 2, shape nu/2, / 2.
            let square = 0.5 * nu * s * s
            return (s, weight * nu * s * SpecialFunctions.gammaDensity(square, shape: 0.5 * nu))
        }
    }

    private init(_ other: NoncentralT, noncentrality: Double) {
        degreesOfFreedom = other.degreesOfFreedom
        nodes = other.nodes
        self.noncentrality = noncentrality
    }

    /// The distribution of the same degrees of freedom with another noncentrality, a finite number, without
    /// the cost of making one anew.
    func with(noncentrality: Double) -> NoncentralT {
        NoncentralT(self, noncentrality: noncentrality)
    }

    /// E(1/s) lambda, E(1/s) = sqrt(nu/2) Gamma((nu-1)/2) / Gamma(nu/2).
    public var mean: Double {
        degreesOfFreedom > 1 ? noncentrality * meanFactor : .nan
    }

    public var variance: Double {
        let nu = degreesOfFreedom
        guard nu > 2 else { return nu > 1 ? .infinity : .nan }
        let centre = mean
        return nu * (1 + noncentrality * noncentrality) / (nu - 2) - centre * centre
    }

    public func density(at x: Double) -> Double {
        sum { s in s * Normal.standard.density(at: x * s - noncentrality) }
    }

    public func probability(below x: Double) -> Double {
        sum { s in Normal.standard.probability(below: x * s - noncentrality) }
    }

    public func probability(above x: Double) -> Double {
        sum { s in Normal.standard.probability(above: x * s - noncentrality) }
    }

    public func quantile(_ p: Double) -> Double {
        precondition(p >= 0 && p <= 1, "a quantile needs a probability from 0 to 1")
        if p == 0 || p == 1 { return p == 0 ? -.infinity : .infinity }
        var low = noncentrality - 1
        var high = noncentrality + 1
        while probability(below: low) > p { low -= high - low }
        while probability(above: high) > 1 - p { high += high - low }
        return RootFinder.increasing(from: low, to: high) { x in
            let value = p < 0.5 ? probability(below: x) - p : (1 - p) - probability(above: x)
            return (value, density(at: x))
        }
    }

    private var meanFactor: Double {
        let nu = degreesOfFreedom
        return (0.5 * nu).squareRoot()
            * Double.exp(
                SpecialFunctions.logGamma(0.5 * (nu - 1)) - SpecialFunctions.logGamma(0.5 * nu))
    }

    private func sum(_ term: (Double) -> Double) -> Double {
        nodes.reduce(0) { $0 + $1.weight * term($1.s) }
    }
}
