import Experiment

extension TrialPlace {
    /// What the challenges of foods came to until a day; empty where none was counted.
    ///
    /// - `facts`: of the trial's own diary.
    func tried(
        _ plan: TrialPlan, _ facts: [RecordedFact], until day: CalendarDay
    ) throws -> [TriedFood] {
        guard plan.schedule.phases.contains(where: { $0.part == .challenge && $0.first <= day })
        else { return [] }
        let diary = try Diary(
            facts.filter { $0.fact.day <= day }, file: FileAccess.name(of: databasePath), plan: plan
        )
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary, today: day)
        return ChallengeEvidence(data, testsOrder: false)?.foods.map(\.tried) ?? []
    }
}
