import Experiment

extension TrialPlace {
    /// What the trial's own diary holds; nothing where none was begun.
    func facts() throws -> [RecordedFact] {
        guard try DiaryStore.holdsRecords(at: databasePath) else { return [] }
        return try DiaryStore.reading(databasePath) { try $0.currentFacts() }
    }

    /// Stop rules that hold on a day.
    func stops(_ plan: TrialPlan, on day: CalendarDay) throws -> [StopNotice] {
        StopNotice.holding(on: day, try facts(), plan: plan)
    }
}
