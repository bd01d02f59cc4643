import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// What an effect is the effect of: a condition against its reference, by itself or together with
/// what cannot be told from it.
package struct Estimand: Sendable {
    /// The condition. Where others came along with it on the analysed days, it bears all their names
    /// ("dairy-free and new cream together"), for the number is that of all of them.
    package let condition: Condition
    package let reference: Condition
    /// What came along, in the order of the plan.
    package let companions: [Companion]
    /// What widens the interval without hiding the effect.
    package internal(set) var entanglements: [Entanglement] = []
    /// Weights of the columns that were fitted.
    package let terms: [(column: String, weight: Double)]

    package init(
        _ condition: Condition, against reference: Condition,
        terms: [(column: String, weight: Double)], companions: [Companion] = []
    ) {
        self.condition = companions.isEmpty ? condition : condition.joined(by: companions)
        self.reference = reference
        self.terms = terms
        self.companions = companions
    }
}

/// Something whose effect cannot be told from that of a condition on the days that were analysed.
package struct Companion: Sendable, Equatable {
    package let name: String
    /// Whether it was less where the condition was more.
    package let isLess: Bool
    /// Whether it merely changed so near in time that a slow effect of the one looks like a quick
    /// effect of the other; otherwise its column is a multiple of the condition's.
    package let isNear: Bool

    package var phrase: String { isLess ? "less \(name)" : name }
}

/// Something that makes an effect harder to see, told by how much.
package enum Entanglement: Sendable, Equatable {
    /// It started so near that, with slow onset, the two resemble each other by this correlation.
    case nearInTime(name: String, correlation: Double)
    /// Other columns of the analysis explain the condition's so far that the variance of its effect
    /// is this many times what it would be without them.
    case explained(by: [String], factor: Double)
    /// The declared straight trend alone multiplies the variance by so much.
    case trend(factor: Double)
}

extension Condition {
    fileprivate func joined(by companions: [Companion]) -> Condition {
        Condition(
            id: id, name: "\(PlainNumber.list([name] + companions.map(\.phrase))) together",
            reference: reference, instruction: instruction, leavesOut: leavesOut,
            bringsIn: bringsIn)
    }
}
