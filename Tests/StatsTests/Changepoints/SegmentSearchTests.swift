import Foundation
import Testing
import TestSupport

@testable import Stats

/// Every cost, on one small series; a new one joins here and meets all laws.
struct CostCatalogue {
    static let names = [
        "mean", "meanVariance", "line", "poisson", "ranks", "biweight", "regression",
    ]

    let y: [Double]

    init(count: Int, seed: UInt64) {
        var random = SeededGenerator(seed: 31, stream: seed)
        let tied = seed.isMultiple(of: 2)
        y = (0..<count).map { t in
            let level = t > count / 3 ? 4.0 : 1.0
            let value = level + 3 * random.uniform()
            return tied ? value.rounded() : value
        }
    }

    func cost(_ name: String) throws -> any SegmentCost {
        let covariates = Matrix(columns: [
            y.indices.map { Double($0) }, y.indices.map { Double($0 * $0 % 7) },
        ])
        switch name {
        case "mean": return try MeanCost.mean(y)
        case "meanVariance": return try MeanVarianceCost.meanVariance(y)
        case "line": return try LineCost.line(y)
        case "poisson": return try PoissonCost.poisson(y.map { $0.rounded() })
        case "ranks": return try RankCost.ranks(y)
        case "biweight": return try BiweightCost.biweight(y, bound: 1.3)
        default: return try RegressionCost.regression(y, covariates: covariates)
        }
    }
}

@Suite("Segment costs and their searches")
struct SegmentSearchTests {
    // MARK: Laws of every cost

    @Test(
        "a cut never costs more than the whole: the licence to prune",
        arguments: CostCatalogue.names)
    func subadditive(_ name: String) throws {
        for seed in 0..<6 {
            let cost = try CostCatalogue(count: 20, seed: UInt64(seed)).cost(name)
            for s in 0..<18 {
                for u in s + 2...20 {
                    for t in s + 1..<u {
                        let cut = cost.cost(s, t) + cost.cost(t, u) + cost.pruningConstant
                        #expect(cut <= cost.cost(s, u) + 1e-9, "\(name) \(s) \(t) \(u)")
                    }
                }
            }
        }
    }

    @Test("a row of costs holds the costs one by one", arguments: CostCatalogue.names)
    func rows(_ name: String) throws {
        let cost = try CostCatalogue(count: 25, seed: 1).cost(name)
        for start in 0..<25 {
            var row = [Double](repeating: .nan, count: 25)
            row.withUnsafeMutableBufferPointer { cost.costs(from: start, into: $0) }
            for end in start + 1...25 {
                expectClose(row[end - start - 1], cost.cost(start, end), .exact)
            }
        }
    }

    @Test("the series backwards costs the same", arguments: CostCatalogue.names)
    func mirrored(_ name: String) throws {
        guard name != "regression" else { return }
        let catalogue = CostCatalogue(count: 20, seed: 3)
        let cost = try catalogue.cost(name)
        let backwards = try CostCatalogue(reversing: catalogue).cost(name)
        for start in 0..<17 {
            for end in start + 3...20 {
                expectClose(
                    backwards.cost(20 - end, 20 - start), cost.cost(start, end), .absolute(1e-10))
            }
        }
    }

    // MARK: Fast against slow

    @Test("pruned, full and brute-force searches agree", arguments: CostCatalogue.names)
    func searches(_ name: String) throws {
        for seed in 0..<12 {
            let cost = try CostCatalogue(count: 15, seed: UInt64(seed)).cost(name)
            for asked in 1...4 {
                let m = max(asked, cost.shortestSegment)
                let best = bruteForce(cost, m)
                let scale = 1 + cost.cost(0, 15).magnitude
                for share in [0.01, 0.05, 0.2] {
                    let penalty = share * scale
                    let slow = try OptimalPartitioning()(
                        cost, penalty: penalty, minimumSegment: asked)
                    let fast = try PELT()(cost, penalty: penalty, minimumSegment: asked)
                    let least =
                        best.enumerated().map {
                            $0.element + penalty * Double($0.offset)
                        }.min() ?? .nan
                    for found in [slow, fast] {
                        expectClose(
                            found.cost + penalty * Double(found.changes.count), least,
                            .absolute(1e-10 * scale), "\(name) seed \(seed) m \(m)")
                    }
                }
                let path = try SegmentNeighbourhood(mostChanges: 3)(cost, minimumSegment: asked)
                #expect(path.count == min(4, best.count))
                for (count, found) in path.enumerated() {
                    #expect(found.changes.count == count)
                    expectClose(found.cost, best[count], .absolute(1e-10 * scale))
                }
            }
        }
    }

    /// The least cost for each number of changes.
    private func bruteForce(_ cost: any SegmentCost, _ m: Int) -> [Double] {
        var best: [Double] = []
        for mask in 0..<(1 << (cost.count - 1)) {
            let changes = (1..<cost.count).filter { mask & (1 << ($0 - 1)) != 0 }
            let ends = [0] + changes + [cost.count]
            guard zip(ends, ends.dropFirst()).allSatisfy({ $1 - $0 >= m }) else { continue }
            while best.count <= changes.count { best.append(.infinity) }
            best[changes.count] = min(best[changes.count], cost.total(changes: changes))
        }
        return best
    }

    @Test("pruning is exact on longer series for every cost", arguments: CostCatalogue.names)
    func longer(_ name: String) throws {
        let cost = try CostCatalogue(count: 150, seed: 8).cost(name)
        let scale = 1 + cost.cost(0, 150).magnitude
        for m in [4, 7, 30] {
            for share in [0.003, 0.01, 0.05] {
                let fast = try PELT()(cost, penalty: share * scale, minimumSegment: m)
                let slow = try OptimalPartitioning()(
                    cost, penalty: share * scale, minimumSegment: m)
                expectClose(
                    fast.cost + share * scale * Double(fast.changes.count),
                    slow.cost + share * scale * Double(slow.changes.count),
                    .absolute(1e-10 * scale))
            }
        }
    }

    @Test("functional pruning with a bounded loss is the slow optimum")
    func biweight() throws {
        for seed in 0..<60 {
            let y = CostCatalogue(count: 40, seed: UInt64(100 + seed)).y
            for bound in [0.7, 1.5, 4] {
                let cost = try BiweightCost(y, bound: bound)
                for penalty in [0.5, 2, 6] {
                    let fast = try BiweightSearch(bound: bound)(y, penalty: penalty)
                    let slow = try OptimalPartitioning()(cost, penalty: penalty, minimumSegment: 1)
                    expectClose(
                        fast.cost + penalty * Double(fast.changes.count),
                        slow.cost + penalty * Double(slow.changes.count), .absolute(1e-9))
                }
            }
        }
    }

    @Test("coarse scores whose steps are mostly alike have a bound too")
    func coarseBound() throws {
        let y = (0..<40).map { $0 % 8 == 3 ? 1.0 : 0 }
        #expect(try BiweightCost(y).bound > 0)
    }

    @Test("the bounded loss is least at no other level")
    func biweightCost() throws {
        let y = CostCatalogue(count: 16, seed: 5).y
        let cost = try BiweightCost(y, bound: 0.9)
        for end in 1...16 {
            let segment = Array(y[0..<end])
            let grid = (0...8000).map { 0.001 * Double($0) }
            let least =
                grid.map { mu in
                    segment.reduce(0) { $0 + min(($1 - mu) * ($1 - mu), 0.81) }
                }.min() ?? .nan
            let found = cost.cost(0, end)
            #expect(found <= least + 1e-12)
            // A grid of .001 misses the optimum by at most L (.0005)^2.
            #expect(found >= least - 16 * 2.5e-7)
        }
    }

    @Test("the functional pass for independent noise is PELT with the mean")
    func functional() throws {
        let y = PosteriorTests.series(300, seed: 77, steps: [100: 2, 180: -2])
        for m in [1, 3, 7] {
            for penalty in [2.0, 8, 30] {
                #expect(
                    try PELT()(MeanCost(y), penalty: penalty, minimumSegment: m).changes
                        == LevelSearch(minimumSegment: m).penalised(y, penalty: penalty).changes)
            }
        }
    }

    @Test("regression with a constant is the mean, with time it is the line")
    func regression() throws {
        let y = CostCatalogue(count: 60, seed: 9).y
        let line = try LineCost(y)
        let mean = try MeanCost(y)
        let constant = try RegressionCost(y)
        let trend = try RegressionCost(
            y, covariates: Matrix(columns: [(0..<60).map { Double($0) }]))
        for start in 0..<55 {
            for end in start + 5...60 {
                expectClose(constant.cost(start, end), mean.cost(start, end), .absolute(1e-11))
                expectClose(trend.cost(start, end), line.cost(start, end), .absolute(1e-9))
            }
        }
    }

    // MARK: Oracles

    @Test("additive optima are those of the exact program", arguments: ChangepointOracles.names)
    func oracle(_ name: String) throws {
        let oracle = try ChangepointOracles(name)
        let y = try ChangepointOracles.series(name).values
        let cases: [(String, any SegmentCost, Int)] = [
            ("mean_min1", try MeanCost(y), 1), ("mean_min7", try MeanCost(y), 7),
            ("meanvar_min7", try MeanVarianceCost(y), 7), ("line_min7", try LineCost(y), 7),
        ]
        for (key, cost, m) in cases {
            let expected = oracle.object("additive", key)
            let penalty = expected.number("beta")
            for search in [PELT(), OptimalPartitioning()] as [any SegmentSearch] {
                let found = try search(cost, penalty: penalty, minimumSegment: m)
                #expect(found.changes == expected.integers("changes"), "\(key)")
                expectClose(
                    found.cost + penalty * Double(found.changes.count), expected.number("cost"),
                    .iterative(1e-9))
            }
        }
    }

    @Test("the bounded loss of the flares series is that of the exact program")
    func biweightOracle() throws {
        let expected = try ChangepointOracles("outliers").object("additive", "biweight_min1")
        let y = try ChangepointOracles.series("outliers").values
        let cost = try BiweightCost(y)
        expectClose(cost.bound, expected.number("K"), .roundoff(condition: 10, operations: 10))
        let penalty = expected.number("beta")
        let found = try BiweightSearch()(y, penalty: penalty)
        #expect(found.changes == expected.integers("changes"))
        expectClose(
            found.cost + penalty * Double(found.changes.count), expected.number("cost"),
            .iterative(1e-9))
    }

    /// R 4.2, strucchange 1.5: breakpoints(score ~ day, h = 7) and breakpoints(Nile ~ 1).
    @Test("Bai-Perron's residual sums and criteria are strucchange's")
    func strucchange() throws {
        let nile = try ChangepointOracles("nile").object("strucchange")
        let y = try ChangepointOracles.series("nile").values
        let found = try SegmentNeighbourhood(mostChanges: 3)(RegressionCost(y), minimumSegment: 7)
        expectClose(found.map(\.cost), nile.numbers("RSS_h7"), .published(decimals: 3))
        let fit = try BaiPerron(mostChanges: 3, trimming: 0.15, replicates: 19, seed: 1).fit(y)
        expectClose(fit.schwarzCriteria, nile.numbers("BIC_h15"), .published(decimals: 3))
        #expect(fit.segmentations[1].changes == [28])
        let rows = try ChangepointOracles("trend").object("line_k")
        let trend = try ChangepointOracles.series("trend")
        let line = try RegressionCost(
            trend.values, covariates: Matrix(columns: [trend.days.map { Double($0) }]))
        let lines = try SegmentNeighbourhood(mostChanges: 3)(line, minimumSegment: 7)
        for (count, segmentation) in lines.enumerated() {
            let row = rows["\(count)"] as? [String: Any] ?? [:]
            #expect(segmentation.changes == row.integers("changes"))
            expectClose(segmentation.cost, row.number("rss"), .iterative(1e-9))
        }
    }

    // MARK: Paths and refusals

    @Test("a path of penalties holds every optimum of its range")
    func path() throws {
        let cost = try MeanCost(PosteriorTests.series(200, seed: 12, steps: [50: 2, 120: -1]))
        let path = try PenaltyPath(cost, penalties: 1...60, minimumSegment: 3)
        #expect(path.steps.first?.penalties.lowerBound == 1)
        #expect(path.steps.last?.penalties.upperBound == 60)
        for (step, next) in zip(path.steps, path.steps.dropFirst()) {
            #expect(step.penalties.upperBound == next.penalties.lowerBound)
            #expect(step.segmentation.changes.count > next.segmentation.changes.count)
        }
        for tick in 1..<119 {
            let penalty = 0.5 + 0.5 * Double(tick)
            guard penalty > 1,
                let step = path.steps.first(where: { $0.penalties.contains(penalty) })
            else { continue }
            let found = try OptimalPartitioning()(cost, penalty: penalty, minimumSegment: 3)
            let count = Double(step.segmentation.changes.count)
            expectClose(
                step.segmentation.cost + penalty * count,
                found.cost + penalty * Double(found.changes.count), .iterative(1e-10))
        }
    }

    @Test("a simulated penalty is quiet on its own null and sees a clear step")
    func simulatedPenalty() throws {
        let y = PosteriorTests.series(100, seed: 13, steps: [50: 4])
        let penalty = try SimulatedPenalty(y, minimumSegment: 7, seed: 5) {
            (series) throws(ChangepointError) in try MeanCost(series)
        }
        #expect(penalty.pValue <= 0.05)
        let found = try PELT()(MeanCost(y), penalty: penalty.penalty, minimumSegment: 7)
        #expect(found.changes.count == 1)
        let again = try SimulatedPenalty(y, minimumSegment: 7, seed: 5) {
            (series) throws(ChangepointError) in try MeanCost(series)
        }
        #expect(again.penalty == penalty.penalty)
    }

    @Test("costs and searches refuse what they cannot use with a sentence")
    func refusals() throws {
        func sentence(_ body: () throws -> Void) -> String {
            do {
                try body()
                return "accepted"
            } catch { return "\(error)" }
        }
        let y = CostCatalogue(count: 20, seed: 1).y
        let cost = try MeanCost(y)
        #expect(
            sentence { _ = try PELT()(cost, penalty: -1, minimumSegment: 2) }
                == "found a penalty of -1.0; expected a positive finite number.")
        #expect(
            sentence { _ = try PELT()(cost, penalty: 1, minimumSegment: 11) }
                == "found a minimum segment of 11 with 20 observations; expected at most half of "
                + "them, 10. Shorten it.")
        #expect(
            sentence { _ = try PoissonCost(y.map { $0 - 10 }) }.hasPrefix("found -")
        )
        #expect(
            sentence { _ = try BiweightCost(y, bound: 0) }
                == "found 0.0 for the bound of the biweight loss; expected a positive number within "
                + "its range.")
        #expect(
            sentence { _ = try SegmentNeighbourhood(mostChanges: 20)(cost, minimumSegment: 2) }
                == "found a request for up to 20 changes in 20 observations; expected from 0 to 19."
        )
        #expect(
            sentence { _ = try PenaltyPath(cost, penalties: 2...2, minimumSegment: 2) }
                == "found a range of penalties from 2.0 to 2.0; expected positive finite ends in "
                + "increasing order.")
        #expect(
            sentence { _ = try RegressionCost([Double](repeating: 0, count: 5000)) }
                == "found 5000 observations; expected at most 4000 here. Average neighbours first, "
                + "or use a cost that needs no table.")
        let time = (0..<20).map { Double($0) }
        #expect(
            sentence { _ = try RegressionCost(y, covariates: Matrix(columns: [time, time])) }
                == "covariate 1 (counted from 0) is a combination of the constant and the "
                + "covariates before it; leave it out.")
    }

    @Test("equal scores do not cost minus infinity")
    func constantRuns() throws {
        let y = [Double](repeating: 2, count: 10) + [2.5, 3, 2, 4, 3, 2.5, 3, 3.5, 2, 3]
        let cost = try MeanVarianceCost(y)
        #expect(cost.cost(0, 10).isFinite)
        // step = 1/2, so the floor is 1/48 (below a hundredth of the variance it is capped there).
        let variance = try MeanCost(y).cost(0, 20) / 20
        let floor = min(1.0 / 48, variance / 100)
        expectClose(cost.cost(0, 10), 10 * (log(2 * Double.pi) + log(floor)), .iterative(1e-12))
    }
}

extension CostCatalogue {
    init(reversing other: CostCatalogue) { y = other.y.reversed() }
}

@Suite("Distances between segmentations")
struct SegmentationDistanceTests {
    @Test("a segmentation is at no distance from itself")
    func identity() {
        let distance = SegmentationDistance(truth: [10, 25], found: [10, 25], count: 40)
        #expect(distance.covering == 1)
        #expect(distance.f1(margin: 0) == 1)
        #expect(distance.hausdorff == 0)
        #expect(distance.rand == 1)
    }

    @Test("hand-computed distances of one shifted change")
    func shifted() {
        // Segments 0..<10, 10..<20 against 0..<12, 12..<20.
        let distance = SegmentationDistance(truth: [10], found: [12], count: 20)
        expectClose(distance.covering, (10 * 10.0 / 12 + 10 * 8.0 / 10) / 20, .roundoff())
        // The start counts as a change, so one of two is found without a margin.
        expectClose(distance.f1(margin: 1), 0.5, .exact)
        expectClose(distance.f1(margin: 2), 1, .exact)
        #expect(distance.hausdorff == 2)
        // Pairs that differ: the two moved observations with the 10 before and the 8 after.
        expectClose(distance.rand, 1 - Double(2 * 10 + 2 * 8) / 190, .roundoff())
    }

    @Test("no change against one change")
    func none() {
        let distance = SegmentationDistance(truth: [], found: [5], count: 10)
        expectClose(distance.covering, 0.5, .exact)
        expectClose(distance.f1(margin: 1), 2.0 / 3, .roundoff())
        #expect(distance.hausdorff == nil)
        expectClose(distance.rand, 1 - 25.0 / 45, .roundoff())
    }

    @Test("one detection is not counted for two changes")
    func matching() {
        let distance = SegmentationDistance(truth: [10, 12], found: [11], count: 30)
        expectClose(distance.f1(margin: 3), 2 * 2.0 / 5, .roundoff())
    }
}
