import ExperimentDiary
import ExperimentText

/// A rule that ends or pauses a running trial. Written into the plan, checked at every entry.
package enum StopRule: String, Sendable, Hashable, CaseIterable {
    case s1 = "S1", s2 = "S2", s3 = "S3", s4 = "S4", s5 = "S5", s6 = "S6", s7 = "S7"

    /// When it speaks, for the plan.
    package var trigger: String {
        switch self {
        case .s1: "swelling of throat or tongue, trouble breathing, wheeze or faintness"
        case .s2: "hives or swelling within 2 hours of a food, or vomiting within 6"
        case .s3:
            "a primary score worse than the baseline mean by twice the smallest worthwhile "
                + "change or more, or as bad as the scale goes where that is nearer, "
                + "on 3 due days in a row, or rescue treatment on more than 7 of 14 days"
        case .s4:
            "blood in stool, anaemia, night diarrhoea, fever, rapid loss of weight, a rash "
                + "everywhere, "
                + "widespread blisters, punched-out sores, infected skin, a painful eye or "
                + "blurred sight, a "
                + "stay in hospital, or thoughts of harming yourself"
        case .s5: "weight down by 5 % or more, or fear of food or distress about it"
        case .s6: "the longest time that a food may be left out is reached"
        case .s7:
            "a new pregnancy, surgery, a steroid or antibiotic taken by mouth or vein, or another new "
                + "medicine for the whole body"
        }
    }

    /// What to do, said at once when the rule speaks.
    package var message: String {
        switch self {
        case .s1:
            "Call the emergency number now. Use adrenaline if it is prescribed to you. The trial "
                + "is over."
        case .s2:
            "Stop. Do not repeat this food at home: from now on it is tried under supervision "
                + "only. Call the "
                + "emergency number if breathing, swelling or faintness follow, or if vomiting "
                + "comes back "
                + "or leaves you pale or floppy."
        case .s3:
            "Pause this arm, treat as usual, and log it. A pause is a result, not a failure."
        case .s4: "Stop and see a doctor about these signs before anything else."
        case .s5:
            "End the restriction now. Talk to a doctor or dietitian about eating."
        case .s6:
            "The time limit is reached. The food comes back from tomorrow on, step by step; if "
                + "this plan "
                + "has no challenge at home, ask a clinician how."
        case .s7: "Pause the trial and keep to what your doctor advises; go on when it is over."
        }
    }

    package var action: StopAction {
        switch self {
        case .s1: .endTrial
        case .s2: .stopChallenges
        case .s3, .s7: .pause
        case .s4: .seeDoctor
        case .s5: .endRestriction
        case .s6: .reintroduce
        }
    }

    package var basis: Evidence {
        switch self {
        case .s1: Evidence(.verified, "NHS page on anaphylaxis")
        case .s2: Evidence(.verified, "NICE QS118 statement 3; Eczema Care Online")
        case .s4: SafetyGate.g14.basis
        case .s3, .s5, .s6, .s7: Evidence(.designDefault, "rule of this project's design")
        }
    }

    /// Said whenever low mood or thoughts of self-harm are written down.
    /// Sources: the services' own pages [M].
    package static let whereHelpIs =
        "If you think of harming yourself, talk to somebody now: the emergency number, or a "
        + "helpline such as "
        + "988 in the US and Canada, 116 123 in the UK and Ireland; others are listed at "
        + "findahelpline.com. A doctor can help with low mood, which some acne medicines can bring."

    /// Said of a reaction in words that no rule knows: nobody may take silence for an all-clear.
    package static func unknownReaction(_ words: String) -> String {
        "No stop rule knows the words \(Phrase.quoted(words)). If breathing, throat or "
            + "consciousness were touched, call the emergency number now. If it was hives, swelling "
            + "or vomiting, do not repeat the food at home. Log it again in these words."
    }

    /// Asked where an antibiotic was named that is usually put on the skin.
    package static let whichWay =
        "Metronidazole, clindamycin and erythromycin are taken to be a cream or gel here. If it was a "
        + "tablet, or through a vein, log it as antibiotics: rule S7 holds for these."

    /// After a flare a food is tried again 2-3 weeks after it settled.
    /// Source: Eczema Care Online, food challenge page [V]; counted from the last day of S3 (D).
    package static let calmDaysBeforeFood = 14

    /// What holds throughout every trial.
    package static let standingAdvice = [
        "Do not stop prescribed treatment.",
        "Keep emollients and everything else on the skin as it is.",
        "Rescue treatment is always allowed, and using it is never a failure.",
    ]
}

/// What a stop rule does to the trial.
package enum StopAction: String, Sendable, Hashable, CaseIterable {
    case endTrial, stopChallenges, pause, seeDoctor, endRestriction, reintroduce
}
