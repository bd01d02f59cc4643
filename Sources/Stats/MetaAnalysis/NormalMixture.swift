internal import RealModule

/// A weighted mixture of normal distributions: what the scores of one unit say about its effect, in a form
/// that stays closed when the effect itself is drawn from a normal distribution.
///
/// Under a flat prior the posterior of an effect is its likelihood up to a constant. An estimate with a
/// standard error is a mixture of one.
package struct NormalMixture: Distribution, Equatable {
    package struct Component: Sendable, Equatable {
        package let weight: Double
        package let mean: Double
        package let variance: Double

        package init(weight: Double, mean: Double, variance: Double) {
            self.weight = weight
            self.mean = mean
            self.variance = variance
        }
    }

    /// Weights sum to 1.
    package let components: [Component]

    /// - Parameter components: at least one; weights positive, variances not negative.
    package init(_ components: [Component]) {
        precondition(!components.isEmpty, "a mixture needs a component")
        let total = components.reduce(0) { $0 + $1.weight }
        self.components = components.map {
            Component(weight: $0.weight / total, mean: $0.mean, variance: $0.variance)
        }
    }

    /// An estimate and its standard error.
    package init(estimate: Double, standardError: Double) {
        self.init([
            Component(weight: 1, mean: estimate, variance: standardError * standardError)
        ])
    }

    package var mean: Double { components.reduce(0) { $0 + $1.weight * $1.mean } }

    package var variance: Double {
        let centre = mean
        return components.reduce(0) {
            $0 + $1.weight * ($1.variance + ($1.mean - centre) * ($1.mean - centre))
        }
    }

    package var standardDeviation: Double { variance.squareRoot() }

    package func density(at x: Double) -> Double {
        components.reduce(0) { $0 + $1.weight * $1.density(at: x) }
    }

    package func probability(below x: Double) -> Double {
        components.reduce(0) { $0 + $1.weight * $1.probability(below: x) }
    }

    package func probability(above x: Double) -> Double {
        components.reduce(0) { sum, component in
            sum + component.weight * component.reversed.probability(below: -x)
        }
    }

    package func quantile(_ p: Double) -> Double {
        precondition(p >= 0 && p <= 1, "a quantile needs a probability from 0 to 1")
        if p == 0 || p == 1 { return p == 0 ? -.infinity : .infinity }
        let unit = Normal.standard.quantile(p)
        let ends = components.map { $0.mean + $0.variance.squareRoot() * unit }
        let (low, high) = (ends.min() ?? 0, ends.max() ?? 0)
        if low == high { return low }
        let start = min(max(mean + standardDeviation * unit, low), high)
        return RootFinder.increasing(from: low, to: high, start: start) { x in
            (probability(below: x) - p, density(at: x))
        }
    }

    package func interval(level: Double) -> Interval {
        let tail = 0.5 * (1 - level)
        return Interval(lower: quantile(tail), upper: quantile(1 - tail), level: level)
    }

    /// The mixture of `sign * x`: -1 turns it around.
    package func scaled(by factor: Double) -> NormalMixture {
        NormalMixture(
            components.map {
                Component(
                    weight: $0.weight, mean: factor * $0.mean,
                    variance: factor * factor * $0.variance)
            })
    }
}

extension NormalMixture.Component {
    func density(at x: Double) -> Double {
        guard variance > 0 else { return 0 }
        let shift = x - mean
        return Double.exp(-0.5 * shift * shift / variance) / (2 * Double.pi * variance).squareRoot()
    }

    /// A component without spread is a step.
    func probability(below x: Double) -> Double {
        guard variance > 0 else { return x < mean ? 0 : x > mean ? 1 : 0.5 }
        return 0.5 * Double.erfc((mean - x) / (2 * variance).squareRoot())
    }

    var reversed: NormalMixture.Component {
        NormalMixture.Component(weight: weight, mean: -mean, variance: variance)
    }
}

extension NormalMixture {
    /// How many components stand for what an engine says.
    static let size = 8
    /// Of the polynomial by which a component's mean follows its spread.
    private static let degree = 3

    /// A mixture of t distributions as one of few normals with the same moments of ln variance: t is a normal
    /// whose variance is drawn, so that the whole is a measure over variances, which Gauss's rule makes small.
    ///
    /// ln variance is a sum of two parts, the component's and the t's. The moments of a sum up to the degree
    /// that the rule keeps need those of the t up to the same degree only, so that the t itself enters by a
    /// rule of as many nodes, and the result is that of all its nodes.
    /// - Complexity: O(components * size^3).
    package init(_ mixture: MixtureOfStudentT) {
        let shape = PrecisionRule(degreesOfFreedom: mixture.degreesOfFreedom).small(Self.size)
        var atoms: [Double] = []
        var weights: [Double] = []
        var means: [Double] = []
        for k in mixture.weights.indices where mixture.weights[k] > 1e-12 {
            let logVariance = 2 * Double.log(mixture.scales[k])
            for (node, weight) in zip(shape.nodes, shape.weights) {
                atoms.append(logVariance - node)
                weights.append(mixture.weights[k] * weight)
                means.append(mixture.locations[k])
            }
        }
        let centre = zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
        let shifts = means.map { $0 - centre }
        let rule = GaussRule(atoms: atoms, weights: weights, count: Self.size)
        let mean = rule.projected(shifts, weights: weights, degree: Self.degree)
        let square = rule.projected(shifts.map { $0 * $0 }, weights: weights, degree: Self.degree)
        self.init(
            rule.nodes.indices.filter { rule.weights[$0] > 0 }.map { j in
                Component(
                    weight: rule.weights[j], mean: centre + mean[j],
                    variance: Double.exp(rule.nodes[j])
                        + max(0, square[j] - mean[j] * mean[j]))
            })
    }
}

/// The logarithm of a precision drawn from Gamma(nu/2, nu/2), by the trapezoid rule, which converges
/// geometrically here: t with nu degrees of freedom is a normal with that precision.
struct PrecisionRule {
    private(set) var logPrecisions: [Double] = []
    private(set) var weights: [Double] = []

    /// Few nodes with the same moments.
    func small(_ count: Int) -> GaussRule {
        GaussRule(atoms: logPrecisions, weights: weights, count: count)
    }

    init(degreesOfFreedom nu: Double) {
        guard nu.isFinite, nu < 1e6 else {
            (logPrecisions, weights) = ([0], [1])
            return
        }
        let step = 0.5 * (2 / nu).squareRoot()
        for direction in [-1.0, 1.0] {
            var u = direction < 0 ? 0 : step
            while true {
                let weight = Double.exp(0.5 * nu * (u - Double.expMinusOne(u)))
                guard weight > 1e-14 else { break }
                logPrecisions.append(u)
                weights.append(weight)
                u += direction * step
            }
        }
    }
}
