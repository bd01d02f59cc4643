import ExperimentDiary
import ExperimentText

extension HeardSign {
    /// Everything that is heard. Rather too much than too little where breathing, throat, collapse or
    /// adrenaline are named.
    static let all: [HeardSign] = emergencies + reactions + redFlags + mind + interruptions

    private static let quietBreath =
        "fine|ok|okay|normal*|good|well|easy|easily|easier|better|calm*|deep*|exercis*|meditat*|"
        + "technique*|work|practi*|app|bad|smell*|fresh|mint*|slow*|relax*|yoga|mindful*|breathtak*|"
        + "breathab*|breathaly*|held|hold*"

    private static let emergencies: [HeardSign] = [
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "breath*|breathing "
                    + "trouble|hard*|difficult*|short*|cant|cannot|couldnt|struggl*|tight*",
                "breath*|breathing not|out|gasp*|lost|catch|heavy|problem*|stop*|barely",
                "=no breath",
                "breathless*", "suffocat*", "gasp*", "choke|choking|choked", "stridor", "dyspn*",
                "cant|cannot|couldnt air", "asthma attack", "lip|lips|fingers|face blue",
            ], unless: "breathtak*"),
        HeardSign({ _ in .emergency(.breathingTrouble) }, ["breath*"], unless: quietBreath),
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "chest tight*|heavy|pressure|squeez*|pain*|constrict*", "airway* trouble",
            ]),
        HeardSign({ _ in .emergency(.wheeze) }, ["wheez*"]),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                "throat|tongue|airway*|windpipe|larynx|voicebox|uvula "
                    + "swell*|swol*|swelled|tight*|clos*|itch*|thick*|lump|puff*|tingl*|numb*|constrict*|"
                    + "narrow*|big|bigger|shut|prickl*",
                "hoarse*", "voice croak*|gone|funny|strange|chang*|lost|squeak*|rasp*",
                "swallow* "
                    + "cant|cannot|couldnt|trouble|hard*|difficult*|problem*|unable|struggl*|not",
                "anaphyla*|anafyla*|anafila*|anaphilac*", "allergic|allergy shock",
            ]),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                "=epi pen*", "epipen*", "adrenalin*", "epinephrin*", "autoinjector*",
                "=auto injector*", "jext|emerade|anapen|neffy|symjepi|adrenaclick|auviq", "=auvi q",

            ], unless: "rush|junkie|sport*|training|practice"),
        HeardSign(
            { _ in .emergency(.faintness) },
            ["fainted|fainting|faintness|faints", "faint"],
            unless: "rash|red*|pink*|line*|mark*|spot*|smell*|patch*"),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "=passed|passing|pass out", "=blacked|black|blacking out", "blackout*", "collaps*",
                "=light headed*|headedness", "lightheaded*", "unconscious*",
                "consciousness lost|lose|losing|loss", "woozy",
                "floppy|limp pale|grey|gray|child|body|after",
                "=keeled over", "=bp dropped|fell|crashed|plummeted",
                "=blood pressure dropped|fell|crashed|plummeted",
            ]),
        HeardSign(
            { _ in .emergency(.faintness) },
            ["called|rang|phoned|dialled|dialed 999|911|112|ambulance", "paramedic*"],
            unless: "friend*|neighbour*|neighbor*|work*|colleague*|mum|mom|dad|stranger*"),
        HeardSign({ _ in .emergency(.faintness) }, ["dizz*"], in: .events),
    ]

    private static let face =
        "lip|lips|face|facial|eye|eyes|eyelid*|mouth|cheek*|forehead|hands|ears|ear"

    private static let reactions: [HeardSign] = [
        HeardSign(
            { .reaction(.hives, hoursAfterChallenge: $0) },
            [
                "hive|hives|urticaria*|welt|welts|wheal*|weal|weals|nettlerash",
                "=nettle|nettles rash",
            ], unless: "bee|bees|honey"),
        HeardSign(
            { .reaction(.hives, hoursAfterChallenge: $0) },
            ["bump|bumps|blotch*|lumps itch*|raised|red"], in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) }, ["swell*|swol*|puff*|puffiness"],
            unless:
                "knee*|ankle*|foot|feet|leg|legs|joint*|gland*|node*|tummy|belly|stomach|abdom*|"
                + "tonsil*|bite*|gum|gums|pastry|puffs",
            in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            [face + " swell*|swol*|puff*", "=swelling after", "=swollen after"], in: .remarks),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            ["=lip|lips|face|eye|eyes|eyelid*|cheek|cheeks blew|blown|balloon*|ballon*"]),
        // An itching mouth after a food is how many sudden reactions begin.
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            ["mouth|lip|lips|palate|gums itch*|tingl*|numb*"],
            unless: "dentist*|filling|balm|lipstick|cold|sore", in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            ["angioedema*|angiooedema*|quincke*", "=angio edema|oedema"]),
        HeardSign(
            { .reaction(.vomiting, hoursAfterChallenge: $0) },
            [
                "vomit*|puke*|puking|emesis|barf*|retch*", "=threw|throw|throwing|thrown up",
                "=being sick", "=been|was sick again|after|twice|times|three|several", "=upchuck*",
                "=brought|bringing everything|lunch|dinner|breakfast up",
            ]),
    ]

    private static let stool =
        "stool*|poo|poop|faec*|fec*|toilet|diarrh*|motion*|bowel*|loo|rectal|rectum|bottom|wip*"

    private static let redFlags: [HeardSign] = [
        flag(["=red flag*"]),
        flag(["fever*|febrile"], unless: "hay|cabin|feverfew"),
        flag(
            ["temperature|temp high|38*|39*|40*|41*|raised|running|100*|101*|102*|103*|104*"],
            unless: "outside|outdoors|weather|oven|water|room|summer|wash*|shower|sun"),
        flag(["blood*|bleed* " + stool, "black|tarry stool*|poo|poop|motion*", "melaena|melena"]),
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
            ], unless: "bread|toast|butter"),
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
        ]),
        flag(
            ["blister*"], unless: "heel*|shoe*|boot*|walk*|hik*|run|running|marathon|sunburn|pack*"),
        flag(["sores"], unless: "cold|saddle", in: .events),
        flag(["sore|sores punched|open|painful|spreading"], unless: "throat|muscle*|cold"),
        flag([
            "eye|eyes pain*|hurt*|ache*|aching|sore|bloodshot", "light hurts|sensitive|sensitivity",
            "photophob*", "vision|sight blur*|loss|lost|double|worse",
            "blurred|blurry", "see* blur*",
        ]),
        flag(
            [
                "hospital*", "admitted", "=emergency room|department", "=intensive care",
                "ambulance*",
            ],
            unless: "visit*|work*|friend*|aunt|uncle|colleague*|grand*|appointment"),
        flag(["mole|moles chang*|bleed*|grow*"]),
        flag(["joint|joints swell*|swol*"]),
    ]

    private static func flag(
        _ patterns: [String], unless: String = "", in place: Place = .everywhere
    ) -> HeardSign {
        HeardSign({ _ in .redFlag }, patterns, unless: unless, in: place)
    }

    private static let mind: [HeardSign] = [
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
                "=dont|not want to be here|alive|around",
            ],
            unless:
                "running|gym|sport*|football|knee|kitchen|knife|cooking|shaving|ankle|back|gardening",
            isSaidWithNot: true),
        HeardSign(
            { _ in .lowMood },
            [
                "depress*", "hopeless*", "mood low|awful|terrible|dark|bottom", "despair*",
                "worthless*", "=feel|feeling|felt low|down|empty", "cant|cannot cope|go",
            ], unless: "humid|pressure|weather"),
        HeardSign(
            { _ in .foodFear },
            [
                "=food fear", "fear|fears|fearful food|foods|eat|eating|meal|meals",
                "afraid|scared|frightened|terrified|anxious|anxiety|panic* "
                    + "eat|eating|food|foods|meal|meals",
                "starv* myself", "binge*|binged|bingeing|binging eat*|food|purg*|again", "purg*",
                "made|make|making myself sick|vomit*|throw*",
                "obsess* food|weight|calori*|eating", "distress* food|diet|eating|meal*",
                "anorexi*|bulimi*|orthorexi*|arfid", "=eating disorder",
            ]),
        HeardSign(
            { _ in .foodFear },
            [
                "=stopped|not|barely|hardly|cant|cannot eat|eating "
                    + "anything|altogether|properly|enough|at|for|much|any"
            ], isSaidWithNot: true),
    ]

    private static let interruptions: [HeardSign] = [
        HeardSign(
            { _ in .interruption(.pregnancy) },
            ["pregnan*", "expecting baby|child|twins"],
            unless: "negative|friend*|sister*|wife|cat|dog"),
        HeardSign(
            { _ in .interruption(.surgery) },
            ["surgery|surgical|operation|operated|anaesthe*|anesthe*"],
            unless: "gp|gps|doctor*|dr|dentist*|hours"),
        HeardSign(
            { _ in .interruption(.systemicSteroid) },
            [
                "prednis*|methylpredniso*|dexamethas*|deflazacort|medrol", "pred|preds",
                "steroid*|cortison*|corticoster*|hydrocortison* "
                    + "oral|tablet*|pill*|iv|inject*|infusion|systemic|mouth|course|shot",
            ], unless: "cream*|ointment*|drop*|lotion*|topical*|gel|spray"),
        HeardSign(
            { _ in .interruption(.systemicAntibiotic) },
            [
                "antibiotic*|amoxi*|penicil*|doxycycl*|azithro*|clarithro*|erythromyc*|cefalex*|cefurox*|"
                    + "ciproflox*|flucloxa*|metronidazol*|minocyclin*|lymecyclin*|clindamyc*|"
                    + "trimethoprim|nitrofurantoin|augmentin"
            ], unless: "cream*|ointment*|gel|topical*|lotion*|free|drop*"),
    ]
}
