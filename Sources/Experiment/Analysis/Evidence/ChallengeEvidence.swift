import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Foods that were tried again: the days after each challenge against comparable days without the
/// food.
///
/// A flare is a window whose mean score is worse than that of the matched days by the smallest
/// worthwhile change or more. A reaction needs a flare after two of three challenges, and an interval
/// of the difference that excludes none: flares alone come by chance in as many as half of all trials.
/// One flare is inconclusive. Where chance ordered the foods, each food's windows are also set against
/// those that every other order would have given it, and p is corrected for the number of foods. A
/// challenge with an immediate reaction is listed apart: it is never analysed as a score.
package struct ChallengeEvidence: Sendable {
    /// Days after a dose in which a delayed reaction is looked for where the plan does not say:
    /// reactions were seen up to 72 hours after it.
    package static let usualReactionDays = 3
    /// Challenges of a food without which nothing is concluded.
    package static let neededChallenges = 3
    /// Share of the selected foods that is expected to be chance, at most.
    package static let rate = 0.1

    package let foods: [FoodEvidence]
    /// Mean score of the matched days: food left out, and no dose in the days before.
    package let matched: ScoreSummary
    /// How much worse a window has to be to count as a flare.
    package let flareSize: Double
    /// Days after a dose in which a delayed reaction is looked for, by the plan.
    package let reactionDays: Int
    /// Probability that the intervals of all foods promise together.
    package let level: Double
    /// Why there are no p-values; nil when there are.
    package let whyNotTested: Refusal?

    package enum Refusal: Sendable, Equatable {
        case orderNotRandom
        case amended
    }

    /// Nil when the plan has no challenges, or no matched day has a score.
    ///
    /// - `isTested`: false leaves out what costs time, estimates and the test of the order, so that
    ///   nothing is concluded.
    /// - `testsOrder`: false leaves out the test of the order alone.
    package init?(_ data: TrialData, isTested: Bool = true, testsOrder: Bool = true) {
        let challenges = data.challenges
        guard !challenges.isEmpty else { return nil }
        let days = BurdenDays(data)
        let matchedDays = days.matched(to: challenges)
        guard let matched = ScoreSummary(matchedDays.map(\.score)) else { return nil }
        let flareSize =
            data.outcome.worthwhile(referenceMean: matched.mean)
            ?? matched.standardDeviation ?? 1
        self.matched = matched
        self.flareSize = flareSize
        reactionDays = data.reactionDays
        level = data.plan.analysis.level
        let bar = FlareBar(
            level: days.sign * matched.mean, size: flareSize, matched: matchedDays.map(\.day))
        let names = challenges.map(\.food).firstOccurrences
        let effects = isTested ? FoodEffects(data, challenges, foods: names) : nil
        let test = isTested && testsOrder ? FoodOrderTest(data, days) : nil
        whyNotTested = test?.refusal
        foods = Self.adjusted(
            names.enumerated().map { place, name in
                var food = FoodEvidence(name, challenges.filter { $0.food == name }, days, bar)
                food.effect = effects?.effect(of: place)
                food.pValue = test?.run(name)
                return food
            })
    }

    /// Challenges of all foods that have scores after them.
    package var counted: Int { foods.reduce(0) { $0 + $1.windows.count { $0.scores != nil } } }

    private static func adjusted(_ foods: [FoodEvidence]) -> [FoodEvidence] {
        let tested = foods.compactMap { $0.pValue?.value }
        guard !tested.isEmpty,
            let control = try? FalseDiscoveryControl(pValues: tested, rate: rate)
        else { return foods }
        var next = 0
        return foods.map { food in
            guard food.pValue != nil else { return food }
            var food = food
            food.adjustedP = control.adjusted[next]
            next += 1
            return food
        }
    }
}

/// What a window is held against.
struct FlareBar {
    /// Mean burden of the matched days.
    package let level: Double
    /// How much above it a window counts as a flare.
    package let size: Double
    /// Study days.
    package let matched: [Int]

    func isFlare(_ worsening: Double?) -> Bool { worsening.map { $0 >= size } ?? false }
}

/// What one food's challenges showed.
package struct FoodEvidence: Sendable {
    package let food: String
    package let windows: [Window]
    /// The steps of the ladder, the smallest dose first as the plan has them.
    package let doses: [Dose]
    /// Stretches of matched days as long as a window, none overlapping another, and how many of
    /// them would have counted as a flare.
    package let matchedWindows: Int
    package let matchedFlares: Int
    /// How much worse a window has to be to count as a flare.
    package let flareSize: Double
    /// By the regression on all foods together; nil where it cannot be made.
    package internal(set) var effect: Effect?
    /// One-sided, by the order of foods; nil where that was not random.
    package internal(set) var pValue: RandomizationProportion?
    /// By Benjamini and Hochberg over the foods.
    package internal(set) var adjustedP: Double?

    package struct Window: Sendable {
        package let days: ClosedRange<CalendarDay>
        package let scores: ScoreSummary?
        /// How much worse than the matched days, in points; nil without scores.
        package let worsening: Double?
        package let isFlare: Bool
        /// Days with the food that were marked as a reaction; such a window is not counted.
        package let immediateReactions: [CalendarDay]

        var isCounted: Bool { scores != nil && immediateReactions.isEmpty }
    }

    /// One step of the ladder over all challenges of the food.
    package struct Dose: Sendable, Equatable {
        /// Nil where the plan gives no portion.
        package let portion: Double?
        package let challenges: Int
        package let flares: Int
        /// Mean over the counted windows; nil without any.
        package let worsening: Double?
    }

    /// How much worse the days after the food were than comparable days without any food, in
    /// points,
    /// the other foods and the resemblance of neighbouring days taken into account.
    package struct Effect: Sendable, Equatable {
        package let worsening: Double
        /// Wide enough that the intervals of all foods hold together with the plan's level.
        package let interval: Interval

        package init(worsening: Double, interval: Interval) {
            self.worsening = worsening
            self.interval = interval
        }
    }

    package var scoredWindows: Int { windows.count(where: \.isCounted) }
    package var flares: Int { windows.count { $0.isCounted && $0.isFlare } }
    package var immediateReactions: [CalendarDay] { windows.flatMap(\.immediateReactions) }

    package enum Conclusion: String, Sendable, CaseIterable {
        case reaction
        /// Worse after the food beyond doubt, but not by the smallest change worth having in two of
        /// three challenges.
        case worse
        case noReaction = "no-reaction"
        case inconclusive
    }

    /// Worse where the interval of the difference excludes none, and then a reaction after flares in
    /// two thirds of the challenges; no reaction only where it excludes one of the size that counts as
    /// a flare. Everything else could not have shown it. Nothing is said of fewer than three challenges,
    /// or without the interval.
    ///
    /// The intervals of all foods hold together, so that a trial in which nothing is there calls a food
    /// worse, by either name, in 2.5 of 100 where the noise is as the regression takes it.
    package var conclusion: Conclusion {
        guard scoredWindows >= ChallengeEvidence.neededChallenges, let effect else {
            return .inconclusive
        }
        if effect.interval.lower > 0 { return flaresMostly ? .reaction : .worse }
        return flares == 0 && effect.interval.upper < flareSize ? .noReaction : .inconclusive
    }

    /// For what is done with the food next.
    package var tried: TriedFood {
        TriedFood(
            food: food, challenges: scoredWindows, flares: flares,
            rose: isHeldBack || conclusion == .worse)
    }

    /// Flares after two thirds of the challenges, by chance or not.
    package var flaresMostly: Bool { scoredWindows > 0 && 3 * flares >= 2 * scoredWindows }

    /// It is not eaten again before a doctor or dietitian was asked: it counts as a reaction, or one
    /// came at once.
    package var isHeldBack: Bool { conclusion == .reaction || !immediateReactions.isEmpty }

    /// Challenges like the ones before without which nothing more can be said; nil where all is said.
    package var furtherChallenges: Int? {
        conclusion == .inconclusive && immediateReactions.isEmpty
            ? max(1, ChallengeEvidence.neededChallenges - scoredWindows) : nil
    }

    fileprivate init(
        _ food: String, _ challenges: [Challenge], _ days: BurdenDays, _ bar: FlareBar
    ) {
        self.food = food
        flareSize = bar.size
        windows = challenges.map { challenge in
            let worsening = days.worsening(in: challenge.window, above: bar.level)
            return Window(
                days: days.calendar(challenge.window),
                scores: ScoreSummary(challenge.window.compactMap { days.score(on: $0) }),
                worsening: worsening, isFlare: bar.isFlare(worsening),
                immediateReactions: days.reactions(in: challenge.doses))
        }
        let portions = challenges.flatMap { $0.steps.map(\.portion) }.firstOccurrences
        let counted = zip(challenges, windows).filter(\.1.isCounted).flatMap { $0.0.steps }
        doses = portions.map { portion in
            let found = counted.filter { $0.portion == portion }
                .compactMap { days.worsening(in: $0.window, above: bar.level) }
            return Dose(
                portion: portion, challenges: found.count, flares: found.count(where: bar.isFlare),
                worsening: ScoreSummary(found)?.mean)
        }
        let length = challenges.map(\.window.count).max() ?? 1
        let stretches = days.stretches(of: bar.matched, length: length)
        matchedWindows = stretches.count
        matchedFlares = stretches.count { stretch in
            bar.isFlare(days.worsening(in: stretch, above: bar.level))
        }
    }
}

extension TrialData {
    /// Days after a dose in which a delayed reaction is looked for.
    package var reactionDays: Int {
        plan.reintroduction?.observationDays ?? ChallengeEvidence.usualReactionDays
    }

    /// Those that have begun, in the order of time; doses of a ladder follow each other without a gap.
    package var challenges: [Challenge] {
        let origin = plan.schedule.days.lowerBound
        var ladders: [Challenge] = []
        for phase in plan.schedule.phases where phase.part == .challenge {
            guard let food = phase.food, record.isPast(phase.first) else { continue }
            let (first, last) = (origin.distance(to: phase.first), origin.distance(to: phase.last))
            let step = Challenge.Step(
                portion: phase.portion, window: first + 1...last + reactionDays)
            if let open = ladders.last, open.food == food, open.doses.upperBound + 1 == first {
                ladders[ladders.count - 1].append(step, first: first, last: last)
            } else {
                ladders.append(
                    Challenge(
                        food: food, doses: first...last, window: step.window, steps: [step]))
            }
        }
        return ladders
    }
}

extension Challenge {
    fileprivate mutating func append(_ step: Step, first: Int, last: Int) {
        if let before = steps.last {
            steps[steps.count - 1].window = before.window.lowerBound...first
        }
        steps.append(step)
        doses = doses.lowerBound...last
        window = window.lowerBound...step.window.upperBound
    }
}

/// The scores of a trial with a sign that makes a higher number worse.
struct BurdenDays {
    private let data: TrialData
    package let sign: Double

    package init(_ data: TrialData) {
        self.data = data
        sign = -data.outcome.instrument.direction.benefit.sign
    }

    /// Nil without a score, and on days that a health rule leaves out.
    package func score(on day: Int) -> Double? {
        data.days.indices.contains(day) ? data.days[day].usableScore : nil
    }

    func burden(on day: Int) -> Double? { score(on: day).map { sign * $0 } }

    /// How much worse the mean of the days is than a level; nil without scores.
    package func worsening(in days: some Sequence<Int>, above level: Double) -> Double? {
        ScoreSummary(days.compactMap { burden(on: $0) }).map { $0.mean - level }
    }

    /// Days that were marked as a reaction.
    package func reactions(in days: ClosedRange<Int>) -> [CalendarDay] {
        days.filter {
            data.days.indices.contains($0) && data.days[$0].marks.contains(.reaction)
        }.map { data.days[$0].day }
    }

    package func calendar(_ days: ClosedRange<Int>) -> ClosedRange<CalendarDay> {
        let first = data.plan.schedule.days.lowerBound
        return first.advanced(by: days.lowerBound)...first.advanced(by: days.upperBound)
    }

    /// Scored days without a food, from the elimination on, after its lag, outside every window.
    package func matched(to challenges: [Challenge]) -> [DatedScore] {
        let sustained = data.days.filter { $0.phase?.part == .sustained }.map(\.studyDay)
        return data.days.compactMap { day in
            guard let score = day.usableScore, let part = day.phase?.part,
                part == .elimination || part == .washout || part == .observation,
                !isBuildingUp(day, part),
                !sustained.contains(where: {
                    (0...data.reactionDays).contains(day.studyDay - $0)
                }),
                !challenges.contains(where: {
                    ($0.doses.lowerBound...$0.window.upperBound).contains(day.studyDay)
                })
            else { return nil }
            return DatedScore(day: day.studyDay, score: score)
        }
    }

    /// The first days of the elimination, while the food's effect fades.
    private func isBuildingUp(_ day: TrialDay, _ part: PhasePart) -> Bool {
        part == .elimination && day.exclusion == .onset
    }

    /// Consecutive days cut into stretches of a length, from the first on.
    package func stretches(of days: [Int], length: Int) -> [[Int]] {
        var result: [[Int]] = []
        var open: [Int] = []
        for day in days {
            if let last = open.last, last + 1 != day { open = [] }
            open.append(day)
            if open.count == length {
                result.append(open)
                open = []
            }
        }
        return result
    }
}
