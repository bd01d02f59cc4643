import ExperimentDiary
import ExperimentText

/// What happened to the person in a trial, before any number: stop rules that spoke with the day
/// and the
/// words as logged, reactions, rescue treatment with its name, illness, weight; and what safety
/// still has
/// to say. Made of the plan and the diary, whichever way that was filled.
package struct SafetyStory: Sendable, Equatable {
    /// Each rule once, the most urgent first, with the first day on which it spoke; and again for a
    /// pregnancy that followed another interruption.
    package let spoken: [StopNotice]
    package let reactions: [Event]
    package let rescue: [Event]
    package let illness: [Event]
    package let weight: Weight?
    /// Whether the foods of the plan may be eaten at home, after all that.
    package let food: FoodAnswer
    /// Gates that have something to say throughout: nutrients, tolerance, breadth.
    package let warnings: [GateDecision]
    /// Food is left out or brought in, and nobody asked about reactions.
    package let lacksRecord: Bool
    package let mentionsMood: Bool

    /// Something that was written down on one or several days in the same words.
    package struct Event: Sendable, Equatable {
        package let days: [CalendarDay]
        /// As logged; nil where only its box was ticked.
        package let text: String?
    }

    /// In the unit in which it was logged.
    package struct Weight: Sendable, Equatable {
        package let first: Double
        package let last: Double
        package let days: ClosedRange<CalendarDay>
        package var change: Double { last - first }
    }

    package init(_ record: TrialRecord) {
        let last = max(record.lastDay, record.today ?? record.lastDay)
        self.init(record.plan, diary: record.diary, until: last)
    }

    /// - `day`: the last day that is told; nil for all of the diary and the plan.
    package init(_ plan: TrialPlan, diary: Diary, until day: CalendarDay? = nil) {
        let log = SafetyLog(plan, diary: diary)
        let end = max(
            plan.schedule.days.upperBound, diary.days.last?.day ?? plan.schedule.days.upperBound)
        let last = day ?? end
        // Where the plan gives the food back on the next day, its limit was an appointment that was kept.
        spoken = log.spoken(until: last).filter {
            $0.rule != .s6 || !log.restriction.foodReturns(after: $0.day)
        }
        reactions = Self.events(.reaction, diary, until: last)
        rescue = Self.events(.rescue, diary, until: last)
        illness = Self.events(.illness, diary, until: last)
        weight = Self.weight(log, until: last)
        food = plan.mayEat(after: spoken)
        warnings = plan.safety?.warnings ?? []
        lacksRecord = plan.lacksSafetyRecord
        mentionsMood = diary.days.contains { $0.day <= last && log.needsHelpForMood(on: $0.day) }
    }

    private static func events(
        _ mark: DayMark, _ diary: Diary, until last: CalendarDay
    ) -> [Event] {
        var texts: [String?] = []
        var days: [[CalendarDay]] = []
        for day in diary.days where day.day <= last && day.marks.contains(mark) {
            let words = day.words.filter { $0.mark == mark }.map(\.text)
            for text in words.isEmpty ? [nil] : words.map(Optional.some) {
                if let place = texts.firstIndex(of: text) {
                    if days[place].last != day.day { days[place].append(day.day) }
                } else {
                    texts.append(text)
                    days.append([day.day])
                }
            }
        }
        return zip(texts, days).map { Event(days: $1, text: $0) }
    }

    private static func weight(_ log: SafetyLog, until last: CalendarDay) -> Weight? {
        let weighed = log.weights.filter { $0.day <= last }
        guard let first = weighed.first, let latest = weighed.last, weighed.count > 1 else {
            return nil
        }
        return Weight(first: first.value, last: latest.value, days: first.day...latest.day)
    }

    /// Days on which rescue treatment was used.
    package var rescueDays: Int { Set(rescue.flatMap(\.days)).count }

    /// A rule that leaves nothing to propose but to talk to somebody.
    package var closing: StopNotice? { spoken.first(where: \.endsTheQuestion) }

    /// Nothing that would have to be told first.
    package var isQuiet: Bool {
        spoken.isEmpty && reactions.isEmpty && rescue.isEmpty && illness.isEmpty && weight == nil
            && !lacksRecord && !mentionsMood
    }
}
