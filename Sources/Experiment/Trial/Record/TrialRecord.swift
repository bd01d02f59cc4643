import ExperimentDiary
import ExperimentText

/// What was planned and what was lived, in one place: which scores were due by now, which are there,
/// what was logged of a day, and what the diary could have taken in at all.
///
/// Everybody who counts days or scores asks here: `check`, `today`, the analysis, the grade, the
/// report, the letter. It comes from the diary, whichever way that was filled, and never from the
/// keys that a plan happens to have.
package struct TrialRecord: Sendable {
    package let plan: TrialPlan
    package let diary: Diary
    /// The last day on which something was due by now: the end of the schedule, or the day of asking
    /// (or of the last score, where that is later) while the trial runs.
    package let lastDay: CalendarDay
    /// The day of asking; nil takes the whole schedule as past.
    package let today: CalendarDay?

    /// - `today`: the day of asking; nil takes the whole schedule as past.
    package init(_ plan: TrialPlan, diary: Diary, today: CalendarDay? = nil) {
        self.plan = plan
        self.diary = diary
        self.today = today
        lastDay = Self.lastDay(plan, diary, today)
    }

    private static func lastDay(
        _ plan: TrialPlan, _ diary: Diary, _ today: CalendarDay?
    ) -> CalendarDay {
        let end =
            plan.schedules.map(\.schedule.days.upperBound).max() ?? plan.schedule.days.upperBound
        guard let today else { return end }
        // An event may be said to last longer than the day of writing.
        let last = diary.days.last { $0.entries.contains { !$0.readings.isEmpty } }?.day
        return min(end, max(today, last ?? today))
    }

    /// Whether the planned end has not come yet: the last day belongs to the trial until its score is there.
    package var isRunning: Bool {
        let end = plan.schedule.days.upperBound
        return lastDay < end || today == end && lacksScore(of: end)
    }

    private func lacksScore(of day: CalendarDay) -> Bool {
        let wanted = Set(plan.primaryOutcome.series.map(\.id))
        let due = plan.dueSeries(on: day).map(\.id).filter(wanted.contains)
        let there = (diary.day(day)?.entries ?? []).flatMap(\.readings).map(\.series)
        return !due.allSatisfy(there.contains)
    }

    /// Whether the containers of a blinded trial are closed: nobody knows then which of them was tested.
    package var isClosed: Bool { plan.blinding?.isClosed == true }

    /// Whether a day was there to be lived by now.
    package func isPast(_ day: CalendarDay) -> Bool { day <= lastDay }

    /// Whether such an event could have been written down: only then does its absence say anything.
    package func isRecordable(_ mark: DayMark) -> Bool { diary.recordable.marks.contains(mark) }

    /// Whether days could say under which condition they were lived.
    package var recordsCondition: Bool { diary.recordable.condition }

    /// The condition of each of a day's entries that name one.
    package func loggedConditions(on day: CalendarDay) -> [String] {
        (diary.day(day)?.entries ?? []).compactMap(\.condition)
    }

    /// Days by now that carry a mark, in the order of time.
    package func days(with mark: DayMark) -> [CalendarDay] {
        diary.days.filter { isPast($0.day) && $0.marks.contains(mark) }.map(\.day)
    }

    /// What was written in words, day by day.
    ///
    /// - `mark`: of these events; nil for notes.
    package func words(with mark: DayMark?) -> [(day: CalendarDay, text: String)] {
        diary.days.flatMap { day in
            day.words.filter { $0.mark == mark }.map { (day.day, $0.text) }
        }
    }
}
