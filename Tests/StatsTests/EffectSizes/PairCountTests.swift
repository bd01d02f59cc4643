@testable import Stats
import TestSupport
import Testing

/// Every pair looked at, as the definitions say: what the counts by sorting must give.
private struct EveryPair {
    let scores: PhaseScores

    func sum(_ baseline: [Double], _ treated: [Double], tolerance: Double = 0) -> Double {
        var sum = 0.0
        for a in baseline {
            for b in treated { sum += scores.comparison(a, b, tolerance: tolerance) }
        }
        return sum
    }

    var pairs: Double { Double(scores.baseline.count * scores.treated.count) }

    var trend: Double {
        var sum = 0.0
        for (place, earlier) in scores.baseline.enumerated() {
            for later in scores.baseline[(place + 1)...] {
                sum += scores.comparison(earlier, later)
            }
        }
        return sum
    }

    var medianSlope: Double {
        let (y, t) = (scores.baseline, scores.baselineTimes)
        return y.indices.flatMap { i in
            y.indices[(i + 1)...].map { j in (y[j] - y[i]) / (t[j] - t[i]) }
        }.median
    }

    var correctedTau: Double {
        let slope = medianSlope
        let a = zip(scores.baseline, scores.baselineTimes).map { $0 - slope * $1 }
        let b = zip(scores.treated, scores.treatedTimes).map { $0 - slope * $1 }
        let spread = (scores.baseline + scores.treated).moments.variance.squareRoot()
        return sum(a, b, tolerance: 1e-9 * spread) / pairs
    }

    /// q1, q2, q3 of the errors of NAP, from the table of all pairs.
    var unbiasedError: Double {
        let wins = scores.baseline.map { a in
            scores.treated.map { (scores.comparison(a, $0) + 1) / 2 }
        }
        let (m, n) = (Double(scores.baseline.count), Double(scores.treated.count))
        let estimate = wins.joined().reduce(0, +) / pairs
        let theta = min(max(estimate, 1 / (2 * m * n)), 1 - 1 / (2 * m * n))
        let rows = wins.map { $0.reduce(0) { $0 + $1 - theta } }
        let columns = scores.treated.indices.map { j in wins.reduce(0) { $0 + $1[j] - theta } }
        let q1 = rows.reduce(0) { $0 + $1 * $1 } / (m * n * n)
        let q2 = columns.reduce(0) { $0 + $1 * $1 } / (m * m * n)
        let q3 = wins.joined().reduce(0) { $0 + ($1 - theta) * ($1 - theta) } / (m * n)
        return ((theta * (1 - theta) + n * q1 + m * q2 - 2 * q3) / ((m - 1) * (n - 1)))
            .squareRoot()
    }

    var largestNonoverlap: Double {
        let sign = scores.improvement == .increase ? 1.0 : -1
        let a = scores.baseline.map { sign * $0 }.sorted()
        let b = scores.treated.map { sign * $0 }
        return Double(
            (0...a.count).map { i in i == 0 ? b.count : i + b.count { $0 > a[i - 1] } }.max() ?? 0)
    }
}

@Suite("Pairs counted by sorting")
struct PairCountTests {
    /// What scores look like: two words, a scale of eleven, half points with a trend, tenths, whole
    /// numbers with a trend, and measurements without ties.
    enum Kind: CaseIterable { case binary, scale, halves, tenths, rising, measured }

    private func series(_ kind: Kind, _ generator: inout SeededGenerator, at day: Int) -> Double {
        let draw = Double(generator.uniform(below: 1000))
        return switch kind {
        case .binary: draw < 300 ? 1 : 0
        case .scale: (draw / 100).rounded()
        case .halves: (draw / 50 + 0.3 * Double(day)).rounded() / 2
        case .tenths: (draw / 20).rounded() / 10
        case .rising: (draw / 300 - 1.5 * Double(day)).rounded()
        case .measured: draw * 0.37 + Double(generator.uniform(below: 100_000)) * 1e-5
        }
    }

    private func scores(_ kind: Kind, seed: UInt64) throws -> PhaseScores {
        var generator = SeededGenerator(seed: seed)
        let m = 2 + Int(generator.uniform(below: 60))
        let n = 2 + Int(generator.uniform(below: 60))
        var day = 0
        let times = (0..<m + n).map { _ in
            day += 1 + Int(generator.uniform(below: 3))
            return day
        }
        let values = times.map { series(kind, &generator, at: $0) }
        return try PhaseScores(
            baseline: Array(values.prefix(m)), treated: Array(values.suffix(n)),
            improvement: seed % 2 == 0 ? .increase : .decrease, times: times.map(Double.init))
    }

    @Test("Tau, Tau-U, NAP, IRD: the same as from every pair", arguments: Kind.allCases)
    func counts(kind: Kind) throws {
        for seed in UInt64(0)..<60 {
            let scores = try scores(kind, seed: seed)
            let every = EveryPair(scores: scores)
            let sum = every.sum(scores.baseline, scores.treated)
            expectClose(scores.tau, sum / every.pairs, .exact)
            expectClose(scores.tauU, (sum - every.trend) / every.pairs, .exact)
            let overlap = scores.nonoverlapOfAllPairs
            // Every pair is added up one by one there.
            let added = Tolerance.roundoff(operations: Int(every.pairs))
            expectClose(overlap.estimate, (sum / every.pairs + 1) / 2, added)
            let error = try #require(overlap.errors).unbiased
            expectClose(error * error, every.unbiasedError * every.unbiasedError, added)
            let (m, n) = (Double(scores.baseline.count), Double(scores.treated.count))
            expectClose(
                scores.improvementRateDifference,
                ((m + n) * every.largestNonoverlap - m * m - n * n) / (2 * m * n), .exact)
        }
    }

    @Test("the median slope and baseline-corrected Tau: the same", arguments: Kind.allCases)
    func slopes(kind: Kind) throws {
        for seed in UInt64(0)..<60 {
            let scores = try scores(kind, seed: seed)
            let every = EveryPair(scores: scores)
            let slope = MedianSlope(scores.baseline, times: scores.baselineTimes).value
            let size = scores.baseline.reduce(1) { max($0, $1.magnitude) }
            // Times are counted from the middle, so that each of the two differences rounds anew.
            expectClose(slope / size, every.medianSlope / size, .roundoff(operations: 8))
            if [.binary, .scale, .halves, .rising].contains(kind) {
                expectClose(slope, every.medianSlope, .exact)
            }
            expectClose(try scores.baselineCorrectedTau(), every.correctedTau, .exact)
        }
    }

    @Test("a line with any slope has that slope, far from the origin too")
    func line() {
        let times = (0..<3000).map { 700_000 + Double($0 + $0 / 7) }
        for slope in [-0.25, 0, 3, 1.0 / 1024] {
            let values = times.map { 5 + slope * $0 }
            expectClose(MedianSlope(values, times: times).value, slope, .exact)
        }
    }

    @Test("16,000 scores in less time than every pair would take")
    func long() throws {
        var generator = SeededGenerator(seed: 1)
        let times = (0..<16_000).map(Double.init)
        let values = times.map { _ in Double(generator.uniform(below: 11)) }
        let scores = try PhaseScores(
            baseline: Array(values.prefix(8000)), treated: Array(values.suffix(8000)),
            improvement: .decrease, times: times)
        let time = try ContinuousClock().measure {
            _ = try scores.baselineCorrectedTau()
            _ = scores.nonoverlapOfAllPairs
            _ = scores.tauU
        }
        // A tenth of a second on one core; every pair is 6.4e7 pairs, and half a gigabyte.
        #expect(time < .seconds(2))
    }
}
