import Experiment
@testable import Stats
import Testing

/// Plans with a design that chance laid, and diaries for them, from text as a user writes it.
enum EvidenceFixture {
    static let start = CalendarDay(daysSinceEpoch: 20_458)

    /// Block pairs of 4-day periods, assigned by the seed.
    static func blockPairs(
        _ pairs: Int, seed: UInt64 = 7, outcomes: String = "", analysis: String = "",
        extra: String = ""
    ) throws -> TrialPlan {
        let phases = try BlockPairDesign(pairs: pairs, periodDays: 4).schedule(seed: seed).phases
            .map { "    - {condition: \($0.condition == 0 ? "usual" : "diet"), days: \($0.days)}" }
        return try plan(
            phases: phases, outcomes: outcomes, analysis: analysis,
            rest: """
                design: {kind: block-pairs, seed: \(seed), pairs: \(pairs), period: 4}
                \(extra)
                """)
    }

    /// Foods in rounds, one dose a challenge; the names are those of the design's numbers.
    static func challenges(
        foods: [String], rounds: Int, settling: Int = 3, seed: UInt64 = 3
    ) throws -> TrialPlan {
        let design = try ReintroductionDesign(
            foods: foods.count, baselineDays: 14, eliminationDays: 14,
            challenge: ReintroductionDesign.Challenge(
                daysAtDose: [1], observationDays: 3, washoutDays: settling),
            repeats: rounds, order: .rounds)
        let phases = design.schedule(seed: seed).phases.map { phase in
            switch phase.role {
            case .baseline: "    - {condition: usual, days: \(phase.days), part: baseline}"
            case .challenge(let food, _):
                "    - {condition: usual, days: \(phase.days), part: challenge, "
                    + "food: \(foods[food]), portion: 1}"
            case .observation(let food):
                "    - {condition: diet, days: \(phase.days), part: observation, food: \(foods[food])}"
            case .washout(let food):
                "    - {condition: diet, days: \(phase.days), part: washout, food: \(foods[food])}"
            default: "    - {condition: diet, days: \(phase.days), part: elimination}"
            }
        }
        return try plan(
            phases: phases,
            rest: """
                design: {kind: reintroduction, seed: \(seed), baseline: 14, treatment: 14}
                reintroduction:
                  foods: [\(foods.joined(separator: ", "))]
                  doses: [1]
                  days-at-dose: [1]
                  observation: 3
                  washout: \(settling)
                  repeats: \(rounds)
                  order: rounds
                """)
    }

    static func plan(
        phases: [String], outcomes: String = "", analysis: String = "", rest: String = ""
    ) throws -> TrialPlan {
        try DraftPlan(
            yaml: """
                title: Test
                outcomes:
                  - {id: itch, scale: {from: -100, to: 100, better: lower}, worthwhile: 1, primary: true}
                \(outcomes)
                conditions:
                  - {id: usual}
                  - {id: diet, against: usual}
                schedule:
                  start: \(start)
                  phases:
                \(phases.joined(separator: "\n"))
                diary:
                  day: {column: date}
                  marks: {slip: slip, rescue: rescue, illness: ill, antibiotics: antibiotics, reaction: reaction}
                analysis: {\(analysis)}
                \(rest)
                """, file: "plan.yaml"
        ).validated()
    }

    /// Rows of day number and cells; a nil score is an empty cell.
    static func diary(
        _ plan: TrialPlan, marks: [Int: String] = [:], score: (Int) -> Double?
    ) throws -> Diary {
        let columns = ["slip", "rescue", "ill", "antibiotics", "reaction"]
        let length = plan.schedule.days.count
        let rows = (0..<length).map { day in
            "\(start.advanced(by: day)),\(score(day).map { "\($0)" } ?? ""),"
                + columns.map { marks[day] == $0 ? "yes" : "no" }.joined(separator: ",")
        }
        let text =
            "date,itch,\(columns.joined(separator: ","))\n" + rows.joined(separator: "\n") + "\n"
        return try Diary(CSVTable(bytes: Array(text.utf8), file: "diary.csv"), plan: plan)
    }

    static func data(
        _ plan: TrialPlan, marks: [Int: String] = [:], score: (Int) -> Double?
    ) throws -> TrialData {
        try TrialData(
            plan, outcome: plan.primaryOutcome, diary: diary(plan, marks: marks, score: score))
    }

    /// A small fixed swing without any pattern in time, between -1 and 1.
    static func swing(_ day: Int) -> Double {
        var generator = SeededGenerator(seed: 99, stream: UInt64(day))
        return 2 * generator.uniform() - 1
    }
}
