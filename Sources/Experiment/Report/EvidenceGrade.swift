/// How far the design of a trial lets its result be read as an effect: A is the strongest.
public enum EvidenceGrade: String, Sendable, CaseIterable, Comparable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"

    /// The weaker grade is the smaller one.
    public static func < (left: EvidenceGrade, right: EvidenceGrade) -> Bool {
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
public struct GradedEvidence: Sendable, Equatable {
    public let grade: EvidenceGrade
    /// Never empty: what the design has, then what it lacks for the next better grade.
    public let reasons: [Reason]

    /// One fact of the design that decided the grade.
    public enum Reason: Sendable, Equatable {
        case randomisedAndRepeated(phasesPerCondition: Int)
        case wentBack(switches: Int)
        case orderNotRandomised
        case carryoverNotExamined
        case oneChangeOnStableBaseline(days: Int)
        case oneChangeOnly
        case noStableBaseline(days: Int)
        case changeDateNotExamined
        case changeDateElsewhere(distanceInDays: Int)
        case fewDaysObserved(percent: Int)
        case tooFewDaysObserved(percent: Int)
        case lowAdherence(percent: Int)
        case rescueImbalance(condition: Int, reference: Int)
    }
}

/// The facts of a design on which its grade rests. Nil is not known, which never counts in favour.
public struct DesignFacts: Sendable, Equatable {
    public let isOrderRandomised: Bool?
    public let hasNoCarryover: Bool?
    /// Least number of separate phases of a condition, over the two that are compared.
    public let phasesPerCondition: Int
    /// Times that the trial changed between the two conditions.
    public let switches: Int
    /// Of the days of the schedule, the share with a score.
    public let observedShare: Double
    /// Of the tested days, the share lived as planned; nil when slips were not recorded.
    public let adherence: Double?
    public let baselineDays: Int
    public let isBaselineStable: Bool?
    /// Days from the start of the tested phase plus its lag to the most probable date of change.
    public let changeDistanceInDays: Int?
    /// Days with rescue treatment under the condition and under its reference, as shares.
    public let rescue: RescueDays?

    public struct RescueDays: Sendable, Equatable {
        public let condition: Int
        public let conditionDays: Int
        public let reference: Int
        public let referenceDays: Int

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
    static let enoughDays = 0.80
    /// Below this share of days a trial is graded D.
    static let tooFewDays = 0.60
    static let leastBaselineDays = 14
    static let changeWindowInDays = 14

    /// The rule: A is a randomised order with two phases or more of each condition, at least 80 % of
    /// days observed and lived as planned, and carryover examined; B is a trial that went back at
    /// least once and is else as A; C is one change on a stable baseline of 14 days or more whose
    /// date is within 14 days of the expected one; everything else is D. Days observed or lived as
    /// planned below 80 %, and an imbalance of rescue treatment, cost one grade each; below 60 % of
    /// days observed the grade is D.
    public init(_ facts: DesignFacts) {
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
        self.grade = grade
        self.reasons = reasons
    }

    private static func gradeOfDesign(
        _ facts: DesignFacts, _ reasons: inout [Reason]
    ) -> EvidenceGrade {
        guard facts.switches >= 2 else { return gradeOfOneChange(facts, &reasons) }
        let isRandomised = facts.isOrderRandomised == true
        if isRandomised, facts.phasesPerCondition >= 2, facts.hasNoCarryover == true {
            reasons.append(.randomisedAndRepeated(phasesPerCondition: facts.phasesPerCondition))
            return .a
        }
        reasons.append(.wentBack(switches: facts.switches))
        if !isRandomised { reasons.append(.orderNotRandomised) }
        if isRandomised, facts.hasNoCarryover != true { reasons.append(.carryoverNotExamined) }
        return .b
    }

    private static func gradeOfOneChange(
        _ facts: DesignFacts, _ reasons: inout [Reason]
    ) -> EvidenceGrade {
        reasons.append(.oneChangeOnly)
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
