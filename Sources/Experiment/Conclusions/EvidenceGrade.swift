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

    package var oneStepDown: EvidenceGrade {
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
        /// The comparison rests on one change. Foods that were tried again are a return of their own,
        /// which is judged food by food; a trial that runs may still go back.
        case oneChangeOnly(challenges: Int, isRunning: Bool)
        case noStableBaseline(days: Int, BaselineFault)
        case changeDateNotExamined
        /// It was, and the scores went over to no new level on a day that can be named.
        case noChangeDate
        case changeDateElsewhere(distanceInDays: Int)
        case bundle(changes: Int)
        case alsoChanged(names: [String])
        case fewDaysObserved(percent: Int)
        case tooFewDaysObserved(percent: Int)
        case lowAdherence(percent: Int)
        case rescueImbalance(condition: Int, reference: Int)
        case seasonAligned(daysPerPhase: Int)
        /// The draw has so few schedules that no scores could reach .05.
        case drawTooSmall(smallestP: Double)
        /// Chance in the draw explains the scores less often than this.
        case drawSupports(p: Double)
        /// Between .05 and .10.
        case drawIsUnclear(p: Double)
        case fewAnalysedDays(Int)
        case phasesTooShort(days: Int, needed: Double)
        case keepsTime(DesignFacts.Rhythm)
        case againstTheDraw
        case startedInABadSpell(baselineDays: Int)
        /// Another idea of the noise does not show the same side.
        case noiseDecides
        /// Without the first or the last stretch of days the side is not sure.
        case oneChangeDecides
        /// With a rhythm of 14 days in the regression the side is not sure.
        case fortnightDecides
        /// The average over slow and fast onset does not show the same side.
        case onsetDecides
        /// The scores went the other way some days after the switches.
        case lateEffectOpposes
        /// Some days after the switches the scores went over to another level.
        case lateEffectShows
        /// Without the plan's covariates the answer is another one.
        case covariatesDecide
        /// With every day as planned the side is not sure.
        case ownChoiceDecides
        /// All scores under one condition are one number.
        case oneScoreThroughout
        /// More than half of the days, in percent, were written down two days afterwards or later.
        case writtenLate(percent: Int)
        /// Days were lived otherwise than planned by the day of the week, and with the days of the week in
        /// the regression the answer is another one.
        case weekdaysDecide
        /// It holds for effects that come and go within so many days.
        case onlyIfFast(days: Double)
        case sites(DesignFacts.SiteFacts.Verdict)
        /// Something happened to the person that ended or paused the trial.
        case stopped(StopNotice)
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
    /// The share of days written down from memory that a better grade bears.
    static let mostWrittenLate = 0.50
    static let changeWindowInDays = 14
    /// Analysed days that each condition needs for one of the two better grades.
    static let leastAnalysedDays = 14
    /// Days of baseline without which a start in a bad spell explains an improvement.
    static let baselineAfterABadSpell = 21

    /// The rule, total over the facts:
    ///
    /// - A: random order with enough schedules that .05 is in reach, two phases or more of each
    ///   condition, each at least three half-lives long, days left out after a tested phase or followed by the
    ///   engine, nothing else known to change meanwhile; or random starts at three sites or more, far
    ///   enough apart, analysed together;
    /// - B: went back at least once, or began at three sites or more on different days, and nothing else
    ///   known to change meanwhile; at least 14 analysed days of each condition. Blinding does not stand for
    ///   going back: it takes hope out of a difference, and leaves what time does in it;
    /// - C: one change on a stable baseline of 14 days or more whose date is within 14 days of the
    ///   expected one;
    /// - D: everything else, and every bundle of changes.
    ///
    /// Fewer than 80 % of days observed, fewer than 80 % lived as planned, an imbalance of rescue
    /// treatment and phases that sit in seasons of their own cost one grade each; below 60 % of days
    /// observed the grade is D. A schedule that keeps time with a month or a week, and days counted as
    /// lived although chance assigned them, allow C at most. Stop rules that spoke are named and cost
    /// nothing by themselves. What the scores themselves add is decided
    /// with the verdict (`Judgement`).
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
        func cap(_ most: EvidenceGrade, _ reason: Reason) {
            guard grade > most else { return }
            grade = most
            reasons.append(reason)
        }
        if facts.isAgainstTheDraw { cap(.c, .againstTheDraw) }
        if facts.lateShare > Self.mostWrittenLate {
            cap(.c, .writtenLate(percent: Int((100 * facts.lateShare).rounded(.down))))
        }
        for rhythm in facts.rhythms { cap(.c, .keepsTime(rhythm)) }
        if facts.analysedDays < Self.leastAnalysedDays {
            cap(.c, .fewAnalysedDays(facts.analysedDays))
        }
        if facts.startedBecauseBad, facts.baselineDays < Self.baselineAfterABadSpell,
            facts.switches < 2, facts.sites == nil
        {
            cap(.d, .startedInABadSpell(baselineDays: facts.baselineDays))
        }
        reasons += facts.stops.map(Reason.stopped)
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
        if facts.switches < 2, (facts.sites != nil || facts.startsOverSites >= 2) {
            return gradeOfSites(facts, isRandomised: isRandomised, &reasons)
        }
        guard facts.switches >= 2 else {
            return gradeOfOneChange(facts, &reasons)
        }
        let reachesLevel = (facts.smallestReachableP ?? 1) <= 0.05 + 1e-12
        let isLong = Double(facts.shortestPhaseDays) >= facts.fadeDays - 1e-9
        if isRandomised, facts.phasesPerCondition >= 2, facts.carryover.isAddressed, reachesLevel,
            isLong
        {
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
        } else if !facts.carryover.isAddressed {
            reasons.append(.carryover(facts.carryover))
        } else if !isLong {
            reasons.append(
                .phasesTooShort(days: facts.shortestPhaseDays, needed: facts.fadeDays))
        } else if let smallest = facts.smallestReachableP {
            reasons.append(.drawTooSmall(smallestP: smallest))
        }
        return .b
    }

    /// Each site is a replication of the change on another day, and what they share cancels.
    private static func gradeOfSites(
        _ facts: DesignFacts, isRandomised: Bool, _ reasons: inout [Reason]
    ) -> EvidenceGrade {
        guard let sites = facts.sites else {
            reasons.append(.sites(.notAnalysedTogether))
            return .d
        }
        reasons.append(.startedInTurn(sites: facts.startsOverSites, isRandom: isRandomised))
        if facts.isBlinded { reasons.append(.blinded) }
        if !isRandomised { reasons.append(.orderNotRandomised) }
        return sites.grade(isRandomised: isRandomised, facts, &reasons)
    }

    private static func gradeOfOneChange(
        _ facts: DesignFacts, _ reasons: inout [Reason]
    ) -> EvidenceGrade {
        if facts.switches < 2 {
            reasons.append(
                .oneChangeOnly(challenges: facts.challenges, isRunning: facts.isRunning))
        }
        if facts.isBlinded { reasons.append(.blinded) }
        guard facts.baselineDays >= leastBaselineDays, facts.isBaselineStable == true else {
            let fault: BaselineFault =
                facts.baselineDays < leastBaselineDays
                ? .tooFewDays(needed: leastBaselineDays)
                : facts.unsteadiness.map(BaselineFault.unsteady) ?? .tooFewScores
            reasons.append(.noStableBaseline(days: facts.baselineDays, fault))
            return .d
        }
        guard let distance = facts.changeDistanceInDays else {
            reasons.append(facts.isChangeExamined ? .noChangeDate : .changeDateNotExamined)
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
