import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// How often a food that makes things worse is called out when it is tried again, and how often one that
/// does nothing: the plan's own challenges, windows and rule on made-up diaries.
///
/// The reaction acts on every day on which the analysis looks for it and takes back the whole effect of
/// leaving the food out. One food in a trial reacts; which one goes round with the number of the trial.
package struct ChallengePower: Sendable, Equatable {
    package let foods: Int
    /// Challenges of the food that has fewest.
    package let challengesOfEach: Int
    /// Days after a dose in which a reaction is looked for.
    package let reactionDays: Int
    /// How much worse, in points.
    package let size: Double
    package let withReaction: Calls
    package let withoutReaction: Calls

    /// What was said of one food a trial.
    package struct Calls: Sendable, Equatable {
        package let conclusions: [FoodEvidence.Conclusion]

        package func share(_ conclusion: FoodEvidence.Conclusion) -> Share {
            Share(count: conclusions.count { $0 == conclusion }, trials: conclusions.count)
        }

        /// A reaction, or worse beyond doubt.
        package var called: Share {
            Share(
                count: conclusions.count { $0 == .reaction || $0 == .worse },
                trials: conclusions.count)
        }
    }

    /// More trials would say no more than a plan needs to know.
    static let mostTrials = 1_000
}

extension DiagnosisStudy {
    /// Nil for a plan without challenges, and where none of its made-up diaries could be judged.
    ///
    /// - `simulation`: trials, at most 1,000 of them, and the seed. Trial k draws its noise from
    ///   stream k, the same with and without a reaction.
    ///
    /// Throws `CancellationError` soon after the task is cancelled.
    package func challengePower(_ simulation: MonteCarlo) async throws -> ChallengePower? {
        guard let whole = try? source.pattern(nil, seed: simulation.seed) else { return nil }
        let challenges = whole.data.challenges
        let foods = challenges.map(\.food).firstOccurrences
        guard !foods.isEmpty else { return nil }
        let trials = min(simulation.replicates, ChallengePower.mostTrials)
        let size = trialsAPattern
        let blocks = MonteCarlo(replicates: (trials + size - 1) / size, seed: simulation.seed)
        let found = try await blocks.run(batch: 1) { number, _ in
            let first = number * size
            return conclusions(
                first..<min(first + size, trials), pattern: number, foods, simulation.seed)
        }.flatMap(\.self)
        guard !found.isEmpty else { return nil }
        return ChallengePower(
            foods: foods.count,
            challengesOfEach: foods.map { food in challenges.count { $0.food == food } }.min() ?? 0,
            reactionDays: whole.data.reactionDays, size: world.effect.value.magnitude,
            withReaction: .init(conclusions: found.map(\.with)),
            withoutReaction: .init(conclusions: found.map(\.without)))
    }

    private typealias Pair = (
        with: FoodEvidence.Conclusion, without: FoodEvidence.Conclusion
    )

    private func conclusions(
        _ trials: Range<Int>, pattern number: Int, _ foods: [String], _ seed: UInt64
    ) -> [Pair] {
        guard let pattern = try? source.pattern(number, seed: seed) else { return [] }
        let errors = SimulatedErrors(rho: world.rho.value)
        return trials.compactMap { trial in
            guard !Task.isCancelled else { return nil }
            var generator = SeededGenerator(seed: seed, stream: UInt64(trial))
            let noise = errors.draw(at: pattern.scoredDays, using: &generator)
            let food = foods[trial % foods.count]
            func conclusion(reacts: Bool) -> FoodEvidence.Conclusion? {
                let days = pattern.data.challenged(
                    scores(pattern, noise, reactingTo: reacts ? food : nil))
                return ChallengeEvidence(days, testsOrder: false)?.foods
                    .first { $0.food == food }?.conclusion
            }
            guard let with = conclusion(reacts: true), let without = conclusion(reacts: false)
            else { return nil }
            return (with, without)
        }
    }

    /// A score for each scored day: usual until the food is left out, better by the effect from then on,
    /// and as bad as usual where the food is reacted to.
    private func scores(
        _ pattern: TrialPattern, _ noise: [Double], reactingTo food: String?
    ) -> [Double] {
        let windows = pattern.data.challenges.filter { $0.food == food }.map(\.window)
        let leftOut = pattern.data.days.first {
            $0.phase?.part == .elimination || $0.phase?.condition == plan.testedConditions.first?.id
        }
        return zip(pattern.scoredDays, noise).map { day, error in
            let isUsual =
                day < (leftOut?.studyDay ?? 0) || windows.contains { $0.contains(day) }
            return scale.shown(
                world.baseline.value + (isUsual ? 0 : world.effect.value) + world.sd.value * error)
        }
    }
}

extension TrialData {
    /// The same days with other scores, one for each day that had one.
    fileprivate func challenged(_ scores: [Double]) -> TrialData {
        var left = scores[...]
        let series = OutcomeSeries(
            outcome: outcome.id,
            scores: days.map { day in
                day.score.flatMap { _ in left.popFirst() }
                    .map { DayScore(value: $0, measurements: 1, sources: []) }
            }, first: plan.schedule.days.lowerBound)
        return TrialData(record, outcome: outcome, series: series, specification: specification)
    }
}
