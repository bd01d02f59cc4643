import Foundation
import Testing
import TestSupport

@testable import Stats

@Suite("Functional pruning")
struct LevelSearchTests {
    // MARK: Oracles

    @Test(
        "the constrained optima under AR(1) noise are those of full enumeration",
        arguments: ChangepointOracles.names, ["0.0", "0.3", "0.6", "0.8"])
    func constrained(_ name: String, _ rho: String) throws {
        let rows = try ChangepointOracles(name).object("ar1").rows(rho)
        let series = try ChangepointOracles.series(name)
        let search = LevelSearch(rho: try #require(Double(rho)), minimumSegment: 7)
        let found = try search.constrained(
            series.values, times: series.days, mostChanges: rows.count - 1)
        #expect(found.count == rows.count)
        let noise = ThroughNoise(
            rho: search.rho, times: series.days, count: series.values.count)
        let n = Double(series.values.count)
        for (row, segmentation) in zip(rows, found) {
            #expect(segmentation.changes == row.integers("changes"))
            // The bound for costs; levels and likelihoods follow from the same changes.
            expectClose(segmentation.cost, row.number("cost"), .iterative(1e-9))
            expectClose(segmentation.levels, row.numbers("levels"), .iterative(1e-9))
            expectClose(
                noise.logLikelihood(cost: segmentation.cost) - n / 2 * (log(2 * Double.pi) + 1),
                row.number("loglik"), .iterative(1e-9))
        }
    }

    @Test("the penalised optima are those of the C program", arguments: ChangepointOracles.names)
    func penalised(_ name: String) throws {
        let rows = try ChangepointOracles(name).object("ar1").rows("penalised")
        let series = try ChangepointOracles.series(name)
        #expect(rows.count == 8)
        for row in rows {
            let found = try LevelSearch(rho: row.number("rho"), minimumSegment: 7).penalised(
                series.values, times: series.days, penalty: row.number("beta"))
            #expect(found.changes == row.integers("changes"))
            expectClose(
                found.cost + Double(found.changes.count) * row.number("beta"), row.number("cost"),
                .iterative(1e-9))
        }
    }

    // MARK: Fast against slow

    /// A small problem with ties and gaps.
    struct Problem {
        let y: [Double]
        let times: [Int]?
        let rho: Double
        let minimumSegment: Int
        let penalty: Double

        init(_ number: Int) {
            var random = SeededGenerator(seed: 20_261, stream: UInt64(number))
            let n = 6 + random.uniform(below: 5)
            let tied = number.isMultiple(of: 2)
            y = (0..<n).map { t in
                let step = t > n / 2 ? 2.0 : 0
                return tied ? Double(random.uniform(below: 4)) + step : 3 * random.uniform() + step
            }
            var time = 0
            let gapped = number % 3 == 1
            let spaced = (0..<n).map { _ in
                time += gapped ? 1 + random.uniform(below: 3) : 1
                return time
            }
            times = gapped ? spaced : nil
            rho = [0, 0.3, 0.6, 0.8, 0.95, -0.4][number % 6]
            minimumSegment = 1 + random.uniform(below: 3)
            penalty = 0.2 + 4 * random.uniform()
        }

        var noise: ThroughNoise { ThroughNoise(rho: rho, times: times, count: y.count) }

        /// The least cost for each number of changes, over every admissible set.
        var bruteForce: [Double] {
            var best: [Double] = []
            for mask in 0..<(1 << (y.count - 1)) {
                let changes = (1..<y.count).filter { mask & (1 << ($0 - 1)) != 0 }
                let ends = [0] + changes + [y.count]
                guard zip(ends, ends.dropFirst()).allSatisfy({ $1 - $0 >= minimumSegment }) else {
                    continue
                }
                while best.count <= changes.count { best.append(.infinity) }
                best[changes.count] = min(
                    best[changes.count], LevelSegmentation(y, changes: changes, noise: noise).cost)
            }
            return best
        }
    }

    @Test("500 small problems with gaps, ties and minimum segments have the brute-force optimum")
    func bruteForce() {
        for number in 0..<500 {
            let problem = Problem(number)
            let slow = problem.bruteForce
            let penalised = slow.enumerated().map {
                $0.element + Double($0.offset) * problem.penalty
            }
            var searches = [
                ThroughLevelSearch.changes(
                    problem.y, noise: problem.noise, minimumSegment: problem.minimumSegment,
                    penalty: problem.penalty)
            ]
            if problem.rho == 0 {
                searches.append(
                    WhiteLevelSearch.changes(
                        problem.y, minimumSegment: problem.minimumSegment,
                        penalty: problem.penalty))
            }
            for changes in searches {
                let cost = LevelSegmentation(problem.y, changes: changes, noise: problem.noise).cost
                // Different optimal segmentations may tie; their costs differ by rounding only.
                expectClose(
                    cost + Double(changes.count) * problem.penalty, penalised.min() ?? .nan,
                    .absolute(1e-9), "problem \(number)")
            }
            let fast = ThroughLevelSearch.bestChanges(
                problem.y, noise: problem.noise, minimumSegment: problem.minimumSegment,
                mostChanges: 4)
            #expect(fast.count == min(5, slow.count))
            for (count, changes) in fast.enumerated() {
                #expect(changes.count == count)
                let ends = [0] + changes + [problem.y.count]
                #expect(
                    zip(ends, ends.dropFirst()).allSatisfy { $1 - $0 >= problem.minimumSegment })
                let cost = LevelSegmentation(problem.y, changes: changes, noise: problem.noise).cost
                expectClose(cost, slow[count], .absolute(1e-9), "problem \(number), K = \(count)")
            }
        }
    }

    @Test("the pass for independent noise finds what the pass for AR(1) noise finds at rho = 0")
    func whiteIsThrough() {
        for seed in 0..<20 {
            let y = PosteriorTests.series(
                400, seed: UInt64(seed), steps: [100: 2, 250: -1, 300: 1])
            for m in [1, 2, 7, 30] {
                let noise = ThroughNoise(rho: 0, times: nil, count: 400)
                #expect(
                    WhiteLevelSearch.changes(y, minimumSegment: m, penalty: 6)
                        == ThroughLevelSearch.changes(
                            y, noise: noise, minimumSegment: m, penalty: 6))
            }
        }
    }

    // MARK: Laws

    @Test("a shift, a scale and a mirror of the series move no change")
    func affine() throws {
        let y = PosteriorTests.series(300, seed: 5, steps: [100: 2, 200: -1])
        for rho in [0, 0.5] {
            let search = LevelSearch(rho: rho, minimumSegment: 5)
            let found = try search.penalised(y, penalty: 12)
            let moved = try search.penalised(y.map { 1e6 - 3 * $0 }, penalty: 9 * 12)
            #expect(moved.changes == found.changes)
            let backwards = try search.penalised(Array(y.reversed()), penalty: 12)
            #expect(backwards.changes == found.changes.reversed().map { 300 - $0 })
        }
    }

    @Test("a larger penalty never gives more changes")
    func monotone() throws {
        let y = PosteriorTests.series(500, seed: 6, steps: [100: 2, 150: -2, 300: 1])
        for rho in [0, 0.6] {
            var before = 500
            for penalty in [0.5, 1, 2, 5, 10, 20, 50, 100] {
                let count = try LevelSearch(rho: rho).penalised(y, penalty: penalty).changes.count
                #expect(count <= before)
                before = count
            }
        }
    }

    // MARK: Refusals

    @Test("what cannot be searched is refused with a sentence")
    func refusals() {
        func sentence(
            _ y: [Double], times: [Int]? = nil, rho: Double = 0, m: Int = 1, penalty: Double = 1
        ) -> String {
            do {
                _ = try LevelSearch(rho: rho, minimumSegment: m).penalised(
                    y, times: times, penalty: penalty)
                return "accepted"
            } catch { return error.description }
        }
        let y = (0..<20).map { Double($0 * $0 % 7) }
        #expect(
            sentence(Array(y.prefix(13)))
                == "found 13 observations; expected at least 14. Wait until there are more.")
        #expect(
            sentence(y, m: 11)
                == "found a minimum segment of 11 with 20 observations; expected at most half of "
                + "them, 10. Shorten it.")
        #expect(
            sentence(y, m: 0) == "found a minimum segment of 0 observations; expected 1 or more.")
        #expect(
            sentence([Double](repeating: 4.5, count: 20))
                == "every observation equals 4.5, so there is no noise to compare a change with; "
                + "expected at least two different values.")
        #expect(
            sentence(y.map { $0 == 4 ? .nan : $0 })
                == "observation 2 (counted from 0) is not a finite number; leave a missing "
                + "observation out instead.")
        #expect(
            sentence(y, times: [0, 1, 1] + Array(3..<20))
                == "found time 1 after time 1 at observation 2 (counted from 0); expected strictly "
                + "increasing times. Sort the rows and settle the duplicates.")
        #expect(
            sentence(y, times: [0, 1])
                == "found 2 times; expected one for each of the 20 observations.")
        #expect(
            sentence(y, rho: 1)
                == "found an autocorrelation of 1.0; expected more than -1 and less than 1.")
        #expect(
            sentence(y, penalty: 0)
                == "found a penalty of 0.0; expected a positive finite number.")
    }
}
