import ExperimentDiary
import ExperimentText
import Stats

extension StopWatch {
    /// What the diary says to the stop rules on one day.
    ///
    /// Scores are on the scale of the analysis. The baseline is the first phase of a reference
    /// condition before any tested one. Signs are words of an event: `reaction=hives 1h`,
    /// `illness=fever`; a reaction without its hours is taken as an immediate one, because the rule is
    /// there to protect.
    /// - Parameters:
    ///   - facts: current facts of the diary.
    ///   - day: the day of the entry.
    package init(_ facts: [RecordedFact], plan: TrialPlan, on day: CalendarDay) {
        let outcome = plan.primaryOutcome
        let past = facts.filter { $0.fact.day <= day }
        let scores = Self.scores(past, outcome, plan, until: day)
        let rescues = Self.days(of: .rescue, past)
        let isLower = outcome.instrument.direction.benefit == .lower
        let weights = Self.weights(past)
        self.init(
            scores: scores,
            rescue: plan.schedule.days.prefix { $0 <= day }
                .map { rescues.contains($0) ? true : nil },
            baselineMean: Self.baselineMean(scores, plan),
            smallestWorthwhileChange: outcome.worthwhile,
            direction: isLower ? .higherIsWorse : .higherIsBetter,
            events: past.filter { $0.fact.covers(day) }.flatMap { $0.fact.stopEvents },
            baselineWeight: weights.first, weight: weights.last,
            restrictedDays: plan.restrictedDays(on: day), cap: plan.restrictionCap)
    }

    /// One a day of the schedule until `day`.
    private static func scores(
        _ facts: [RecordedFact], _ outcome: PlannedOutcome, _ plan: TrialPlan,
        until day: CalendarDay
    ) -> [Double?] {
        // A diary that contradicts itself, or items without a score, are for n1 check to say.
        guard let diary = try? Diary(facts, file: "", plan: plan),
            let series = try? OutcomeSeries(outcome, in: diary)
        else { return [] }
        return plan.schedule.days.prefix { $0 <= day }.map { series.score(on: $0)?.value }
    }

    private static func baselineMean(_ scores: [Double?], _ plan: TrialPlan) -> Double? {
        let tested = plan.testedConditions.map(\.id)
        let baseline = plan.schedule.phases.prefix { !tested.contains($0.condition) }
        guard let last = baseline.last?.last else { return nil }
        let length = plan.schedule.days.lowerBound.distance(to: last) + 1
        let values = scores.prefix(length).compactMap(\.self)
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    private static func days(of mark: DayMark, _ facts: [RecordedFact]) -> Set<CalendarDay> {
        Set(
            facts.flatMap { recorded -> [CalendarDay] in
                guard case .mark(mark, let lastDay, _) = recorded.fact.content else { return [] }
                let first = recorded.fact.day
                return Array(first...max(first, lastDay ?? first))
            })
    }

    private static func weights(_ facts: [RecordedFact]) -> [Double] {
        facts.compactMap { recorded in
            guard case .reading(let series, _, let value) = recorded.fact.content,
                series == "weight" || series == "weight.kg"
            else { return nil }
            return value
        }
    }
}

/// A stop rule that spoke, and the day whose entry it spoke about.
package struct StopNotice: Sendable, Equatable {
    package let rule: StopRule
    package let day: CalendarDay

    /// Those that still hold on a day: every rule that speaks on the day itself, and those that end the
    /// trial, its challenges or a restriction, or ask for a doctor, since they spoke.
    ///
    /// - Parameter facts: current facts of the diary.
    package static func holding(
        on day: CalendarDay, _ facts: [RecordedFact], plan: TrialPlan
    ) -> [StopNotice] {
        let marked = facts.compactMap { recorded -> CalendarDay? in
            guard case .mark = recorded.fact.content, recorded.fact.day < day else { return nil }
            return recorded.fact.day
        }
        let earlier = Set(marked).sorted().flatMap { past in
            StopWatch(facts, plan: plan, on: past).rulesThatSpeak.filter(\.action.lasts)
                .map { StopNotice(rule: $0, day: past) }
        }
        let now = StopWatch(facts, plan: plan, on: day).rulesThatSpeak
            .map { StopNotice(rule: $0, day: day) }
        return StopRule.allCases.compactMap { rule in
            now.first { $0.rule == rule } ?? earlier.last { $0.rule == rule }
        }
    }
}

extension StopAction {
    /// Whether it holds until somebody with a say takes it back, and not for the day alone.
    fileprivate var lasts: Bool {
        switch self {
        case .endTrial, .stopChallenges, .seeDoctor, .endRestriction: true
        case .pause, .reintroduce: false
        }
    }
}

extension DiaryFact {
    fileprivate func covers(_ day: CalendarDay) -> Bool {
        guard case .mark(_, let lastDay, _) = content else { return false }
        return self.day <= day && day <= max(self.day, lastDay ?? self.day)
    }

    /// What an event's words mean to the stop rules.
    fileprivate var stopEvents: [StopEvent] {
        guard case .mark(let mark, _, let about) = content else { return [] }
        if mark == .antibiotics { return [.interruption(.systemicAntibiotic)] }
        guard mark == .reaction || mark == .illness || mark == .rescue else { return [] }
        let words = (about ?? "").lowercased().split {
            !($0.isLetter || $0.isNumber || "-.".contains($0))
        }
        .map(String.init)
        let hours = Self.hours(in: words)
        return words.compactMap { StopEvent(word: $0, hours: hours) } + Self.airway(words)
    }

    /// A throat or a tongue that swells or closes, in any words.
    private static func airway(_ words: [String]) -> [StopEvent] {
        func says(_ starts: [String]) -> Bool {
            words.contains { word in starts.contains { word.hasPrefix($0) } }
        }
        return says(["throat", "tongue"]) && says(["swell", "swoll", "tight", "clos"])
            ? [.emergency(.airwaySwelling)] : []
    }

    /// The hours of the first word such as `1h`, `0.5h` or `30min`; 0 without one.
    private static func hours(in words: [String]) -> Double {
        words.lazy.compactMap { ExperimentDiary.hours($0) }.first ?? 0
    }
}

extension StopEvent {
    fileprivate init?(word: String, hours: Double) {
        if let sign = EmergencySign(rawValue: word) {
            self = .emergency(sign)
        } else if let interruption = Interruption(rawValue: word) {
            self = .interruption(interruption)
        } else if word == "food-fear" {
            self = .foodFear
        } else if Self.redFlags.contains(word) {
            self = .redFlag
        } else if let event = Self.plainWords.first(where: { word.hasPrefix($0.start) })?.event(
            hours)
        {
            self = event
        } else {
            return nil
        }
    }

    /// How people write the signs, by how the word begins. Too many rather than too few: the rules are
    /// there to protect.
    private static let plainWords: [(start: String, event: @Sendable (Double) -> StopEvent)] = [
        ("breath", { _ in .emergency(.breathingTrouble) }),
        ("wheez", { _ in .emergency(.wheeze) }),
        ("faint", { _ in .emergency(.faintness) }),
        ("collaps", { _ in .emergency(.faintness) }),
        ("anaphyla", { _ in .emergency(.airwaySwelling) }),
        ("swell", { .reaction(.swelling, hoursAfterChallenge: $0) }),
        ("swoll", { .reaction(.swelling, hoursAfterChallenge: $0) }),
        ("hive", { .reaction(.hives, hoursAfterChallenge: $0) }),
        ("urticaria", { .reaction(.hives, hoursAfterChallenge: $0) }),
        ("vomit", { .reaction(.vomiting, hoursAfterChallenge: $0) }),
    ]

    private static let redFlags: Set<String> = [
        "red-flag", "fever", "blood", "anaemia", "blisters", "sores", "infected",
    ]
}
