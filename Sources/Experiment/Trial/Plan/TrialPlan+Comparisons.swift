extension TrialPlan {
    /// Each tested condition with its reference, in the order of the plan.
    package var comparisons: [(condition: Condition, reference: Condition)] {
        testedConditions.compactMap { condition in
            condition.reference.flatMap(self.condition).map { (condition, $0) }
        }
    }
}

extension TrialPlan {
    /// The same plan on other days, for worlds that are only made up: what was drawn and sealed stays
    /// with the plan itself.
    /// - Parameter conditions: those that are compared; nil for the plan's own.
    package func imagined(
        on schedule: Schedule, comparing conditions: [Condition]? = nil
    ) -> TrialPlan {
        var other = self
        other.schedule = schedule
        if let conditions { other.conditions = conditions }
        return other
    }
}
