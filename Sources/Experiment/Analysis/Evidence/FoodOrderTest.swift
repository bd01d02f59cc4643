import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The windows of a food against those that another order of the foods would have given it.
///
/// T = mean burden of the food's windows - mean burden of the other foods' windows, one-sided; p =
/// k / N over all orders, or (k + 1) / (M + 1) over drawn ones.
struct FoodOrderTest {
    private static let exactLimit = 20_000
    private static let replicates = 9_999
    private static let stream: UInt64 = 0x464F_4F44_4F52

    package let refusal: ChallengeEvidence.Refusal?
    private var scheme: (design: ReintroductionDesign, foods: [String], observed: Arrangement)?
    private let burdens: [Double?]
    private let reactionDays: Int
    private let seed: UInt64

    package init(_ data: TrialData, _ days: BurdenDays) {
        seed = data.plan.seed
        reactionDays = data.reactionDays
        burdens = data.days.indices.map { days.burden(on: $0) }
        let moved = data.plan.schedule.phases != data.plan.plannedSchedule.phases
        guard let assigned = data.plan.design, assigned.isRandomized,
            let design = assigned.design as? ReintroductionDesign,
            let reintroduction = data.plan.reintroduction
        else {
            refusal = .orderNotRandom
            return
        }
        guard !moved else {
            refusal = .amended
            return
        }
        refusal = nil
        scheme = (design, reintroduction.foods, assigned.schedule.arrangement)
    }

    /// Nil where the order was not random, or a food has no scored window.
    package func run(_ food: String) -> RandomizationProportion? {
        guard let scheme, let number = scheme.foods.firstIndex(of: food),
            let own = statistic(of: number, scheme.observed, scheme.design)
        else { return nil }
        let slack = 1e-9 * max(1, own.magnitude)
        let size = scheme.design.schedules.count.asInt ?? .max
        var extreme = 0
        func count(_ arrangement: Arrangement) {
            // An order under which nothing can be compared counts as extreme: p errs upwards.
            guard let other = statistic(of: number, arrangement, scheme.design) else {
                extreme += 1
                return
            }
            if other >= own - slack { extreme += 1 }
        }
        if size <= Self.exactLimit {
            scheme.design.schedules.forEachArrangement { count($0) }
            return RandomizationProportion(extreme: extreme, total: size)
        }
        var generator = SeededGenerator(seed: seed, stream: Self.stream)
        for _ in 0..<Self.replicates { count(scheme.design.schedules.draw(using: &generator)) }
        return RandomizationProportion(extreme: extreme + 1, total: Self.replicates + 1)
    }

    private func statistic(
        of food: Int, _ arrangement: Arrangement, _ design: ReintroductionDesign
    ) -> Double? {
        let doses = design.challenge.daysAtDose.count
        var (own, others) = (Sum(), Sum())
        var day = 0
        for phase in design.phases(of: arrangement) {
            if case .challenge(let eaten, let dose) = phase.role {
                let last = dose == doses - 1 ? reactionDays : 0
                for place in day + (dose == 0 ? 1 : 0)..<day + phase.days + last
                where burdens.indices.contains(place) {
                    guard let burden = burdens[place] else { continue }
                    if eaten == food { own.add(burden) } else { others.add(burden) }
                }
            }
            day += phase.days
        }
        guard let mine = own.mean, let theirs = others.mean else { return nil }
        return mine - theirs
    }
}

private struct Sum {
    private var total = 0.0
    private var count = 0

    mutating func add(_ value: Double) {
        total += value
        count += 1
    }

    var mean: Double? { count > 0 ? total / Double(count) : nil }
}
