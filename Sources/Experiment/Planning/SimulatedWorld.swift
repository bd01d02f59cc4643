import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// A person made of numbers who follows a plan: the truth is known, and the diary is drawn from it.
///
/// A pure value: the same seed and replicate give the same diary on every machine. Use it to learn,
/// to test, and to ask how often an analysis would find this truth.
package struct SimulatedWorld: Sendable {
    package let plan: TrialPlan
    /// One for each outcome, by its total, and each covariate of the plan.
    package let outcomes: [SimulatedOutcome]

    /// - Precondition: each outcome and covariate of the plan has one.
    package init(plan: TrialPlan, outcomes: [SimulatedOutcome]) {
        precondition(
            Self.measures(of: plan).sorted() == outcomes.map(\.series).sorted(),
            "a simulated world needs the truth of each outcome and covariate of its plan")
        self.plan = plan
        self.outcomes = outcomes
    }

    /// Ids of the outcomes and covariates of a plan, in its order.
    package static func measures(of plan: TrialPlan) -> [String] {
        plan.outcomes.map(\.id) + plan.covariates.map(\.id)
    }

    /// The id of the condition on each day of the schedule, the primary outcome's where outcomes start
    /// on different days.
    package var conditions: [String?] { conditions(of: plan.schedule) }

    /// The id of the condition that a measure is under on each day: an outcome follows its own schedule.
    package func conditions(of simulated: SimulatedOutcome) -> [String?] {
        guard let outcome = plan.outcomes.first(where: { $0.id == simulated.series }) else {
            return conditions
        }
        return conditions(of: plan.schedule(of: outcome))
    }

    private func conditions(of schedule: Schedule) -> [String?] {
        plan.schedule.days.map { schedule.phase(on: $0)?.condition }
    }

    /// The diary of one replicate.
    ///
    /// - `replicate`: number of an independent draw under the seed.
    package func diary(seed: UInt64, replicate: UInt64 = 0) -> SimulatedDiary {
        var generator = SeededGenerator(seed: seed, stream: replicate)
        let conditions = conditions
        let drawn = outcomes.map { outcome in
            kept(outcome.draw(under: self.conditions(of: outcome), using: &generator), of: outcome)
        }
        let columns =
            zip(outcomes, drawn).flatMap { outcome, totals in
                self.columns(of: outcome, totals, seed: seed, replicate: replicate)
            } + amounts
        return SimulatedDiary(
            days: plan.schedule.days.enumerated().map { index, day in
                SimulatedDiary.Day(
                    day: day, condition: conditions[index],
                    values: columns.map { $0.values[index] })
            },
            series: columns.map(\.series))
    }

    /// What the plan logs of its conditions: all of it on their days and nothing on the others. The
    /// diary of this person marks no slip.
    private var amounts: [(series: String, values: [Double?])] {
        let days = conditions.map(plan.fullAmounts)
        return plan.amounts.enumerated().map { place, amount in
            (amount.series, days.map { $0[place].value })
        }
    }

    /// The lean of each item of the outcomes that are logged by items; see `SimulatedItems`.
    package func leans(seed: UInt64) -> [(outcome: String, leans: [(item: String, share: Double)])]
    {
        plan.outcomes.filter { !$0.items.isEmpty }.map { outcome in
            (outcome.id, items(of: outcome, seed: seed).leans)
        }
    }

    /// The leans belong to the person: they are the same in every replicate.
    private func items(of outcome: PlannedOutcome, seed: UInt64) -> SimulatedItems {
        var generator = SeededGenerator(seed: seed, stream: stream(of: outcome))
        return SimulatedItems(outcome, using: &generator)
    }

    /// Streams of their own, so that items change nothing about the totals.
    private func stream(of outcome: PlannedOutcome) -> UInt64 {
        let place = plan.outcomes.firstIndex { $0.id == outcome.id } ?? 0
        return 1 << 63 | UInt64(place) << 48
    }

    /// Outcomes that are not daily have values on the days on which they are due only.
    private func kept(_ values: [Double?], of simulated: SimulatedOutcome) -> [Double?] {
        guard let outcome = plan.outcomes.first(where: { $0.id == simulated.series }),
            outcome.daysBetween > 1
        else { return values }
        let due = Set(plan.dueDays(of: outcome))
        return zip(plan.schedule.days, values).map { due.contains($0) ? $1 : nil }
    }

    /// The total as one series, or the items that make it up.
    private func columns(
        of simulated: SimulatedOutcome, _ totals: [Double?], seed: UInt64, replicate: UInt64
    ) -> [(series: String, values: [Double?])] {
        guard let outcome = plan.outcomes.first(where: { $0.id == simulated.series }),
            !outcome.items.isEmpty
        else { return [(simulated.series, totals)] }
        let items = items(of: outcome, seed: seed)
        var generator = SeededGenerator(seed: seed, stream: stream(of: outcome) + replicate + 1)
        let answers = totals.map { total in
            total.map { items.answers(for: $0, using: &generator) }
        }
        return outcome.items.enumerated().map { place, item in
            (item.series, answers.map { $0.flatMap { $0[place] } })
        }
    }
}

/// What a simulated person wrote down.
package struct SimulatedDiary: Sendable, Equatable {
    package let days: [Day]
    package let series: [String]

    package struct Day: Sendable, Equatable {
        package let day: CalendarDay
        package let condition: String?
        /// One a series; nil where nothing was written down.
        package let values: [Double?]
    }
}
