import ExperimentDiary
import ExperimentText
import Stats

/// What a diary says to the stop rules, read once for all days.
///
/// Words are heard in every field: events, slips, travel, remarks. Scores are on the scale of the
/// analysis; the baseline is the first phase of a reference condition before any tested one, and the first
/// week where there is none.
package struct SafetyLog: Sendable {
    package let plan: TrialPlan
    package let diary: Diary
    private let scores: [CalendarDay: Double]
    private let baseline: ClosedRange<CalendarDay>
    private let baselineMean: Double?
    private let rescueDays: Set<CalendarDay>
    /// In the order of days.
    let weights: [(day: CalendarDay, value: Double)]
    private let heard: [CalendarDay: [Heard]]
    let restriction: RestrictionClock

    /// Words and what they mean.
    private struct Heard: Sendable {
        let text: String
        let mark: DayMark?
        let events: [StopEvent]
    }

    package init(_ plan: TrialPlan, diary: Diary) {
        self.plan = plan
        self.diary = diary
        restriction = RestrictionClock(plan)
        // Items without a score are for n1 check to say.
        let series = try? OutcomeSeries(plan.primaryOutcome, in: diary)
        let days = plan.schedule.days
        scores = Dictionary(
            diary.days.compactMap { day in
                guard days.contains(day.day), let score = series?.score(on: day.day) else {
                    return nil
                }
                return (day.day, score.value)
            }, uniquingKeysWith: { first, _ in first })
        baseline = Self.baseline(plan)
        baselineMean = Self.mean(of: scores, in: baseline)
        rescueDays = Set(diary.days.filter { $0.marks.contains(.rescue) }.map(\.day))
        weights = diary.days.flatMap { day in
            day.entries.flatMap(\.readings).filter { TrialPlan.weightSeries.contains($0.series) }
                .map { (day.day, $0.value) }
        }
        let isUrticaria = plan.complaint == .urticaria
        heard = Dictionary(
            diary.days.map { ($0.day, Self.heard($0, hivesAreUsual: isUrticaria)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Facts that contradict each other still let their words be heard.
    ///
    /// - `facts`: current facts of the diary.
    package init(_ facts: [RecordedFact], plan: TrialPlan) {
        let words = facts.filter { recorded in
            if case .reading = recorded.fact.content { false } else { true }
        }
        let diary =
            (try? Diary(facts, file: "", plan: plan)) ?? (try? Diary(words, file: "", plan: plan))
        self.init(plan, diary: diary ?? Diary(withoutEntries: .everything))
    }

    private static func heard(_ day: DiaryDay, hivesAreUsual: Bool) -> [Heard] {
        let told = day.words.map { words in
            Heard(
                text: words.text, mark: words.mark,
                events: StopEvent.heard(
                    in: words.text, with: words.mark, hivesAreUsual: hivesAreUsual))
        }
        let named = day.words.filter { $0.mark == .antibiotics }.map { HeardText($0.text) }
        let isLocal = !named.isEmpty && named.allSatisfy(\.isOfLocalTreatment)
        let antibiotics =
            day.marks.contains(.antibiotics) && !isLocal
            ? [Heard(text: "", mark: nil, events: [.interruption(.systemicAntibiotic)])] : []
        return told + antibiotics
    }

    private static func baseline(_ plan: TrialPlan) -> ClosedRange<CalendarDay> {
        let tested = plan.testedConditions.map(\.id)
        let start = plan.schedule.phases.prefix { !tested.contains($0.condition) }
        // Who left the food out already begins with that.
        let baseline =
            start.isEmpty && plan.avoidsFoodAlready
            ? plan.schedule.phases.prefix { tested.contains($0.condition) } : start
        let days = plan.schedule.days
        guard let first = baseline.first?.first, let last = baseline.last?.last else {
            return days.lowerBound...min(days.lowerBound.advanced(by: 6), days.upperBound)
        }
        return first...last
    }

    private static func mean(
        of scores: [CalendarDay: Double], in days: ClosedRange<CalendarDay>
    ) -> Double? {
        let values = days.compactMap { scores[$0] }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    // MARK: Day by day

    /// What is known on the evening of a day.
    package func watch(on day: CalendarDay) -> StopWatch {
        let outcome = plan.primaryOutcome
        let isLower = outcome.instrument.direction.benefit == .lower
        // There is nothing yet to pause.
        let isInBaseline = day <= baseline.upperBound
        let weighed = weights.filter { $0.day <= day }.map(\.value)
        return StopWatch(
            scores: isInBaseline ? [] : dueScores(until: day),
            rescue: isInBaseline
                ? [] : lived(14, until: day).map { rescueDays.contains($0) ? true : nil },
            baselineMean: baselineMean,
            smallestWorthwhileChange: outcome.worthwhile,
            direction: isLower ? .higherIsWorse : .higherIsBetter,
            events: heard[day, default: []].flatMap(\.events),
            baselineWeight: weighed.first, weight: weighed.last,
            restrictedDays: restriction.days(on: day), cap: restriction.cap(on: day),
            worstScore: isLower
                ? outcome.instrument.range.upperBound : outcome.instrument.range.lowerBound)
    }

    /// The last scores that were due: one a day, or the last ones that are there where the outcome
    /// is
    /// recorded less often, as long as none of them is older than twice its turn.
    private func dueScores(until day: CalendarDay) -> [Double?] {
        let gap = plan.primaryOutcome.daysBetween
        guard gap > 1 else {
            // Until the score of the evening is there, what the days before said holds.
            let last = scores[day] == nil ? day.advanced(by: -1) : day
            return lived(3, until: last).map { scores[$0] }
        }
        return lived(6 * gap, until: day).compactMap { scores[$0] }.suffix(3).map { $0 }
    }

    /// The last days of the schedule until a day, the latest last.
    private func lived(_ count: Int, until day: CalendarDay) -> [CalendarDay] {
        let (first, last) = (
            plan.schedule.days.lowerBound, min(day, plan.schedule.days.upperBound)
        )
        guard first <= last else { return [] }
        return Array(max(first, last.advanced(by: 1 - count))...last)
    }

    /// What was written on a day that made a rule speak.
    func words(for rule: StopRule, on day: CalendarDay) -> [String] {
        heard[day, default: []].filter { heard in
            !heard.text.isEmpty && StopWatch(events: heard.events).rulesThatSpeak.contains(rule)
        }.map(\.text).firstOccurrences
    }

    /// Reactions of a day in words that no rule knows, and that do not say that there was none.
    package func unknownReactions(on day: CalendarDay) -> [String] {
        heard[day, default: []].filter { heard in
            heard.mark == .reaction && heard.events.isEmpty && !HeardText(heard.text).isDenial
        }.map(\.text).firstOccurrences
    }

    /// An antibiotic was named and it may have been a cream.
    func needsWayOfAntibiotic(on day: CalendarDay) -> Bool {
        let events = heard[day, default: []].flatMap(\.events)
        return events.contains(.antibioticOfUnknownWay)
            && !events.contains(.interruption(.systemicAntibiotic))
    }

    /// Low mood or thoughts of harming oneself were written down.
    package func needsHelpForMood(on day: CalendarDay) -> Bool {
        heard[day, default: []].contains { heard in
            heard.events.contains { $0 == .lowMood || $0 == .selfHarm }
        }
    }

    /// Days that can make a rule speak, whatever the scores are.
    private var tellingDays: [CalendarDay] {
        diary.days.filter { !$0.marks.isEmpty || !$0.words.isEmpty }.map(\.day)
            + weights.map(\.day)
    }

    /// Those that still hold on a day: every rule that speaks on the day itself, and those that end
    /// the trial, its challenges or a restriction, ask for a doctor, or pause for more than a day, since
    /// they spoke.
    package func notices(on day: CalendarDay) -> [StopNotice] {
        let earlier = Set(tellingDays.filter { $0 < day }).sorted().flatMap { past in
            watch(on: past).rulesThatSpeak.filter { holds($0, since: past, on: day) }
                .map { notice($0, past) }
        }
        let now = watch(on: day).rulesThatSpeak.map { notice($0, day) }
        let flare = flare(on: day).map { [notice(.s3, $0)] } ?? []
        return StopRule.allCases.compactMap { rule in
            now.first { $0.rule == rule } ?? (earlier + flare).last { $0.rule == rule }
        }
    }

    /// The last day on which rule S3 spoke, while it holds: until three scores in a row are good again, and
    /// on the way back until a food may be tried again. The plan can say how the trial goes on, as after S7.
    private func flare(on day: CalendarDay) -> CalendarDay? {
        let days = plan.schedule.days
        guard days.lowerBound <= day else { return nil }
        let phase = plan.schedule.phase(on: day)
        let limits = watch(on: day)
        var (calm, isCalm) = (0, true)
        for past in (days.lowerBound...min(day, days.upperBound)).reversed() {
            guard !plan.amendments.inForce.contains(where: { ($0.madeOn ?? $0.day) == past }) else {
                return nil
            }
            let isRecent = past.distance(to: day) <= StopRule.calmDaysBeforeFood
            if watch(on: past).speaks(.s3) {
                let waits = phase.map { phase in
                    phase.part.isReintroduction && isRecent
                        || plan.isTooSoon(phase, after: notice(.s3, past))
                }
                return calm >= 3 && waits != true ? nil : past
            }
            if let score = scores[past] {
                isCalm = isCalm && !limits.isMuchWorse(score)
                calm += isCalm ? 1 : 0
            }
            // A phase of exposure that began in time lasts two weeks at most.
            if calm >= 3, past.distance(to: day) > 2 * StopRule.calmDaysBeforeFood { return nil }
        }
        return nil
    }

    /// A pause for a pregnancy, an operation or a medicine, and signs that a doctor looks at, hold until the
    /// plan says how the trial goes on.
    private func holds(_ rule: StopRule, since past: CalendarDay, on day: CalendarDay) -> Bool {
        guard rule == .s7 || rule == .s4 else { return rule.action.lasts }
        return !plan.amendments.inForce.contains { (past...day).contains($0.madeOn ?? $0.day) }
    }

    /// Every rule that ever spoke until a day, with the first day on which it did; a pregnancy after another
    /// interruption is told apart.
    package func spoken(until day: CalendarDay) -> [StopNotice] {
        let last = min(day, plan.schedule.days.upperBound)
        let first = min(plan.schedule.days.lowerBound, diary.days.first?.day ?? last)
        guard first <= day else { return [] }
        var found: [StopNotice] = []
        for past in first...max(first, min(day, max(last, diary.days.last?.day ?? last))) {
            let notices = watch(on: past).rulesThatSpeak.map { notice($0, past) }
            for notice in notices
            where !found.contains(where: {
                $0.rule == notice.rule && ($0.endsTheQuestion || !notice.endsTheQuestion)
            }) {
                found.append(notice)
            }
        }
        return found.sorted { $0.rule.rawValue < $1.rule.rawValue }
    }

    private func notice(_ rule: StopRule, _ day: CalendarDay) -> StopNotice {
        StopNotice(rule: rule, day: day, words: words(for: rule, on: day))
    }
}

extension TrialPlan {
    /// Names under which weight is logged.
    package static let weightSeries = ["weight", "weight.kg", "weight-kg"]
}
