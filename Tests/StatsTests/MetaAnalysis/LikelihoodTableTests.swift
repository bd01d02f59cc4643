@testable import Stats
import TestSupport
import Testing

@Suite("Sums that can be added")
struct LikelihoodTableTests {
    private static func units(_ count: Int, seed: UInt64 = 1) -> [NormalMixture] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let mean = 0.4 + 1.2 * (generator.uniform() + generator.uniform() - 1)
            let error = 0.4 + 0.6 * generator.uniform()
            return NormalMixture([
                .init(weight: 0.6, mean: mean, variance: error * error),
                .init(weight: 0.4, mean: mean + 0.1, variance: 2 * error * error),
            ])
        }
    }

    private static func table(_ units: some Sequence<NormalMixture>) -> LikelihoodTable {
        var table = LikelihoodTable(scale: 1)
        for unit in units { table.add(unit) }
        return table
    }

    @Test("the answer from the table is the one from the units", arguments: [4, 40, 400])
    func agrees(count: Int) {
        let units = Self.units(count)
        let prior = SpreadPrior.halfNormal(scale: 1)
        let table = Self.table(units)
        let fast = PopulationPosterior(PopulationSurface(table, widest: prior), prior: prior)
        let slow = PopulationPosterior(
            PopulationSurface(UnitLikelihoods(units), widest: prior), prior: prior)
        #expect(table.holds(fast))
        // Degree seven between nodes an eighth of the scale apart.
        expectClose(fast.mean.mean, slow.mean.mean, .iterative(1e-5))
        expectClose(fast.mean.standardDeviation, slow.mean.standardDeviation, .iterative(1e-5))
        expectClose(fast.spreadMean, slow.spreadMean, .iterative(1e-4))
        expectClose(fast.next.standardDeviation, slow.next.standardDeviation, .iterative(1e-5))
    }

    @Test("sums are the same to the last bit in any order and any division", arguments: [1, 2, 7])
    func order(parts: Int) {
        let units = Self.units(200)
        let whole = Self.table(units)
        var sum = LikelihoodTable(scale: 1)
        for part in (0..<parts).reversed() {
            sum.add(
                Self.table(units.indices.filter { $0 % parts == part }.reversed().map { units[$0] })
            )
        }
        #expect(sum == whole)
    }

    @Test("a table goes through whole numbers and comes back")
    func roundTrip() {
        let table = Self.table(Self.units(20))
        let back = LikelihoodTable(
            scale: table.scale, count: table.count, narrowest: table.narrowest,
            integers: table.integers)
        #expect(back == table)
        #expect(LikelihoodTable(scale: 1, count: 1, narrowest: 1, integers: [1, 2]) == nil)
    }

    @Test("DerSimonian and Laird from the moments is the one from the units")
    func moments() {
        let units = Self.units(30)
        let table = Self.table(units)
        let classic = ClassicMetaAnalysis(
            effects: units.map(\.mean), variances: units.map(\.variance),
            estimator: .dersimonianLaird)
        expectClose(table.moments2.q, classic.q, .iterative(1e-9))
        expectClose(table.moments2.spreadVariance, classic.spreadVariance, .absolute(1e-8))
    }

    @Test("an answer that leaves the table is told")
    func outside() {
        let far = (0..<5).map {
            NormalMixture(estimate: 7.8 + 0.1 * Double($0), standardError: 0.5)
        }
        let prior = SpreadPrior.halfNormal(scale: 1)
        let table = Self.table(far)
        #expect(
            !table.holds(PopulationPosterior(PopulationSurface(table, widest: prior), prior: prior))
        )
    }

    @Test("a sum of doubles is right to 2^-40 a term, near and far from 0, in any order")
    func exactSum() {
        let terms = [
            -667.75, 0.1, -0.1, 1e-20, -1e-20, 2047.9, 2048.5, -2048.5, 3.5e9, -7.25e11, 12.3456789,
        ]
        var (up, down) = (ExactSum(), ExactSum())
        for term in terms { up.add(term) }
        for term in terms.reversed() { down.add(term) }
        #expect(up == down && (0..<(1 << 40)).contains(up.fraction))
        // By hand: what is left of the terms that do not cancel.
        let whole = -667.75 + 2047.9 + 3.5e9 - 7.25e11 + 12.3456789
        expectClose(up.value, whole, .roundoff())
        for term in [0.1, -667.75, 2048.25, -1e-20] {
            var one = ExactSum()
            one.add(term)
            expectClose(one.value, term, .absolute(0x1p-40))
        }
    }
}
