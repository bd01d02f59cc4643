import ExperimentDiary

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
    ///
    /// - `conditions`: those that are compared; nil for the plan's own.
    package func imagined(
        on schedule: Schedule, comparing conditions: [Condition]? = nil
    ) -> TrialPlan {
        var other = self
        other.schedule = schedule
        if let conditions { other.conditions = conditions }
        return other
    }
}

extension TrialPlan {
    package func firstDay(of condition: Condition) -> CalendarDay? {
        schedule.firstDay(of: condition)
    }
}

extension Schedule {
    /// Nil when the condition has no phase.
    package func firstDay(of condition: Condition) -> CalendarDay? {
        phases.first { $0.condition == condition.id }?.first
    }
}

extension TrialPlan {
    /// Within so many days an effect of this kind is taken to have half come or gone: a third of the
    /// template's time for fading, else of the declared wash-out, else two days.
    package var halfLife: Double {
        if let template { return Double(template.washout.days(for: complaint)) / 3 }
        return analysis.washoutInDays > 0 ? Double(analysis.washoutInDays) / 3 : 2
    }
}
