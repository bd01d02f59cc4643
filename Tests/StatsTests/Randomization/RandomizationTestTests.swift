@testable import Stats
import TestSupport
import Testing

@Suite("Randomisation test")
struct RandomizationTestTests {
    /// Whole-number scores, so that brute force below is exact in integers.
    private func scores(_ length: Int, seed: UInt64, missing: Int? = nil) -> [Double?] {
        var generator = SeededGenerator(seed: seed)
        return (0..<length).map { day in
            let score = Double(generator.uniform(below: 11))
            return missing.map { day % $0 == 1 } ?? false ? nil : score
        }
    }

    // MARK: Laws

    @Test(
        "a shift of every score, or a change of unit, changes neither k nor N",
        arguments: [
            TestStatistic.meanDifference, .gls, .slopeDifference, .phaseMeanDifference,
        ])
    func equivariance(_ statistic: TestStatistic) throws {
        let set = PhaseChangePoints(phases: [0, 1, 0, 1], length: 24, minimumPhaseLength: 4)
        let observed = set.arrangements[70]
        let scores = scores(24, seed: 3, missing: 5)
        let test = RandomizationTest(statistic: statistic)
        let base = try test.run(scores, observed: observed, in: set, seed: 1)
        let changed = try test.run(
            scores.map { $0.map { 1e6 + 0.1 * $0 } }, observed: observed, in: set, seed: 1)
        #expect(base.pValue == changed.pValue)
        #expect(base.smallestReachableP == changed.smallestReachableP)
        // Subtracting 10^6 leaves ten digits of the scores.
        expectClose(changed.estimate, 0.1 * base.estimate, .absolute(1e-9))
    }

    @Test("drawn and listed arrangements agree within the simulation error")
    func drawnAgainstListed() throws {
        let set = PhaseChangePoints(phases: [0, 1, 0, 1], length: 40, minimumPhaseLength: 5)
        let observed = set.arrangements[800]
        let scores = scores(40, seed: 5).enumerated().map { day, score in
            score.map { $0 - 1.5 * Double(observed[day]) }
        }
        let listed = try RandomizationTest().run(scores, observed: observed, in: set, seed: 1)
        let drawn = try RandomizationTest(exactLimit: 10, replicates: 20_000)
            .run(scores, observed: observed, in: set, seed: 1)
        #expect(listed.isExact && !drawn.isExact)
        #expect(listed.pValue.total == 1771 && drawn.pValue.total == 20_001)
        let p = listed.pValue.value
        expectClose(
            drawn.pValue.value, p,
            .monteCarlo(standardError: (p * (1 - p) / 20_000).squareRoot()))
    }

    @Test("the same seed gives the same draws; another seed others")
    func seeded() throws {
        let set = try #require(
            RunLimitedSequences(length: 40, conditionCount: 2, maximumRun: 2, balance: .equal))
        var generator = SeededGenerator(seed: 2)
        let observed = set.draw(using: &generator)
        let scores = scores(40, seed: 6)
        let test = RandomizationTest(replicates: 999)
        let first = try test.run(scores, observed: observed, in: set, seed: 1)
        #expect(try test.run(scores, observed: observed, in: set, seed: 1) == first)
        #expect(try test.run(scores, observed: observed, in: set, seed: 2) != first)
    }

    @Test("a lag of L days compares each score with the condition L days before")
    func lag() throws {
        let set = ConcatenatedSets((0..<6).map { _ in ListedArrangements([[0, 1], [1, 0]]) })
        let observed = [0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1]
        let scores = [nil] + observed.dropLast().map { Optional(Double($0)) }
        let test = RandomizationTest(statistic: .meanDifference, lag: 1)
        let result = try test.run(scores, observed: observed, in: set, seed: 1)
        expectClose(result.estimate, 1, .roundoff(operations: 12))
        #expect(result.scoreCount == 11)
        #expect(result.pValue == result.smallestReachableP)
    }

    @Test("an outcome that is a covariate plus noise is judged on the noise")
    func covariate() throws {
        let set = ConcatenatedSets((0..<6).map { _ in ListedArrangements([[0, 1], [1, 0]]) })
        let observed = [0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1]
        let noise = scores(12, seed: 9)
        let stress = scores(12, seed: 10).map { $0 ?? 0 }
        let shifted = zip(noise, stress).map { pair in pair.0.map { $0 + 40 * pair.1 } }
        for statistic in [TestStatistic.gls, .meanDifference, .slopeDifference] {
            let test = RandomizationTest(statistic: statistic)
            let a = try test.run(
                noise, covariates: [stress], observed: observed, in: set, seed: 1)
            let b = try test.run(
                shifted, covariates: [stress], observed: observed, in: set, seed: 1)
            #expect(a.pValue == b.pValue)
            expectClose(a.estimate, b.estimate, .absolute(1e-10))
        }
    }

    // MARK: Exact small cases

    @Test(
        "k of N equals brute force in whole numbers",
        arguments: ListedSet.all.filter { $0.set.conditionCount == 2 })
    func bruteForce(_ listed: ListedSet) throws {
        for seed in 0..<UInt64(4) {
            let set = listed.set
            let arrangements = set.arrangements
            let observed = arrangements[Int(seed) * 7 % arrangements.count]
            let scores = scores(set.length, seed: seed, missing: seed == 3 ? 4 : nil)
            let result = try RandomizationTest(statistic: .meanDifference)
                .run(scores, observed: observed, in: set, seed: 1)
            let own = ScaledMeanDifference(scores, observed)
            let extreme = arrangements.count {
                ScaledMeanDifference(scores, $0).isAtLeastAsExtreme(as: own)
            }
            #expect(
                result.pValue
                    == RandomizationProportion(extreme: extreme, total: arrangements.count))
            #expect(result.isExact)
        }
    }

    /// (sum of B) * nA - (sum of A) * nB over nA nB: a mean difference without division.
    private struct ScaledMeanDifference {
        let numerator: Int
        let denominator: Int

        init(_ scores: [Double?], _ arrangement: Arrangement) {
            var sums = [0, 0]
            var counts = [0, 0]
            for (score, condition) in zip(scores, arrangement) {
                guard let score else { continue }
                sums[condition] += Int(score)
                counts[condition] += 1
            }
            numerator = abs(sums[1] * counts[0] - sums[0] * counts[1])
            denominator = counts[0] * counts[1]
        }

        /// Without a score under one condition the statistic does not exist: counted as extreme.
        func isAtLeastAsExtreme(as other: ScaledMeanDifference) -> Bool {
            denominator == 0 || numerator * other.denominator >= other.numerator * denominator
        }
    }

    @Test("the GLS statistic equals the coefficient over its error from dense matrices")
    func denseGLS() throws {
        let rho = 0.5
        let set = ConcatenatedSets((0..<3).map { _ in ListedArrangements([[0, 1], [1, 0]]) })
        let scores: [Double?] = [3, 1, nil, 4, 7, 2]
        let days = [0, 1, 3, 4, 5]
        let result = try RandomizationTest(statistic: .generalizedLeastSquares(rho: rho))
            .run(scores, observed: [0, 1, 1, 0, 0, 1], in: set, seed: 1)
        let values = set.arrangements.map { a in
            denseStatistic(
                y: days.map { scores[$0] ?? 0 }, x: days.map { Double(a[$0]) }, days: days, rho: rho
            )
        }
        let own = denseStatistic(
            y: days.map { scores[$0] ?? 0 }, x: [0, 1, 0, 0, 1], days: days, rho: rho)
        #expect(result.pValue.extreme == values.count { $0.t >= own.t - 1e-9 })
        expectClose(result.estimate, own.beta, .roundoff(condition: 10, operations: 25))
    }

    /// beta and |beta| / unscaled error for y = a + beta x with V = rho^|d|: normal equations on
    /// the inverse of V, by elimination.
    private func denseStatistic(
        y: [Double], x: [Double], days: [Int], rho: Double
    ) -> (beta: Double, t: Double) {
        let n = y.count
        var system = (0..<n).map { i in
            (0..<n).map { j in power(rho, abs(days[i] - days[j])) } + [1, x[i], y[i]]
        }
        for pivot in 0..<n {
            for row in 0..<n where row != pivot {
                let factor = system[row][pivot] / system[pivot][pivot]
                for column in 0..<n + 3 { system[row][column] -= factor * system[pivot][column] }
            }
        }
        let solved = (0..<n).map { i in (n..<n + 3).map { system[i][$0] / system[i][i] } }
        func inner(_ left: [Double], _ column: Int) -> Double {
            zip(left, solved).reduce(0) { $0 + $1.0 * $1.1[column] }
        }
        let ones = [Double](repeating: 1, count: n)
        let information = inner(x, 1) - inner(ones, 1) * inner(ones, 1) / inner(ones, 0)
        let numerator = inner(x, 2) - inner(ones, 1) * inner(ones, 2) / inner(ones, 0)
        return (numerator / information, abs(numerator) / information.squareRoot())
    }

    private func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { value, _ in value * base }
    }

    @Test("with a third condition the estimate is the difference of the two means compared")
    func thirdCondition() throws {
        let set = ConcatenatedSets(
            (0..<3).map { _ in OrderedSelection(items: [[0], [1], [2]]) })
        let observed = [0, 1, 2, 2, 0, 1, 1, 2, 0]
        let scores: [Double?] = [1, 5, 20, 30, 2, 6, 7, 10, 3]
        let test = RandomizationTest(
            statistic: .meanDifference, contrast: .difference(treated: 1, reference: 0))
        let result = try test.run(scores, observed: observed, in: set, seed: 1)
        expectClose(result.estimate, 4, .roundoff(operations: 50))
        #expect(result.interval == nil)
        #expect(result.pValue.total == 216)
        let extreme = set.arrangements.count { a in
            abs(mean(scores, a, 1) - mean(scores, a, 0)) >= 4 - 1e-9
        }
        #expect(result.pValue.extreme == extreme)
        let dose = RandomizationTest(statistic: .meanDifference, contrast: .dose([0, 1, 2]))
        let line = try dose.run(scores, observed: observed, in: set, seed: 1)
        // Means 2, 6, 20 on doses 0, 1, 2 with equal days: slope (20 - 2) / 2.
        expectClose(line.estimate, 9, .roundoff(operations: 50))
    }

    private func mean(_ scores: [Double?], _ a: Arrangement, _ condition: Int) -> Double {
        let values = zip(scores, a).filter { $0.1 == condition }.compactMap(\.0)
        return values.reduce(0, +) / Double(values.count)
    }

    @Test("slopes: a line that turns at the switch has the difference of its slopes")
    func slopes() throws {
        let starts = (4...16).map { start in (0..<20).map { $0 < start ? 0 : 1 } }
        let set = ListedArrangements(starts)
        let scores = (0..<20).map { day -> Double? in
            day < 9 ? 5 + 0.5 * Double(day) : 30 - 2 * Double(day)
        }
        let result = try RandomizationTest(statistic: .slopeDifference)
            .run(scores, observed: starts[5], in: set, seed: 1)
        expectClose(result.estimate, -2.5, .roundoff(condition: 20, operations: 20))
        #expect(result.interval == nil)
    }

    @Test("several series end to end: each keeps its own level")
    func multipleBaseline() throws {
        func start(_ day: Int) -> Arrangement { (0..<10).map { $0 < day ? 0 : 1 } }
        let set = OrderedSelection(items: [start(3), start(5), start(7)])
        let observed = start(5) + start(3) + start(7)
        let scores = zip(observed, 0..<30).map { pair -> Double? in
            Double(100 * (pair.1 / 10)) - 2 * Double(pair.0)
        }
        let result = try RandomizationTest(seriesCount: 3)
            .run(scores, observed: observed, in: set, seed: 1)
        expectClose(result.estimate, -2, .roundoff(condition: 100, operations: 30))
        #expect(result.pValue == RandomizationProportion(extreme: 1, total: 6))
    }

    // MARK: Intervals

    @Test(
        "the interval holds exactly the effects that the test on shifted scores does not reject",
        arguments: [
            TestStatistic.meanDifference, .gls, .phaseMeanDifference,
        ])
    func inversion(_ statistic: TestStatistic) throws {
        let set = PhaseChangePoints(phases: [0, 1, 0, 1], length: 24, minimumPhaseLength: 4)
        let observed = set.arrangements[90]
        let scores = scores(24, seed: 12, missing: 7)
        let test = RandomizationTest(statistic: statistic)
        let result = try test.run(scores, observed: observed, in: set, seed: 1, level: 0.9)
        let interval = try #require(result.interval)
        let lower = try #require(interval.lower)
        let upper = try #require(interval.upper)
        #expect(lower < result.estimate && result.estimate < upper)
        func p(_ effect: Double) throws -> Double {
            let shifted = zip(scores, observed).map { pair in
                pair.0.map { $0 - effect * Double(pair.1) }
            }
            return try test.run(shifted, observed: observed, in: set, seed: 1).pValue.value
        }
        let step = 1e-6
        #expect(try p(lower + step) > 0.1 && p(upper - step) > 0.1)
        #expect(try p(lower - step) <= 0.1 && p(upper + step) <= 0.1)
    }

    @Test("a scheme that cannot reach the level has an interval without ends")
    func unbounded() throws {
        let set = ConcatenatedSets((0..<4).map { _ in ListedArrangements([[0, 1], [1, 0]]) })
        let result = try RandomizationTest().run(
            scores(8, seed: 1), observed: [0, 1, 1, 0, 0, 1, 1, 0], in: set, seed: 1)
        #expect(result.interval == RandomizationInterval(lower: nil, upper: nil, level: 0.95))
    }

    // MARK: The smallest p

    @Test("the smallest p is known before day one: pairs 2/2^k, a starting day 1/N")
    func smallest() throws {
        for pairs in [4, 6, 8] {
            let set = ConcatenatedSets(
                (0..<pairs).map { _ in ListedArrangements([[0, 0, 1, 1], [1, 1, 0, 0]]) })
            let planned = set.arrangements[3]
            let p = try RandomizationTest().smallestReachableP(for: planned, in: set, seed: 1)
            #expect(p == RandomizationProportion(extreme: 2, total: 1 << pairs))
            let oneSided = try RandomizationTest(alternative: .decrease)
                .smallestReachableP(for: planned, in: set, seed: 1)
            #expect(oneSided.extreme == 1)
        }
        let starts = (10..<30).map { start in (0..<56).map { $0 < start ? 0 : 1 } }
        let p = try RandomizationTest().smallestReachableP(
            for: starts[7], in: ListedArrangements(starts), seed: 1)
        #expect(p.description == "1/20")
        expectClose(p.value, 0.05, .exact)
    }

    @Test(
        "days that are missing can make arrangements indistinguishable, and the smallest p says so")
    func masked() throws {
        let starts = (4..<8).map { start in (0..<12).map { $0 < start ? 0 : 1 } }
        let set = ListedArrangements(starts)
        var scored = [Bool](repeating: true, count: 12)
        scored[4] = false
        let p = try RandomizationTest().smallestReachableP(
            for: starts[0], scored: scored, in: set, seed: 1)
        #expect(p == RandomizationProportion(extreme: 2, total: 4))
    }

    @Test(
        "no p below the smallest is ever found",
        arguments: ListedSet.all.filter { $0.set.conditionCount == 2 })
    func neverBelow(_ listed: ListedSet) throws {
        let arrangements = listed.set.arrangements
        for seed in 0..<UInt64(30) {
            let observed = arrangements[Int(seed) % arrangements.count]
            let scores = scores(listed.set.length, seed: 100 + seed)
            let result = try RandomizationTest()
                .run(scores, observed: observed, in: listed.set, seed: 1)
            #expect(result.pValue.extreme >= result.smallestReachableP.extreme)
        }
    }

    // MARK: Refusals

    @Test("what cannot be tested is refused with a sentence")
    func refusals() {
        let fixed = ListedArrangements([[0, 0, 1, 1]])
        let pair = ListedArrangements([[0, 0, 1, 1], [1, 1, 0, 0]])
        let scores: [Double?] = [1, 2, 3, 4]
        func message(
            _ test: RandomizationTest, _ scores: [Double?], _ observed: Arrangement,
            _ set: some ReferenceSet, covariates: [[Double]] = []
        ) -> String {
            do {
                _ = try test.run(
                    scores, covariates: covariates, observed: observed, in: set, seed: 1)
                return "no refusal"
            } catch { return error.description }
        }
        #expect(
            message(RandomizationTest(), scores, [0, 0, 1, 1], fixed)
                == "nothing was assigned at random: the scheme admits 1 arrangement, and a "
                + "randomisation test needs at least 2; report the model-based interval, and say "
                + "that the order was fixed")
        #expect(
            message(RandomizationTest(), scores, [0, 1, 1, 0], pair)
                == "the schedule that was followed is not among the arrangements that the "
                + "declared scheme can produce; give the scheme that assigned it")
        #expect(
            message(RandomizationTest(), [1, 2], [0, 0, 1, 1], pair)
                == "found 2 positions; the scheme assigns 4; give one entry for each, missing "
                + "scores as missing")
        #expect(
            message(RandomizationTest(), [1, 2, .nan, 4], [0, 0, 1, 1], pair)
                == "the value at position 2 is not a finite number; leave the row out instead")
        #expect(
            message(RandomizationTest(), [1, nil, nil, 4], [0, 0, 1, 1], pair)
                == "found 2 scores; this statistic needs at least 3")
        #expect(
            message(
                RandomizationTest(statistic: .generalizedLeastSquares(rho: 1)), scores,
                [0, 0, 1, 1], pair)
                == "the working autocorrelation is 1.0; it has to lie between -1 and 1")
        #expect(
            message(RandomizationTest(lag: 4), scores, [0, 0, 1, 1], pair)
                == "a lag of 4 rows leaves no row of 4; choose one from 0 to 3")
        #expect(
            message(
                RandomizationTest(), scores, [0, 0, 1, 1], pair, covariates: [[2, 2, 2, 2]]
            )
            .hasPrefix("covariate 1 depends on those before it or never varies"))
        #expect(
            message(
                RandomizationTest(), scores, [0, 0, 1, 1], pair, covariates: [[0, 0, 1, 1]])
                == "a condition of the comparison has no score under the schedule that was "
                + "followed, or cannot be told from a covariate; nothing can be compared")
        #expect(
            message(
                RandomizationTest(contrast: .dose([0, 1, 2])), scores, [0, 0, 1, 1], pair)
                == "found 3 doses for 2 conditions; give one for each, 0 for none")
        #expect(
            message(
                RandomizationTest(statistic: .slopeDifference, contrast: .dose([0, 1])), scores,
                [0, 0, 1, 1], pair)
                == "this statistic compares two conditions; for doses use the mean difference or "
                + "generalised least squares")
        #expect(
            message(RandomizationTest(exactLimit: 0, replicates: 0), scores, [0, 0, 1, 1], pair)
                == "0 drawn arrangements were asked for; at least 1 is needed")
    }
}
