import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The items of a simulated questionnaire: answers that add up to the drawn total.
///
/// Each person leans to some items more than to others; the lean is drawn once and kept. Answers
/// start at the lower ends and are raised one step at a time, by that lean, while the score does not
/// pass the total; the score then is the nearest one below the total that steps can reach, which for
/// a plain sum of whole numbers is the total itself.
struct SimulatedItems {
    private let outcome: PlannedOutcome
    private let items: [Item]

    /// One item and how much of a raise it draws to itself.
    private struct Item {
        let key: String
        let values: [Double]
        let lean: Double
    }

    /// Levels of an item without steps, such as a percentage.
    private static let levelsOfContinuous = 100.0

    /// - Precondition: the outcome is logged by its items, by a rule in which no item lowers the score.
    package init(_ outcome: PlannedOutcome, using generator: inout some RandomNumberGenerator) {
        precondition(!outcome.items.isEmpty && outcome.instrument.isMonotone, "needs raising items")
        self.outcome = outcome
        items = outcome.instrument.items.map { item in
            Item(
                key: item.key, values: Self.values(item.allowed),
                lean: 0.25 + 0.75 * generator.uniform())
        }
    }

    private static func values(_ allowed: AllowedValues) -> [Double] {
        switch allowed {
        case .oneOf(let values): return values
        case .range(let range, let step):
            let width = range.upperBound - range.lowerBound
            let step = step ?? width / levelsOfContinuous
            let count = Int((width / step).rounded())
            return (0...max(0, count)).map { range.lowerBound + Double($0) * step }
        }
    }

    /// The lean of each item that the plan logs, as a share of all.
    package var leans: [(item: String, share: Double)] {
        let sum = items.reduce(0) { $0 + $1.lean }
        return items.map { ($0.key, $0.lean / sum) }
    }

    /// One value for each item of the plan, in its order.
    package func answers(
        for total: Double, using generator: inout some RandomNumberGenerator
    ) -> [Double?] {
        var places = [Int](repeating: 0, count: items.count)
        var open = Array(items.indices)
        while let chosen = choice(open, &generator) {
            places[open[chosen]] += 1
            let item = open[chosen]
            if score(places).map({ $0 > total + 1e-9 }) ?? true {
                places[item] -= 1
                open.remove(at: chosen)
            } else if places[item] == items[item].values.count - 1 {
                open.remove(at: chosen)
            }
        }
        return outcome.items.map { logged in
            items.indices.first { items[$0].key == logged.item }
                .map { items[$0].values[places[$0]] }
        }
    }

    /// A place in `open`, by lean; nil when nothing can be raised.
    private func choice(
        _ open: [Int], _ generator: inout some RandomNumberGenerator
    ) -> Int? {
        let raisable = open.indices.filter { items[open[$0]].values.count > 1 }
        let sum = raisable.reduce(0) { $0 + items[open[$1]].lean }
        var draw = sum * generator.uniform()
        for place in raisable {
            draw -= items[open[place]].lean
            if draw < 0 { return place }
        }
        return raisable.last
    }

    private func score(_ places: [Int]) -> Double? {
        let answers = items.indices.map {
            ItemAnswers.Answer(items[$0].key, items[$0].values[places[$0]])
        }
        return (try? outcome.instrument.score(ItemAnswers(answers)))?.value
    }
}
