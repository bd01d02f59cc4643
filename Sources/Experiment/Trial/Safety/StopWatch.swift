import ExperimentDiary
import ExperimentText
import Stats

/// Something that happened and that a stop rule listens to.
package enum StopEvent: Sendable, Hashable {
    /// Swelling of throat or tongue, trouble breathing, wheeze or faintness.
    case emergency(EmergencySign)
    /// Hives, swelling or vomiting, and how many hours after a challenge, if there was one.
    case reaction(ReactionSign, hoursAfterChallenge: Double?)
    /// A sign of gate G14.
    case redFlag
    case foodFear
    /// Thoughts of harming oneself.
    case selfHarm
    /// Low mood: no rule speaks, but where help is must be said.
    case lowMood
    case interruption(Interruption)
    /// One that is usually put on the skin, and nobody said how it was taken: no rule speaks, but it is asked.
    case antibioticOfUnknownWay

    package enum EmergencySign: String, Sendable, Hashable, CaseIterable {
        case airwaySwelling = "airway-swelling", breathingTrouble = "breathing-trouble", wheeze,
            faintness
    }

    package enum ReactionSign: String, Sendable, Hashable, CaseIterable {
        case hives, swelling, vomiting

        /// The last hour after a food in which it counts as a reaction to it: 2 for what IgE does; 6 for
        /// vomiting, since food protein-induced enterocolitis starts 1 to 4 hours after the food.
        /// Source: Michelet 2017, J Asthma Allergy 10:197, PMC5499953 [V], with two hours to spare (D).
        package var lastHour: Double { self == .vomiting ? 6 : 2 }
    }

    package enum Interruption: String, Sendable, Hashable, CaseIterable {
        case pregnancy, surgery, systemicSteroid = "systemic-steroid",
            systemicAntibiotic = "systemic-antibiotic", newMedicine = "new-medicine"
    }
}

/// What is known on the evening of an entry; everything may be unknown.
package struct StopWatch: Sendable {
    /// The primary outcome, one entry a due day, the latest last; nil where nothing was recorded.
    package var scores: [Double?]
    /// Rescue treatment, one entry a day, the day of the entry last; nil where nothing was
    /// recorded.
    package var rescue: [Bool?]
    /// Mean of the baseline on the scale of `ScoreDirection.analysed(_:)`.
    package var baselineMean: Double?
    package var smallestWorthwhileChange: Double?
    package var direction: ScoreDirection
    /// Events of the day of the entry.
    package var events: [StopEvent]
    /// Weight at baseline and now, in one unit.
    package var baselineWeight: Double?
    package var weight: Double?
    /// Days since a food was left out, and the plan's cap on them.
    package var restrictedDays: Int?
    package var cap: Int?
    /// The end of the scale at which it is worst; nil where it is not known.
    package var worstScore: Double?

    package init(
        scores: [Double?] = [], rescue: [Bool?] = [], baselineMean: Double? = nil,
        smallestWorthwhileChange: Double? = nil, direction: ScoreDirection = .higherIsWorse,
        events: [StopEvent] = [], baselineWeight: Double? = nil, weight: Double? = nil,
        restrictedDays: Int? = nil, cap: Int? = nil, worstScore: Double? = nil
    ) {
        self.scores = scores
        self.rescue = rescue
        self.baselineMean = baselineMean
        self.smallestWorthwhileChange = smallestWorthwhileChange
        self.direction = direction
        self.events = events
        self.baselineWeight = baselineWeight
        self.weight = weight
        self.restrictedDays = restrictedDays
        self.cap = cap
        self.worstScore = worstScore
    }

    /// The rules that speak now, the most urgent first.
    package var rulesThatSpeak: [StopRule] { StopRule.allCases.filter { speaks($0) } }

    /// Forgives the rounding of decimals in binary, so that a threshold that is reached speaks.
    private static let rounding = 1e-9

    func speaks(_ rule: StopRule) -> Bool {
        switch rule {
        case .s1: events.contains { if case .emergency = $0 { true } else { false } }
        case .s2: events.contains(where: isImmediateReaction)
        case .s3: isMuchWorse || needsRescueOften
        case .s4: events.contains(.redFlag) || events.contains(.selfHarm)
        case .s5: lostWeight || events.contains(.foodFear)
        case .s6: capReached
        case .s7: events.contains { if case .interruption = $0 { true } else { false } }
        }
    }

    private func isImmediateReaction(_ event: StopEvent) -> Bool {
        guard case .reaction(let sign, let hours?) = event else { return false }
        return hours >= 0 && hours <= sign.lastHour
    }

    /// Worse than the baseline mean by at least 2 x the smallest worthwhile change, or as bad as the scale goes
    /// where that is nearer, on the last 3 due days; one without a score ends the run.
    private var isMuchWorse: Bool {
        scores.count >= 3 && scores.suffix(3).allSatisfy { $0.map(isMuchWorse) ?? false }
    }

    /// One score that is.
    func isMuchWorse(_ score: Double) -> Bool {
        guard let baselineMean, let change = smallestWorthwhileChange, change > 0 else {
            return false
        }
        let sign = -direction.benefit.sign
        let room = worstScore.map { sign * (direction.analysed($0) - baselineMean) }
        let least = min(2 * change, max(change, room ?? .infinity))
        return sign * (direction.analysed(score) - baselineMean) >= least - Self.rounding
    }

    /// Rescue on more than 7 of the last 14 days.
    private var needsRescueOften: Bool { rescue.suffix(14).count { $0 == true } > 7 }

    /// At least 5 % below the weight at baseline.
    private var lostWeight: Bool {
        guard let baselineWeight, let weight, baselineWeight > 0 else { return false }
        return baselineWeight - weight >= 0.05 * baselineWeight - Self.rounding
    }

    private var capReached: Bool {
        guard let restrictedDays, let cap else { return false }
        return restrictedDays >= cap
    }
}
