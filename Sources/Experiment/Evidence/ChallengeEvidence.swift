public import Stats

/// Foods that were tried again: the days after each challenge against comparable days without the
/// food.
///
/// A flare is a window whose mean score is worse than that of the matched days by the smallest
/// worthwhile change or more. A reaction needs a flare after two of three challenges; one flare
/// alone is inconclusive. Where chance ordered the foods, each food's windows are also set against
/// those that every other order would have given it, and p is corrected for the number of foods.
public struct ChallengeEvidence: Sendable {
    /// Days after a dose in which a delayed reaction is looked for: reactions were seen up to 72
    /// hours after it.
    public static let reactionDays = 3
    /// Challenges of a food without which nothing is concluded.
    public static let neededChallenges = 3
    /// Share of the selected foods that is expected to be chance, at most.
    public static let rate = 0.1

    public let foods: [FoodEvidence]
    /// Mean score of the matched days: food left out, and no dose in the days before.
    public let matched: ScoreSummary
    /// How much worse a window has to be to count as a flare.
    public let flareSize: Double
    /// Why there are no p-values; nil when there are.
    public let whyNotTested: Refusal?

    public enum Refusal: Sendable, Equatable {
        case orderNotRandom
        case amended
    }

    /// Nil when the plan has no challenges, or no matched day has a score.
    public init?(_ data: TrialData) {
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
        let level =
            data.outcome.instrument.direction.benefit == .lower ? matched.mean : -matched.mean
        let names = challenges.map(\.food).inFirstOrder
        var found = names.map { name in
            FoodEvidence(
                name, challenges.filter { $0.food == name }, days, matched: matchedDays,
                level: level, flareSize: flareSize)
        }
        let test = FoodOrderTest(data, days)
        whyNotTested = test.refusal
        found = found.map { food in
            var food = food
            food.pValue = test.run(food.food)
            return food
        }
        foods = Self.adjusted(found)
    }

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

/// What one food's challenges showed.
public struct FoodEvidence: Sendable {
    public let food: String
    public let windows: [Window]
    /// Stretches of matched days as long as a window, none overlapping another, and how many of
    /// them would have counted as a flare.
    public let matchedWindows: Int
    public let matchedFlares: Int
    /// One-sided, by the order of foods; nil where that was not random.
    public fileprivate(set) var pValue: RandomizationProportion?
    /// By Benjamini and Hochberg over the foods.
    public fileprivate(set) var adjustedP: Double?

    public struct Window: Sendable {
        public let days: ClosedRange<CalendarDay>
        public let scores: ScoreSummary?
        /// How much worse than the matched days, in points; nil without scores.
        public let worsening: Double?
        public let isFlare: Bool
    }

    public enum Conclusion: String, Sendable, CaseIterable {
        case reaction
        case noReaction = "no-reaction"
        case inconclusive
    }

    public var scoredWindows: Int { windows.count { $0.scores != nil } }
    public var flares: Int { windows.count(where: \.isFlare) }

    /// A reaction after two thirds of at least three challenges; none after three without a flare.
    public var conclusion: Conclusion {
        guard scoredWindows >= ChallengeEvidence.neededChallenges else { return .inconclusive }
        if 3 * flares >= 2 * scoredWindows { return .reaction }
        return flares == 0 ? .noReaction : .inconclusive
    }

    fileprivate init(
        _ food: String, _ challenges: [Challenge], _ days: BurdenDays, matched: [DatedScore],
        level: Double, flareSize: Double
    ) {
        self.food = food
        windows = challenges.map { challenge in
            let burdens = challenge.window.compactMap { days.burden(on: $0) }
            let worsening = ScoreSummary(burdens).map { $0.mean - level }
            return Window(
                days: days.calendar(challenge.window),
                scores: ScoreSummary(challenge.window.compactMap { days.score(on: $0) }),
                worsening: worsening, isFlare: worsening.map { $0 >= flareSize } ?? false)
        }
        let length = challenges.map(\.window.count).max() ?? 1
        let stretches = days.stretches(of: matched.map(\.day), length: length)
        matchedWindows = stretches.count
        matchedFlares = stretches.count { stretch in
            (ScoreSummary(stretch.compactMap { days.burden(on: $0) }).map { $0.mean - level } ?? 0)
                >= flareSize
        }
    }
}

/// One time that a food was tried.
struct Challenge: Sendable, Equatable {
    let food: String
    /// Study days with the food.
    let doses: ClosedRange<Int>
    /// Study days on which a reaction is looked for.
    let window: ClosedRange<Int>
}

extension TrialData {
    /// In the order of time; doses of a ladder follow each other without a gap.
    var challenges: [Challenge] {
        let origin = plan.schedule.days.lowerBound
        var ladders: [(food: String, doses: ClosedRange<Int>)] = []
        for phase in plan.schedule.phases where phase.part == .challenge {
            guard let food = phase.food else { continue }
            let (first, last) = (origin.distance(to: phase.first), origin.distance(to: phase.last))
            if let open = ladders.last, open.food == food, open.doses.upperBound + 1 == first {
                ladders[ladders.count - 1].doses = open.doses.lowerBound...last
            } else {
                ladders.append((food, first...last))
            }
        }
        return ladders.map { ladder in
            Challenge(
                food: ladder.food, doses: ladder.doses,
                window: ladder.doses.lowerBound + 1...ladder.doses.upperBound
                    + ChallengeEvidence.reactionDays)
        }
    }
}

/// The scores of a trial with a sign that makes a higher number worse.
struct BurdenDays {
    private let data: TrialData
    private let sign: Double

    init(_ data: TrialData) {
        self.data = data
        sign = -data.outcome.instrument.direction.benefit.sign
    }

    func score(on day: Int) -> Double? {
        data.days.indices.contains(day) ? data.days[day].score?.value : nil
    }

    func burden(on day: Int) -> Double? { score(on: day).map { sign * $0 } }

    func calendar(_ days: ClosedRange<Int>) -> ClosedRange<CalendarDay> {
        let first = data.plan.schedule.days.lowerBound
        return first.advanced(by: days.lowerBound)...first.advanced(by: days.upperBound)
    }

    /// Scored days without a food, from the elimination on, after its lag, outside every window.
    func matched(to challenges: [Challenge]) -> [DatedScore] {
        data.days.compactMap { day in
            guard let score = day.score, let part = day.phase?.part,
                part == .elimination || part == .washout || part == .observation,
                day.exclusion != .onset,
                !challenges.contains(where: {
                    ($0.doses.lowerBound...$0.window.upperBound).contains(day.studyDay)
                })
            else { return nil }
            return DatedScore(day: day.studyDay, score: score.value)
        }
    }

    /// Consecutive days cut into stretches of a length, from the first on.
    func stretches(of days: [Int], length: Int) -> [[Int]] {
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

extension [String] {
    /// Each word once, where it first stands.
    fileprivate var inFirstOrder: [String] {
        reduce(into: []) { kept, word in
            if !kept.contains(word) { kept.append(word) }
        }
    }
}
