import Foundation
import Testing
import TestSupport

@testable import Stats

/// A segment's -2 log evidence: values N(level, s^2) around a level N(m, t^2), both variances known.
private struct LevelEvidence: SegmentCost {
    let y: [Double]
    let variance: Double
    let priorMean: Double
    let priorVariance: Double

    var count: Int { y.count }
    var shortestSegment: Int { 1 }

    func cost(_ start: Int, _ end: Int) -> Double {
        let n = Double(end - start)
        var (sum, squares) = (0.0, 0.0)
        for value in y[start..<end] {
            sum += value - priorMean
            squares += (value - priorMean) * (value - priorMean)
        }
        let whole = variance + n * priorVariance
        return n * log(2 * Double.pi * variance) + log(whole / variance) + squares / variance
            - priorVariance * sum * sum / (variance * whole)
    }
}

/// The exact posterior of segments that are independent, a change after each observation having
/// the chance `hazard`: sums over all 2^(n-1) segmentations in O(n^3) by recursion from both ends.
///
/// Source: Fearnhead (2006). The noise restarts at a change, which costs a third of the power on
/// autocorrelated series, so this is an oracle and not an engine.
private struct FearnheadRecursion {
    let logEvidence: Double
    /// P(K = k), k = 0...n - 1
    let counts: [Double]
    /// P(a change at index t); the first is 0.
    let changes: [Double]

    init(_ cost: some SegmentCost, hazard: Double) {
        let n = cost.count
        func weight(_ start: Int, _ end: Int) -> Double {
            let stays = Double(end - start - 1) * log(1 - hazard)
            return stays - 0.5 * cost.cost(start, end)
        }
        // ahead[k][a]: log evidence of a..<n with k changes; behind[b]: of 0..<b, a change at b.
        var ahead = Array(repeating: Array(repeating: -Double.infinity, count: n + 1), count: n)
        var behind = Array(repeating: -Double.infinity, count: n + 1)
        for a in 0..<n { ahead[0][a] = weight(a, n) }
        for k in 1..<n {
            for a in 0..<n - k {
                ahead[k][a] = Self.logSum(
                    (a + 1..<n).map { weight(a, $0) + log(hazard) + ahead[k - 1][$0] })
            }
        }
        behind[0] = 0
        for b in 1..<n {
            behind[b] = Self.logSum((0..<b).map { behind[$0] + weight($0, b) + log(hazard) })
        }
        let evidence = Self.logSum(ahead.map { $0[0] })
        logEvidence = evidence
        counts = ahead.map { exp($0[0] - evidence) }
        changes = (0..<n).map { t in
            t == 0 ? 0 : exp(behind[t] + Self.logSum(ahead.map { $0[t] }) - evidence)
        }
    }

    private static func logSum(_ values: [Double]) -> Double {
        let top = values.max() ?? -.infinity
        guard top > -.infinity else { return top }
        return top + log(values.reduce(0) { $0 + exp($1 - top) })
    }
}

@Suite("Independent segments against oracles.json, tiny")
struct FearnheadRecursionTests {
    private let cost: LevelEvidence
    private let oracle: [String: Any]
    private var hazard: Double { oracle.number("hazard") }

    init() throws {
        oracle = try ChangepointOracles("tiny").object("fearnhead")
        let s = oracle.number("s")
        cost = LevelEvidence(
            y: try ChangepointOracles.series("tiny").values, variance: s * s,
            priorMean: oracle.number("prior_mean"), priorVariance: oracle.number("prior_var"))
    }

    /// The oracle added up 2^11 = 2048 segmentations one by one.
    @Test("the recursion gives the sums over all 2048 segmentations to 1e-6")
    func recursion() {
        let found = FearnheadRecursion(cost, hazard: hazard)
        // Evidence: a sum of 2048 terms, the bound for costs. Probabilities: the 1e-6.
        expectClose(found.logEvidence, oracle.number("log_evidence"), .iterative(1e-9))
        expectClose(
            Array(found.counts.prefix(6)), oracle.numbers("p_k"), .absolute(1e-6), "P(K)")
        expectClose(found.changes, oracle.numbers("p_change_at"), .absolute(1e-6), "P(change)")
    }

    @Test("the searches find the most probable of all 2048 segmentations, overall and for each K")
    func mostProbable() throws {
        let all = (0..<1 << 11).map { bits in (1...11).filter { bits >> ($0 - 1) & 1 == 1 } }
        let best = try SegmentNeighbourhood(mostChanges: 11)(cost, minimumSegment: 1)
        for count in 0...11 {
            let expected = all.filter { $0.count == count }
                .min { cost.total(changes: $0) < cost.total(changes: $1) }
            #expect(best[count].changes == expected, "\(count) changes")
        }
        let penalty = 2 * log((1 - hazard) / hazard)
        let expected = all.min {
            cost.total(changes: $0) + penalty * Double($0.count)
                < cost.total(changes: $1) + penalty * Double($1.count)
        }
        let found = try OptimalPartitioning()(cost, penalty: penalty, minimumSegment: 1)
        #expect(found.changes == expected)
    }
}
