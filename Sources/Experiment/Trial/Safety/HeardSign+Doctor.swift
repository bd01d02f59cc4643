import ExperimentDiary
import ExperimentText

/// Signs that want a doctor, that end a restriction or that pause a trial.
extension HeardSign {
    private static let stool =
        "stool*|poo|poop|faec*|fec*|toilet|diarrh*|motion*|bowel*|loo|rectal|rectum|bottom|wip*"

    static let redFlags: [HeardSign] = [
        flag(["=red flag*"]),
        flag(["fever*|febrile"], unless: "hay|cabin|feverfew"),
        flag(
            [
                "38.*|39.*|40.*|41.*", "=38|39|40|41 c|celsius|degrees",
                "=100|101|102|103|104 f|fahrenheit|degrees", "=burning up",
                "shiver*|chills|rigors",
            ],
            unless: "outside|outdoors|weather|oven|water|room|shower|kg|kilo|km|g|lb|percent|cold",
            in: .events),
        flag(
            ["temperature|temp high|38*|39*|40*|41*|raised|running|100*|101*|102*|103*|104*"],
            unless: "outside|outdoors|weather|oven|water|room|summer|wash*|shower|sun"),
        flag([
            "blood*|bleed* " + stool, "black|tarry stool*|poo|poop|motion*", "melaena|melena",
            "blood vomit*|threw|throw*|cough*|sick|spit*|spat|puk*|spew*", "=coffee grounds|ground",
        ]),
        flag(
            ["blood"],
            unless:
                "pressure|test*|sugar|draw*|drawn|donat*|work|count|type|thinner*|result*|glucose|"
                + "nose*|gum|gums", in: .events),
        flag(["bleed*"], unless: "nose*|gum|gums|scratch*|crack*|shav*", in: .events),
        flag(["anaemi*|anemi*"]),
        flag(
            ["diarrh*|diarr*|diahr*|diare*|runs|squits|trots night*|woke*|wak*|nocturnal"],
            unless: "jog*|km|miles|park|run|running"),
        flag(
            [
                "lost|losing|loss|lose weight",
                "lost|losing|dropped|dropping|shed kg|kilo|kilos|pounds|lbs|stone|5kg",
                "=weight loss",
            ], unless: "want*|goal|plan*|hope|hoping"),
        flag(
            [
                "rash* everywhere|widespread|spread*|whole|entire|body|covered", "rash* all over",
                "=red all over", "head toe|foot|toes red|rash*|skin",
                "spread* hot|skin|redness|infection", "erythroderm*",
                "red|redness skin|body all|everywhere|whole|entire",
                "rash* fade|fades|blanch* glass",
                "purpur*|petechia*|nonblanching", "=stiff neck rash*|fever*",
                "skin peel*|shed*|coming sheets|everywhere|all",
            ], unless: "bread|toast|butter|sunburn*|orange|potato*"),
        flag(
            ["infect*"],
            unless:
                "ear|ears|sinus*|chest|throat|urin*|bladder|uti|tooth|dental|yeast|cold|computer",
            in: .events),
        flag(["infect* skin|eczema|wound*|rash|crack*|sore*|spot*|patch*|looks"]),
        flag([
            "pus", "impetigo", "cellulitis", "erysipelas", "abscess*", "sepsis|septic",
            "herpeticum",
            "crust* yellow|golden|honey|weep*|ooz*",
            "=cold sore|sores spread*|everywhere|all|over|near",
            "coldsore*|herpes spread*|eczema|eye",
            "jaundice*", "eyes|skin turned|turning|gone|going yellow",
        ]),
        flag([
            "stomach|belly|abdom*|tummy|gut|pain severe|unbearable|excruciat*|agony|doubled|worst"
                + " pain|ache|cramp*|agony|doubled|severe"
        ]),
        flag(
            ["blister*"], unless: "heel*|shoe*|boot*|walk*|hik*|run|running|marathon|sunburn|pack*"),
        flag(["sores"], unless: "cold|saddle", in: .events),
        flag(["sore|sores punched|open|painful|spreading"], unless: "throat|muscle*|cold"),
        flag([
            "eye|eyes pain*|hurt*|ache*|aching|sore|bloodshot", "light hurts|sensitive|sensitivity",
            "photophob*", "vision|sight blur*|loss|lost|double|worse",
            "blurred|blurry", "see* blur*",
            "see cant|cannot|couldnt|not properly|clearly",
        ]),
        flag(
            [
                "hospital*", "admitted", "=emergency room|department|ward", "=intensive care",
                "ambulance*", "=a , e", "=a and e", "=the|to|in|an !er", "casualty",
            ],
            unless: "visit*|work*|appointment|shift*|volunteer*|canteen|nurse|job"),
        flag(["mole|moles chang*|bleed*|grow*"]),
        flag(["joint|joints swell*|swol*"]),
    ]

    private static func flag(
        _ patterns: [String], unless: String = "", in place: Place = .everywhere
    ) -> HeardSign {
        HeardSign({ _ in .redFlag }, patterns, unless: unless, in: place)
    }

    static let mind: [HeardSign] = [
        HeardSign(
            { _ in .selfHarm },
            [
                "suicid*", "kill|killing|killed myself", "end|ending my life",
                "want|wish* "
                    + "die|dead",
                "dont|not want live|alive|exist", "selfharm*", "=self harm*",
                "harm*|hurt|hurting|cutting myself",
                "cut|cuts|burn*|scratch* myself purpose|deliberate*",
                "point|reason|sense live|living|life no|cant|cannot|see|any|without", "better dead",
                "=better off without me", "overdos*", "=end|ending it all",
                "=take|taking my own life",
                "=dont|not want to be here|alive|around", "=dont|not want to go on $",
            ],
            unless:
                "running|gym|sport*|football|knee|kitchen|knife|cooking|shaving|ankle|back|gardening",
            isSaidWithNot: true),
        HeardSign(
            { _ in .lowMood },
            [
                "depress*", "hopeless*", "mood low|awful|terrible|dark|bottom", "despair*",
                "worthless*", "=feel|feeling|felt low|down|empty",
                "cry|cried|crying|tears|tearful low|down",
                "pointless|meaningless|bleak everything|life|all|feel*", "cant|cannot cope",
                "=so|very|really !low|down $",
                "=cant|cannot go on $",
                "crying|cry|cried|tearful|tears every|constant*|nonstop|whole|hours",
            ], unless: "humid|pressure|weather|onion*|energy|battery|iron|carbs|sugar|fat|on"),
        HeardSign(
            { _ in .lowMood }, ["joy|pleasure|hope no|nothing|without|lost|any"],
            isSaidWithNot: true),
        HeardSign(
            { _ in .foodFear },
            [
                "=food fear", "fear|fears|fearful food|foods|eat|eating|meal|meals",
                "afraid|scared|frightened|terrified|anxious|anxiety|nervous|panic*|dread* "
                    + "eat|eating|food|foods|meal|meals|bite|bites",
                "worried|worry|guilt* every|each bite|meal|time",
                "skip* meal|meals|breakfast|lunch|dinner worr*|afraid|scared|fear*|anxi*|react*",
                "refus* eat|eating|meals",
                "starv* myself", "binge*|binged|bingeing|binging eat*|food|purg*|again", "purg*",
                "made|make|making myself sick|vomit*|throw*",
                "obsess* food|weight|calori*|eating", "distress* food|diet|eating|meal*",
                "anorexi*|bulimi*|orthorexi*|arfid", "=eating disorder",
            ]),
        HeardSign(
            { _ in .foodFear },
            [
                "=stopped|not|barely|hardly|cant|cannot eat|eating "
                    + "anything|altogether|properly|enough|at|for|much|any",
                "=stopped eating $", "dare|dares|daring eat|eating|swallow",
            ], isSaidWithNot: true),
    ]

    static let interruptions: [HeardSign] = [
        HeardSign(
            { _ in .interruption(.pregnancy) },
            [
                "pregnan*|pregnen*|pregant*|pregnat*|preggo*|preggers|prego",
                "expecting|having baby|child|twins", "=were|we|im|am !expecting $",
            ],
            unless: "negative|lunch|dinner|coffee|shower|food"),
        HeardSign(
            { _ in .interruption(.surgery) },
            [
                "surgery|surgical|operation|operated|anaesthe*|anesthe*", "=an|my|the|had !op",
                "appendectom*|appendicectom*|appendicitis|tonsillectom*|hysterectom*|cholecystectom*",
                "=c section", "caesarean|cesarean|csection",
                "appendix|tonsil*|gallbladder|wisdom|tooth|teeth|mole|cyst removed|removal|out|extract*",
            ],
            unless: "gp|gps|doctor*|dr|dentist*|hours|waiting|reception*|vet|vets"),
        HeardSign(
            { _ in .interruption(.systemicSteroid) },
            [
                "prednis*|methylpredniso*|dexamethas*|deflazacort|medrol", "pred|preds",
                "steroid*|cortison*|corticoster*|hydrocortison*|betamethas* "
                    + "oral|tablet*|pill*|iv|inject*|infusion|systemic|mouth|course|shot|shots|jab|pack|burst|taper",
            ], unless: localForms),
        HeardSign(
            { _ in .interruption(.systemicAntibiotic) },
            [
                "antibioti*|amox*|penicil*|doxycycl*|doxy|zithromax|zpak|azithro*|clarithro*|cefalex*|cefurox*|"
                    + "ciproflox*|flucloxa*|minocyclin*|lymecyclin*|"
                    + "trimethoprim|nitrofurantoin|augmentin|keflex|cipro|bactrim|septrin|tetracyc*|"
                    + "oxytetracyc*|levoflox*|moxiflox*|cephalex*|linezolid",
                "=z pack|pak", onSkinToo + " " + byMouth,
            ], unless: localForms),
        HeardSign(
            { _ in .antibioticOfUnknownWay }, [onSkinToo],
            quiet: localForms + "|" + placesOfSkin + "|" + byMouth),
    ]

    /// Antibiotics that rosacea and acne are usually treated with as a cream or gel. Source: BNF, treatment
    /// summaries of rosacea and acne [M].
    private static let onSkinToo = "metronidazol*|clindamyc*|erythromyc*"

    /// What makes them a treatment of the whole body.
    private static let byMouth =
        "tablet*|tab|tabs|pill|pills|capsule*|caps|mouth|oral*|swallow*|course|iv|drip|inject*|infusion|"
        + "mg|150mg|200mg|250mg|300mg|400mg|450mg|500mg|600mg|250|300|400|500|"
        + "tooth|teeth|dental|dentist*|abscess*|vaginosis|bv|giardia*|pylori|pneumonia|uti|chest"

    /// How a medicine looks that stays where it is put.
    static let localForms =
        "cream*|ointment*|gel|gels|topical*|lotion*|free|drop*|spray*|foam*|mousse|wash|wipe*|pads|solution|"
        + "shampoo*|inhaler*|nasal|benzoyl|enema*|peroxide"

    /// Where a treatment of the skin goes, for medicines that come as one.
    private static let placesOfSkin =
        "skin|face|cheek*|chin|nose|scalp|rub|rubbed|dab*|applied|apply|0.75|percent|thin"

    static func saysLocalForm(_ words: [String]) -> Bool {
        let forms = (localForms + "|" + placesOfSkin).split(separator: "|").map { Stem(String($0)) }
        return words.contains { word in forms.contains { $0.isExactly(word) } }
    }
}
