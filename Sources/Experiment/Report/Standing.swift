import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// Where a trial stands on a day: how far it is, what was logged, what is open, what comes next.
package struct Standing: Sendable {
    package let data: TrialData
    package let today: CalendarDay
    /// What happened to the person until then.
    package let story: SafetyStory

    package var plan: TrialPlan { data.plan }
    package var completeness: Completeness { data.completeness }

    /// - Parameters:
    ///   - data: days of the main outcome.
    ///   - today: nil for the last day that has come.
    package init(_ data: TrialData, on today: CalendarDay? = nil) {
        self.data = data
        story = SafetyStory(data.record)
        self.today = today ?? data.record.today ?? data.record.lastDay
    }

    package enum Course: String, Sendable { case toCome = "to-come", running, stopped, over }

    /// The stop rule that ended the question before the planned end; nil where none did.
    package var ended: StopNotice? { story.closing }

    package var course: Course {
        let days = plan.schedule.days
        if today < days.lowerBound { return .toCome }
        if today > days.upperBound { return .over }
        return ended == nil ? .running : .stopped
    }

    /// Whether a tested phase has begun.
    package var hasTried: Bool {
        plan.schedules.flatMap(\.schedule.phases).contains {
            plan.isTested($0) && $0.first <= today
        }
    }

    /// From 1 on the first day of the schedule.
    package var dayNumber: Int { plan.schedule.days.lowerBound.distance(to: today) + 1 }
    package var length: Int { plan.schedule.days.count }

    /// Names of what is due today and not there: outcomes, then covariates.
    package var open: [String] {
        guard plan.schedule.phase(on: today) != nil else { return [] }
        let due = plan.dueSeries(on: today).map(\.id)
        let there = loggedToday
        let isOpen = { (series: String) in due.contains(series) && !there.contains(series) }
        return data.record.plan.outcomes.filter { $0.series.contains { isOpen($0.id) } }.map(\.name)
            + plan.series.filter { $0.instrument == nil && isOpen($0.id) }.map(\.name)
    }

    private var loggedToday: Set<String> {
        let entries = data.record.diary.day(today)?.entries ?? []
        return Set(entries.flatMap { $0.readings.map(\.series) })
    }

    /// The phase that begins next; nil where a stop rule puts it off.
    package var next: Phase? {
        guard ended == nil, let next = plan.schedule.phases.first(where: { $0.first > today })
        else { return nil }
        let stops = SafetyLog(plan, diary: data.record.diary).notices(on: today)
        return plan.isPutOff(next, after: stops) ? nil : next
    }

    /// The first day under a tested condition.
    package var firstTested: Phase? { plan.schedule.phases.first(where: plan.isTested) }
}
