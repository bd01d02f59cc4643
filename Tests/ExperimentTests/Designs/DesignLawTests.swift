import Experiment
@testable import Stats
import TestSupport
import Testing

@testable import ExperimentTrial

/// One small design of each kind, with the number of its schedules by formula and the rule that its
/// schedules obey, in words that do not come from the design's own code.
struct ListedDesign: Sendable, CustomTestStringConvertible {
    let name: String
    let design: any TrialDesign
    let count: Int
    let rule: @Sendable (Arrangement) -> Bool
    var testDescription: String { name }

    static func all() throws -> [ListedDesign] {
        try fixed() + blocks() + days()
    }

    private static func fixed() throws -> [ListedDesign] {
        var list: [ListedDesign] = []
        list.append(
            ListedDesign(
                name: "before/after",
                design: try BeforeAfterDesign(baselineDays: 3, treatmentDays: 4), count: 1,
                rule: isBeforeAfter))
        list.append(
            ListedDesign(
                name: "withdrawal",
                design: try WithdrawalDesign(
                    baselineDays: 2, treatmentDays: 3, withdrawalDays: 1), count: 1,
                rule: isWithdrawal))
        list.append(
            ListedDesign(
                name: "ABAB",
                design: try ABABDesign(
                    baselineDays: 2, treatmentDays: 1, withdrawalDays: 2, repeatedTreatmentDays: 3),
                count: 1, rule: isABAB))
        return list
    }

    private static func blocks() throws -> [ListedDesign] {
        var list: [ListedDesign] = []
        list.append(
            ListedDesign(
                name: "block pairs", design: try BlockPairDesign(pairs: 3, periodDays: 2), count: 8,
                rule: isBlockPairs))
        list.append(
            ListedDesign(
                name: "permuted blocks",
                design: try PermutedBlockDesign(conditions: 3, blocks: 2, periodDays: 1), count: 36,
                rule: isPermutedBlocks))
        list.append(
            ListedDesign(
                name: "block pairs that keep away from rhythms",
                design: try RhythmFreeDesign(
                    BlockPairDesign(pairs: 2, periodDays: 14), by: RhythmRule()), count: 2,
                rule: isMirrored))
        list.append(
            ListedDesign(
                name: "Williams rows",
                design: try PermutedBlockDesign(
                    conditions: 4, blocks: 2, periodDays: 1, order: .williams), count: 12,
                rule: isWilliamsRows))
        return list
    }

    private static func days() throws -> [ListedDesign] {
        var list: [ListedDesign] = []
        list.append(
            ListedDesign(
                name: "daily alternation",
                design: try DailyAlternationDesign(days: 8, maximumRun: 2), count: 34,
                rule: isDailyAlternation))
        list.append(
            ListedDesign(
                name: "random start",
                design: try RandomStartDesign(days: 9, baselineDays: 3...6), count: 4,
                rule: isRandomStart))
        list.append(
            ListedDesign(
                name: "random change points",
                design: try RandomChangePointDesign(days: 11, minimumPhaseDays: 2), count: 20,
                rule: isRandomChangePoints))
        list.append(
            ListedDesign(
                name: "multiple baseline",
                design: try MultipleBaselineDesign(days: 6, baselineDays: [1...2, 4...5]), count: 8,
                rule: isMultipleBaseline))
        list.append(
            ListedDesign(
                name: "staggered baselines, order fixed",
                design: try MultipleBaselineDesign(
                    days: 6, baselineDays: [1...2, 4...5], isOrderRandom: false), count: 4,
                rule: isStaggered))
        return list
    }

    @Sendable private static func isBeforeAfter(_ a: Arrangement) -> Bool {
        a == [0, 0, 0, 1, 1, 1, 1]
    }

    @Sendable private static func isWithdrawal(_ a: Arrangement) -> Bool {
        a == [0, 0, 1, 1, 1, 0]
    }

    @Sendable private static func isABAB(_ a: Arrangement) -> Bool {
        a == [0, 0, 1, 0, 0, 1, 1, 1]
    }

    /// A B B A or B A A B: every other order of two pairs of 14 days is a rhythm of 28 days.
    @Sendable private static func isMirrored(_ a: Arrangement) -> Bool {
        let periods = stride(from: 0, to: 56, by: 14).map { a[$0..<$0 + 14] }
        return periods.allSatisfy { Set($0).count == 1 }
            && [[0, 1, 1, 0], [1, 0, 0, 1]].contains(periods.compactMap(\.first))
    }

    @Sendable private static func isBlockPairs(_ a: Arrangement) -> Bool {
        for start in [0, 4, 8] {
            let first: Set<Int> = [a[start], a[start + 1]]
            let second: Set<Int> = [a[start + 2], a[start + 3]]
            guard first.count == 1, second.count == 1, first != second else { return false }
        }
        return true
    }

    @Sendable private static func isPermutedBlocks(_ a: Arrangement) -> Bool {
        Set(a.prefix(3)).count == 3 && Set(a.suffix(3)).count == 3
    }

    @Sendable private static func isWilliamsRows(_ a: Arrangement) -> Bool {
        // Rows by hand: 0 1 3 2 and its shifts.
        let rows = [[0, 1, 3, 2], [1, 2, 0, 3], [2, 3, 1, 0], [3, 0, 2, 1]]
        let parts = [Array(a.prefix(4)), Array(a.suffix(4))]
        return parts.allSatisfy(rows.contains) && parts[0] != parts[1]
    }

    @Sendable private static func isDailyAlternation(_ a: Arrangement) -> Bool {
        let isMixed = (0...5).allSatisfy { (day: Int) in Set(a[day...day + 2]).count == 2 }
        return isMixed && a.reduce(0, +) == 4
    }

    @Sendable private static func isRandomStart(_ a: Arrangement) -> Bool {
        let baseline = a.count { $0 == 0 }
        return (3...6).contains(baseline) && a == a.sorted()
    }

    @Sendable private static func isRandomChangePoints(_ a: Arrangement) -> Bool {
        let ends: [Int] = a.indices.filter { $0 == 10 || a[$0] != a[$0 + 1] }
        let lengths: [Int] = zip([-1] + ends, ends).map { $1 - $0 }
        return a[0] == 0 && lengths.count == 4 && lengths.allSatisfy { $0 >= 2 }
    }

    @Sendable private static func isMultipleBaseline(_ a: Arrangement) -> Bool {
        let sites = [Array(a.prefix(6)), Array(a.suffix(6))]
        let starts: [Int] = sites.map { site in site.count { $0 == 0 } }.sorted()
        return sites.allSatisfy { $0 == $0.sorted() }
            && (1...2).contains(starts[0]) && (4...5).contains(starts[1])
    }

    @Sendable private static func isStaggered(_ a: Arrangement) -> Bool {
        let sites = [Array(a.prefix(6)), Array(a.suffix(6))]
        return sites.allSatisfy { $0 == $0.sorted() }
            && (1...2).contains(sites[0].count { $0 == 0 })
            && (4...5).contains(sites[1].count { $0 == 0 })
    }
}

@Suite("Trial designs: laws")
struct DesignLawTests {
    private func sequences(length: Int, conditions: Int) -> [Arrangement] {
        (0..<length).reduce([[]]) { partial, _ in
            partial.flatMap { prefix in (0..<max(2, conditions)).map { prefix + [$0] } }
        }
    }

    @Test(
        "the number of schedules, their list and membership equal brute force",
        arguments: try ListedDesign.all())
    func bruteForce(_ listed: ListedDesign) {
        let set = listed.design.schedules
        #expect(set.count == ArrangementCount(listed.count))
        let list = set.arrangements
        #expect(list.count == listed.count && Set(list).count == listed.count)
        #expect(list.allSatisfy { listed.rule($0) && set.contains($0) })
        #expect(listed.design.isRandomized == (listed.count > 1))
        // 3^12 and 4^8 sequences are too many to try one by one for every design.
        guard listed.design.conditionCount <= 3, set.length <= 12 else { return }
        let members = sequences(length: set.length, conditions: listed.design.conditionCount)
            .filter(listed.rule)
        #expect(Set(members) == Set(list))
    }

    @Test(
        "100,000 assigned schedules are uniform by a chi-square test",
        arguments: try ListedDesign.all().filter { $0.count > 1 })
    func uniform(_ listed: ListedDesign) {
        let draws = 100_000
        var generator = SeededGenerator(seed: 5)
        var counts: [Arrangement: Int] = [:]
        for _ in 0..<draws {
            counts[listed.design.schedules.draw(using: &generator), default: 0] += 1
        }
        let expected = Double(draws) / Double(listed.count)
        let chiSquare = counts.values.reduce(0.0) { sum, count in
            sum + (Double(count) - expected) * (Double(count) - expected) / expected
        }
        #expect(counts.count == listed.count)
        let freedom = Double(listed.count - 1)
        expectClose(chiSquare, freedom, .monteCarlo(standardError: (2 * freedom).squareRoot()))
    }

    @Test("phases are the schedule, told another way", arguments: try ListedDesign.all())
    func phases(_ listed: ListedDesign) {
        for arrangement in listed.design.schedules.arrangements {
            let phases = listed.design.phases(of: arrangement)
            let days = phases.flatMap { Arrangement(repeating: $0.condition, count: $0.days) }
            #expect(days == arrangement)
            #expect(phases.map(\.series) == phases.map(\.series).sorted())
            for series in 0..<listed.design.seriesCount {
                let labels = phases.filter { $0.series == series }.map(\.label)
                #expect(Set(labels).count == labels.count)
            }
        }
    }

    @Test(
        "a seed gives the same schedule each time; seeds give different ones",
        arguments: try ListedDesign.all())
    func seeded(_ listed: ListedDesign) {
        let schedules = (0..<60).map { listed.design.schedule(seed: $0) }
        #expect(schedules[7] == listed.design.schedule(seed: 7))
        #expect(schedules.allSatisfy { listed.design.schedules.contains($0.arrangement) })
        #expect((Set(schedules.map(\.arrangement)).count > 1) == listed.design.isRandomized)
    }

    @Test(
        "the randomisation test of every design: k of N by brute force in whole numbers",
        arguments: try ListedDesign.all().filter {
            $0.count > 1 && $0.design.conditionCount == 2 && $0.design.seriesCount == 1
        })
    func exactP(_ listed: ListedDesign) throws {
        let set = listed.design.schedules
        for seed in 0..<UInt64(10) {
            let observed = listed.design.schedule(seed: seed).arrangement
            var generator = SeededGenerator(seed: seed)
            let scores = observed.map { _ in generator.uniform(below: 9) }
            // Means of B and A as whole numbers over the product of their day counts.
            func distance(_ a: Arrangement) -> (numerator: Int, denominator: Int) {
                let treated = zip(scores, a).reduce(0) { $0 + $1.0 * $1.1 }
                let days = a.reduce(0, +)
                let rest = scores.reduce(0, +) - treated
                return (abs(treated * (a.count - days) - rest * days), days * (a.count - days))
            }
            let own = distance(observed)
            let extreme = set.arrangements.count {
                let other = distance($0)
                return other.numerator * own.denominator >= own.numerator * other.denominator
            }
            let result = try RandomizationTest(statistic: .meanDifference)
                .run(scores.map { Double($0) }, observed: observed, in: set, seed: 1)
            #expect(result.pValue == RandomizationProportion(extreme: extreme, total: listed.count))
        }
    }

    @Test("a design that leaves nothing to chance is refused by the randomisation test")
    func refusal() throws {
        let design = try BeforeAfterDesign(baselineDays: 3, treatmentDays: 4)
        #expect(throws: RandomizationError.notRandomized) {
            try RandomizationTest().run(
                [1, 2, 3, 4, 5, 6, 7], observed: design.schedule(seed: 1).arrangement,
                in: design.schedules, seed: 1)
        }
    }
}
