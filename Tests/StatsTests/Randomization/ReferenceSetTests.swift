@testable import Stats
import TestSupport
import Testing

/// Every reference set small enough to list, with the same members found by brute force: all
/// sequences of the length, filtered by the rule in words.
struct ListedSet: Sendable, CustomTestStringConvertible {
    let name: String
    let set: any ReferenceSet
    let rule: @Sendable (Arrangement) -> Bool
    var testDescription: String { name }

    /// Four pairs without the two orders that a rule forbids.
    private static var restricted: any ReferenceSet {
        let pairs = ConcatenatedSets((0..<4).map { _ in ListedArrangements([[0, 1], [1, 0]]) })
        let forbidden = [[0, 1, 1, 0, 0, 1, 1, 0], [1, 0, 0, 1, 1, 0, 0, 1]]
        return RestrictedSet(pairs) { !forbidden.contains($0) } ?? pairs
    }

    static let all: [ListedSet] = [
        ListedSet(
            name: "four pairs",
            set: ConcatenatedSets(
                (0..<4).map { _ in ListedArrangements([[0, 1], [1, 0]]) })
        ) { a in stride(from: 0, to: 8, by: 2).allSatisfy { a[$0] != a[$0 + 1] } && a.count == 8 },
        ListedSet(
            name: "four pairs without two orders", set: restricted
        ) { a in
            stride(from: 0, to: 8, by: 2).allSatisfy { a[$0] != a[$0 + 1] } && a.count == 8
                && a != [0, 1, 1, 0, 0, 1, 1, 0] && a != [1, 0, 0, 1, 1, 0, 0, 1]
        },
        ListedSet(
            name: "two blocks of three",
            set: ConcatenatedSets(
                (0..<2).map { _ in OrderedSelection(items: [[0], [1], [2]]) })
        ) { Set($0.prefix(3)).count == 3 && Set($0.suffix(3)).count == 3 },
        ListedSet(
            name: "two of three items",
            set: OrderedSelection(
                items: [[[0, 1]], [[1, 2]], [[2, 0]]], selecting: 2)
        ) { a in
            let rows = [[0, 1], [1, 2], [2, 0]]
            return rows.contains(Array(a[0..<2])) && rows.contains(Array(a[2..<4]))
                && a[0] != a[2]
        },
        ListedSet(
            name: "ABAB with phases of two",
            set: PhaseChangePoints(
                phases: [0, 1, 0, 1], length: 11, minimumPhaseLength: 2)
        ) { a in
            let ends = a.indices.filter { $0 == a.count - 1 || a[$0] != a[$0 + 1] }
            return a[0] == 0 && ends.count == 4
                && zip([-1] + ends, ends).allSatisfy { $1 - $0 >= 2 }
        },
        ListedSet(
            name: "runs of two, balanced", set: runLimited(10, 2, 2, .equal)
        ) { a in a.reduce(0, +) == 5 && noRun(of: 3, in: a) },
        ListedSet(
            name: "runs of three, free", set: runLimited(9, 2, 3, .free)
        ) { noRun(of: 4, in: $0) },
        ListedSet(
            name: "three conditions, runs of one", set: runLimited(6, 3, 1, .equal)
        ) { a in noRun(of: 2, in: a) && (0..<3).allSatisfy { c in a.count { $0 == c } == 2 } },
    ]

    private static func runLimited(
        _ length: Int, _ conditions: Int, _ run: Int, _ balance: RunLimitedSequences.Balance
    ) -> any ReferenceSet {
        RunLimitedSequences(
            length: length, conditionCount: conditions, maximumRun: run, balance: balance)
            ?? ListedArrangements([[]])
    }

    private static func noRun(of length: Int, in a: Arrangement) -> Bool {
        guard a.count >= length else { return true }
        return !(0...a.count - length).contains { start in
            a[start..<start + length].allSatisfy { $0 == a[start] }
        }
    }
}

@Suite("Reference sets")
struct ReferenceSetTests {
    private func sequences(length: Int, conditions: Int) -> [Arrangement] {
        (0..<length).reduce([[]]) { partial, _ in
            partial.flatMap { prefix in (0..<conditions).map { prefix + [$0] } }
        }
    }

    @Test("count, list and membership equal brute force", arguments: ListedSet.all)
    func bruteForce(_ listed: ListedSet) {
        let set = listed.set
        let all = sequences(length: set.length, conditions: set.conditionCount)
        let members = all.filter(listed.rule)
        #expect(set.count.asInt == members.count)
        #expect(set.arrangements.count == members.count)
        #expect(Set(set.arrangements) == Set(members))
        #expect(all.allSatisfy { set.contains($0) == listed.rule($0) })
        #expect(!set.contains(all[0] + [0]))
    }

    @Test(
        "100,000 draws are uniform: chi-square within five standard deviations of its mean",
        arguments: ListedSet.all)
    func uniform(_ listed: ListedSet) {
        expectUniform(listed.set, draws: 100_000, seed: 20_260_304)
    }

    @Test("70 days with runs of at most two: 2 F(70) sequences, and long ones have exact counts")
    func counts() throws {
        let free = try #require(
            RunLimitedSequences(length: 70, conditionCount: 2, maximumRun: 2, balance: .free))
        // 2 F(70), F(n) = F(n-1) + F(n-2), F(1), F(2) = 1, 2: Python 3.11.
        #expect(free.count.description == "616123042340258")
        let half = try #require(
            RunLimitedSequences(length: 180, conditionCount: 2, maximumRun: 3, balance: .free))
        // 2 T(180), T(n) = T(n-1) + T(n-2) + T(n-3), T(1), T(2), T(3) = 1, 2, 4: Python 3.11.
        #expect(half.count.description == tribonacciTwice)
    }

    private let tribonacciTwice = "536059867533024726107613457015847017661247596814"

    @Test("limits that nothing satisfies, or whose table would be too large, give no set")
    func impossible() {
        #expect(
            RunLimitedSequences(length: 9, conditionCount: 2, maximumRun: 2, balance: .equal)
                == nil)
        #expect(
            RunLimitedSequences(length: 1_000_000, conditionCount: 2, maximumRun: 2, balance: .free)
                == nil)
        #expect(
            RunLimitedSequences(length: 0, conditionCount: 2, maximumRun: 2, balance: .free) == nil)
    }

    @Test("the same seed gives the same arrangement for ever")
    func pinned() throws {
        var generator = SeededGenerator(seed: 42)
        let daily = try #require(
            RunLimitedSequences(length: 20, conditionCount: 2, maximumRun: 2, balance: .equal))
        let phases = PhaseChangePoints(phases: [0, 1, 0, 1], length: 20, minimumPhaseLength: 3)
        let order = OrderedSelection(items: [[0], [1], [2], [3], [4]])
        #expect(text(daily.draw(using: &generator)) == "01101100110010110010")
        #expect(text(phases.draw(using: &generator)) == "00011111000000011111")
        #expect(text(order.draw(using: &generator)) == "40213")
    }

    private func text(_ arrangement: Arrangement) -> String {
        arrangement.map(String.init).joined()
    }
}

/// Draws arrangements and compares their frequencies with equal ones: chi-square with N - 1 degrees
/// of freedom, within five standard deviations (sqrt(2 (N - 1))) of its mean.
func expectUniform(_ set: some ReferenceSet, draws: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var counts: [Arrangement: Int] = [:]
    for _ in 0..<draws { counts[set.draw(using: &generator), default: 0] += 1 }
    let members = set.arrangements
    let expected = Double(draws) / Double(members.count)
    let chiSquare = members.reduce(0.0) { sum, member in
        let difference = Double(counts[member] ?? 0) - expected
        return sum + difference * difference / expected
    }
    #expect(counts.keys.allSatisfy(set.contains))
    let freedom = Double(members.count - 1)
    expectClose(chiSquare, freedom, .monteCarlo(standardError: (2 * freedom).squareRoot()))
}
