import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Something that a reader of a finding should know beside its numbers.
package enum Caveat: Sendable, Equatable {
    case noWorthwhileChangeKnown
    /// The smallest worthwhile change was established on another instrument.
    case worthwhileBorrowed(source: String)
    /// It was set by this project for want of a published one.
    case worthwhileAssumed(source: String)
    case slipsNotRecorded
    /// The difference is that of a full amount a day.
    case perAmount(LoggedAmount)
    /// The estimate is not the plain difference of the two averages, because the regression also
    /// weighs what stands here.
    case adjusted(covariates: [String], hasTrend: Bool, hasWeekday: Bool, hasCycle: Bool)
    /// The effect is told as that of a steady dose over so many days.
    case cumulative(days: Int)
    /// The number is that of the condition together with these.
    case together(condition: String, with: [Companion])
    /// Something else makes the effect harder to see.
    case entangled(condition: String, Entanglement)
    /// A condition whose days cannot be told from those of others has no number.
    case unanswered(condition: String, from: [String])
    /// Columns that equal others and were left out without touching this effect.
    case countedOnce(names: [String])
    /// Several conditions were compared at once.
    case severalComparisons(count: Int)
    /// The interval promises less than it says, by what is known of the method.
    case optimisticMethod(label: String)
    case fewDays(condition: Int, reference: Int)
    /// Much wider than with neighbouring days alike and nothing else.
    case widerThanPlain(WiderInterval)
    /// It lies, or reaches, where no average of the scale can be; words stop at its end.
    case beyondScale(BeyondScale)
    /// The trial is still running, or its diary stops well before the end.
    case interim(InterimReading)
}
