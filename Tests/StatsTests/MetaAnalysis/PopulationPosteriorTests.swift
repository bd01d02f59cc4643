import Foundation
@testable import Stats
import TestSupport
import Testing

/// Held against sums over 20,001 to 400,001 values of tau in R (meta.R), where mu is integrated by hand.
@Suite("Mean and spread of a population")
struct PopulationPosteriorTests {
    private static func posterior(
        _ units: [NormalMixture], _ prior: SpreadPrior, _ shape: PopulationShape = .normal
    ) -> PopulationPosterior {
        PopulationPosterior(
            PopulationSurface(
                UnitLikelihoods(units, shape: shape), widest: prior, shape: shape), prior: prior)
    }

    private static let bcg = zip(MetaAnalysisData.bcg.effects, MetaAnalysisData.bcg.variances).map {
        NormalMixture(estimate: $0, standardError: $1.squareRoot())
    }

    @Test("eight schools with a half-normal prior of scale 5")
    func halfNormal() {
        let found = Self.posterior(MetaAnalysisData.schools, .halfNormal(scale: 5))
        expectClose(found.mean.mean, 7.78687331, .published(decimals: 8))
        expectClose(found.mean.standardDeviation, 4.36372512, .published(decimals: 8))
        let interval = found.mean.interval(level: 0.95)
        expectClose(interval.lower, -0.756721925, .published(decimals: 7))
        expectClose(interval.upper, 16.3784712, .published(decimals: 6))
        // The first term that the trapezoid rule lacks at 0 is added; the next is of fourth order.
        expectClose(found.spreadMean, 3.31005724, .iterative(1e-6))
        expectClose(found.spreadQuantile(0.5), 2.80011394, .iterative(1e-5))
        let school = found.unit(MetaAnalysisData.schools[0]).effect
        expectClose(school.mean, 9.06011479, .published(decimals: 7))
        expectClose(school.standardDeviation, 5.77394016, .published(decimals: 7))
        let next = found.next
        expectClose(next.standardDeviation, 6.02151316, .published(decimals: 8))
        expectClose(next.probability(below: 0), 0.0833290622, .published(decimals: 9))
        expectClose(found.mean.probability(below: 0), 0.0367974092, .published(decimals: 9))
    }

    @Test("eight schools with a half-Cauchy prior of scale 25, whose tail is long")
    func halfCauchy() {
        let found = Self.posterior(MetaAnalysisData.schools, .halfCauchy(scale: 25))
        expectClose(found.mean.mean, 7.90548912, .published(decimals: 7))
        expectClose(found.mean.standardDeviation, 4.96203824, .published(decimals: 7))
        expectClose(found.next.standardDeviation, 9.1139219, .published(decimals: 6))
        expectClose(found.spreadQuantile(0.5), 4.78371791, .iterative(1e-4))
        expectClose(
            found.unit(MetaAnalysisData.schools[0]).effect.mean, 10.9407755, .published(decimals: 6)
        )
    }

    @Test("BCG with a half-normal prior of scale 1, where the spread is far from 0")
    func bcg() {
        let found = Self.posterior(Self.bcg, .halfNormal(scale: 1))
        expectClose(found.mean.mean, -0.715582087, .published(decimals: 8))
        expectClose(found.mean.standardDeviation, 0.201460275, .published(decimals: 8))
        expectClose(found.spreadMean, 0.620924932, .published(decimals: 7))
        let next = found.next.interval(level: 0.95)
        expectClose(next.lower, -2.07918499, .published(decimals: 7))
        expectClose(next.upper, 0.629957997, .published(decimals: 7))
        expectClose(found.next.probability(below: 0), 0.870457188, .published(decimals: 8))
    }

    @Test("the share beyond a value has the mean of the next unit's chance, and turns with it")
    func share() {
        let found = Self.posterior(Self.bcg, .halfNormal(scale: 1))
        let share = found.share(beyond: 0, level: 0.95)
        expectClose(share.mean, 1 - 0.870457188, .published(decimals: 8))
        // The mean of the share, from its distribution function.
        let steps = 2000
        let mean = (0..<steps).reduce(0.0) { sum, step in
            sum + (1 - found.probability(ofShareBelow: (Double(step) + 0.5) / 2000, beyond: 0))
                / 2000
        }
        expectClose(mean, share.mean, .absolute(1e-5))
        #expect(share.interval.contains(share.mean))
    }

    @Test("a shift and a scale of all units move the answer with them")
    func laws() {
        let own = Self.posterior(Self.bcg, .halfNormal(scale: 1))
        let moved = Self.posterior(
            Self.bcg.map {
                NormalMixture(
                    estimate: 10 * $0.mean + 3, standardError: 10 * $0.standardDeviation)
            }, .halfNormal(scale: 10))
        // Other nodes of tau fall on other places, so that agreement is that of the quadrature.
        expectClose(moved.mean.mean, 10 * own.mean.mean + 3, .iterative(1e-9))
        expectClose(moved.next.standardDeviation, 10 * own.next.standardDeviation, .iterative(1e-9))
        expectClose(moved.spreadQuantile(0.9), 10 * own.spreadQuantile(0.9), .iterative(1e-9))
        let turned = Self.posterior(Self.bcg.reversed(), .halfNormal(scale: 1))
        expectClose(turned.mean.mean, own.mean.mean, .iterative(1e-12))
    }

    @Test("where units cannot differ, all borrow everything; a long diary borrows little")
    func borrowing() {
        let found = Self.posterior(Self.bcg, .halfNormal(scale: 1))
        let rough = found.unit(NormalMixture(estimate: 0, standardError: 100))
        #expect(rough.borrowed > 0.999)
        expectClose(rough.effect.mean, found.mean.mean, .absolute(1e-3))
        #expect(found.unit(NormalMixture(estimate: 0, standardError: 0.01)).borrowed < 0.001)
    }

    @Test(
        "a unit that was not among them is answered as if it had been put in, and its own say counts once"
    )
    func newcomer() {
        for (units, prior) in [
            (MetaAnalysisData.schools, SpreadPrior.halfNormal(scale: 5)),
            (Self.bcg, .halfNormal(scale: 1)),
        ] {
            let all = Self.posterior(units, prior)
            for place in [0, 3] {
                var others = units
                let own = others.remove(at: place)
                let among = all.unit(own)
                let new = Self.posterior(others, prior).newUnit(own)
                // Two quadratures over tau, each exact to about as much.
                expectClose(new.effect.mean, among.effect.mean, .iterative(1e-6))
                expectClose(
                    new.effect.standardDeviation, among.effect.standardDeviation, .iterative(1e-6))
                expectClose(new.borrowed, among.borrowed, .iterative(1e-6))
                expectClose(
                    new.effect.probability(above: 0), among.effect.probability(above: 0),
                    .absolute(1e-6))
            }
        }
    }

    @Test("t-shaped people let one who lies far out keep the own answer")
    func heavyTails() {
        let units =
            (0..<9).map { NormalMixture(estimate: 0.1 * Double($0 - 4), standardError: 0.3) }
            + [NormalMixture(estimate: 4, standardError: 0.3)]
        let shape = PopulationShape.studentT(degreesOfFreedom: 4)
        let normal = Self.posterior(units, .halfNormal(scale: 0.5))
        let heavy = Self.posterior(units, .halfNormal(scale: 0.5), shape)
        #expect(heavy.unit(units[9]).effect.mean > normal.unit(units[9]).effect.mean)
        #expect(heavy.mean.mean < normal.mean.mean)
    }

    @Test("a mixture of t is kept as few normals, close everywhere that counts")
    func compression() {
        let nodes = (0..<32).map { Double($0) / 31 }
        let mixture = MixtureOfStudentT(
            weights: nodes.map { 0.1 + $0 * (1 - $0) }, locations: nodes.map { 1 + 0.3 * $0 },
            scales: nodes.map { 0.4 + 0.5 * $0 * $0 }, degreesOfFreedom: 54)
        let few = NormalMixture(mixture)
        #expect(few.components.count <= 8)
        expectClose(few.mean, mixture.mean, .iterative(1e-10))
        // Heavy tails have a little more than a few normals: a thousandth.
        expectClose(few.variance, mixture.variance, .iterative(1e-3))
        for step in -30...30 {
            let x = mixture.mean + 0.2 * Double(step) * mixture.variance.squareRoot() / 2
            // A chance is told in whole per cent.
            expectClose(few.probability(below: x), mixture.probability(below: x), .absolute(2e-4))
        }
    }

    @Test("one t with few degrees of freedom keeps its tails")
    func tails() {
        let t = MixtureOfStudentT(location: 0, scale: 1, degreesOfFreedom: 8)
        let few = NormalMixture(t)
        for x in [0.0, 1, 2, 3, 4, 5] {
            expectClose(few.probability(above: x), t.probability(above: x), .absolute(2e-6))
        }
    }

    @Test("the exact mixture, smeared by brute force, gives the pooled likelihood of its normals")
    func bruteForce() {
        let t = MixtureOfStudentT(
            weights: [0.3, 0.4, 0.3], locations: [1, 1.1, 1.15], scales: [0.5, 0.6, 0.7],
            degreesOfFreedom: 50)
        let units = UnitLikelihoods([NormalMixture(t)])
        for (mu, tau) in [(0.0, 0.5), (1.0, 0.2), (2.5, 1.0)] {
            let steps = 4000
            let sum = (0...steps).reduce(0.0) { sum, step in
                let z = -8 + 16 * Double(step) / 4000
                return sum + t.density(at: mu + tau * z) * Normal.standard.density(at: z) * 16
                    / 4000
            }
            let found = units.logLikelihood(centre: mu, step: 1, reach: 0, tau: tau)[0]
            let root = (2 * Double.pi).squareRoot()
            expectClose(found.exponential / root, sum, .iterative(1e-3))
        }
    }

    @Test("a density on equal steps, made by products, is the density")
    func steps() {
        let units = UnitLikelihoods([
            NormalMixture([
                .init(weight: 0.3, mean: 1, variance: 0.25),
                .init(weight: 0.7, mean: 1.4, variance: 2),
            ])
        ])
        let row = units.logLikelihood(centre: 1.2, step: 0.1, reach: 40, tau: 0.3)
        for (place, found) in row.enumerated() {
            let mu = 1.2 + 0.1 * Double(place - 40)
            let one = units.logLikelihood(centre: mu, step: 1, reach: 0, tau: 0.3)[0]
            expectClose(found, one, .absolute(1e-11))
        }
    }

    @Test("meta-regression with normal units is the classic one where tau is known")
    func regression() {
        // A prior that is next to nothing at all but 0.
        let found = MetaRegression(
            Self.bcg, covariates: [MetaAnalysisData.bcg.latitudes], prior: .halfNormal(scale: 1e-6))
        let table = zip(MetaAnalysisData.bcg.effects, MetaAnalysisData.bcg.variances)
        let x = MetaAnalysisData.bcg.latitudes
        var (w, wx, wy, wxx, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (place, (y, v)) in table.enumerated() {
            w += 1 / v
            wx += x[place] / v
            wy += y / v
            wxx += x[place] * x[place] / v
            wxy += x[place] * y / v
        }
        let slope = (w * wxy - wx * wy) / (w * wxx - wx * wx)
        expectClose(found.coefficients[1].mean, slope, .iterative(1e-6))
        expectClose(
            found.coefficients[1].standardDeviation, (w / (w * wxx - wx * wx)).squareRoot(),
            .iterative(1e-6))
    }
}

extension Double {
    fileprivate var exponential: Double {
        // e^x without a module for it.
        var (sum, term) = (1.0, 1.0)
        let x = self / 64
        for k in 1..<30 {
            term *= x / Double(k)
            sum += term
        }
        return (0..<6).reduce(sum) { value, _ in value * value }
    }

    /// The rule needs moments up to degree 15 of ln variance, and those of a sum need no more of its parts.
    @Test("a t that enters by eight nodes gives the rule that all of its nodes give")
    func smallPrecision() {
        let mixture = MixtureOfStudentT(
            weights: [0.2, 0.5, 0.3], locations: [0.1, 0.3, -0.2], scales: [0.5, 0.8, 1.4],
            degreesOfFreedom: 12)
        let shape = PrecisionRule(degreesOfFreedom: 12)
        #expect(shape.weights.count > 20)
        var (atoms, weights): ([Double], [Double]) = ([], [])
        for (share, scale) in zip(mixture.weights, mixture.scales) {
            for (node, weight) in zip(shape.logPrecisions, shape.weights) {
                atoms.append(2 * log(scale) - node)
                weights.append(share * weight)
            }
        }
        let whole = GaussRule(atoms: atoms, weights: weights, count: 8)
        let few = NormalMixture(mixture)
        #expect(few.components.count == 8)
        // Nodes of moments up to degree 15 lose about half of the digits.
        for (component, weight) in zip(few.components, whole.weights) {
            expectClose(component.weight, weight, .absolute(1e-9))
        }
    }

    @Test("the spread that is expected beforehand is four times the size that matters")
    func expectedSpread() {
        #expect(SpreadPrior.spread(ofSize: 2) == .halfNormal(scale: 8))
        #expect(SpreadPrior.spread(ofSize: 2).widened(by: 0.5) == .halfNormal(scale: 4))
        #expect(SpreadPrior.halfCauchy(scale: 2).widened(by: 2) == .halfCauchy(scale: 4))
        // Five whose effects spread three times as far: the middle of tau is not drawn to the size itself.
        let units = [-4.0, -1.5, 0.5, 2, 4.5].map {
            NormalMixture(estimate: $0, standardError: 0.5)
        }
        func middle(_ prior: SpreadPrior) -> Double {
            PopulationPosterior(
                PopulationSurface(UnitLikelihoods(units), widest: prior), prior: prior
            ).spreadQuantile(0.5)
        }
        #expect(middle(.halfNormal(scale: 1)) < 2.5 && middle(.spread(ofSize: 1)) > 3)
    }
}
