import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What the schedule itself proves: the scores set against every schedule that the plan's own draw
/// could have assigned.
///
/// The days count as they were assigned, whatever was eaten or taken on them. Days without a score
/// keep their places under every schedule. An amendment moves days and draws nothing anew: each drawn day
/// is looked for where it was lived, and days that a phase got beyond the draw stay out of the test.
package struct RandomizationEvidence: Sendable {
    package let condition: Condition
    package let reference: Condition
    /// k of N, the smallest p within reach, the estimate in points, and the effects not rejected.
    package let result: RandomizationResult
    /// Days of the schedule without a usable score; those of the health rule are among them.
    package let missingDays: Int
    /// What was measured on each schedule.
    package let statistic: TestStatistic
    /// Days between a condition and the scores that it is held against.
    package let lagInDays: Int
    /// Probability that the interval promises, and one minus the level of the test.
    package let level: Double
    /// What a test over several people needs of this draw; nil where it tells nothing.
    package let sample: RandomizationSample?

    /// Whether the scheme is too small for any scores to reach the level.
    package var isOutOfReach: Bool { result.smallestReachableP.value > 1 - level + 1e-12 }

    /// - Parameters:
    ///   - data: the days of one outcome, with the plan that holds the design.
    ///   - condition: a tested condition of the plan.
    ///   - choice: what is measured; it only decides which effects are seen easily.
    /// - Throws: `RandomizationRefusal` for plans that chance did not assign.
    /// - Complexity: O(days) for each schedule, at most 20,000 of them.
    package init(
        _ data: TrialData, of condition: Condition,
        by choice: RandomizationChoice = RandomizationChoice()
    ) throws(RandomizationRefusal) {
        let scheme = try AssignmentScheme(data.plan, condition: condition)
        guard !scheme.isOfSites else { throw .sitesTogether }
        let scores = data.plan.drawnDays.prefix(scheme.days).map { $0.flatMap(data.score(on:)) }
        var test = scheme.test
        test.statistic = choice.statistic
        test.lag = choice.lagInDays
        level = data.plan.analysis.level
        do throws(RandomizationError) {
            result = try scheme.run(test, scores, seed: data.plan.seed, level: level)
            sample = try scheme.sample(test, scores, seed: data.plan.seed)
        } catch {
            throw .test(error)
        }
        self.condition = condition
        reference = scheme.reference
        missingDays = scores.count { $0 == nil }
        statistic = choice.statistic
        lagInDays = choice.lagInDays
    }

    /// The smallest p that the plan can lead to, before there are scores.
    /// - Throws: as the initialiser.
    package static func smallestReachableP(
        _ plan: TrialPlan, of condition: Condition
    ) throws(RandomizationRefusal) -> RandomizationProportion {
        let scheme = try AssignmentScheme(plan, condition: condition)
        do throws(RandomizationError) {
            return try scheme.smallestP(scheme.test, seed: plan.seed)
        } catch {
            throw .test(error)
        }
    }
}

/// What a randomisation test measures. Any choice is valid that was made before the scores were seen.
package struct RandomizationChoice: Sendable, Equatable {
    package var statistic: TestStatistic
    /// Days from a condition to the scores that it is held against.
    package var lagInDays: Int

    package init(statistic: TestStatistic = .gls, lagInDays: Int = 0) {
        self.statistic = statistic
        self.lagInDays = lagInDays
    }
}

/// Why a plan carries no randomisation test.
package enum RandomizationRefusal: Error, Sendable, Equatable {
    /// The phases were written by hand, or the design leaves nothing to chance.
    case notRandomized
    /// Chance decided the order of the foods, not the days of the condition.
    case onlyOrderOfFoods
    case notInDesign(condition: String)
    /// The starts of all sites are drawn again together, by the test of the joint analysis.
    case sitesTogether
    case test(RandomizationError)
}

/// The mechanism that assigned a plan, ready for a comparison of two of its conditions.
struct AssignmentScheme: Sendable {
    package let reference: Condition
    package let contrast: ConditionContrast
    private let assigned: AssignedDesign

    package init(_ plan: TrialPlan, condition: Condition) throws(RandomizationRefusal) {
        guard let assigned = plan.design, assigned.isRandomized else { throw .notRandomized }
        guard assigned.settings.kind != .reintroduction else { throw .onlyOrderOfFoods }
        guard let treated = assigned.conditions.firstIndex(of: condition.id),
            let other = condition.reference.flatMap(plan.condition),
            let base = assigned.conditions.firstIndex(of: other.id)
        else { throw .notInDesign(condition: condition.name) }
        self.assigned = assigned
        reference = other
        contrast = .difference(treated: treated, reference: base)
    }

    /// Days of one series.
    package var days: Int { assigned.design.days }

    package var test: RandomizationTest {
        RandomizationTest(contrast: contrast, seriesCount: assigned.design.seriesCount)
    }

    /// Whether it drew the starts of several sites, which their joint analysis draws again.
    var isOfSites: Bool { !assigned.outcomes.isEmpty }

    package func run(
        _ test: RandomizationTest, _ scores: [Double?], seed: UInt64, level: Double
    ) throws(RandomizationError) -> RandomizationResult {
        try Self.run(
            test, scores, observed: assigned.schedule.arrangement, assigned.design, seed, level)
    }

    func sample(
        _ test: RandomizationTest, _ scores: [Double?], seed: UInt64
    ) throws(RandomizationError) -> RandomizationSample? {
        try Self.sample(test, scores, assigned.schedule.arrangement, assigned.design, seed)
    }

    func smallestP(
        _ test: RandomizationTest, seed: UInt64
    ) throws(RandomizationError) -> RandomizationProportion {
        try Self.smallestP(test, assigned.schedule.arrangement, assigned.design, seed)
    }

    private static func run<Design: TrialDesign>(
        _ test: RandomizationTest, _ scores: [Double?], observed: Arrangement, _ design: Design,
        _ seed: UInt64, _ level: Double
    ) throws(RandomizationError) -> RandomizationResult {
        try test.run(
            scores, observed: observed, in: design.schedules, seed: seed, level: level)
    }

    private static func sample<Design: TrialDesign>(
        _ test: RandomizationTest, _ scores: [Double?], _ observed: Arrangement, _ design: Design,
        _ seed: UInt64
    ) throws(RandomizationError) -> RandomizationSample? {
        try test.sample(scores, observed: observed, in: design.schedules, seed: seed)
    }

    private static func smallestP<Design: TrialDesign>(
        _ test: RandomizationTest, _ planned: Arrangement, _ design: Design, _ seed: UInt64
    ) throws(RandomizationError) -> RandomizationProportion {
        try test.smallestReachableP(for: planned, in: design.schedules, seed: seed)
    }
}

extension Amendment {
    /// Whether days after it differ from those that were assigned. A trial that was stopped kept
    /// its days until then.
    package var movesDays: Bool {
        switch change {
        case .extend, .endPhase, .pause: true
        case .stop, .note, .takeBack: false
        }
    }
}

extension TrialData {
    /// The score of a day of the schedule; nil without one.
    package func score(on day: CalendarDay) -> Double? {
        guard let first = days.first?.day else { return nil }
        let place = first.distance(to: day)
        return days.indices.contains(place) ? days[place].usableScore : nil
    }
}
