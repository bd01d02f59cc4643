import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// How the scores were spread in one stretch of days.
package struct ScoreSummary: Sendable, Equatable {
    /// Number of days.
    package let n: Int
    package let mean: Double
    /// With n - 1; nil below two days.
    package let standardDeviation: Double?

    /// Nil without scores.
    package init?(_ scores: [Double]) {
        guard !scores.isEmpty else { return nil }
        n = scores.count
        let mean = scores.reduce(0, +) / Double(scores.count)
        self.mean = mean
        let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        standardDeviation =
            scores.count > 1 ? (squares / Double(scores.count - 1)).squareRoot() : nil
    }
}

/// One phase of the schedule: what was planned, what was written down, what is analysed.
package struct PhaseSummary: Sendable {
    package let phase: Phase
    package let plannedDays: Int
    package let scoredDays: Int
    package let analysedDays: Int
    /// Of all scored days; nil without any.
    package let scores: ScoreSummary?

    package init(_ phase: Phase, in data: TrialData) {
        let days = data.days(in: phase)
        self.phase = phase
        plannedDays = phase.lengthInDays
        scoredDays = days.count { $0.score != nil }
        analysedDays = days.count(where: \.isAnalysed)
        scores = ScoreSummary(days.compactMap(\.score?.value))
    }

    private init(withoutScoresOf other: PhaseSummary) {
        phase = other.phase
        plannedDays = other.plannedDays
        scoredDays = other.scoredDays
        analysedDays = other.analysedDays
        scores = nil
    }

    /// How many scores there are and not what they were, for as long as nobody may compare phases.
    package var withoutScores: PhaseSummary { PhaseSummary(withoutScoresOf: self) }
}

/// The analysed days that were spent wholly under one condition; where amounts are logged, under any
/// amount of it.
package struct ConditionSummary: Sendable {
    package let condition: Condition
    /// Nil without such days.
    package let scores: ScoreSummary?

    package init(_ condition: Condition, in data: TrialData) {
        let tested = data.plan.testedConditions
        let days = data.analysed.filter { day in
            zip(tested, day.exposures).allSatisfy { other, share in
                guard other.id == condition.id else { return share == 0 }
                return condition.amount == nil ? share == 1 : share > 0
            }
        }
        self.condition = condition
        // Days without any tested condition belong to the reference that the schedule names.
        let own = days.filter { day in
            condition.reference != nil || data.plan.isReference(condition, on: day)
        }
        scores = ScoreSummary(own.compactMap(\.score?.value))
    }
}

extension TrialPlan {
    /// Whether a day without tested conditions was spent under this reference: the only one there
    /// is, or the one of the day's phase.
    func isReference(_ condition: Condition, on day: TrialDay) -> Bool {
        let references = conditions.filter { $0.reference == nil }
        return references.count == 1 || day.phase?.condition == condition.id
    }
}
