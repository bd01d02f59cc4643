import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The facts of a design on which its grade rests. Nil is not known, which never counts in favour.
package struct DesignFacts: Sendable, Equatable {
    package var isOrderRandomised: Bool?
    package var carryover: Carryover
    /// Whether the person did not know which days were which.
    package var isBlinded = false
    /// Least number of separate phases of a condition, over the two that are compared.
    package var phasesPerCondition: Int
    /// Times that the trial changed between the two conditions.
    package var switches: Int
    /// Challenges after which the scores are known: the food came back for a few days each, which is
    /// judged food by food and is no phase of the comparison.
    package var challenges = 0
    /// Whether the planned end has not come.
    package var isRunning = false
    /// Different days on which the condition began at the sites of a multiple baseline, this one among
    /// them; 1 where there is one schedule.
    package var startsOverSites = 1
    /// Of the days of the schedule, the share with a score.
    package var observedShare: Double
    /// Of the tested days, the share lived as planned; nil when slips were not recorded.
    package var adherence: Double?
    package var baselineDays: Int
    package var isBaselineStable: Bool?
    /// What the baseline did instead; nil where it was stable, or too few scores tell.
    package var unsteadiness: StartingPoint.Unsteadiness?
    /// Days from the start of the tested phase plus its lag to the most probable date of change.
    package var changeDistanceInDays: Int?
    /// Whether the day on which the scores went over to a new level was searched for.
    package var isChangeExamined = false
    /// Days with rescue treatment under the condition and under its reference, as shares.
    package var rescue: RescueDays?
    /// Changes that started together as the tested condition; 1 for a single one.
    package var changesAtOnce = 1
    /// What else the plan knew to change while the trial ran.
    package var alsoChanging: [String] = []
    /// The smallest p that the draw can reach; nil where nothing was drawn or the draw cannot be made
    /// again.
    package var smallestReachableP: Double?
    /// Days of the shortest compared phase.
    package var shortestPhaseDays = Int.max
    /// Days within which an effect is taken to have come or gone: three half-lives.
    package var fadeDays = 0.0
    /// Analysed days under the condition that has fewer.
    package var analysedDays = Int.max
    /// What the schedule keeps time with, each with its correlation.
    package var rhythms: [Rhythm] = []
    /// Whether the headline counts days as they were lived although chance assigned them.
    package var isAgainstTheDraw = false
    /// Of the analysed days whose day of writing is known, the share written down two days afterwards or later.
    package var lateShare = 0.0
    /// Whether all scores under one of the two conditions are one number, and those under the other are not.
    package var hasOneScoreThroughout = false
    /// Whether it was begun because things were bad.
    package var startedBecauseBad = false
    /// Rules that spoke while it ran, the time limit of a restriction aside.
    package var stops: [StopNotice] = []
    /// How the sites of a multiple baseline were analysed together; nil for other designs.
    package var sites: SiteFacts?
    /// Days of the shortest compared phase, where the trial is long enough for each condition to sit in
    /// a season of its own; nil where it is not.
    package var seasonalPhaseDays: Int?

    package init(
        isOrderRandomised: Bool? = nil, carryover: Carryover, isBlinded: Bool = false,
        phasesPerCondition: Int, switches: Int, startsOverSites: Int = 1, observedShare: Double,
        adherence: Double? = nil, baselineDays: Int, isBaselineStable: Bool? = nil,
        changeDistanceInDays: Int? = nil, rescue: RescueDays? = nil, changesAtOnce: Int = 1,
        alsoChanging: [String] = [], seasonalPhaseDays: Int? = nil
    ) {
        self.isOrderRandomised = isOrderRandomised
        self.carryover = carryover
        self.isBlinded = isBlinded
        self.phasesPerCondition = phasesPerCondition
        self.switches = switches
        self.startsOverSites = startsOverSites
        self.observedShare = observedShare
        self.adherence = adherence
        self.baselineDays = baselineDays
        self.isBaselineStable = isBaselineStable
        self.changeDistanceInDays = changeDistanceInDays
        self.rescue = rescue
        self.changesAtOnce = changesAtOnce
        self.alsoChanging = alsoChanging
        self.seasonalPhaseDays = seasonalPhaseDays
    }

    /// What the plan does about an effect that lasts into the next phase, and whether it was seen to.
    package enum Carryover: Sendable, Equatable {
        /// So many days after each tested phase are left out, and the days after them did not drift.
        case leftOut(days: Int)
        /// The analysis follows how the effect fades.
        case modelled
        /// The template asks for more days.
        case tooShort(days: Int, advised: Int)
        /// The first days that were kept after a tested phase differ from the later ones.
        case seen
        case notExamined

        /// Whether days after a tested phase are left out, or followed by the engine, and nothing speaks
        /// against that being enough. It never says that nothing carried over: no test of it has the
        /// power to.
        package var isAddressed: Bool {
            switch self {
            case .leftOut, .modelled: true
            case .tooShort, .seen, .notExamined: false
            }
        }
    }

    /// A rhythm that the schedule keeps time with.
    package typealias Rhythm = PlanRhythm

    package struct RescueDays: Sendable, Equatable {
        package let condition: Int
        package let conditionDays: Int
        package let reference: Int
        package let referenceDays: Int

        /// More than twice as often on one side as on the other, and on more than two days.
        var isImbalanced: Bool {
            guard conditionDays > 0, referenceDays > 0, condition + reference > 2 else {
                return false
            }
            let left = condition * referenceDays
            let right = reference * conditionDays
            return left > 2 * right || right > 2 * left
        }
    }
}
