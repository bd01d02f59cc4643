import Foundation
import Testing
import TestSupport

@testable import Stats

@Suite("Changepoint posterior")
struct PosteriorTests {
    static func wander(_ n: Int, rho: Double, seed: UInt64) -> [Double] {
        var normals = NormalDraws(SeededGenerator(seed: seed))
        var e = 0.0
        return (0..<n).map { t in
            let z = normals.next()
            e = t == 0 ? z : rho * e + (1 - rho * rho).squareRoot() * z
            return e
        }
    }

    static func series(_ n: Int, seed: UInt64, steps: [Int: Double]) -> [Double] {
        wander(n, rho: 0.4, seed: seed).enumerated().map { t, e in
            e + steps.reduce(0) { $0 + (t >= $1.key ? $1.value : 0) }
        }
    }

    // MARK: Laws

    @Test("a shift and a scale of the series move levels and sizes and no probability")
    func affine() throws {
        let y = Self.series(60, seed: 1, steps: [30: 2])
        let fit = try ChangepointPosterior().fit(y, times: Array(0..<60))
        let other = try ChangepointPosterior().fit(
            y.map { 100 + 7 * $0 }, times: Array(0..<60))
        let same = Tolerance.roundoff(condition: 1e5, operations: 60)
        expectClose(other.countProbabilities, fit.countProbabilities, same)
        let change = try fit.changes(given: 1)[0]
        let moved = try other.changes(given: 1)[0]
        expectClose(moved.size, 7 * change.size, same)
        expectClose(moved.before, 100 + 7 * change.before, same)
        expectClose(moved.after, 100 + 7 * change.after, same)
    }

    @Test("time read backwards mirrors every date")
    func reversed() throws {
        let times = Array(0..<40) + Array(45..<70)
        let y = Self.series(65, seed: 2, steps: [20: 2, 44: -2])
        let fit = try ChangepointPosterior().fit(y, times: times)
        let mirrored = try ChangepointPosterior().fit(
            Array(y.reversed()), times: times.reversed().map { 69 - $0 })
        expectClose(
            mirrored.countProbabilities, fit.countProbabilities,
            .roundoff(condition: 1e5, operations: 65))
        let last = mirrored.dates(of: 1, given: 2).probabilities
        let first = fit.dates(of: 0, given: 2).probabilities
        for index in 1..<65 {
            expectClose(last[65 - index], first[index], .absolute(1e-10))
        }
    }

    @Test("the first date of the study changes nothing")
    func translation() throws {
        let y = Self.series(50, seed: 3, steps: [25: 1])
        let fit = try ChangepointPosterior().fit(y, times: Array(0..<50))
        let later = try ChangepointPosterior().fit(y, times: Array(738_000..<738_050))
        expectClose(later.countProbabilities, fit.countProbabilities, .exact)
        #expect(try later.changes(given: 1)[0].time == fit.changes(given: 1)[0].time + 738_000)
    }

    @Test("probabilities sum to one and windows nest")
    func sums() throws {
        let y = Self.series(84, seed: 4, steps: [30: 1.5])
        let fit = try ChangepointPosterior().fit(y, times: Array(0..<84))
        let one = Tolerance.roundoff(operations: 84)
        expectClose(fit.countProbabilities.reduce(0, +), 1, one)
        expectClose(fit.noiseProbabilities.reduce(0, +), 1, one)
        for count in 1...3 {
            for position in 0..<count {
                expectClose(
                    fit.dates(of: position, given: count).probabilities.reduce(0, +), 1, one)
            }
        }
        let whole = try fit.probability(ofChangeIn: 0..<84)
        expectClose(whole, fit.probabilityOfAnyChange, .roundoff(condition: 10, operations: 84))
        let before = try fit.probability(ofChangeBefore: 40)
        #expect(before <= whole)
        #expect(try fit.probability(ofChangeIn: 20..<40) <= before)
        expectClose(
            fit.probability(ofChangeAtTimes: 20...39), try fit.probability(ofChangeIn: 20..<40),
            .exact)
    }

    @Test("a batch gives what one series at a time gives")
    func batch() throws {
        let design = try PosteriorDesign(times: Array(0..<56))
        let all = (0..<5).map { Self.series(56, seed: 50 + UInt64($0), steps: [20: 1]) }
        let fits = try ChangepointPosterior().fit(batch: all, on: design)
        for (y, fit) in zip(all, fits) {
            let single = try ChangepointPosterior().fit(y, on: design)
            // dgemm and dgemv add in different orders.
            expectClose(
                fit.countProbabilities, single.countProbabilities,
                .roundoff(condition: 1e5, operations: 56))
        }
    }

    @Test("a covariate in the design takes its trend out of the answer")
    func covariates() throws {
        let y = Self.series(70, seed: 6, steps: [35: 2])
        let trend = Matrix(columns: [(0..<70).map { Double($0) }])
        let fit = try ChangepointPosterior().fit(y, times: Array(0..<70), covariates: trend)
        let tilted = try ChangepointPosterior().fit(
            y.enumerated().map { $1 + 0.3 * Double($0) }, times: Array(0..<70), covariates: trend)
        expectClose(
            tilted.countProbabilities, fit.countProbabilities,
            .roundoff(condition: 1e6, operations: 70))
    }

    // MARK: Slow against fast

    @Test("four lanes at a time weigh every set as LAPACK does one at a time", arguments: 0..<3)
    func kernels(_ seed: Int) throws {
        let times = (0..<33).map { $0 + ($0 > 12 ? 4 : 0) + ($0 > 20 ? 1 : 0) }
        let y = Self.series(33, seed: UInt64(70 + seed), steps: [11: 1.5, 22: -1])
        let design = try PosteriorDesign(times: times, minimumSegment: 5)
        var options = ChangepointPosterior.Options()
        options.neglect = 1000
        let fit = try ChangepointPosterior(options: options).fit(y, on: design)
        for changes in 1...3 {
            var sets: [ChangeDates] = []
            fit.tables.visit(changes: changes) { dates, _ in sets.append(dates) }
            let weights = sets.map { dates in
                fit.kernels.reduce(0.0) { sum, kernel in
                    let solution = DateSetSolution(dates, kernel)
                    let moment = SizeDistribution(solution, position: 0).normaliser
                    return sum + exp(solution.logWeight - fit.kernels[0].logWeightOfNone) * moment
                }
            }
            let total = weights.reduce(0, +)
            #expect(Double(sets.count) == design.placements(of: changes))
            var place = 0
            fit.tables.visit(changes: changes) { _, weight in
                expectClose(
                    weight / fit.totals[changes], weights[place] / total,
                    .roundoff(condition: 1e4, operations: 33))
                place += 1
            }
        }
    }

    @Test("every size of one set has the same moment of the prior")
    func normalisers() throws {
        let fit = try ChangepointPosterior().fit(
            Self.series(40, seed: 9, steps: [13: 2, 26: 1]), times: Array(0..<40))
        let solution = DateSetSolution(ChangeDates(10, 18, 29), fit.kernels[7])
        let moments = (0..<3).map { SizeDistribution(solution, position: $0).normaliser }
        expectClose(moments[1], moments[0], .roundoff(condition: 1e4))
        expectClose(moments[2], moments[0], .roundoff(condition: 1e4))
    }

    @Test("a size's distribution is the integral of its density, and its mean is too")
    func sizeDistribution() throws {
        let fit = try ChangepointPosterior().fit(
            Self.series(40, seed: 10, steps: [13: 1, 26: 1]), times: Array(0..<40))
        let solution = DateSetSolution(ChangeDates(12, 26), fit.kernels[3])
        let size = SizeDistribution(solution, position: 1)
        let step = 1e-3 * size.scale
        var mean = 0.0
        for k in -12_000..<12_000 {
            let x = size.location + Double(k) * step
            let mass = size.cumulative(x + step) - size.cumulative(x)
            #expect(mass > -1e-15)
            mean += mass * (x + step / 2)
        }
        // Midpoint rule with steps of a thousandth of the scale.
        expectClose(mean, size.mean, .absolute(1e-6 * size.scale))
    }

    @Test("a beam that is wide enough is the full sum")
    func beam() throws {
        let y = Self.series(190, seed: 11, steps: [50: 1.5, 100: -1.5, 150: 1.5])
        let design = try PosteriorDesign(
            times: Array(0..<190), minimumSegment: 30,
            noise: NoiseGrid(nodes: [NoiseNode(rho: 0.4, white: 0), NoiseNode(rho: 0, white: 1)]))
        var options = ChangepointPosterior.Options()
        options.maximumChanges = 3
        options.beamWidth = 100_000
        let fit = try ChangepointPosterior(options: options).fit(y, on: design)
        #expect(fit.usedBeam)
        var sets = 0
        var total = 0.0
        fit.tables.visit(changes: 3) { dates, weight in
            sets += 1
            total += weight
            #expect(dates[1] - dates[0] >= 30 && dates[2] - dates[1] >= 30)
        }
        #expect(Double(sets) == design.placements(of: 3))
        expectClose(total, fit.totals[3], .roundoff(operations: sets))
        options.beamWidth = 200
        let narrow = try ChangepointPosterior(options: options).fit(y, on: design)
        #expect(narrow.countProbabilities[3] <= fit.countProbabilities[3] + 1e-12)
        #expect(narrow.countProbabilities[3] > 0.9 * fit.countProbabilities[3])
    }

    @Test("a thousand observations with huge steps stay finite")
    func noOverflow() throws {
        let y = Self.series(600, seed: 12, steps: [150: 40, 300: -40, 450: 40])
        var options = ChangepointPosterior.Options()
        options.maximumChanges = 3
        options.beamWidth = 100
        let nodes = [NoiseNode(rho: 0.4, white: 0), NoiseNode(rho: 0.9, white: 0.3)]
        let design = try PosteriorDesign(times: Array(0..<600), noise: NoiseGrid(nodes: nodes))
        let fit = try ChangepointPosterior(options: options).fit(y, on: design)
        #expect(fit.mostProbableCount == 3)
        #expect(fit.mostProbableDates(given: 3) == [150, 300, 450])
        #expect(fit.countProbabilities.allSatisfy { $0.isFinite })
    }

    // MARK: Dates

    @Test("a change inside a gap of missing days is reported as the whole gap")
    func gap() throws {
        let times = Array(0..<30) + Array(41..<71)
        let y = (0..<60).map { (t: Int) -> Double in
            t < 30 ? Double(t % 2) * 0.1 : 5 + Double(t % 3) * 0.1
        }
        let fit = try ChangepointPosterior().fit(y, times: times)
        let set = try fit.dates().highestDensitySet()
        #expect(set.indices == [30])
        #expect(set.spans == [DateSet.Span(after: 29, through: 41)])
        #expect(fit.verdict == .clear)
    }

    @Test("neighbouring dates make one span and distant ones two")
    func spans() {
        let set = DateSet(indices: [2, 3, 7], probability: 1, times: [0, 1, 2, 5, 6, 7, 8, 9])
        #expect(
            set.spans == [DateSet.Span(after: 1, through: 5), DateSet.Span(after: 8, through: 9)])
    }

    @Test("the shortest interval is the brute-force one")
    func shortestInterval() throws {
        let weights = [0, 1, 5, 2, 0, 0, 7, 3, 1, 1].map { Double($0) }
        let dates = DateDistribution(weights: weights, times: Array(0..<10))
        for level in [0.2, 0.35, 0.5, 0.8, 0.9] {
            let found = try dates.shortestInterval(level: level).indices
            var best = 10
            for first in 0..<10 {
                for last in first..<10 where weights[first...last].reduce(0, +) >= level * 20 {
                    best = min(best, last - first + 1)
                }
            }
            #expect(found.count == best)
        }
    }

    @Test("verdicts change at .2, .8 and .95")
    func verdicts() {
        #expect(ChangeVerdict(probability: 0.95) == .clear)
        #expect(ChangeVerdict(probability: 0.9499) == .likely)
        #expect(ChangeVerdict(probability: 0.8) == .likely)
        #expect(ChangeVerdict(probability: 0.7999) == .cannotBeToldFromWandering)
        #expect(ChangeVerdict(probability: 0.2) == .cannotBeToldFromWandering)
        #expect(ChangeVerdict(probability: 0.1999) == .noSign)
    }

    @Test("a clear step is found with its size and levels")
    func clearStep() throws {
        let y = Self.series(84, seed: 13, steps: [40: -3])
        let change = try ChangepointPosterior().fit(y, times: Array(0..<84)).changes(given: 1)[0]
        #expect((change.index - 40).magnitude <= 2)
        #expect(change.sizeInterval.contains(-3))
        #expect(change.sizeInterval.contains(change.size))
        expectClose(
            change.after - change.before, change.size, .roundoff(condition: 10, operations: 100))
        #expect(change.probability > 0.95)
    }
}
