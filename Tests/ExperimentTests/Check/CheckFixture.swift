import Experiment

/// A plan and a diary by hand, looked over.
enum CheckFixture {
    static func remarks(
        _ subject: DiaryRemark.Subject, _ diary: String, plan: TrialPlan,
        today: CalendarDay? = nil
    ) throws -> [DiaryRemark] {
        try DiaryCheck(plan, diary: TrialFixture.diary(diary, plan), today: today)
            .remarks.filter { $0.subject == subject }
    }

    static func check(_ diary: String, plan: TrialPlan) throws -> DiaryCheck {
        try DiaryCheck(plan, diary: TrialFixture.diary(diary, plan))
    }

    /// 42 days on which nothing is wrong: scores that go up and down.
    static func calm(_ score: (Int) -> Double? = { usual($0) }) -> String {
        TrialFixture.wide(score)
    }

    static func usual(_ index: Int) -> Double { Double([4, 6, 5, 7, 3, 5, 4][index % 7]) }

    /// A plan of the fixture's phases with other outcomes, covariates and diary.
    static func plan(
        outcomes: String = "{id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}",
        covariates: String = "", diary: String = "  day: {column: date}", rest: String = ""
    ) throws -> TrialPlan {
        try DraftPlan(
            yaml: """
                title: Test
                outcomes:
                  - \(outcomes)
                \(covariates)
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
                \(rest)
                """, file: "plan.yaml"
        ).validated()
    }
}
