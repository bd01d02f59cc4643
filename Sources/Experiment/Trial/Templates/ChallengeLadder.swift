import ExperimentDiary
import ExperimentText

/// How a food or drink is tried again after it was left out.
///
/// Single doses miss eczema that comes slowly, so a quiet ladder is followed by a stretch of repeated
/// exposure. Every challenge needs the safety gates first.
package struct ChallengeLadder: Sendable, Hashable {
    /// What one portion is.
    package let portion: String
    /// Portions on the days of the ladder, one entry a day; 0.25 is a quarter.
    package let steps: [Double]
    /// Days without the food after the ladder.
    package let clearDays: Int
    /// Days of repeated exposure after a quiet ladder, and on how many of them a full portion is eaten.
    package let sustained: Sustained?
    /// Foods or subgroups that climb the ladder one after another; one entry for a single food.
    package let foods: [String]
    /// Days after an exposure in which a reaction is looked for: at least 3, since reactions were seen
    /// up to 72 hours after it.
    package let observationDays: Int
    package let evidence: Evidence

    /// Repeated exposure.
    package struct Sustained: Sendable, Hashable {
        package let exposures: Int
        package let days: Int
    }

    package init(
        portion: String, steps: [Double], clearDays: Int, sustained: (exposures: Int, days: Int)?,
        foods: [String], _ evidence: Evidence
    ) {
        self.portion = portion
        self.steps = steps
        self.clearDays = clearDays
        self.sustained = sustained.map { Sustained(exposures: $0.exposures, days: $0.days) }
        self.foods = foods
        observationDays = 3
        self.evidence = evidence
    }

    /// Days for one food, with the repeated exposure.
    package var daysPerFood: Int { steps.count + clearDays + (sustained?.days ?? 0) }

    /// Days for all foods.
    package var days: Int { daysPerFood * foods.count }

    /// Quarter, half and full portion on three days, three clear days, then a full portion on at least
    /// 4 of 14 days.
    package static func home(_ food: String, portion: String) -> Self {
        Self(
            portion: portion, steps: [0.25, 0.5, 1], clearDays: 3, sustained: (4, 14),
            foods: [food],
            Evidence(
                .designDefault,
                "in the manner of FODMAP challenges; 72 hours from Kwon 2013, Nutr Res Pract 7(2)"))
    }
}

/// What follows the active phase, so that the person goes back to how it was.
package enum Reversal: Sendable, Hashable {
    /// The food is tried step by step.
    case challenge(ChallengeLadder)
    /// The ordinary habit returns for this many days.
    case returnToUsual(days: Int)
    /// The added thing is stopped and the diary goes on for this many days.
    case stop(observeDays: Int)
    /// The change cannot be taken back.
    case impossible(reason: String)

    /// Days that the reversal takes; 0 where there is none.
    package var days: Int {
        switch self {
        case .challenge(let ladder): ladder.days
        case .returnToUsual(let days), .stop(let days): days
        case .impossible: 0
        }
    }
}
