import Foundation
import Testing
import TestSupport

@testable import Stats

@Suite("Tests, explore mode, long series and online watch")
struct ChangeModesTests {
    // MARK: AR(1) tests

    @Test("one change: the scan by suffix sums and the functional search have one likelihood ratio")
    func scanIsSearch() throws {
        for seed in 0..<10 {
            let y = PosteriorTests.series(
                60, seed: UInt64(seed), steps: [30: seed % 2 == 0 ? 2 : 0])
            let times = (0..<60).map { $0 + ($0 > 20 ? 3 : 0) + ($0 > 41 ? 1 : 0) }
            for times in [Array(0..<60), times] {
                let scan = try SingleChangeTest(times: times).scan(y)
                let test = try ThroughTest()(y, times: times)
                expectClose(
                    scan.likelihoodRatio, test.likelihoodRatios[0], .iterative(1e-8),
                    "seed \(seed)")
                #expect(scan.rhoWithoutChange == test.rhoWithoutChange)
            }
        }
    }

    @Test("covariates in the null are taken out of every date")
    func scanCovariates() throws {
        let y = PosteriorTests.series(60, seed: 21, steps: [25: 2])
        let trend = (0..<60).map { Double($0) }
        let week = (0..<60).map { cos(2 * Double.pi * Double($0) / 7) }
        let test = try SingleChangeTest(
            times: Array(0..<60), covariates: Matrix(columns: [trend, week]))
        let scan = try test.scan(y)
        let tilted = try test.scan(
            y.indices.map { 3 + y[$0] + 0.2 * trend[$0] - 5 * week[$0] })
        expectClose(tilted.likelihoodRatio, scan.likelihoodRatio, .iterative(1e-9))
        #expect(tilted.index == scan.index)
        // Slow: the constant, the covariates and the step as one regression, each date in turn.
        let rho = scan.rhoWithChange
        let r = (0..<60).map { $0 == 0 ? 0 : rho }
        let noise = ThroughNoise(rho: rho, times: nil, count: 60)
        for date in [10, 25, 40] {
            let step = (0..<60).map { $0 >= date ? 1.0 : 0 }
            var factor = RowFactor(terms: 4)
            let columns = [[Double](repeating: 1, count: 60), trend, week, step]
            for i in 0..<60 {
                for j in 0..<4 {
                    let back = i > 0 ? r[i] * columns[j][i - 1] : 0
                    factor.row[j] = SIMD4(repeating: columns[j][i] - back)
                }
                let value = y[i] - (i > 0 ? r[i] * y[i - 1] : 0)
                factor.append(
                    SIMD4(repeating: value), weight: SIMD4(repeating: 1 / (1 - r[i] * r[i])))
            }
            let likelihood = noise.logLikelihood(cost: factor.residual[0])
            #expect(likelihood <= scan.profile[date] + 1e-9)
            if date == scan.index { expectClose(likelihood, scan.profile[date], .iterative(1e-9)) }
        }
    }

    @Test("the penalty is the formula's")
    func penalty() {
        // Section 3.2's own examples, rounded there to one decimal.
        expectClose(ThroughTest.penalty(count: 84, rho: 0), 9.8, .published(decimals: 1))
        expectClose(ThroughTest.penalty(count: 84, rho: 0.6), 12.3, .published(decimals: 1))
        expectClose(ThroughTest.penalty(count: 84, rho: 0.8), 14.3, .published(decimals: 1))
        #expect(
            ThroughTest.penalty(count: 84, rho: -0.2) == ThroughTest.penalty(count: 84, rho: 0))
    }

    @Test("the test names the series that its calibration has not seen")
    func scope() throws {
        let y = PosteriorTests.series(60, seed: 3, steps: [30: 3])
        #expect(try ThroughTest()(y).scope == .calibrated)
        #expect(try ThroughTest()(y, times: (0..<60).map { 2 * $0 }).scope == .gaps)
        let long = PosteriorTests.series(400, seed: 3, steps: [200: 3])
        #expect(try ThroughTest()(long).scope == .otherLength)
    }

    @Test("a bootstrap p-value is the same on every run and counts the observed series")
    func bootstrap() throws {
        let test = try SingleChangeTest(times: Array(0..<70))
        let scan = try test.scan(PosteriorTests.series(70, seed: 4, steps: [35: 4]))
        let p = try test.pValue(of: scan, replicates: 199, seed: 9)
        expectClose(p, 1.0 / 200, .exact)
        let null = try test.scan(PosteriorTests.wander(70, rho: 0.5, seed: 11))
        let first = try test.pValue(of: null, replicates: 199, seed: 9)
        #expect(first == (try test.pValue(of: null, replicates: 199, seed: 9)))
        #expect(first > 0.05)
    }

    @Test("robust moments see the noise and not the changes")
    func robustNoise() {
        for rho in [0.0, 0.5, 0.8] {
            let e = PosteriorTests.wander(20_000, rho: rho, seed: 5)
            let y = e.enumerated().map { $1 + Double($0 / 1000 % 3) * 3 }
            let noise = RobustNoise(y, times: nil)
            // Medians of 20,000 dependent differences give rho to about .02; the variance divides by
            // 1 - rho, and the error of rho with it.
            expectClose(noise.rho, rho, .absolute(0.05))
            expectClose(noise.variance, 1, .iterative(0.06 / (1 - rho)))
        }
    }

    @Test("an order statistic is the sorted one")
    func orderStatistics() {
        var random = SeededGenerator(seed: 6)
        for count in [1, 2, 3, 10, 101] {
            let values = (0..<count).map { _ in Double(random.uniform(below: 20)) }
            for place in [0, count / 2, count - 1] {
                var copy = values
                #expect(orderStatistic(place, of: &copy) == values.sorted()[place])
            }
        }
    }

    @Test("normal scores invert the normal distribution")
    func normalScores() {
        // Phi^-1 of .975, .5 and 1e-4: published to ten digits (R qnorm).
        expectClose(NormalScores.quantile(0.975), 1.959963984540054, .iterative(1e-14))
        expectClose(NormalScores.quantile(0.5), 0, .absolute(1e-15))
        expectClose(NormalScores.quantile(1e-4), -3.719016485455709, .iterative(1e-12))
        #expect(NormalScores([3, 1, 1, 2]).values[1] == NormalScores([3, 1, 1, 2]).values[2])
    }

    // MARK: Bai-Perron

    @Test("a date set under independent noise is that of the profile of residual sums")
    func baiPerron() throws {
        let y = PosteriorTests.series(80, seed: 14, steps: [40: 3])
        let fit = try BaiPerron(mostChanges: 2, replicates: 99, seed: 2).fit(y)
        #expect((fit.segmentations[1].changes[0] - 40).magnitude <= 2)
        #expect(fit.pValue <= 0.05)
        let set = try fit.dateSet(of: 0, given: 1)
        #expect(set.contains(40))
        // A level that changes: the same likelihood as the scan's, date by date.
        let scan = try SingleChangeTest(
            times: Array(0..<80), minimumSegment: fit.minimumSegment
        ).scan(y)
        #expect(try scan.dateSet().indices == set.indices)
    }

    @Test("the date set of a single change is that of the scan, and neighbours hold the others")
    func dateLikelihood() throws {
        let y = PosteriorTests.series(80, seed: 14, steps: [40: 3])
        let scan = try SingleChangeTest(times: Array(0..<80)).scan(y)
        let sets = try DateLikelihood().sets(of: [scan.index], in: y)
        #expect(sets == [try scan.dateSet()])
        let two = PosteriorTests.series(120, seed: 15, steps: [40: 3, 80: -3])
        let found = try DateLikelihood().sets(of: [40, 80], in: two)
        #expect(found.count == 2)
        #expect(found[0].contains(40) && found[0].indices.allSatisfy { $0 >= 7 && $0 <= 73 })
        #expect(found[1].contains(80) && found[1].indices.allSatisfy { $0 >= 47 && $0 <= 113 })
    }

    // MARK: Explore

    @Test("explore mode draws the bend that is there and says what it is")
    func explore() throws {
        let y = (0..<60).map { t in t < 30 ? 2.0 : 2 + 0.2 * Double(t - 30) }
        let noisy = y.enumerated().map { $1 + ($0 % 2 == 0 ? 0.05 : -0.05) }
        let found = try ExploreMode()(noisy)
        #expect(found.changes.count == 1)
        #expect((found.changes[0] - 30).magnitude <= 2)
        expectClose(found.shapes[1].slope, 0.2, .iterative(0.02))
        #expect(found.label == "exploration: visible shape, not evidence of a change")
        let scaled = try ExploreMode()(noisy.map { 50 - 4 * $0 })
        #expect(scaled.changes == found.changes)
    }

    @Test("explore mode is optimal partitioning with its fixed setting")
    func exploreSetting() throws {
        let y = try ChangepointOracles.series("trend").values
        let mean = y.reduce(0, +) / 100
        let variance = y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100
        let slow = try OptimalPartitioning()(
            LineCost(y), penalty: 2 * log(100) * variance, minimumSegment: 5)
        #expect(try ExploreMode()(y).changes == slow.changes)
    }

    // MARK: Long series

    @Test("a long series is cut where it changes and looked at close up")
    func longSeries() throws {
        let y = PosteriorTests.series(6000, seed: 31, steps: [2000: 3, 4100: -2])
        let result = try LongSeries()(y)
        #expect(result.segmentation.changes.count == 2)
        #expect(result.closeUps.count == 2)
        for (closeUp, truth) in zip(result.closeUps, [2000, 4100]) {
            #expect(closeUp.probability > 0.95)
            #expect(closeUp.first <= truth && truth <= closeUp.last)
            #expect(closeUp.last - closeUp.first < 60)
        }
        let stamped = try LongSeries()(y, times: (0..<6000).map { 5 + $0 })
        #expect(stamped.segmentation.changes == result.segmentation.changes)
        #expect(stamped.closeUps.map(\.first) == result.closeUps.map(\.first))
    }

    // MARK: Online

    @Test("a watch grows sure of a step and its p-value never rises")
    func watch() throws {
        let y = PosteriorTests.series(80, seed: 41, steps: [50: 3])
        let looks = try OnlineWatch().looks(y, times: Array(0..<80), since: 40)
        #expect(looks.count == 80 - 47 + 1)
        #expect(looks.map(\.looks) == Array(1...looks.count))
        for (look, next) in zip(looks, looks.dropFirst()) {
            #expect(next.anytimePValue <= look.anytimePValue)
        }
        #expect(looks[5].chance < 0.5)
        #expect((looks.last?.chance ?? 0) > 0.9)
        #expect((looks.last?.anytimePValue ?? 1) < 0.05)
    }

    @Test("a watch is worded by bounds of its own")
    func watchVerdict() {
        func look(_ chance: Double, _ p: Double) -> ChangeVerdict {
            OnlineLook(count: 40, time: 40, chance: chance, anytimePValue: p, looks: 5).verdict
        }
        #expect(look(0.96, 0.05) == .clear)
        #expect(look(0.96, 0.051) == .likely)
        #expect(look(0.9, 0.01) == .likely)
        #expect(look(0.89, 0.01) == .cannotBeToldFromWandering)
        #expect(look(0.19, 1) == .noSign)
    }

    @Test("what was seen later does not change an earlier look")
    func watchIsCausal() throws {
        let y = PosteriorTests.series(60, seed: 42, steps: [40: 2])
        let all = try OnlineWatch().looks(y, times: Array(0..<60), since: 30)
        let early = try OnlineWatch().looks(
            Array(y.prefix(50)), times: Array(0..<50), since: 30)
        #expect(Array(all.prefix(early.count)) == early)
    }

    @Test("a watch before there is anything to see has no looks, and a date outside is refused")
    func watchRefusals() throws {
        let y = PosteriorTests.series(40, seed: 43, steps: [:])
        #expect(try OnlineWatch().looks(y, times: Array(0..<40), since: 38).isEmpty)
        do {
            _ = try OnlineWatch().looks(y, times: Array(0..<40), since: 40)
            Issue.record("a date outside was accepted")
        } catch {
            #expect(
                error.description == "found a switch at time 40; expected one after the first "
                    + "observation (0) and not after the last (39).")
        }
    }

    // MARK: Refusals of the posterior

    @Test("the posterior refuses what it cannot weigh with a sentence")
    func posteriorRefusals() throws {
        func sentence(_ body: () throws -> Void) -> String {
            do {
                try body()
                return "accepted"
            } catch { return "\(error)" }
        }
        let y = (0..<20).map { Double($0 * $0 % 7) }
        let times = Array(0..<20)
        #expect(
            sentence {
                _ = try ChangepointPosterior().fit(Array(y.prefix(13)), times: Array(0..<13))
            }
                == "found 13 observations; expected at least 14. Wait until there are more.")
        #expect(
            sentence { _ = try ChangepointPosterior().fit(y, times: times, minimumSegment: 11) }
                == "found a minimum segment of 11 with 20 observations; expected at most half of "
                + "them, 10. Shorten it.")
        #expect(
            sentence {
                _ = try ChangepointPosterior().fit([Double](repeating: 3, count: 20), times: times)
            }
                == "every observation equals 3.0, so there is no noise to compare a change with; "
                + "expected at least two different values.")
        #expect(
            sentence { _ = try ChangepointPosterior().fit(y, times: times.reversed()) }
                == "found time 18 after time 19 at observation 1 (counted from 0); expected "
                + "strictly increasing times. Sort the rows and settle the duplicates.")
        #expect(
            sentence {
                _ = try ChangepointPosterior().fit(y.map { $0 == 4 ? .infinity : $0 }, times: times)
            }
                == "observation 2 (counted from 0) is not a finite number; leave a missing "
                + "observation out instead.")
        var options = ChangepointPosterior.Options()
        options.maximumChanges = 4
        #expect(
            sentence {
                _ = try ChangepointPosterior(options: options).fit(y, times: times)
            }
                == "found a request for up to 4 changes in 20 observations; expected from 0 to 3.")
        #expect(
            sentence { _ = try PosteriorDesign(times: Array(0..<1001)) }
                == "found 1001 observations; expected at most 1000 here. Use the long-series "
                + "analysis, which searches fast and looks closely at windows.")
        #expect(
            sentence {
                _ = try ChangepointPosterior().fit(
                    y, times: times, covariates: Matrix(columns: [y]))
            }
                == "the covariates explain every observation exactly, so there is no noise to "
                + "compare a change with; leave a covariate out.")
        let fit = try ChangepointPosterior().fit(y, times: times)
        #expect(
            sentence { _ = try fit.probability(ofChangeIn: 3..<21) }
                == "found a window from observation 3 to 21; expected an ordered pair between 0 "
                + "and 20.")
        #expect(
            sentence { _ = try fit.dates().highestDensitySet(level: 1) }
                == "found a level of 1.0; expected more than 0 and less than 1.")
    }
}
