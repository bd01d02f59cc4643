import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// How far the design of a trial lets its result be read as an effect: A is the strongest.
package enum EvidenceGrade: String, Sendable, CaseIterable, Comparable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"

    /// The weaker grade is the smaller one.
    package static func < (left: EvidenceGrade, right: EvidenceGrade) -> Bool {
        left.rawValue > right.rawValue
    }

    var oneStepDown: EvidenceGrade {
        switch self {
        case .a: .b
        case .b: .c
        case .c, .d: .d
        }
    }
}

/// A grade and the reasons for it, strongest first.
package struct GradedEvidence: Sendable, Equatable {
    package let grade: EvidenceGrade
    /// Never empty: what the design has, then what it lacks for the next better grade.
    package let reasons: [Reason]

    package init(grade: EvidenceGrade, reasons: [Reason]) {
        self.grade = grade
        self.reasons = reasons
    }

    /// One fact of the design that decided the grade.
    package enum Reason: Sendable, Equatable {
        case randomisedAndRepeated(phasesPerCondition: Int)
        case wentBack(switches: Int)
        /// Sites of a multiple baseline that began on so many different days.
        case startedInTurn(sites: Int, isRandom: Bool)
        case blinded
        case orderNotRandomised
        case fewPhases(perCondition: Int)
        case carryover(DesignFacts.Carryover)
        case oneChangeOnStableBaseline(days: Int)
        case oneChangeOnly
        case noStableBaseline(days: Int)
        case changeDateNotExamined
        case changeDateElsewhere(distanceInDays: Int)
        case bundle(changes: Int)
        case alsoChanged(names: [String])
        case fewDaysObserved(percent: Int)
        case tooFewDaysObserved(percent: Int)
        case lowAdherence(percent: Int)
        case rescueImbalance(condition: Int, reference: Int)
        case seasonAligned(daysPerPhase: Int)
    }
}

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
    /// Different days on which the condition began at the sites of a multiple baseline, this one among
    /// them; 1 where there is one schedule.
    package var startsOverSites = 1
    /// Of the days of the schedule, the share with a score.
    package var observedShare: Double
    /// Of the tested days, the share lived as planned; nil when slips were not recorded.
    package var adherence: Double?
    package var baselineDays: Int
    package var isBaselineStable: Bool?
    /// Days from the start of the tested phase plus its lag to the most probable date of change.
    package var changeDistanceInDays: Int?
    /// Days with rescue treatment under the condition and under its reference, as shares.
    package var rescue: RescueDays?
    /// Changes that started together as the tested condition; 1 for a single one.
    package var changesAtOnce = 1
    /// What else the plan knew to change while the trial ran.
    package var alsoChanging: [String] = []
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
        /// Nothing follows a tested phase, and so many sites that had not begun stayed as they were when
        /// another one did.
        case stayedAtSites(waiting: Int)
        /// A site that had not begun changed when another one did.
        case spread(site: String)
        case notExamined

        /// Whether the check is passed.
        package var isRuledOut: Bool {
            switch self {
            case .leftOut, .modelled, .stayedAtSites: true
            case .tooShort, .seen, .spread, .notExamined: false
            }
        }
    }

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

extension GradedEvidence {
    /// The share of days that the two better grades ask for.
    package static let enoughDays = 0.80
    /// Below this share of days a trial is graded D.
    package static let tooFewDays = 0.60
    /// Starts on different days that stand for going back.
    static let fewestStarts = 3
    static let leastBaselineDays = 14
    static let changeWindowInDays = 14

    /// The rule, total over the facts:
    ///
    /// - A: random order, two phases or more of each condition, carryover ruled out, nothing else known
    ///   to change meanwhile; or random starts at three sites or more, on different days, with sites
    ///   that stayed as they were until they began themselves;
    /// - B: went back at least once, or blinded, or began at three sites or more on different days, and
    ///   nothing else known to change meanwhile;
    /// - C: one change on a stable baseline of 14 days or more whose date is within 14 days of the
    ///   expected one;
    /// - D: everything else, and every bundle of changes.
    ///
    /// Fewer than 80 % of days observed, fewer than 80 % lived as planned, an imbalance of rescue
    /// treatment and phases that sit in seasons of their own cost one grade each; below 60 % of days
    /// observed the grade is D.
    package init(_ facts: DesignFacts) {
        var reasons: [Reason] = []
        var grade = Self.gradeOfDesign(facts, &reasons)
        let observed = Int((100 * facts.observedShare).rounded(.down))
        if facts.observedShare < Self.tooFewDays {
            grade = .d
            reasons.append(.tooFewDaysObserved(percent: observed))
        } else if facts.observedShare < Self.enoughDays {
            grade = grade.oneStepDown
            reasons.append(.fewDaysObserved(percent: observed))
        }
        if let adherence = facts.adherence, adherence < Self.enoughDays {
            grade = grade.oneStepDown
            reasons.append(.lowAdherence(percent: Int((100 * adherence).rounded(.down))))
        }
        if let rescue = facts.rescue, rescue.isImbalanced {
            grade = grade.oneStepDown
            reasons.append(
                .rescueImbalance(condition: rescue.condition, reference: rescue.reference))
        }
        if let days = facts.seasonalPhaseDays {
            grade = grade.oneStepDown
            reasons.append(.seasonAligned(daysPerPhase: days))
        }
        self.grade = grade
        self.reasons = reasons
    }

    private static func gradeOfDesign(
        _ facts: DesignFacts, _ reasons: inout [Reason]
    ) -> EvidenceGrade {
        guard facts.changesAtOnce <= 1 else {
            reasons.append(.bundle(changes: facts.changesAtOnce))
            return .d
        }
        guard facts.alsoChanging.isEmpty else {
            reasons.append(.alsoChanged(names: facts.alsoChanging))
            return gradeOfOneChange(facts, &reasons)
        }
        let isRandomised = facts.isOrderRandomised == true
        if facts.switches < 2, facts.startsOverSites >= fewestStarts {
            return gradeOfSites(facts, isRandomised: isRandomised, &reasons)
        }
        guard facts.switches >= 2 || facts.isBlinded else {
            return gradeOfOneChange(facts, &reasons)
        }
        if isRandomised, facts.phasesPerCondition >= 2, facts.carryover.isRuledOut {
            reasons.append(.randomisedAndRepeated(phasesPerCondition: facts.phasesPerCondition))
            if facts.isBlinded { reasons.append(.blinded) }
            reasons.append(.carryover(facts.carryover))
            return .a
        }
        if facts.switches >= 2 { reasons.append(.wentBack(switches: facts.switches)) }
        if facts.isBlinded { reasons.append(.blinded) }
        if !isRandomised {
            reasons.append(.orderNotRandomised)
        } else if facts.phasesPerCondition < 2 {
            reasons.append(.fewPhases(perCondition: facts.phasesPerCondition))
        } else {
            reasons.append(.carryover(facts.carryover))
        }
        return .b
    }

    /// Each site is a replication of the change on another day, and those that wait stand witness.
    private static func gradeOfSites(
        _ facts: DesignFacts, isRandomised: Bool, _ reasons: inout [Reason]
    ) -> EvidenceGrade {
        reasons.append(.startedInTurn(sites: facts.startsOverSites, isRandom: isRandomised))
        if facts.isBlinded { reasons.append(.blinded) }
        if !isRandomised { reasons.append(.orderNotRandomised) }
        reasons.append(.carryover(facts.carryover))
        return isRandomised && facts.carryover.isRuledOut ? .a : .b
    }

    private static func gradeOfOneChange(
        _ facts: DesignFacts, _ reasons: inout [Reason]
    ) -> EvidenceGrade {
        if facts.switches < 2 { reasons.append(.oneChangeOnly) }
        guard facts.baselineDays >= leastBaselineDays, facts.isBaselineStable == true else {
            reasons.append(.noStableBaseline(days: facts.baselineDays))
            return .d
        }
        guard let distance = facts.changeDistanceInDays else {
            reasons.append(.changeDateNotExamined)
            return .d
        }
        guard distance.magnitude <= changeWindowInDays else {
            reasons.append(.changeDateElsewhere(distanceInDays: distance))
            return .d
        }
        reasons.append(.oneChangeOnStableBaseline(days: facts.baselineDays))
        return .c
    }
}
