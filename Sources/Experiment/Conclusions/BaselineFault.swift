import ExperimentAnalysis

/// Why a baseline cannot carry a grade.
package enum BaselineFault: Sendable, Equatable {
    case tooFewDays(needed: Int)
    /// Too few of its days have a score to tell.
    case tooFewScores
    case unsteady(StartingPoint.Unsteadiness)
}
