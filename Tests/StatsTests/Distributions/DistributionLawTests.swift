import Foundation
@testable import Stats
import Testing
import TestSupport

/// What holds for every distribution. A new one is added to `all` and is tested on arrival.
@Suite("Laws of distributions")
struct DistributionLawTests {
    static let all: [any Distribution] = [
        Normal(mean: -2, standardDeviation: 3), StudentT(degreesOfFreedom: 4.5),
        StudentT(degreesOfFreedom: 80), StudentT(degreesOfFreedom: .infinity),
        ChiSquared(degreesOfFreedom: 5), ChiSquared(degreesOfFreedom: 61.5),
        FisherF(numeratorFreedom: 3, denominatorFreedom: 17),
        NoncentralT(degreesOfFreedom: 12, noncentrality: 1.25),
        MixtureOfStudentT(
            weights: [1, 2, 0.5], locations: [-1, 0.5, 4], scales: [0.5, 1, 2],
            degreesOfFreedom: 9),
        standardizedEffect,
    ]

    /// A standardised effect of an engine, which is a mixture over sigma.
    static let standardizedEffect: any Distribution = {
        let data = RegressionOracle.named("d1")
        guard let fit = try? Regression(.ar1).fit(data.responses, on: data.design),
            let estimate = try? fit.estimate(ofColumn: "treat")
        else { preconditionFailure("the oracle d1 can be fitted") }
        return estimate.standardized
    }()

    static func name(_ index: Int) -> String { "\(type(of: all[index])), number \(index)" }

    static let probabilities = [0.001, 0.025, 0.2, 0.5, 0.7, 0.975, 0.9999]

    @Test("the two tails add to one", arguments: all.indices)
    func tails(index: Int) {
        let distribution = Self.all[index]
        for p in Self.probabilities {
            let x = distribution.quantile(p)
            expectClose(
                distribution.probability(below: x) + distribution.probability(above: x), 1,
                .roundoff(operations: 16), Self.name(index))
        }
    }

    @Test("the quantile undoes the probability", arguments: all.indices)
    func quantiles(index: Int) {
        let distribution = Self.all[index]
        for p in Self.probabilities {
            let x = distribution.quantile(p)
            // x and the probability each end in a few units of the last place.
            let slack = (x * distribution.density(at: x)).magnitude + 1
            expectClose(
                distribution.probability(below: x), p, .absolute(16 * slack * Double.ulpOfOne),
                Self.name(index))
        }
    }

    @Test("probability grows with x, and its slope is the density", arguments: all.indices)
    func slope(index: Int) {
        let distribution = Self.all[index]
        var before = -Double.infinity
        for p in Self.probabilities {
            let x = distribution.quantile(p)
            #expect(x > before)
            before = x
            let density = distribution.density(at: x)
            let h = 0.002 * min(p, 1 - p) / density
            let inner =
                distribution.probability(below: x + h) - distribution.probability(below: x - h)
            let outer =
                distribution.probability(below: x + 2 * h)
                - distribution.probability(below: x - 2 * h)
            // Five-point rule: (h / local scale)^4 of truncation, ulp / h of rounding.
            expectClose((8 * inner - outer) / (12 * h), density, .iterative(1e-7), Self.name(index))
        }
    }

    @Test("mean and variance are those of the density", arguments: all.indices)
    func moments(index: Int) {
        let distribution = Self.all[index]
        let centre = distribution.quantile(0.5)
        let spread = distribution.variance.squareRoot()
        var mean = 0.0
        var square = 0.0
        let step = 0.01
        for k in -1500...1500 {
            // x = centre + spread sinh t: the trapezoidal rule in t converges very fast, but for the
            // kink that densities on the half line have at 0.
            let t = step * Double(k)
            let x = spread * sinh(t)
            let weight = step * spread * cosh(t) * distribution.density(at: centre + x)
            mean += weight * x
            square += weight * x * x
        }
        expectClose(centre + mean, distribution.mean, .absolute(1e-5 * spread), Self.name(index))
        expectClose(
            square - mean * mean, distribution.variance, .iterative(1e-4), Self.name(index))
    }

    @Test(
        "t squared is F with one numerator degree of freedom, and a sum of squares is chi-squared")
    func relations() {
        let t = StudentT(degreesOfFreedom: 17)
        let f = FisherF(numeratorFreedom: 1, denominatorFreedom: 17)
        for x in [0.3, 1.1, 2.7, 6.0] {
            expectClose(
                f.probability(above: x * x), 2 * t.probability(above: x), .roundoff(operations: 64))
            expectClose(
                ChiSquared(degreesOfFreedom: 1).probability(above: x * x),
                2 * Normal.standard.probability(above: x), .roundoff(operations: 64))
            expectClose(
                NoncentralT(degreesOfFreedom: 17, noncentrality: 0).probability(below: x),
                t.probability(below: x), .absolute(1e-13))
        }
    }

    @Test("a mixture of one component is that component shifted and scaled")
    func oneComponent() {
        let t = StudentT(degreesOfFreedom: 11)
        let mixture = MixtureOfStudentT(location: 3, scale: 2, degreesOfFreedom: 11)
        expectClose(mixture.quantile(0.975), 3 + 2 * t.quantile(0.975), .roundoff())
        expectClose(mixture.probability(below: 1), t.probability(below: -1), .roundoff())
    }
}
