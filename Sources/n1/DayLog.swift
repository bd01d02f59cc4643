import Experiment

/// The writing down of a day, as the command, the page and the sheet that is typed in do it.
struct DayLog {
    let place: TrialPlace
    let plan: TrialPlan
    let clock: Clock

    /// The small hours belong to the day before, as the plan says.
    var today: CalendarDay { clock.now.diaryDay(startingAt: plan.diary.day.startsAt) }

    /// The day that is meant, and the time where it is today.
    /// - Throws: `LogError` for a day that has not come.
    func moment(of day: CalendarDay?) throws -> Moment {
        let day = day ?? today
        guard day <= clock.now.day else {
            throw LogError([.inFuture(day: day, today: clock.now.day)])
        }
        return Moment(day: day, second: day == today ? clock.now.second : nil)
    }

    /// Writes all of it or nothing.
    ///
    /// - `values`: as `name=value`.
    /// - `correction`: why values that are there already are wrong; nil refuses to correct.
    ///
    /// Returns what was done, and what the stop rules say to it.
    func write(
        _ values: [String], note: String?, at moment: Moment, correction: String?
    ) throws -> (LogOutcome, SafetyRemarks) {
        try heeding(values, note) {
            try written(values, note: note, at: moment, correction: correction)
        }
    }

    /// Whatever refuses an entry, its words are heard.
    func heeding<Result>(
        _ values: [String], _ note: String?, _ body: () throws -> Result
    ) throws -> Result {
        do { return try body() } catch let error as LogError {
            throw error.heeding(values, note: note, in: plan)
        }
    }

    private func written(
        _ values: [String], note: String?, at moment: Moment, correction: String?
    ) throws -> (LogOutcome, SafetyRemarks) {
        let request = try LogRequest(
            values, note: note, day: moment.day, second: moment.second, plan: plan)
        return try DiaryStore.writing(to: place.databasePath) { store in
            let (outcome, current) = try store.log(
                request.facts,
                totals: { ItemTotals.of(request.facts, with: $0, plan: plan) },
                combined: plan.combinedSeries, correction: correction, clock: clock)
            return (outcome, SafetyRemarks(SafetyLog(current, plan: plan), on: moment.day))
        }
    }

    /// Takes back what was typed last.
    ///
    /// - `day`: for this day; nil for any.
    /// - Returns: the facts that no longer count, each with the one that counts again; empty where there
    ///   is nothing to take back.
    func undo(on day: CalendarDay? = nil) throws -> [(undone: DiaryFact, restored: DiaryFact?)] {
        let path = place.databasePath
        guard FileAccess.exists(path) else { throw StoreError.noDiary(path) }
        return try DiaryStore.writing(to: path) {
            try $0.undo(.typed(on: day), clock: clock).undone
        }
    }

    static func told(_ undone: DiaryFact, _ restored: DiaryFact?) -> String {
        "taken back  \(undone)" + (restored.map { "; \($0.content) counts again" } ?? "")
    }
}
