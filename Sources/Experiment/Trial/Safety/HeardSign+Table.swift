import ExperimentDiary
import ExperimentText

extension HeardSign {
    /// Everything that is heard. Rather too much than too little where breathing, throat, collapse or
    /// adrenaline are named.
    static let all: [HeardSign] =
        emergencies + reactions + redFlags + mind + eating + interruptions

    private static let fine = "fine|ok|okay|normal*|clear|good|alright|calm"

    private static let quietBreath =
        fine + "|well|easy|easily|easier|better|calm*|deep*|exercis*|meditat*|technique*|work|"
        + "practi*|app|bad|smell*|fresh|mint*|slow*|relax*|yoga|mindful*|breathtak*|relief|"
        + "sigh*|breathwork*|breathab*|breathaly*|held|hold*|nose|snor*|congest*|stuffy"

    /// What sits on the skin of chest and neck.
    private static let onSkin =
        "rash*|spot*|pimple*|acne|red*|pink*|skin|patch*|eczema|dry|flak*|flush*|itch*|blotch*|"
        + "bump*|sunburn*|hair|muscle*|pimpl*|lesion*|papul*|cream|blister*|sore|sores|scab*"

    /// Hives on the chest are on the skin too, whatever else is on the list: "on my neck and chest".
    static let hives =
        "hive|hives|hivs|hieves|hyves|hivez|hifes|hivves|hived|urticaria*|welt|welts|wheal*|"
        + "weal|weals|nettlerash"

    /// What makes a chest more than a place of the skin.
    private static let feeling =
        "feel*|felt|funny|weird|strange|odd|wrong|uncomfortable|rattl*|flutter*|pound*|thump*|"
        + "congest*|discomfort|burn*|bad|went|gone|something"

    /// Pens with other medicines in them.
    private static let otherPens =
        "dupixent|dupilumab|insulin|ozempic|wegovy|mounjaro|methotrexate|humira|adalimumab|ink|"
        + "writ*|draw*|paint*|paper|red"

    private static let pens =
        "epipen*|epi|autoinject*|injector|jext|emerade|anapen|neffy|auviq|symjepi|adrenaclick|"
        + "fastjekt"

    private static let throat = "throat*|throught|throte*|thoat|troat|thraot|throut|gullet"
    private static let tongue = "tongue*|tung|tonge|toung"
    private static let breath = "breat*|breth*|breeth*"

    private static let unable = "cant|cannot|couldnt|unable|hard*|difficult*|struggl*|barely|hardly"

    private static let tight =
        "tight*|heavy|heaviness|pressure|squeez*|squash*|pain*|constrict*|crush*|clos*|band|"
        + "belt|collar|noose|vice|vise|strap|rope"

    /// What is put down the throat.
    private static let purging = "finger|fingers|toothbrush"

    static let exertion =
        "gym|run|running|ran|jog|jogging|jogged|sprint*|bike|cycling|cycled|swim|swimming|swam|"
        + "hike|hiking|football|tennis|squash|spin|treadmill|5k|10k|marathon|race|dancing|"
        + "hill|hills|workout|training|rowing|exercise|exercising|zumba|hiit"

    private static let spicy = "cold|flu|sore|tonsil*|strep*|virus|spicy|chilli|chili|curry"

    private static let emergencies: [HeardSign] = [
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                breath + " trouble|hard*|difficult*|short*|cant|cannot|couldnt|struggl*|tight*",
                breath + " not|out|gasp*|lost|catch|heavy|problem*|stop*|barely|hardly|hurt*|"
                    + "pain*|fight*|fought",
                "=no breath",
                breath + " weird|strange|funny|noisy|fast|weak|shallow|rattl*|labour*|labor*|"
                    + "straw|squeak*|crackl*",
                "breathless*", "suffocat*", "strangl*|throttl*", "gasp*", "choke|choking|choked",
                "stridor", "dyspn*", "=respiratory arrest|distress|failure",
                "asthma attack|flar*|worse*|bad|badly|trigger*|severe|kicked|played|set|came|"
                    + "started|brought",
                "lip|lips|mouth|fingers|fingertips|nails|face blue",
                "=turned|turning|went|goes|going|gone !blue", "cyanos*|cyanotic",
                "oxygen needed|need|given|gave|mask|put|on|low|dropped|sats", "nebuli*",
                "elephant|someone|somebody|something !sitting|sat|stood|standing|stamping me|chest",
            ], unless: "breathtak*"),
        HeardSign({ _ in .emergency(.breathingTrouble) }, [breath], quiet: quietBreath),
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "air cant|cannot|couldnt|no|not|enough|gasp*|gulp*|need*|fighting|fought|"
                    + "hunger|starved|barely|struggl*|desperate|suck*"
            ],
            unless: "condition*|con|fryer|fresh|plane|port|line|lines|miles|bnb|travel|outside|dry",
            isSaidWithNot: true),
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "sob",
                "=rescue inhaler|puffer|pump",
            ], in: .events),
        HeardSign(
            { _ in .emergency(.breathingTrouble) }, [breath + "|lung|lungs|lungful|asthma|inhaler"],
            quiet: fine + "|well|easy|easily|easier|better|bad|smell*",
            in: .reactions),
        HeardSign(
            { _ in .emergency(.breathingTrouble) }, ["chest"],
            quiet: fine + "|" + onSkin + "|" + hives, in: .reactions),
        HeardSign(
            { _ in .emergency(.breathingTrouble) }, ["chest " + feeling], unless: onSkin,
            quiet: fine, in: .reactions),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                throat + "|" + tongue + "|airway*|windpipe|palate|voice|uvula",
                "cough* tight*|bark*|after|eating|fit|stop*|nonstop|violent*|choking",
            ],
            unless: spicy + "|" + onSkin + "|" + purging, quiet: fine,
            in: .reactions),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "fell|fall|fallen|falling over|down|floor",
                "weak|weakness sudden*|all|whole|legs|very",
                "floor|ground|deck was|ended|on", "=came|come|coming !round|around|to",
                "sweat|sweats|sweating cold", "=like|about|going to|i !die|dying",
                "=like|was|am !dying", "=was|went !out for",
                "=turned|went|gone|going|looked|i !grey|gray|white|ashen",
                "skin|face|lips grey|gray|ashen",
            ],
            unless: "asleep|bike|patch*|bread|rice|wine|dropped|spill*|spilt|mop*|sick|"
                + "vomit*", in: .reactions),
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "lung|lungs tight*|clos*|heavy|full|empty|squeez*|fill|hurt*|pain*|burn*|shut*|"
                    + "work*",
                "panting|pant|panted|puffing|winded|hyperventilat*", "=out of puff",
                "speak|talk|sentence|sentences|words " + unable, "=could|can not !speak|talk",
                "puffed talking|sitting|walking|lying|resting", "=short of !air",
                "inhaler|puffer|ventolin|salbutamol|albuterol|reliever|nebuli* needed|need|"
                    + "needing|had|puff|puffs|took|help*|using|used|use",
            ],
            unless:
                "new|refill*|prescription|order*|bought|daily|usual|preventer|stairs|cold|loud|"
                + "noise|meeting|phone|"
                + exertion),
        HeardSign(
            { _ in .emergency(.breathingTrouble) },
            [
                "chest " + tight + "|hurt*|ache*|aching|sitting|elephant|weight|full|rattl*|"
                    + "rattly|crackl*",
                "airway* trouble",
            ], unless: "gym|bench|weights|press|workout"),
        HeardSign(
            { _ in .emergency(.wheeze) },
            ["wheez*|weez*|weaz*|wheas*|wheaz*|whees*|whez*", "whistl* chest|lungs|breath*"],
            unless: "weasel*"),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                throat + "|" + tongue + "|airway*|windpipe|larynx|voicebox|uvula|gullet swell*|"
                    + "swol*|swelled|itch*|thick*|lump|golf|puff*|tingl*|numb*|narrow*|big|"
                    + "bigger|shut*|prickl*|fat|fatter|huge|enlarg*|stuck|block*|swallow*|"
                    + "shrink*|shrunk|small*|large*|full|spasm*|obstruct*|seiz*|catch*|"
                    + "restrict*|balloon*|doubl*|" + tight,
                throat + "|" + tongue + " weird|funny|strange|odd|wrong|peculiar", "hoarse*",
                "voice croak*|gone|funny|strange|chang*|lost|squeak*|rasp*|husk*|gravel*|weak|"
                    + "whisper*",
                "husky|croak*|raspy|slurr*",
                "speech power|lost|slurr*|gone",
                "swallow* saliva|spit|trouble|problem*|not|stuck|" + unable,
                "allergic|allergy shock",
                "severe|serious|bad|massive|huge|big|full|major !allergic reaction",
            ],
            unless: purging),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                "neck tight*|squeez*|clos*|constrict*|collar|noose|rope|scarf|hand|hands|"
                    + "swell*|swol*|chok*"
            ],
            unless: "sore|stiff|muscle*|pillow|shoulder*|gland*|node*"),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            ["anaph*|anaf*|aniph*|anyph*|anaff*|anephy*|annaph*"],
            quiet: "plan|plans|course|charity|campaign|leaflet|training|policy|form|awareness"),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                throat + "|" + tongue + " scratch*|burn*|sting*|raw|hot|fire|tickl*|feel*|felt|"
                    + "went|gone",
                "=throat|tongue $",
            ],
            unless: spicy + "|" + purging, quiet: fine, in: .events),
        HeardSign(
            { _ in .emergency(.airwaySwelling) }, ["drool*|dribbl*"],
            unless: "over|sauce|honey|oil",
            in: .events),
        HeardSign(
            { _ in .emergency(.airwaySwelling) }, ["swallow* able longer|not|less|barely|hardly"],
            isSaidWithNot: true),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            [
                pens + "|adrenalin*|epineph*|pen|pens stab*|jab*|thigh|leg|emergency|both|give|"
                    + "gave|given|inject*|administer*|fired|stuck",
                pens + " use|used|using|needed|shot|shots|jab|dose",
                "=epi !pen|pens use|used|using|needed", "=epi shot|jab|injection",
                "=use|used|using|needed my|the|his|her|their|both !pen|pens",
                "pen|pens out|on used|use|me",
            ], unless: otherPens + "|case|calligraphy|fountain"),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            ["=epi pen*", pens, "autoinjekt*", "=auto injector*", "=auvi q", "pens used|both|two"],
            unless: otherPens, quiet: ofSpares + "|" + whereKept, in: .remarks),
        HeardSign(
            { _ in .emergency(.airwaySwelling) },
            ["=epi pen*", pens, "autoinjekt*", "=auto injector*", "=auvi q", "pens used|both|two"],
            unless: otherPens, quiet: ofSpares, in: .events),
        HeardSign(
            { _ in .emergency(.airwaySwelling) }, ["adrenalin*", "epinephrin*|epinef*|epineph*"],
            quiet: "dummy|trainer|talk*|practi*|prescri*|expir*|rush|junkie"),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "fainted|fainting|faintness|faints|fainty|feint*|fient*", "syncope|presyncope",
                "=felt|feel|feels|feeling|went|almost|nearly|so|very|quite|really|bit|little "
                    + "!faint",
            ]),
        HeardSign(
            { _ in .emergency(.faintness) }, ["faint"],
            unless: "rash|red*|pink*|line*|mark*|spot*|smell*|patch*"),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "=passed|passing|pass out", "=blacked|black|blacking|flaked|conked|sparked out",
                "=passed|passing|pass|blacked clean|right|completely|straight|totally|nearly out",
                "=greyed|grayed|blanked|zonked|knocked out", "=out cold",
                "=light headed*|headedness", "lightheaded*", "unconscious*|unconci*|unconsi*",
                "unresponsive*",
                "consciousness lost|lose|losing|loss", "woozy|swimmy|wobbly|lightheded",
                "doom feel*|felt|sense|impending",
                "seizure*|convuls*", "anaphylactoid",
                "vision|sight grey|gray|black|dark|dim|dimmed|tunnel*|narrow*|closing",
                "=saw|seeing|seen !stars",
                "spots black|vision|before saw|seeing|eyes",
                "=everything|room|all|world|things|lights went|goes|turned|going|gone !grey|"
                    + "gray|black|dark|dim",
                "pale|clammy|ashen clammy|sweat*|sweaty|faint*|collaps*|ashen",
                "floppy|limp pale|grey|gray|child|body|after|baby|went",
                "keeled", "eyes rolled|rolling", "=in and out of|$", "drifted|drifting in|out",
                "slid|slumped|sank off|floor|ground|down|chair",
                "held|hold|propped me|up be",
                "bp|pressure low|dropped|drop|fell|crashed|plummeted",
                "floor|ground|deck woke|found|hit|came|lay|lying|slumped|dropped",
                "=came|come !round|around|to on|with|in|lying", "=went|go|going !down like",
                "spinning|spun|spins room|head|everything|world", "stagger*|swooned|swoon",
                "heart|pulse racing|pounding|thready faint|dizzy|weak|clammy|breath*",
            ], unless: "barometric|air|tyre|tire|water|atmospheric|medicine*|tablet*|pill*"),
        HeardSign(
            { _ in .emergency(.faintness) }, ["blackout*"],
            unless: "curtain*|blind|blinds|power|electric*"),
        HeardSign(
            { _ in .emergency(.faintness) }, ["collaps*|colaps*|callaps*"],
            unless: "market|economy|company|business|deal|souffle"),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "called|call|calling|rang|ring|phoned|dialled|dialed 999|911|112|000|ambulance|"
                    + "emergency",
                "paramedic*", "ambulance taken|took|came|arrived|away|ended|inside",
                "999|911|112 blue|ambulance|lights|dial|dialling", "=blue !lights|lighted",
                "=emergency services|number", "resus|ambos|ambo",
            ],
            unless: "neighbour*|neighbor*|stranger*|someone|somebody|passenger*|"
                + "colleague*|" + traffic),
        HeardSign({ _ in .emergency(.faintness) }, ["dizz*|dizy|giddy"], in: .events),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "dizz*|giddy lie|sit|lay|sat|came|went|grey|gray|pale|faint*|spell|sweat*|"
                    + "clammy|after"
            ],
            unless: "ride|rollercoaster|carousel|dance|dancing|yoga|spin|spinning"),
        HeardSign(
            { _ in .emergency(.faintness) },
            ["floppy|limp|lifeless", "wake|rouse hard|difficult|couldnt|cannot|cant|unable"],
            unless: "hat|ears|knee|ankle|leg|foot|hip|hair|salad|lettuce|biscuit*", in: .events),
        HeardSign(
            { _ in .emergency(.faintness) },
            [
                "legs|knees gave|give|buckled|giving|jelly|under|crumpled|went|wouldnt|couldnt",
                "=couldnt|cannot|cant|not stand up",
            ],
            unless: "squat*|ski|skiing|table|desk|day|leg|" + exertion,
            isSaidWithNot: true),
    ]

    /// Of a pen that is at hand and not used.
    private static let ofSpares =
        "prescri*|renew*|expir*|carry|carried|carrying|order*|pharmacy|pharmacist|chemist|"
        + "refill*|replac*|trainer|train*|pack|packed|bag|buy|bought|spare|new|practi*|"
        + "picked|collect*|course|refresher|demo*|dummy|date|always|teach|taught|learn*|"
        + "remind*|case|where|price|script"

    /// Where a pen lies, or what is done with it, in a remark.
    private static let whereKept =
        "show*|told|kept|keep|forgot|home|check*|restaurant|desk|drawer|handbag|with|lost|"
        + "talk*|rucksack|pocket|coat|car|security|another|posted|instagram|through|review|"
        + "plan|shelf|cupboard|fridge|kit|everywhere"

    /// An ambulance that is met on the road.
    static let traffic = "blocked|block|siren*|road|traffic|street|park*|driver|strike"
}
