import ExperimentDiary
import ExperimentText

/// Signs that want a doctor or that pause a trial.
extension HeardSign {
    private static let stool =
        "stool*|poo|poop|faec*|fec*|toilet|diarrh*|motion*|bowel*|loo|rectal|rectum|bottom|"
        + "wip*|bum|backside|passage|anus|mucus|slime|bowl|poos|pooed|pooing|crap"

    static let redFlags: [HeardSign] = [
        flag(["=red flag*"]),
        flag(["fever*|febrile"], unless: "hay|cabin|feverfew|tree|pitch|football|saturday"),
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
                "pressure|test*|sugar|draw*|drawn|donat*|work|count|type|thinner*|result*|"
                + "glucose|nose*|gum|gums", in: .events),
        flag(["bleed*"], unless: "nose*|gum|gums|scratch*|crack*|shav*", in: .events),
        flag(["anaemi*|anemi*", "haemoglobin|hemoglobin|ferritin|iron low|deficien*|dropped"]),
        flag(
            [
                "diarr*|diahr*|diare*|diah*|diorr*|dihor*|runs|squits|trots|loose|watery|"
                    + "liquid|poo night*|woke*|wak*|nocturnal|overnight|1am|2am|3am|4am|5am",
                "toilet|loo night all|half|times|four|three|five|running",
            ],
            unless: "jog*|km|miles|park|run|running"),
        flag(["toilet|loo run|ran|rush*|dash*|water|liquid 1am|2am|3am|4am|5am|night"]),
        flag(
            [
                "lost|losing|loss|lose weight",
                "lost|losing|dropped|dropping|shed|down kg|kilo|kilos|pounds|lbs|stone|*kg|"
                    + "*lbs|*lb",
                "weight plummet*|nosediv*|crashed",
                "weight drop*|fall*|fell|melt*|plummet*|pour* off|fast|quickly|rapidly|trying|"
                    + "without",
                "=weight loss", "dress|belt dropped|down|notch* sizes|size|two|three|notch*",
                "trousers|jeans|clothes|skirt|rings fall*|hang*|drop* off",
            ], unless: "want*|goal|plan*|hope|hoping|baby|luggage|suitcase"),
        flag(
            [
                "rash* everywhere|widespread|spread*|whole|entire|body|covered", "rash* all over",
                "=red all over", "head|top toe|foot|toes|bottom red|rash*|skin",
                "spread* hot|skin|redness|infection", "erythroderm*",
                "red|redness skin|body all|everywhere|whole|entire",
                "rash* fade|fades|blanch* glass",
                "purpur*|petechia*|nonblanching", "=stiff neck rash*|fever*",
                "skin peel*|shed*|coming sheets|everywhere|all",
            ], unless: "bread|toast|butter|sunburn*|orange|potato*"),
        flag(
            ["infect*"],
            unless:
                "ear|ears|sinus*|chest|throat|urin*|kidney|water|strep|foot|bladder|uti|tooth|"
                + "dental|yeast|cold|computer",
            in: .events),
        flag([
            "infect* skin|eczema|wound*|rash|crack*|sore*|spot*|patch*|looks|elbow*|knee*|"
                + "hand*|face|cheek*",
            "streak* red",
            "skin|patch*|eczema|rash hot|spread* swol*|red|spread* hot|fast|angry|tender",
            "weep*|ooz* yellow|smell*|stink*|green|pus|crust*",
            "smelly|stinks skin|patch*|eczema|wound*",
        ]),
        flag([
            "pus", "impetigo", "cellulitis", "erysipelas", "sepsis|septic",
            "herpeticum",
            "crust* yellow|golden|honey|weep*|ooz*",
            "=cold sore|sores spread*|everywhere|all|over|near",
            "coldsore*|herpes spread*|eczema|eye",
            "jaundice*", "eyes|skin turned|turning|gone|going yellow",
        ]),
        flag(["abscess*"], unless: "tooth|teeth|dental|gum|gums|dentist*"),
        flag([
            "stomach|belly|abdom*|tummy|gut|pain severe|unbearable|excruciat*|agony|doubled|"
                + "worst pain|ache|cramp*|agony|doubled|severe"
        ]),
        flag(
            [
                "blisters|blistered|blistering",
                "blister* all|over|body|face|mouth|covered|spread*|new|big",
            ],
            unless:
                "heel*|shoe*|boot*|sandal*|walk*|hik*|run|running|marathon|sunburn|pack*|feet|"
                + "foot|toe|toes|fork|spade|rake|garden*|row*|oar*"),
        flag(["blister"], in: .events),
        flag(["sores"], unless: "cold|saddle", in: .events),
        flag(["sore|sores punched|open|painful|spreading"], unless: "throat|muscle*|cold"),
        flag([
            "eye|eyes pain*|hurt*|ache*|aching|sore|bloodshot|throb*|agony|stabbing",
            "light hurts|sensitive|sensitivity|unbearable|painful eye|eyes",
            "light hurts|sensitive|sensitivity",
            "photophob*",
            "vision|sight|eyesight blur*|loss|lost|double|worse|fuzzy|hazy|cloudy|foggy|misty|"
                + "gone|going|dim",
            "blurred|blurry", "see* blur*",
            "see cant|cannot|couldnt|not properly|clearly",
        ]),
        flag(
            [
                "hospital*", "admitted", "=kept in|me in|overnight|for",
                "overnight ward|observation", "=on a drip", "=emergency room|department|ward",
                "=intensive care",
                "ambulance*", "=a , e", "=a and e", "=the|to|in|an !er", "casualty",
            ],
            unless:
                "visit*|work*|appointment*|shift*|volunteer*|canteen|nurse|job|style|food|"
                + "grade|past|outpatient*|pharmacy|letter|podcast|drama|radio|"
                + "charity|" + traffic),
        flag([
            "mole|moles chang*|bleed*|bled|grow*|grew|bigger|darker|larger|shape|colour|color|"
                + "different|itch*|crust*|black|ragged|uneven|raised"
        ]),
        flag(["joint|joints swell*|swol*"]),
        flag(
            [
                "hypo|hypos|hypoglyc*", "=low blood sugar", "ketoacidosis|dka",
                "ketones high|raised|moderate",
            ], unless: "article|podcast|book|documentary"),
        flag(
            [
                "=yellow eyes|skin|whites", "=eyes|skin went|gone|turned|are|is|looks|look yellow",
                "dark|brown|cola urine|wee|pee yellow|tired|sick|eyes|pale",
            ],
            unless: "turmeric|curry|beetroot|crust*|ooz*|discharge|bruise*|carrot*|pepper|peppers|"
                + "banana*|lemon*|potato*"),
        flag(["palpitation*"], in: .events),
        flag(
            [
                "bowel|gut|intestin* block*|obstruct*|twisted",
                "impacted bowel|stool|poo|faec*|fec*",
            ],
            unless: "app|website|road"),
        flag(["mouth|lips|genital* ulcer*|blister*|sores peel*|rash|fever*"]),
        flag(["withdrawal shak*|sweat*|alcohol|tremor*|symptom*", "=the shakes", "hallucinat*"]),
    ]

    private static func flag(
        _ patterns: [String], unless: String = "", in place: Place = .everywhere
    ) -> HeardSign {
        HeardSign({ _ in .redFlag }, patterns, unless: unless, in: place)
    }

    static let interruptions: [HeardSign] = [
        HeardSign(
            { _ in .interruption(.pregnancy) },
            [
                "pregnan*|pregnen*|pregant*|pregnat*|preggo*|preggers|prego",
                "expecting|having baby|child|twins|second|third|first|another|arrival",
                "=expecting our|a baby|child|second|third|first|another",
                "=were|we|im|am !expecting $", "=two|double|second pink|blue line|lines",
                "=two lines",
                "baby due|on way|scan|january|february|march|april|may|june|july|august|"
                    + "september|october|november|december",
                "duff", "=bun in the oven", "scan week|weeks 12|20|twelve|twenty|dating",
                "trimester", "weeks gone", "=positive|pregnancy !test positive", "=positive !test",
                "midwife*", "conceived", "miscarri*",
            ],
            unless: "negative|lunch|dinner|coffee|shower|food|parcel|covid|lateral|flu|strep|"
                + "allergy|prick|coeliac|celiac|blood|kale|spinach|corn|tomato*|shirt|sewing|"
                + "maths|code"),
        HeardSign(
            { _ in .interruption(.surgery) },
            [
                "surgery|surgical|operation|operated|surgeon*|anaesthe*|anesthe*|keyhole|"
                    + "transplant*|postop|*ectomy|*plasty|laparoscop*|arthroscop*",
                "=an|my|the|had|post|hernia|hip|knee|back|eye|bowel|heart|foot|hand|nose|ankle|"
                    + "shoulder !op",
                "op booked|yesterday|tomorrow|date|well|recover*|surgeon|before",
                "hip|knee|shoulder|joint|valve replac*|repair*", "hernia repair*|fixed|done|mended",
                "under knife|ga|anaesthetic|anesthetic",
                "appendectom*|appendicectom*|appendicitis|tonsillectom*|hysterectom*|"
                    + "cholecystectom*",
                "=c section", "caesarean|cesarean|csection",
                "appendix|tonsil*|gallbladder|bladder|wisdom|tooth|teeth|mole|cyst|womb|uterus|"
                    + "ovary|ovaries|thyroid|adenoids|spleen|kidney|lump removed|removal|out|"
                    + "extract*",
            ],
            unless: "gp|gps|doctor*|dr|hours|waiting|reception*|vet|vets|burst"),
        HeardSign(
            { _ in .interruption(.systemicSteroid) },
            [
                "prednis*|methylpredniso*|dexamethas*|deflazacort|medrol", "pred|preds|predisol*",
                "kenalog|triamcinolon*|depo|solumedrol inject*|shot|jab|iv|medro*",
                "steroid*|cortison*|corticoster*|hydrocortison*|betamethas* im|oral|tablet*|"
                    + "pill*|iv|inject*|infusion|systemic|mouth|course|shot|shots|jab|pack|"
                    + "burst|taper",
            ], unless: localForms),
        HeardSign(
            { _ in .interruption(.systemicAntibiotic) },
            [
                "antibioti*|antibotic*|abx|*cillin|*illin|*cyclin|*cycline|*floxacin|cef*|"
                    + "ceph*|coamox*|macrobid|vancomyc*|gentam*|amox*|penicil*|doxycycl*|doxy|"
                    + "zithromax|zpak|azithro*|clarithro*|cefalex*|cefurox*|ciproflox*|"
                    + "fluclox*|minocyclin*|lymecyclin*|trimethoprim|nitrofurantoin|augmentin|"
                    + "keflex|cipro|bactrim|septrin|tetracyc*|oxytetracyc*|levoflox*|moxiflox*|"
                    + "cephalex*|linezolid",
                "=z pack|pak", "=anti biotic*", onSkinToo + " " + byMouth,
            ], unless: localForms),
        HeardSign(
            { _ in .interruption(.newMedicine) },
            Medicine.table.filter { !$0.questions.isEmpty && !$0.names.isEmpty }.map {
                "start|started|starting|began|begun|begin|prescribed|new|switched !" + $0.names
            },
            unless: localForms
                + "|question*|article|read|reading|asked|mentioned|considering|vitamin|"
                + "pen|needle*|bottle|box|pharmacy"),
        HeardSign(
            { _ in .antibioticOfUnknownWay }, [onSkinToo],
            quiet: localForms + "|" + placesOfSkin + "|" + byMouth),
    ]

    /// Antibiotics that rosacea and acne are usually treated with as a cream or gel. Source: BNF, treatment
    /// summaries of rosacea and acne [M].
    private static let onSkinToo = "metronidazol*|clindamyc*|erythromyc*"

    /// What makes them a treatment of the whole body.
    private static let byMouth =
        "tablet*|tab|tabs|pill|pills|capsule*|caps|mouth|oral*|swallow*|course|iv|drip|inject*|"
        + "infusion|mg|150mg|200mg|250mg|300mg|400mg|450mg|500mg|600mg|250|300|400|500|"
        + "tooth|teeth|dental|dentist*|abscess*|vaginosis|bv|giardia*|pylori|pneumonia|uti|"
        + "chest"

    /// How a medicine looks that stays where it is put.
    static let localForms =
        "cream*|ointment*|gel|gels|topical*|lotion*|free|drop*|spray*|foam*|mousse|wash|wipe*|"
        + "pads|solution|shampoo*|inhaler*|nasal|benzoyl|enema*|peroxide"

    /// Where a treatment of the skin goes, for medicines that come as one.
    private static let placesOfSkin =
        "skin|face|cheek*|chin|nose|scalp|rub|rubbed|dab*|applied|apply|0.75|percent|thin"

    static func saysLocalForm(_ words: [String]) -> Bool {
        let forms = (localForms + "|" + placesOfSkin).split(separator: "|").map { Stem(String($0)) }
        return words.contains { word in forms.contains { $0.isExactly(word) } }
    }
}
