import ExperimentText

/// What no plan asks of a person at home, in whatever words: to stop, start or change a prescribed medicine, to
/// try it on a child, to get used to what one is allergic to, to fast, to swallow what is poison, to drink alcohol,
/// to take far too much of a vitamin.
package enum UnplannableChange: Sendable, Hashable, CaseIterable {
    case child, allergen, poison, fasting, medicine, alcohol, overdose

    package var gate: SafetyGate {
        switch self {
        case .medicine: .g12
        case .child: .g4
        case .allergen: .g1
        case .fasting: .g6
        case .alcohol: .g11
        case .poison, .overdose: .g15
        }
    }

    package var message: String {
        switch self {
        case .medicine:
            "A prescribed medicine is never an arm of a plan: do not start, stop or change it for a trial. "
                + "Keep it as prescribed, and log its use as background or rescue."
        case .child:
            "Plans are for adults and for oneself: what a child eats or takes is for a doctor to say."
        case .allergen:
            "Whether an allergy is still there, and getting used to what one is allergic to, is for an "
                + "allergy clinic: do not try it at home."
        case .fasting:
            "Fasting and diets of very few foods are not planned here: they can harm, above all with "
                + "diabetes, low weight or an eating disorder. Talk to a doctor or dietitian."
        case .poison:
            "This is not for a home trial: it can poison, infect or injure. Talk to a doctor or a "
                + "pharmacist."
        case .alcohol: "No plan brings alcohol in."
        case .overdose:
            "More than an adult may take in a day without a doctor: keep to the label, and ask a "
                + "pharmacist."
        }
    }

    /// The message after a colon.
    var reason: String { message.prefix(1).lowercased() + message.dropFirst() }

    /// A doctor can lead it.
    var mayBeLed: Bool {
        switch self {
        case .medicine, .fasting, .overdose: true
        case .child, .allergen, .poison, .alcohol: false
        }
    }

    var decision: GateDecision { GateDecision(gate, .block, message) }

    /// What the words of a change ask, the first of the cases above; nil where they ask none of it.
    ///
    /// - `isNamed`: a title or a question, which may speak of a medicine that goes on as it is, or of a drink:
    ///   a medicine counts beside a word of change only.
    package static func asked(by texts: [String], isNamed: Bool = false) -> Self? {
        // A "but" parts clauses elsewhere.
        let clauses = texts.flatMap { text in
            HeardText(text.lowercased().replacing("nothing but", with: "only")).clauses
        }
        return allCases.first { change in
            clauses.contains { change.isAsked(by: $0, isNamed: isNamed) }
        }
    }

    private func isAsked(by clause: HeardText.Clause, isNamed: Bool) -> Bool {
        let words = clause.words
        switch self {
        case .medicine:
            return Medicine.table.flatMap { $0.places(in: words) }.compactMap(\.first)
                .contains { Self.isChanged($0, in: words, isNamed: isNamed) }
        case .child: return Self.matches(Self.ofChild, words) || Self.isYoung(words)
        case .allergen: return Self.matches(Self.ofAllergen, words)
        case .fasting: return Self.matches(Self.ofFasting, words) && !Self.matches(Self.fed, words)
        case .poison:
            return Self.matches(Self.ofPoison, words) && !words.contains { $0.hasPrefix("bath") }
        case .alcohol:
            return Self.bringsAlcohol(clause)
                && (!isNamed || words.contains(where: Self.drinking.contains))
        case .overdose:
            let parts = words.split { [",", "and", "with", "plus"].contains($0) }.map(Array.init)
            return parts.contains { part in DailyLimit.all.contains { $0.isPassed(in: part) } }
        }
    }

    private static func matches(_ patterns: [HeardSign.Pattern], _ words: [String]) -> Bool {
        patterns.contains { !$0.places(in: words).isEmpty }
    }

    private static func bringsAlcohol(_ clause: HeardText.Clause) -> Bool {
        let isNone = clause.words.contains { word in
            ["free", "vinegar", "usual"].contains(word) || keeping.contains(word)
                || changing.contains(word)
                || word.hasPrefix("nonalcohol")
        }
        return !isNone
            && FoodsInWords([clause.words.joined(separator: " ")]).eaten.contains(.alcohol)
    }

    /// The word of keeping or of change that is nearest before it decides; without one, a few words after it.
    private static func isChanged(_ place: Int, in words: [String], isNamed: Bool) -> Bool {
        let isNamedFirst = place == 0 && words.dropFirst().first == "for"
        let before = words[..<place].suffix(isNamed ? 4 : place)
        let after = words[place...].dropFirst().prefix(4)
        if let told = before.last(where: { keeping.contains($0) || changing.contains($0) }) {
            return changing.contains(told)
        }
        guard !after.contains(where: keeping.contains) else { return false }
        return !isNamed || isNamedFirst || after.contains(where: claiming.contains)
    }

    /// "4 months old", "my 9 year old".
    private static func isYoung(_ words: [String]) -> Bool {
        words.indices.dropLast(2).contains { place in
            let unit = words[place + 1]
            guard let age = Int(words[place]), words[place + 2] == "old" else { return false }
            return unit.hasPrefix("month") || unit.hasPrefix("week")
                || unit.hasPrefix("year") && age < 18
        }
    }
}

// MARK: Words

extension UnplannableChange {
    private static func patterns(_ texts: String...) -> [HeardSign.Pattern] {
        texts.map(HeardSign.Pattern.init)
    }

    /// A medicine that goes on as it is.
    private static let keeping: Set<String> = [
        "alongside", "beside", "besides", "continue", "continued", "continuing", "keep", "keeping",
        "kept",
        "log", "logged", "prescribed", "same", "steady", "unchanged",
    ]

    /// A medicine that does not.
    private static let changing: Set<String> = [
        "add", "adding", "cut", "cutting", "double", "doubling", "drop", "dropping", "fewer",
        "half", "halve",
        "halving", "higher", "increase", "instead", "less", "lower", "microdose", "microdosing",
        "more", "no",
        "off", "pause", "pausing", "quit", "quitting", "reduce", "reducing", "replace", "replacing",
        "skip",
        "skipping", "start", "starting", "stop", "stopping", "swap", "swapping", "switch",
        "switching", "taper",
        "tapering", "try", "trying", "wean", "weaning", "without",
    ]

    /// What makes a drink that a title names one to drink.
    private static let drinking: Set<String> = [
        "beers", "daily", "drink", "drinking", "evening", "glass", "glasses", "nightly", "pint",
        "pints", "shot",
    ]

    /// What a title asks of a medicine that is tried.
    private static let claiming: Set<String> = [
        "clear", "clears", "cure", "cures", "heal", "heals", "help", "helps", "work", "works",
    ]

    private static let ofChild = patterns(
        "give|giving|feed|feeding|offer !baby|infant|newborn|toddler|child|children|kid|kids|son|daughter",
        "=my|our|the|his|her babys|infants|newborns|toddlers|childs|childrens|kids|sons|daughters "
            + "eczema|skin|rash|acne|rosacea|psoriasis|hives|face|cheeks|bloating|colic|reflux|diet|milk|itch",
        "=for my|our|a|the baby|infant|newborn|toddler|child|children|kids|son|daughter",
        "=my|our baby|infant|newborn|toddler|child|son|daughter eats|drinks|gets|takes|avoids|has")

    private static let ofAllergen = patterns(
        "desensiti*|immunotherap*|oit", "grown|grow|outgrow* !allergy|allergic|allergies",
        "=microdose|microdosing|microdoses peanut*|nut|nuts|egg|milk|allergen*",
        "hives|swell*|swelled|allergic !aspirin|ibuprofen|nsaid*|naproxen|penicillin*|amoxicillin")

    private static let ofFasting = patterns(
        "=eat|eats|eating only fruit|fruits|meat|rice|potatoes|vegetables|juice|broth|grapes|apples",
        "=drink|drinking no|without water|fluid|fluids|liquid", "detox*",
        "=juice|liver|colon|gut|body|parasite|master cleanse|cleansing",
        "=water|juice|dry|prolonged|extended|intermittent|day|week|bone !fast|fasts|fasting",
        "fast|fasting days|hours|week|48|72|24", "fasting", "=only water|juice|broth|tea|fruit",
        "=eat nothing $", "keto|ketogenic|carnivore|omad", "=lion|elemental diet",
        "=zero carb|carbs",
        "300|400|500|600|700|800 kcal|calories|calorie day|daily|only|diet")

    /// "Fast food" and "drink only water" are none.
    private static let fed = patterns(
        "=drink|drinking only", "=fast food|foods|walk|walking|run|running|pace|as|acting|onset",
        "=no fast", "=fasting glucose")

    private static let ofPoison = patterns(
        "bleach|mms|turpentine|borax|kerosene|lye|wormwood|kratom|comfrey|dnp|ephedra|melanotan*",
        "psilocybin|lsd|mdma|cocaine|ketamine|heroin|testosterone", "enema*|colonic*|laxativ*",
        "drink|drinking|swallow|spoon castor", "=chlorine dioxide", "=miracle mineral*",
        "=colloidal silver", "=black salve", "drink|drinking|swallow|spoon peroxide|urine",
        "=raw|unpasteurised|unpasteurized milk|kefir|cheese", "fmt",
        "stool|faecal|fecal|poo|poop !transplant*",
        "=dog|dogs|cat|cats|fish|horse|cattle|cow|veterinary|vet|animal|animals "
            + "antibiotic*|amoxicillin|ivermectin|paste|dewormer|wormer|doxycycline|penicillin",
        "drink|drinking|swallow|swallowing essential", "=wintergreen oil")
}
