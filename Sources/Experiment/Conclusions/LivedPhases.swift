import ExperimentAnalysis
import ExperimentDiary
import ExperimentTrial

/// The phases that stand behind a comparison: those under its two conditions in which a day was analysed.
/// A phase that has not come yet, or that nobody scored, is no repetition; one in which foods are tried
/// again comes and goes too fast to compare.
package struct LivedPhases: Sendable, Equatable {
    /// Neighbouring phases under one condition as one, the first day first.
    package let stretches: [Stretch]

    package struct Stretch: Sendable, Equatable {
        package let condition: String
        package var days: Int
    }

    package init(_ condition: Condition, _ reference: Condition, in data: TrialData) {
        let analysed = Set(data.analysed.compactMap { $0.phase?.first })
        let compared = data.plan.schedule.phases.filter {
            !$0.part.isReintroduction && analysed.contains($0.first)
                && [condition.id, reference.id].contains($0.condition)
        }
        stretches = compared.reduce(into: []) { stretches, phase in
            if stretches.last?.condition == phase.condition {
                stretches[stretches.count - 1].days += phase.lengthInDays
            } else {
                stretches.append(Stretch(condition: phase.condition, days: phase.lengthInDays))
            }
        }
    }

    /// Times that the trial went from one of the two conditions to the other.
    package var switches: Int { max(stretches.count - 1, 0) }

    /// Of the condition that has fewer.
    package var perCondition: Int { stretches.count / 2 }

    /// Of the shortest stretch.
    package var shortestDays: Int { stretches.map(\.days).min() ?? 0 }

    /// Of the shortest stretch where each condition may sit in a season of its own: phases of a season or
    /// more, with fewer than four switches; nil elsewhere.
    package var seasonalDays: Int? {
        shortestDays >= Self.seasonInDays && switches < 4 ? shortestDays : nil
    }

    private static let seasonInDays = 60
}
