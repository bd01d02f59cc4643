import Experiment
@testable import Stats
import TestSupport
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentTrial

@Suite("Evidence: foods tried again")
struct ChallengeEvidenceTests {
    private func evidence(
        foods: [String] = ["milk", "egg"], rounds: Int = 3, rise: Double, on flaring: Set<Int>
    ) throws -> ChallengeEvidence {
        let plan = try EvidenceFixture.challenges(foods: foods, rounds: rounds)
        let origin = plan.schedule.days.lowerBound
        let milk = plan.schedule.phases.filter { $0.part == .challenge && $0.food == "milk" }
            .map { origin.distance(to: $0.first) }
        let bad = milk.enumerated().filter { flaring.contains($0.offset) }
            .flatMap { Array($0.element + 1...$0.element + 3) }
        let data = try EvidenceFixture.data(plan) { day in
            0.1 * EvidenceFixture.swing(day) + (bad.contains(day) ? rise : 0)
        }
        return try #require(ChallengeEvidence(data))
    }

    @Test("two flares of three are a reaction, one is worse than none, none is none")
    func twoOfThree() throws {
        let expected: [(Set<Int>, FoodEvidence.Conclusion)] = [
            ([0, 1, 2], .reaction), ([0, 2], .reaction), ([1], .worse), ([], .noReaction),
        ]
        for (flaring, conclusion) in expected {
            let milk = try #require(
                try evidence(rise: 3, on: flaring).foods.first { $0.food == "milk" })
            #expect(milk.flares == flaring.count)
            #expect(milk.scoredWindows == 3)
            #expect(milk.conclusion == conclusion)
        }
    }

    @Test("two flares after two challenges are still inconclusive")
    func tooFew() throws {
        let milk = try #require(
            try evidence(rounds: 2, rise: 3, on: [0, 1]).foods.first { $0.food == "milk" })
        #expect(milk.conclusion == .inconclusive)
    }

    @Test(
        "p of the food that flares each time is 1 of the 2^3 orders, and 2/8 after correction for two"
    )
    func exact() throws {
        let found = try evidence(rise: 3, on: [0, 1, 2])
        let milk = try #require(found.foods.first { $0.food == "milk" })
        #expect(milk.pValue == RandomizationProportion(extreme: 1, total: 8))
        expectClose(try #require(milk.adjustedP), 0.25, .roundoff())
        let egg = try #require(found.foods.first { $0.food == "egg" })
        #expect(egg.pValue == RandomizationProportion(extreme: 8, total: 8))
    }

    @Test("a rise below the smallest worthwhile change is no flare")
    func small() throws {
        let milk = try #require(
            try evidence(rise: 0.5, on: [0, 1, 2]).foods.first { $0.food == "milk" })
        #expect(milk.flares == 0)
        #expect(milk.matchedFlares == 0)
        #expect(milk.matchedWindows > 0)
    }

    @Test("days on which foods are tried again are not in the comparison of the conditions")
    func leftOut() throws {
        let plan = try EvidenceFixture.challenges(foods: ["milk", "egg"], rounds: 3)
        let data = try EvidenceFixture.data(plan, score: EvidenceFixture.swing)
        #expect(data.analysed.count == 28)
        #expect(data.days[30].exclusion == .reintroduction)
    }

    @Test("the main comparison of a reintroduction has no test by the draw of days")
    func mainComparison() throws {
        let plan = try EvidenceFixture.challenges(foods: ["milk", "egg"], rounds: 3)
        let data = try EvidenceFixture.data(plan, score: EvidenceFixture.swing)
        #expect(throws: RandomizationRefusal.onlyOrderOfFoods) {
            try RandomizationEvidence(data, of: #require(plan.condition("diet")))
        }
    }

    @Test("what is done with a food next goes by what its challenges showed")
    func tried() throws {
        func milk(_ flaring: Set<Int>) throws -> TriedFood {
            try #require(evidence(rise: 3, on: flaring).foods.first { $0.food == "milk" }).tried
        }
        let (quiet, rose) = (try milk([]), try milk([0, 1, 2]))
        #expect(quiet == TriedFood(food: "milk", challenges: 3, flares: 0, rose: false))
        #expect(
            rose == TriedFood(food: "milk", challenges: 3, flares: 3, rose: true))
        let plan = try EvidenceFixture.challenges(foods: ["milk", "egg"], rounds: 3)
        let phase = Phase(
            name: "milk again", condition: "diet", first: EvidenceFixture.start, lengthInDays: 14,
            part: .sustained, food: "milk")
        #expect(plan.advice(for: phase).contains("if its challenges were quiet"))
        #expect(
            plan.advice(for: phase, after: [quiet]).contains(
                "days: its challenges were quiet (scores rose after 0 of 3)."))
        #expect(
            plan.advice(for: phase, after: [rose]).hasPrefix(
                "The challenges of milk were not quiet (scores rose after 3 of 3): it is not eaten")
        )
        let open = TriedFood(food: "milk", challenges: 3, flares: 1, rose: false)
        #expect(
            plan.advice(for: phase, after: [open]).hasPrefix(
                "The challenges of milk decided nothing"))
        let after = plan.afterwards(of: [rose])
        #expect(after.contains("Scores rose after milk.") && !after.contains("comes back now"))
        #expect(
            plan.afterwards(of: [quiet]).hasPrefix(" Milk stayed quiet and comes back now"))
    }
}
