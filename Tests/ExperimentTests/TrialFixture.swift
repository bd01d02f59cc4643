import Experiment
@testable import ExperimentAnalysis
@testable import ExperimentConclusions

/// Small plans and diaries for the tests, from text as a user writes it.
enum TrialFixture {
    /// - `outcome`: further keys of the outcome, such as `combine: mean`.
    /// - `diary`: lines of the diary part.
    /// - `analysis`: further keys of the analysis.
    static func plan(
        outcome: String = "", diary: String = "  day: {column: date}", analysis: String = ""
    ) throws -> TrialPlan {
        try DraftPlan(
            yaml: text(outcome: outcome, diary: diary, analysis: analysis), file: "plan.yaml"
        )
        .validated()
    }

    static func text(
        outcome: String = "", diary: String = "  day: {column: date}", analysis: String = ""
    ) -> String {
        """
        title: Test
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1\(outcome.isEmpty ? "" : ", " + outcome)}
        conditions:
          - {id: usual}
          - {id: diet, against: usual}
        schedule:
          start: 2026-01-05
          phases:
            - {name: Before, condition: usual, days: 14}
            - {name: Diet, condition: diet, days: 14}
            - {name: After, condition: usual, days: 14}
        diary:
        \(diary)
        analysis: {\(analysis)}
        """
    }

    static func diary(_ text: String, _ plan: TrialPlan) throws -> Diary {
        try Diary(CSVTable(bytes: Array(text.utf8), file: "diary.csv"), plan: plan)
    }

    /// Day `index` of the fixture's schedule as text.
    static func day(_ index: Int) -> String {
        (CalendarDay(iso: "2026-01-05") ?? CalendarDay(daysSinceEpoch: 0)).advanced(by: index)
            .description
    }

    /// A diary with `score(index)` on day `index`; nil leaves the day out.
    static func wide(_ score: (Int) -> Double?) -> String {
        "date,itch\n"
            + (0..<42).compactMap { index in score(index).map { "\(day(index)),\($0)\n" } }.joined()
    }
}

extension TrialEvidence {
    /// As a whole report has it.
    init(_ analysis: TrialAnalysis) {
        guard let evidence = TrialConclusions(analysis).evidence else {
            preconditionFailure("the whole conclusions hold the evidence")
        }
        self = evidence
    }
}
