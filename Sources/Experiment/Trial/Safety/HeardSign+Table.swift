import ExperimentDiary
import ExperimentText

extension HeardSign {
    /// Everything that is heard. Rather too much than too little where breathing, throat, collapse or
    /// adrenaline are named.
    static let all: [HeardSign] = emergencies + reactions + redFlags + mind + interruptions

    private static let quietBreath =
        "fine|ok|okay|normal*|good|well|easy|easily|easier|better|calm*|deep*|exercis*|meditat*|"
        + "technique*|work|practi*|app|bad|smell*|fresh|mint*|slow*|relax*|yoga|mindful*|breathtak*|"
        + "breathwork*|breathab*|breathaly*|held|hold*"

    /// What sits on the skin of chest and neck.
    private static let onSkin =
        "rash*|spot*|pimple*|acne|red*|pink*|skin|patch*|eczema|dry|flak*|flush*|itch*|blotch*|bump*|"
        + "sunburn*|hair|muscle*|pimpl*|lesion*|papul*|cream"

    /// Pens with other medicines in them.
    private static let otherPens =
        "dupixent|dupilumab|insulin|ozempic|wegovy|methotrexate|humira|adalimumab|ink|writ*|"
        + "draw*|paint*|paper|red"

    private static let emergencies: [HeardSign] = [
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "breath*|breathing "
                    + "trouble|hard*|difficult*|short*|cant|cannot|couldnt|struggl*|tight*",
                "breath*|breathing not|out|gasp*|lost|catch|heavy|problem*|stop*|barely",
                "=no breath",
                "breath*|breathing weird|strange|funny|noisy|fast|weak|shallow|rattl*",
                "breathless*", "suffocat*", "gasp*", "choke|choking|choked", "stridor", "dyspn*",
                "asthma attack|flar*|worse*|bad|badly|trigger*|severe|kicked|played|set",
                "lip|lips|mouth|fingers|fingertips|nails|face blue",
                "=turned|turning|went|goes|going|gone !blue", "cyanos*|cyanotic",
            ], unless: "breathtak*"),
        HeardSign({ _ in .emergency(.breathingTrouble) }, ["breath*"], quiet: quietBreath),
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "air cant|cannot|couldnt|no|not|enough|gasp*|gulp*|need*|fighting|fought|hunger|"
                    + "starved|barely"
            ],
            unless: "condition*|con|fryer|fresh|plane|port|line|lines|miles|bnb|travel|outside|dry",
            isSaidWithNot: true),
        HeardSign({ _ in .emergency(.breathingTrouble) }, ["sob"], in: .events),
        HeardSign(
            { _ in .emergency(.breathingTrouble) }, ["breath*|lung|lungs"],
            quiet: "fine|ok|okay|normal*|good|well|easy|easily|easier|better|bad|smell*",
            in: .reactions),
        HeardSign(
            { _ in .emergency(.breathingTrouble) }, ["chest"],
            unless: onSkin, quiet: "fine|ok|okay|normal*|clear", in: .reactions),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                "throat|tongue|airway*|windpipe|palate|voice|uvula",
                "cough* tight*|bark*|after|eating|fit|stop*",
            ],
            unless: "cold|flu|sore|tonsil*|strep*|virus|spicy|chilli|chili|curry|" + onSkin,
            quiet: "fine|ok|okay|normal*|clear", in: .reactions),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "fell|fall|fallen|falling over|down|floor",
                "weak|weakness sudden*|all|whole|legs|very",
                "sweat|sweats|sweating cold", "=like|about|going to|i !die|dying",
                "=like|was|am !dying", "=was|went !out for",
                "=turned|went|gone|going|looked|i !grey|gray|white|ashen",
                "skin|face|lips grey|gray|ashen",
            ], unless: "asleep|bike|patch*|bread|rice|wine", in: .reactions),
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "lung|lungs tight*|clos*|heavy|full|empty|squeez*|fill|hurt*|pain*|burn*",
                "panting|pant|panted|puffing|winded|hyperventilat*", "=out of puff",
                "speak|talk|sentence|sentences cant|cannot|couldnt|unable|hard*|struggl*|barely",
                "=could|can not !speak|talk", "puffed talking|sitting|walking|lying|resting",
                "=short of !air",
                "inhaler|puffer|ventolin|salbutamol|albuterol|reliever|nebuli* "
                    + "needed|need|needing|had|puff|puffs|took|help*|using|used|use",
            ],
            unless:
                "new|refill*|prescription|order*|bought|daily|usual|preventer|gym|run|running|ran|bike|"
                + "hill|hills|stairs|exercise|workout|training|cold|loud|noise|meeting|phone"),
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "chest tight*|heavy|heaviness|pressure|squeez*|pain*|constrict*|hurt*|ache*|aching|"
                    + "crush*|sitting|elephant|weight|closing|closed|band|belt|vice|vise|strap|rope|full",
                "airway* trouble",
            ], unless: "gym|bench|weights|press|workout"),
        HeardSign(
            { _ in .emergency(.wheeze) },
            ["wheez*|weez*|weaz*|wheas*|wheaz*|whees*|whez*", "whistl* chest|lungs|breath*"],
            unless: "weasel*"),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                "throat|tongue|airway*|windpipe|larynx|voicebox|uvula "
                    + "swell*|swol*|swelled|tight*|clos*|itch*|thick*|lump|puff*|tingl*|numb*|constrict*|"
                    + "narrow*|big|bigger|shut|prickl*|fat|huge|enlarg*|stuck|block*|swallow*|shrink*|"
                    + "shrunk|small*|large*|full|spasm*|obstruct*|heavy|squeez*",
                "hoarse*",
                "voice croak*|gone|funny|strange|chang*|lost|squeak*|rasp*|husk*|gravel*|weak|whisper*",
                "husky|croaky|raspy|slurr*",
                "swallow* "
                    + "cant|cannot|couldnt|trouble|hard*|difficult*|problem*|unable|struggl*|not|"
                    + "barely|hardly|saliva|spit",
                "anaphyla*|anafyla*|anafila*|anaphilac*", "allergic|allergy shock",
            ]),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                "throat|tongue scratch*|burn*|weird|funny|strange|odd|sting*|raw",
                "=throat|tongue $",
            ],
            unless: "cold|flu|sore|tonsil*|strep*|virus|spicy|chilli|chili|curry", in: .events),
        HeardSign({ _ in .emergency(.airwaySwelling) }, ["drool*"], in: .events),
        HeardSign(
            { _ in .emergency(.airwaySwelling) }, ["swallow* able longer|not|less|barely|hardly"],
            isSaidWithNot: true),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                "epipen*|autoinject*|injector|jext|emerade|anapen|neffy|auviq|pen|pens "
                    + "stab*|jab*|thigh|emergency|allergy|both|give|gave|given|inject*|had",
                "epipen*|autoinject*|injector|jext|emerade|anapen|neffy|auviq use|used|using|needed",
                "=epi !pen|pens use|used|using|needed", "=epi shot|jab|injection",
                "epi shot|jab|dose|gave|given|injected",
            ], unless: otherPens + "|in|case"),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                "=epi pen*", "epipen*", "autoinject*", "autoinjekt*", "=auto injector*",
                "jext|emerade|anapen|neffy|symjepi|adrenaclick|auviq|fastjekt", "=auvi q",
                "pens used|both|two",
            ], unless: otherPens,
            quiet:
                "prescri*|renew*|expir*|carry|carried|carrying|order*|pharmacy|pharmacist|chemist|"
                + "refill*|replac*|trainer|train*|pack|packed|bag|buy|bought|spare|new|practi*|picked"
        ),
        HeardSign(
            { _ in .emergency(.airwaySwelling) }, ["adrenalin*", "epinephrin*|epinef*|epineph*"],
            unless: "rush|junkie"),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "fainted|fainting|faintness|faints", "syncope|presyncope",
                "=felt|feel|feels|feeling|went|almost|nearly|so|very|quite|really|bit|little !faint",
            ]),
        HeardSign(
            { _ in .emergency(.faintness) }, ["faint"],
            unless: "rash|red*|pink*|line*|mark*|spot*|smell*|patch*"),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "=passed|passing|pass out", "=blacked|black|blacking out",
                "=greyed|grayed|blanked|zonked out", "=out cold",
                "=light headed*|headedness", "lightheaded*", "unconscious*", "unresponsive*",
                "consciousness lost|lose|losing|loss", "woozy", "doom feel*|felt|sense|impending",
                "seizure*|convuls*", "anaphylactoid",
                "vision|sight grey|gray|black|dark|dim|dimmed|tunnel*", "=saw|seeing|seen !stars",
                "=everything went|goes|turned !grey|gray|black|dark",
                "pale|clammy|ashen clammy|sweat*|sweaty|faint*|collaps*|ashen",
                "floppy|limp pale|grey|gray|child|body|after",
                "keeled", "slid|slumped|sank off|floor|ground|down|chair",
                "held|hold|propped me|up be",
                "bp|pressure low|dropped|drop|fell|crashed|plummeted",
                "floor|ground|deck woke|found|hit|came|lay|lying|slumped|dropped",
                "=came|come !round|around|to on", "=went|go|going !down like",
                "spinning|spun|spins room|head|everything|world", "stagger*|swooned",
            ], unless: "barometric|air|tyre|tire|water|atmospheric|medicine*|tablet*|pill*"),
        HeardSign(
            { _ in .emergency(.faintness) }, ["blackout*"],
            unless: "curtain*|blind|blinds|power|electric*"),
        HeardSign(
            { _ in .emergency(.faintness) }, ["collaps*"],
            unless: "market|economy|company|business|deal|souffle"),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "called|call|calling|rang|ring|phoned|dialled|dialed 999|911|112|ambulance|emergency",
                "paramedic*", "ambulance taken|took|came|arrived|away",
                "999|911|112 blue|ambulance|lights|dial|dialling", "=blue !lights|lighted",
                "=emergency services|number", "resus",
            ],
            unless: "neighbour*|neighbor*|stranger*|someone|somebody|passenger*|colleague*"),
        HeardSign({ _ in .emergency(.faintness) }, ["dizz*|giddy"], in: .events),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "dizz*|giddy lie|sit|lay|sat|came|went|grey|gray|pale|faint*|spell|sweat*|clammy|after"
            ],
            unless: "ride|rollercoaster|carousel|dance|dancing|yoga|spin|spinning"),
        HeardSign(
            { _ in .emergency(.faintness) },
            ["floppy|limp|lifeless", "wake|rouse hard|difficult|couldnt|cannot|cant|unable"],
            unless: "hat|ears|knee|ankle|leg|foot|hip|hair|salad|lettuce|biscuit*", in: .events),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "legs|knees gave|give|buckled|giving|jelly|under|crumpled",
                "=couldnt|cannot|cant|not stand up",
            ],
            unless: "hike|hiking|run|running|squat*|ski|skiing|gym|table|desk",
            isSaidWithNot: true),
    ]

    private static let face =
        "lip|lips|face|facial|eye|eyes|eyelid*|mouth|cheek*|forehead|hands|ears|ear"

    /// What swells for other reasons.
    private static let joints =
        "knee*|ankle*|foot|feet|leg|legs|joint*|gland*|node*|tummy|belly|stomach|abdom*|"
        + "tonsil*|bite*|gum|gums|pastry|puffs"

    /// What comes up with blood in it is no reaction to a food.
    private static let bloody = "blood*|coffee|grounds"

    private static let reactions: [HeardSign] = [
        HeardSign(
            { .reaction(.hives, hoursAfterChallenge: $0) },
            [
                "hive|hives|urticaria*|welt|welts|wheal*|weal|weals|nettlerash",
                "=nettle|nettles rash|like|sting|stings|bumps", "hivs|hieves",
            ], unless: "bee|bees|beekeep*"),
        HeardSign(
            { .reaction(.hives, hoursAfterChallenge: $0) },
            ["bump|bumps|blotch*|lumps itch*|raised|red|nettle*"], in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) }, ["swell*|swol*|puff*|puffiness"],
            unless: joints,
            in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) }, [face + " swell*|swol*|puff*"]),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            ["lip|lips|face|eyelid*|cheek*|eyes fat|fatter|big|bigger|huge|inflat*|botox|enlarg*"],
            in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            ["=swelling after", "=swollen after"], unless: joints, in: .remarks),
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
            ], unless: bloody),
        HeardSign(
            { .reaction(.vomiting, hoursAfterChallenge: $0) },
            ["=was|been|got|getting !sick"],
            unless: "of|leave|note|day|tired|cold|flu|" + bloody, in: .events),
        HeardSign(
            { .reaction(.vomiting, hoursAfterChallenge: $0) },
            [
                "sicked|sicking", "=sick up", "spew*", "chunder*",
                "chucked|chucking|heaved|heaving|hurled|hurling up", "regurgitat*",
                "up brought|bringing it|all|everything|food|milk",
                "keep|kept|keeping down nothing|cant|cannot|couldnt|anything",
            ], unless: bloody, in: .events),
    ]
}
