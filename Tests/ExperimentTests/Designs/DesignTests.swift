import Experiment
@testable import Stats
import Testing

@Suite("Trial designs")
struct DesignTests {
    private func text(_ arrangement: some Sequence<Int>) -> String {
        arrangement.map(String.init).joined()
    }

    @Test("seed 1 assigns these schedules, on every machine, for ever")
    func pinned() throws {
        let pinned: [(any TrialDesign, String)] = [
            (try BeforeAfterDesign(baselineDays: 2, treatmentDays: 3), "00111"),
            (try BlockPairDesign(pairs: 6, periodDays: 1), "011010010101"),
            (try PermutedBlockDesign(conditions: 4, blocks: 3, periodDays: 1), "031213202310"),
            (
                try PermutedBlockDesign(conditions: 3, blocks: 4, periodDays: 1, order: .williams),
                "201102210120"
            ),
            (try DailyAlternationDesign(days: 28, maximumRun: 2), "0101011011001100110101010010"),
            (
                try DailyAlternationDesign(
                    days: 20, conditions: 3, maximumRun: 2, isBalanced: false),
                "02010212211012001212"
            ),
            (try RandomStartDesign(days: 20, baselineDays: 5...14), "00000000000111111111"),
            (
                try RandomChangePointDesign(days: 30, minimumPhaseDays: 5),
                "000000000111111100000011111111"
            ),
            (
                try MultipleBaselineDesign(days: 9, baselineDays: [2...3, 4...5, 6...7]),
                "000111111000000111000011111"
            ),
            (
                try dairyEggsNuts(.rounds, repeats: 2),
                "00001111123411111891011111567111118910111112341111156711111"
            ),
        ]
        for (design, expected) in pinned {
            #expect(text(design.schedule(seed: 1).arrangement) == expected)
        }
    }

    @Test("a lead-in stands where the condition changes, and only there")
    func leadIn() throws {
        let design = try BlockPairDesign(pairs: 2, periodDays: 4, leadInDays: 2)
        let phases = design.phases(of: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0])
        #expect(phases.map(\.label) == ["A1", "B1", "B2", "A2"])
        #expect(phases.map(\.days) == [4, 4, 4, 4])
        #expect(phases.map(\.leadInDays) == [0, 2, 0, 2])
        let aba = try WithdrawalDesign(
            baselineDays: 3, treatmentDays: 4, withdrawalDays: 3, leadInDays: 2)
        #expect(
            aba.schedule(seed: 1).isLeadIn.map { $0 ? 1 : 0 } == [0, 0, 0, 1, 1, 0, 0, 1, 1, 0])
    }

    @Test(
        "in a Williams square each condition follows each other one equally often", arguments: 3...8
    )
    func williams(_ conditions: Int) throws {
        let rows = conditions % 2 == 0 ? conditions : 2 * conditions
        let design = try PermutedBlockDesign(
            conditions: conditions, blocks: rows, periodDays: 1, order: .williams)
        let order = design.schedule(seed: 3).arrangement
        var followers: [[Int]: Int] = [:]
        for row in stride(from: 0, to: order.count, by: conditions) {
            #expect(Set(order[row..<row + conditions]).count == conditions)
            for day in row..<row + conditions - 1 {
                followers[[order[day], order[day + 1]], default: 0] += 1
            }
        }
        #expect(followers.count == conditions * (conditions - 1))
        #expect(Set(followers.values) == [rows / conditions])
    }

    @Test("the ABAB example of SCRT: 24 observations in phases of at least 4 have 165 schedules")
    func onghena() throws {
        let design = try RandomChangePointDesign(days: 24, minimumPhaseDays: 4)
        #expect(design.schedules.count.description == "165")
        let long = try RandomChangePointDesign(days: 56, minimumPhaseDays: 7)
        #expect(long.schedules.count.description == "4495")
    }

    @Test("the smallest p is known at planning time: four pairs never reach 0.05, six do")
    func smallestP() throws {
        for (pairs, expected) in [(4, "2/16"), (6, "2/64"), (7, "2/128"), (8, "2/256")] {
            let design = try BlockPairDesign(pairs: pairs, periodDays: 4)
            let p = try RandomizationTest().smallestReachableP(
                for: design.schedule(seed: 1).arrangement, in: design.schedules, seed: 1)
            #expect(p.description == expected)
        }
        let start = try RandomStartDesign(days: 56, baselineDays: 10...29)
        let p = try RandomizationTest().smallestReachableP(
            for: start.schedule(seed: 1).arrangement, in: start.schedules, seed: 1)
        #expect(p.description == "1/20")
    }

    @Test("sites end to end are tested with a level of their own")
    func multipleBaseline() throws {
        let design = try MultipleBaselineDesign(days: 20, baselineDays: [4...6, 9...11, 14...16])
        #expect(design.schedules.count.description == "162")
        let schedule = design.schedule(seed: 2)
        let scores = schedule.arrangement.enumerated().map { day, condition in
            Optional(Double(50 * (day / 20) - 3 * condition))
        }
        let result = try RandomizationTest(seriesCount: design.seriesCount)
            .run(scores, observed: schedule.arrangement, in: design.schedules, seed: 1)
        #expect(result.pValue.description == "1/162")
        #expect(schedule.conditions(series: 2).count == 20)
    }

    // MARK: Reintroduction

    private func dairyEggsNuts(
        _ order: ReintroductionDesign.Order, repeats: Int, sustainedDays: Int = 0
    ) throws -> ReintroductionDesign {
        try ReintroductionDesign(
            foods: 3, baselineDays: 4, eliminationDays: 5,
            challenge: .init(daysAtDose: [1, 1, 1], observationDays: 3, washoutDays: 2),
            repeats: repeats, order: order, sustainedDays: sustainedDays, leadInDays: 3)
    }

    @Test("reintroduction: F! orders food by food, (F!)^R in rounds")
    func reintroductionCounts() throws {
        #expect(try dairyEggsNuts(.foodByFood, repeats: 3).schedules.count.description == "6")
        #expect(try dairyEggsNuts(.rounds, repeats: 3).schedules.count.description == "216")
        let design = try dairyEggsNuts(.rounds, repeats: 2)
        let list = design.schedules.arrangements
        #expect(Set(list).count == 36 && list.allSatisfy(design.schedules.contains))
        #expect(Set(list.map { design.foodOrder(of: $0) }).count == 36)
        for round in 0..<2 {
            #expect(list.allSatisfy { Set(design.foodOrder(of: $0)[round]) == [0, 1, 2] })
        }
    }

    @Test("reintroduction: baseline, elimination, then dose by dose, watch, wash-out")
    func reintroductionPhases() throws {
        let design = try ReintroductionDesign(
            foods: 1, baselineDays: 14, eliminationDays: 28,
            challenge: .init(daysAtDose: [1, 1, 1], observationDays: 3, washoutDays: 7),
            repeats: 2, sustainedDays: 14, leadInDays: 10)
        let schedule = design.schedule(seed: 1)
        #expect(
            schedule.phases.map { "\($0.label): \($0.condition) x \($0.days)" } == [
                "baseline: 0 x 14", "elimination: 1 x 28",
                "food 1, challenge 1, dose 1: 2 x 1", "food 1, challenge 1, dose 2: 3 x 1",
                "food 1, challenge 1, dose 3: 4 x 1", "food 1, challenge 1, observation: 1 x 3",
                "food 1, challenge 1, wash-out: 1 x 7",
                "food 1, challenge 2, dose 1: 2 x 1", "food 1, challenge 2, dose 2: 3 x 1",
                "food 1, challenge 2, dose 3: 4 x 1", "food 1, challenge 2, observation: 1 x 3",
                "food 1, repeated exposure: 4 x 14", "food 1, challenge 2, wash-out: 1 x 7",
            ])
        #expect(schedule.phases[1].leadInDays == 10)
        #expect(schedule.phases[2].role == .challenge(food: 0, dose: 0))
        #expect(schedule.phases[5].role == .observation(food: 0))
        #expect(!design.isRandomized)
        #expect(schedule.arrangement.count == 82 && design.days == 82)
    }

    @Test(
        "reintroduction: phases are the schedule, told another way",
        arguments: [
            ReintroductionDesign.Order.foodByFood, .rounds,
        ])
    func reintroductionRoundTrip(_ order: ReintroductionDesign.Order) throws {
        let design = try dairyEggsNuts(order, repeats: 2, sustainedDays: 3)
        for seed in 0..<UInt64(20) {
            let schedule = design.schedule(seed: seed)
            let days = schedule.phases.flatMap {
                Arrangement(repeating: $0.condition, count: $0.days)
            }
            #expect(days == schedule.arrangement)
            // Every dose of every food on its days in each repeat, full portions also when
            // repeated.
            for food in 0..<3 {
                for dose in 0..<3 {
                    let condition = design.condition(food: food, dose: dose)
                    #expect(days.count { $0 == condition } == (dose == 2 ? 5 : 2))
                }
            }
        }
    }

    // MARK: Refusals

    @Test("a design that cannot be is refused with a sentence")
    func refusals() {
        func message(_ make: () throws(DesignError) -> Void) -> String {
            do { try make() } catch { return error.description }
            return "no refusal"
        }
        #expect(
            message { () throws(DesignError) in
                _ = try BeforeAfterDesign(baselineDays: 0, treatmentDays: 5)
            } == "days of a phase: found 0; expected at least 1")
        #expect(
            message { () throws(DesignError) in
                _ = try BeforeAfterDesign(baselineDays: 14, treatmentDays: 1_000_000)
            } == "days of a phase: found 1000000; expected at most 3653")
        #expect(
            message { () throws(DesignError) in
                _ = try BeforeAfterDesign(baselineDays: 3_000, treatmentDays: 3_000)
            } == "days of the whole trial: found 6000; expected at most 3653")
        #expect(
            message { () throws(DesignError) in
                _ = try BlockPairDesign(pairs: -1, periodDays: 7)
            } == "pairs: found -1; expected at least 1")
        #expect(
            message { () throws(DesignError) in
                _ = try BlockPairDesign(pairs: 4, periodDays: 7, leadInDays: 7)
            } == "a lead-in of 7 days leaves nothing of a phase of 7; lengthen the phase to more "
                + "than 7 days")
        #expect(
            message { () throws(DesignError) in
                _ = try PermutedBlockDesign(conditions: 2, blocks: 3, periodDays: 1)
            } == "conditions of a permuted block: found 2; expected at least 3")
        #expect(
            message { () throws(DesignError) in
                _ = try PermutedBlockDesign(
                    conditions: 4, blocks: 5, periodDays: 1, order: .williams)
            } == "blocks from a Williams square of 4 conditions: found 5; expected at most 4")
        #expect(
            message { () throws(DesignError) in
                _ = try DailyAlternationDesign(days: 69, maximumRun: 2)
            }
                == "69 days cannot be shared out equally among 2 conditions; take a multiple of 2, "
                + "or do without balance")
        #expect(
            message { () throws(DesignError) in
                _ = try DailyAlternationDesign(days: 180, conditions: 4, maximumRun: 2)
            } == "an exact draw would need a table of 35819648 states, more than 400000; take "
                + "fewer days or conditions, or blocks instead of days")
        #expect(
            message { () throws(DesignError) in
                _ = try RandomStartDesign(days: 20, baselineDays: 0...25)
            } == "the switch may fall after 0 to 25 days; expected a window within 1 to 19, so "
                + "that both phases have days")
        #expect(
            message { () throws(DesignError) in
                _ = try RandomChangePointDesign(days: 20, minimumPhaseDays: 6)
            } == "4 phases of at least 6 days need 24 days; found 20; plan more days or shorter "
                + "phases")
        #expect(
            message { () throws(DesignError) in
                _ = try MultipleBaselineDesign(days: 20, baselineDays: [4...8, 8...10])
            } == "the windows 4-8 and 8-10 overlap or are out of order; expected each to end "
                + "before the next begins, so that starts are staggered")
        #expect(
            message { () throws(DesignError) in
                _ = try ReintroductionDesign(
                    foods: 2, baselineDays: 14, eliminationDays: 28,
                    challenge: .init(daysAtDose: [1], observationDays: 2, washoutDays: 0))
            } == "days of observation: found 2; expected at least 3")
    }
}
