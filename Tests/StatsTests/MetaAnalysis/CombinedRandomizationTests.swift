@testable import Stats
import TestSupport
import Testing

@Suite("One draw over several units")
struct CombinedRandomizationTests {
    private static func sample(_ values: [Double], observed: Double) -> RandomizationSample {
        RandomizationSample(observed: observed, values: values, isComplete: true)
    }

    @Test("three units with two schedules each, counted by hand")
    func byHand() {
        // Sums of +-1 three times: 3, 1 (three times), -1 (three times), -3.
        let all = (0..<3).map { _ in Self.sample([1, -1], observed: 1) }
        #expect(CombinedRandomization(all).p == 2.0 / 8)
        let one = [all[0], all[1], Self.sample([1, -1], observed: -1)]
        #expect(CombinedRandomization(one).p == 1)
        #expect(CombinedRandomization(all).method == .listed)
        #expect(CombinedRandomization(all).smallestP == 0.25)
    }

    @Test("five people with three pairs each reach 2 of 32 768, though none alone reaches .05")
    func rescue() throws {
        let scores: [Double?] = [1, 2, 5, 6, 2, 1, 6, 5, 1, 2, 5, 6]
        let observed = [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]
        let orders = ListedArrangements([[0, 0, 1, 1], [1, 1, 0, 0]])
        let set = ConcatenatedSets([orders, orders, orders])
        let test = RandomizationTest()
        let alone = try test.run(scores, observed: observed, in: set, seed: 1)
        #expect(alone.pValue.value == 0.25)
        let sample = try #require(try test.sample(scores, observed: observed, in: set, seed: 1))
        #expect(sample.values.count == 8 && sample.isComplete)
        let all = CombinedRandomization([RandomizationSample](repeating: sample, count: 5))
        expectClose(all.p, 2.0 / 32768, .exact)
        expectClose(all.smallestP, 2.0 / 32768, .exact)
    }

    @Test("without an effect p is as often below .05 as it promises")
    func level() {
        var generator = SeededGenerator(seed: 3)
        let values = (0..<16).map { Double($0) - 7.5 }
        let sets = 2000
        let low = (0..<sets).count { _ in
            let units = (0..<3).map { _ in
                Self.sample(values, observed: values[generator.uniform(below: 16)])
            }
            return CombinedRandomization(units).p <= 0.05
        }
        // Binomial: sqrt(.05 .95 / 2000) = .0049.
        #expect(Double(low) / Double(sets) <= 0.05 + 5 * 0.0049)
    }

    @Test("many units: the moments say what the drawn combinations say")
    func moments() {
        var generator = SeededGenerator(seed: 9)
        let units = (0..<40).map { _ in
            let values = (0..<8).map { _ in generator.uniform() - 0.5 }
            let scale = (values.reduce(0) { $0 + $1 * $1 } / 8).squareRoot()
            let turned = values.flatMap { [$0 / scale, -$0 / scale] }
            return Self.sample(turned, observed: turned.max() ?? 0 > 1.6 ? 0.7 : 0.1)
        }
        let drawn = CombinedRandomization(units)
        #expect(drawn.method == .drawn)
        let sums = CombinedRandomization(
            count: 40, sum: units.reduce(0) { $0 + $1.observed },
            fourth: units.reduce(0) { $0 + $1.fourthCumulant }, logCombinations: 40)
        expectClose(
            sums.p, drawn.p,
            .monteCarlo(standardError: (drawn.p * (1 - drawn.p) / 99_999).squareRoot()))
    }
}
