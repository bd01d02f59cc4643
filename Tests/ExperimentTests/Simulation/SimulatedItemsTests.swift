import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport
@testable import Stats
import Testing

@Suite("Simulated questionnaires")
struct SimulatedItemsTests {
    private static func plan(_ instrument: String, _ items: [String]) throws -> TrialPlan {
        let columns = items.map { "\($0): \($0)" }.joined(separator: ", ")
        return try CheckFixture.plan(
            outcomes: "{id: score, instrument: \(instrument)}",
            diary: "  day: {column: date}\n  columns:\n    score: {\(columns)}")
    }

    private static func world(_ plan: TrialPlan) -> SimulatedWorld {
        let instrument = plan.outcomes[0].instrument
        let width = instrument.range.upperBound - instrument.range.lowerBound
        return SimulatedWorld(
            plan: plan,
            outcomes: [
                SimulatedOutcome(
                    series: "score", baseline: instrument.range.lowerBound + width / 2,
                    effects: [.init(condition: "diet", points: -width / 4)], sd: width / 10,
                    rho: 0.3, allowed: instrument.allowedTotals)
            ])
    }

    private static let summed: [(instrument: String, items: [String])] = [
        (
            "poem",
            ["itch", "sleep", "bleeding", "weeping", "cracking", "flaking", "dryness"]
        ),
        ("dlqi", (1...10).map { "q\($0)" }),
        ("uas", ["hives", "itch"]),
    ]

    @Test("items add up to the total that a diary of totals would have", arguments: 0..<3)
    func sums(_ place: Int) throws {
        let (instrument, items) = Self.summed[place]
        let plan = try Self.plan(instrument, items)
        let totals = try CheckFixture.plan(outcomes: "{id: score, instrument: \(instrument)}")
        let answers = Self.world(plan).diary(seed: 7)
        let scores = Self.world(totals).diary(seed: 7)
        #expect(answers.series.count == items.count)
        #expect(scores.days.contains { $0.values[0] != nil })
        for (day, total) in zip(answers.days, scores.days) {
            let given = day.values.compactMap(\.self)
            #expect(given.isEmpty == (total.values[0] == nil))
            if let total = total.values[0] { #expect(given.reduce(0, +) == total) }
        }
    }

    @Test("the diary is read back by its plan, each score the sum of its items")
    func readBack() throws {
        let (instrument, items) = Self.summed[0]
        let plan = try Self.plan(instrument, items)
        let simulated = Self.world(plan).diary(seed: 7)
        let diary = try TrialFixture.diary(simulated.csv(for: plan), plan)
        let series = try OutcomeSeries(plan.outcomes[0], in: diary)
        // A weekly questionnaire: six in 42 days, none across a switch.
        #expect(series.scores.compactMap(\.self).count == 6)
        for day in simulated.days {
            let given = day.values.compactMap(\.self)
            guard !given.isEmpty else { continue }
            #expect(series.score(on: day.day)?.value == given.reduce(0, +))
        }
    }

    @Test("the truth holds each item's share, all of them one whole, the same in every replicate")
    func truth() throws {
        let (instrument, items) = Self.summed[0]
        let world = try Self.world(Self.plan(instrument, items))
        let leans = world.leans(seed: 7)
        #expect(leans.map(\.outcome) == ["score"])
        #expect(leans[0].leans.map(\.item) == items)
        #expect(abs(leans[0].leans.reduce(0) { $0 + $1.share } - 1) < 1e-12)
        #expect(world.truth(seed: 7).text.contains("\"items\": {"))
        #expect(world.diary(seed: 7, replicate: 1) != world.diary(seed: 7))
        #expect(world.diary(seed: 7) == world.diary(seed: 7))
    }
}
