internal import Stats

/// A person made of numbers who follows a plan: the truth is known, and the diary is drawn from it.
///
/// A pure value: the same seed and replicate give the same diary on every machine. Use it to learn,
/// to test, and to ask how often an analysis would find this truth.
public struct SimulatedWorld: Sendable {
    public let plan: TrialPlan
    /// One for each series of the plan.
    public let outcomes: [SimulatedOutcome]

    /// - Precondition: each series of the plan has one outcome.
    public init(plan: TrialPlan, outcomes: [SimulatedOutcome]) {
        precondition(
            plan.series.map(\.id).sorted() == outcomes.map(\.series).sorted(),
            "a simulated world needs the truth of each series of its plan")
        self.plan = plan
        self.outcomes = outcomes
    }

    /// The id of the condition on each day of the schedule.
    public var conditions: [String?] {
        plan.schedule.days.map { plan.schedule.phase(on: $0)?.condition }
    }

    /// The diary of one replicate.
    /// - Parameter replicate: number of an independent draw under the seed.
    public func diary(seed: UInt64, replicate: UInt64 = 0) -> SimulatedDiary {
        var generator = SeededGenerator(seed: seed, stream: replicate)
        let conditions = conditions
        let series = outcomes.map { $0.draw(under: conditions, using: &generator) }
        return SimulatedDiary(
            days: plan.schedule.days.enumerated().map { index, day in
                SimulatedDiary.Day(
                    day: day, condition: conditions[index], values: series.map { $0[index] })
            },
            series: outcomes.map(\.series))
    }
}

/// What a simulated person wrote down.
public struct SimulatedDiary: Sendable, Equatable {
    public let days: [Day]
    public let series: [String]

    public struct Day: Sendable, Equatable {
        public let day: CalendarDay
        public let condition: String?
        /// One a series; nil where nothing was written down.
        public let values: [Double?]
    }
}
