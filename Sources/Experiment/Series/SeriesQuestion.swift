import ExperimentConclusions
import ExperimentText
import ExperimentTrial
import Stats

/// What one person's trial asked: only trials that asked the same are put together.
package struct SeriesQuestion: Sendable, Equatable {
    package let outcome: Named
    package let condition: Named
    package let reference: Named
    package let unit: String
    /// The ends of the scale.
    package let lowest: Double?
    package let highest: Double?
    package let benefit: Benefit

    /// A name of the plan: its key, and how a reader knows it.
    package struct Named: Sendable, Equatable {
        package let id: String
        package let name: String

        package init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    package init(
        outcome: Named, condition: Named, reference: Named, unit: String, lowest: Double?,
        highest: Double?, benefit: Benefit
    ) {
        self.outcome = outcome
        self.condition = condition
        self.reference = reference
        self.unit = unit
        self.lowest = lowest
        self.highest = highest
        self.benefit = benefit
    }

    init(_ outcome: PlannedOutcome, condition: Condition, reference: Condition) {
        self.init(
            outcome: Named(id: outcome.id, name: outcome.name),
            condition: Named(id: condition.id, name: condition.name),
            reference: Named(id: reference.id, name: reference.name),
            unit: outcome.instrument.unit, lowest: outcome.instrument.range.lowerBound,
            highest: outcome.instrument.range.upperBound,
            benefit: outcome.instrument.direction.benefit)
    }

    /// What another person's trial asked differently, that this one calls by the same name; nil where both
    /// asked one question.
    func difference(from other: SeriesQuestion) -> SeriesProblem.Difference? {
        if let difference = differenceOfScale(from: other) { return difference }
        if condition.name != other.condition.name {
            return .condition(id: condition.id, condition.name, other.condition.name)
        }
        if reference.id != other.reference.id {
            return .reference(reference.name, other.reference.name)
        }
        return nil
    }

    /// The same of the outcome alone.
    package func differenceOfScale(from other: SeriesQuestion) -> SeriesProblem.Difference? {
        if benefit != other.benefit { return .direction }
        if unit != other.unit || lowest != other.lowest || highest != other.highest {
            return .scale(text(ofScale: self), text(ofScale: other))
        }
        return nil
    }

    private func text(ofScale question: SeriesQuestion) -> String {
        guard let lowest = question.lowest, let highest = question.highest else {
            return question.unit
        }
        return "\(PlainNumber.text(lowest)) to \(PlainNumber.text(highest)) \(question.unit)"
    }
}
