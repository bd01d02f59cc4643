import Experiment
@testable import ExperimentAnalysis
@testable import ExperimentReport
@testable import Stats
import TestSupport
import Testing

/// How often a food is called a reaction: scores by an own generator, whole numbers as people rate, an
/// own spread of 1.5 and a worthwhile change of 1, which chance reaches in many a stretch of three days.
@Suite("Evidence: foods that do nothing, and foods that do")
struct FalseReactionTests {
    enum World: String, CaseIterable {
        case independent, memory3, memory6, rise, week, flares, missing

        var rho: Double {
            switch self {
            case .independent: 0
            case .memory6: 0.6
            default: 0.3
            }
        }

        private var number: UInt64 { UInt64(Self.allCases.firstIndex(of: self) ?? 0) }

        /// Noise in own spreads, one a day; nil is a day without a score.
        func noise(_ days: Int, trial: Int) -> [Double?] {
            var generator = SeededGenerator(seed: 4_711, stream: UInt64(trial) << 8 | number)
            var noise = SimulatedErrors(rho: rho).draw(
                at: Array(0..<days), using: &generator)
            switch self {
            case .rise: for day in 0..<days { noise[day] += 2 * Double(day) / Double(days) }
            case .week: for day in 0..<days where (day + trial) % 7 > 4 { noise[day] += 1.5 }
            case .flares:
                var day = 4 + Int(30 * generator.uniform())
                while day < days {
                    let last = min(days, day + 3 + Int(6 * generator.uniform()))
                    for flare in day..<last { noise[flare] += 2 }
                    day = last + 4 + Int(30 * generator.uniform())
                }
            default: break
            }
            guard self == .missing else { return noise }
            return noise.map { generator.uniform() < 0.2 ? nil : $0 }
        }
    }

    /// What was concluded of each food in each trial; milk is made worse by so many own spreads on the
    /// days on which a reaction is looked for.
    private func conclusions(
        _ world: World, foods: [String], trials: Int, reaction: Double = 0
    ) throws -> [[String: FoodEvidence.Conclusion]] {
        let plan = try EvidenceFixture.challenges(foods: foods, rounds: 3, settling: 4)
        let origin = plan.schedule.days.lowerBound
        let milk = plan.schedule.phases.filter { $0.part == .challenge && $0.food == "milk" }
            .map { origin.distance(to: $0.first) }
        let worse = Set(milk.flatMap { Array($0 + 1...$0 + 3) })
        return try (0..<trials).map { trial in
            let noise = world.noise(plan.schedule.days.count, trial: trial)
            let data = try EvidenceFixture.data(plan) { day in
                noise[day].map { Self.score($0 + (worse.contains(day) ? reaction : 0)) }
            }
            let found = try #require(ChallengeEvidence(data, testsOrder: false))
            return Dictionary(uniqueKeysWithValues: found.foods.map { ($0.food, $0.conclusion) })
        }
    }

    private static func score(_ spreads: Double) -> Double { (1.5 * spreads).rounded() }

    @Test(
        "of trials in which no food does anything at most 5 in 100 call one worse, whatever the noise",
        arguments: [["milk"], ["milk", "egg", "wheat"]])
    func nothing(_ foods: [String]) throws {
        let called = try World.allCases.map { world in
            try conclusions(world, foods: foods, trials: 80).count {
                $0.values.contains(.reaction) || $0.values.contains(.worse)
            }
        }
        #expect(called.reduce(0, +) <= 80 * called.count / 20, "\(called)")
        // 4, and two simulation errors.
        #expect(called.allSatisfy { $0 <= 8 }, "\(called)")
    }

    @Test(
        "a food that makes it worse by two spreads is called a reaction in most trials",
        arguments: [World.independent, .memory3, .memory6, .flares, .missing])
    func twoSpreads(_ world: World) throws {
        let found = try conclusions(
            world, foods: ["milk", "egg", "wheat"], trials: 40, reaction: 2)
        #expect(found.count { $0["milk"] == .reaction } >= 30)
        #expect(found.count { $0["milk"] == .noReaction } == 0)
    }

    @Test("flares that chance can bring count as nothing, and once more is the next step")
    func chance() throws {
        let plan = try EvidenceFixture.challenges(foods: ["milk"], rounds: 3)
        let diaries = try (0..<60).map { trial in
            let noise = World.memory6.noise(plan.schedule.days.count, trial: trial)
            return try EvidenceFixture.diary(plan) { noise[$0].map(Self.score) }
        }
        let reports = try diaries.map { diary in
            Report(
                whole: try TrialAnalysis(plan, diary: diary),
                provenance: Provenance(version: "0"))
        }
        let found = try #require(
            reports.first { report in
                let milk = report.evidence?.challenges?.foods.first
                return milk?.flaresMostly == true && milk?.conclusion == .inconclusive
            })
        let milk = try #require(found.evidence?.challenges?.foods.first)
        #expect(try #require(milk.effect).interval.lower <= 0)
        #expect(!milk.isHeldBack && milk.furtherChallenges == 1)
        for text in [MarkdownRenderer.text(found), MarkdownRenderer.text(found, form: .letter)] {
            #expect(text.contains("After milk that may be chance: it is no reaction so far."))
            #expect(text.contains("chance can do as much, so it does not count as a reaction"))
            #expect(!text.contains("counts as a reaction in"))
            #expect(!text.contains("before it is eaten again"))
        }
        #expect(
            MarkdownRenderer.text(found).contains(
                "Milk: these challenges cannot tell, which is no reason to keep it out for good. "
                    + "Next: once the scores are calm, try it once more in the same steps (7 days)."
            ))
    }
}
