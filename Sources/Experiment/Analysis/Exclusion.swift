import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// Why a day is not in the main analysis. The day stays in the diary and in the pictures.
package enum Exclusion: Sendable, Hashable {
    /// The first days of a tested phase, while the effect builds up.
    case onset
    /// The first days after a tested phase, while the effect fades.
    case washout
    /// The days that the score looks back on reach across a switch, or into the days left out after one.
    case recall
    case noScore
    case noCovariate(String)
    /// Illness or antibiotics, and the days that they reach into.
    case health(HealthRule.Reason)
    /// A food was tried again: its days come and go too fast to compare conditions by.
    case reintroduction
    /// Left out of a sensitivity analysis only.
    case marked(DayMark)
    /// Between two phases of the schedule.
    case outsidePhases

    /// What a reader is told.
    package var reason: String {
        switch self {
        case .onset: "onset lag: the effect may still be building up"
        case .washout: "wash-out: the effect before may still be fading"
        case .recall: "the days that the score looks back on reach across a switch"
        case .noScore: "no score was written down"
        case .noCovariate(let name): "no value of \(name)"
        case .outsidePhases: "the day belongs to no phase of the plan"
        case .health(let reason): reason.words
        case .reintroduction: "a food was being tried again"
        case .marked(let mark): "the day is marked as \(mark.rawValue)"
        }
    }
}
