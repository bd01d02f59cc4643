internal import RealModule

/// The effect in units of the standard deviation of the errors, theta / sigma, as a distribution.
///
/// Given sigma the effect is normal, and sigma_k / sigma is q = chi_nu / sqrt(nu); hence
///     P(theta/sigma < x) = sum_k w_k int Phi((x - q m_k/sigma_k) / (s_k/sigma_k)) f(q) dq,
/// by 48 Gauss-Legendre points on 1 +- 9 / sqrt(2 nu). Its interval held the truth in 94.5-96.5 %
/// of simulated series, where textbook intervals of Hedges' g hold it in 70-77 % at rho 0.6.
public struct StandardizedEffect: Distribution {
    private let weights: [Double]
    /// m_k / sigma_k.
    private let locations: [Double]
    /// s_k / sigma_k.
    private let scales: [Double]
    private let chi: [(q: Double, weight: Double)]

    init(_ distribution: MixtureOfStudentT, residualScales: [Double]) {
        weights = distribution.weights
        locations = zip(distribution.locations, residualScales).map { $0 / $1 }
        scales = zip(distribution.scales, residualScales).map { $0 / $1 }
        chi = Self.chiNodes(distribution.degreesOfFreedom)
    }

    private static func chiNodes(_ nu: Double) -> [(q: Double, weight: Double)] {
        guard nu.isFinite else { return [(1, 1)] }
        let half = 9 / (2 * nu).squareRoot()
        let rule = GaussLegendre(count: 48, from: max(1e-9, 1 - half), to: 1 + half)
        let constant =
            Double.log(2) + 0.5 * nu * Double.log(0.5 * nu)
            - SpecialFunctions.logGamma(0.5 * nu)
        let densities = zip(rule.nodes, rule.weights).map { q, weight in
            (q, weight * Double.exp(constant + (nu - 1) * Double.log(q) - 0.5 * nu * q * q))
        }
        let total = densities.reduce(0) { $0 + $1.1 }
        return densities.map { (q: $0.0, weight: $0.1 / total) }
    }

    public var mean: Double { expectation { q, k in q * locations[k] } }

    public var variance: Double {
        let centre = mean
        return expectation { q, k in
            let shift = q * locations[k] - centre
            return scales[k] * scales[k] + shift * shift
        }
    }

    public func density(at x: Double) -> Double {
        expectation { q, k in
            Normal.standard.density(at: (x - q * locations[k]) / scales[k]) / scales[k]
        }
    }

    public func probability(below x: Double) -> Double {
        expectation { q, k in
            Normal.standard.probability(below: (x - q * locations[k]) / scales[k])
        }
    }

    public func probability(above x: Double) -> Double {
        expectation { q, k in
            Normal.standard.probability(above: (x - q * locations[k]) / scales[k])
        }
    }

    public func quantile(_ p: Double) -> Double {
        precondition(p >= 0 && p <= 1, "a quantile needs a probability from 0 to 1")
        if p == 0 || p == 1 { return p == 0 ? -.infinity : .infinity }
        let (centre, spread) = (mean, variance.squareRoot())
        var reach = 4 * spread
        while probability(below: centre - reach) > p || probability(above: centre + reach) > 1 - p {
            reach *= 2
        }
        return RootFinder.increasing(from: centre - reach, to: centre + reach, start: centre) { x in
            let value = p < 0.5 ? probability(below: x) - p : (1 - p) - probability(above: x)
            return (value, density(at: x))
        }
    }

    public func interval(level: Double = 0.95) -> Interval {
        let tail = 0.5 * (1 - level)
        return Interval(lower: quantile(tail), upper: quantile(1 - tail), level: level)
    }

    /// The chance that a reading under the exposure is better than one without: the non-overlap
    /// of all pairs that the model implies, Phi(+-theta / (sigma sqrt 2)), with its interval.
    public func nonOverlap(_ benefit: Benefit, level: Double = 0.95) -> (
        estimate: Double, interval: Interval
    ) {
        func overlap(_ x: Double) -> Double {
            let z = (benefit == .higher ? x : -x) / 2.0.squareRoot()
            return Normal.standard.probability(below: z)
        }
        let ends = interval(level: level)
        let (a, b) = (overlap(ends.lower), overlap(ends.upper))
        return (
            overlap(quantile(0.5)), Interval(lower: min(a, b), upper: max(a, b), level: level)
        )
    }

    private func expectation(_ term: (Double, Int) -> Double) -> Double {
        var total = 0.0
        for k in weights.indices {
            var inner = 0.0
            for node in chi { inner += node.weight * term(node.q, k) }
            total += weights[k] * inner
        }
        return total
    }
}

extension ContrastEstimate {
    /// The effect in standard deviations of the errors.
    /// - Complexity: for `ar1`, that of another fit.
    public var standardized: StandardizedEffect {
        guard let mixture = endpoints?.mixture() else {
            return StandardizedEffect(distribution, residualScales: residualScales)
        }
        return StandardizedEffect(
            mixture.distribution(of: contrast.weights), residualScales: mixture.residualScales)
    }
}
