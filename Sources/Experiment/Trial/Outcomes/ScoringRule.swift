import ExperimentDiary
import ExperimentText

/// How checked answers become one number.
package protocol ScoringRule: Sendable {
    /// The total of the instrument.
    func value(of answers: CheckedAnswers) -> Double

    /// What the instrument reports beside its total.
    func parts(of answers: CheckedAnswers) -> [Score.Part]

    /// True when raising any one item never lowers the total.
    var isMonotone: Bool { get }
}

extension ScoringRule {
    package func parts(of answers: CheckedAnswers) -> [Score.Part] { [] }
    package var isMonotone: Bool { true }
}

/// The answer is the score.
struct SingleItem: ScoringRule {
    package let key: String
    package func value(of answers: CheckedAnswers) -> Double { answers[key] }
}

/// Sum of weight times answer over the items; an optional item left blank adds nothing.
struct WeightedSum: ScoringRule {
    /// In the order of the items; nil weighs each by 1.
    package var weights: [Double]? = nil

    package func value(of answers: CheckedAnswers) -> Double {
        var sum = 0.0
        for (index, item) in answers.values.enumerated() {
            let weight = weights?[index] ?? 1
            for value in item.values { sum += weight * value }
        }
        return sum
    }
}

/// What happens to items left blank.
package enum BlankItemRule: Sendable, Hashable, CustomStringConvertible {
    /// Any blank item leaves the day without a score.
    case refuse
    /// Up to this many blank items score 0; more leave no score.
    case zero(upTo: Int)
    /// With at least this many answers, blank ones take the mean of the others (the sum is prorated).
    case prorate(atLeast: Int)

    package var description: String {
        switch self {
        case .refuse: "every item is needed"
        case .zero(1): "one blank item scores 0; two or more leave no score"
        case .zero(let count): "up to \(count) blank items score 0; more leave no score"
        case .prorate(let count):
            "with \(count) or more answered, the rest take their mean; fewer leave no score"
        }
    }
}
