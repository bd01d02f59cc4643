internal import Stats

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
    public init(_ facts: [RecordedFact], plan: TrialPlan, on day: CalendarDay) {
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
        return words.compactMap { StopEvent(word: $0, hours: Self.hours(in: words)) }
    }

    /// The hours of the first word such as `1h`, `0.5h` or `30min`; 0 without one.
    private static func hours(in words: [String]) -> Double {
        words.lazy.compactMap { Experiment.hours($0) }.first ?? 0
    }
}

extension StopEvent {
    fileprivate init?(word: String, hours: Double) {
        if let sign = EmergencySign(rawValue: word) {
            self = .emergency(sign)
        } else if let sign = ReactionSign(rawValue: word) {
            self = .reaction(sign, hoursAfterChallenge: hours)
        } else if let interruption = Interruption(rawValue: word) {
            self = .interruption(interruption)
        } else if word == "food-fear" {
            self = .foodFear
        } else if Self.redFlags.contains(word) {
            self = .redFlag
        } else {
            return nil
        }
    }

    private static let redFlags: Set<String> = [
        "red-flag", "fever", "blood", "anaemia", "blisters", "sores", "infected",
    ]
}
