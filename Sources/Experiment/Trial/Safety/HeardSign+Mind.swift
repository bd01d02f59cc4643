import ExperimentDiary
import ExperimentText

/// Thoughts of harming oneself, low mood and fear of food.
extension HeardSign {
    private static let byAccident =
        "running|gym|sport*|football|knee|kitchen|knife|cooking|shaving|shave|ankle|back|"
        + "gardening|garden|oven|pan|iron|grass|glass|can|tin|bramble*|rose*|thorn*|hedge|"
        + "accident*|fell|bike|cat|tan|fat"

    static let mind: [HeardSign] = [
        HeardSign(
            { _ in .selfHarm }, ["suicid*", "selfharm*", "=self harm*|injur*", "overdos*"],
            isSaidWithNot: true),
        HeardSign(
            { _ in .selfHarm },
            [
                "kill|killing|killed|hang|hanging|drown|drowning|starve myself",
                "end|ending|ended|took|taking|take my|own life", "=end|ending|ended it|things",
                "want|wish* die|dead|gone",
                "live|alive|exist dont|not want|wish", "=not|never wake up",
                "=not|dont want to wake", "=wish i wasnt|werent here|alive|born",
                "=want to disappear", "front !train|bus|lorry|traffic",
                "=id do it",
                "point|reason|sense live|living|life|alive|carrying no|cant|cannot|see|any|"
                    + "without|whats",
                "=rather be !dead|gone", "=better off dead|gone",
                "wish* wouldnt|didnt|dont wake|waking",
                "better|happier|easier !dead|without if|me|i|was",
                "worth|unlivable living|life not|isnt|no|wasnt",
                "=dont|not want to be here|alive|around", "=dont|not want to go on $",
                "=not|dont be here any|anymore", "cant|cannot live like",
                "jump* bridge|train|roof|window|cliff|tracks", "=disappear forever|completely",
                "goodbye letter*|note*",
                "tablets|pills|meds took|taking|take|taken|swallow* all|whole|many",
                "paracetamol|acetaminophen|tylenol|ibuprofen took|taken|swallow* 10|12|14|15|16|18|20|24|28|"
                    + "30|32|40|50|60|100|many|packet|box|bottle",
            ],
            unless: "running|gym|sport*|football|cooking|gardening", isSaidWithNot: true),
        HeardSign(
            { _ in .selfHarm },
            [
                "harm*|hurt|hurting|cut|cutting|cuts|burn*|scratch*|punish* myself",
                "cut|cuts|cutting|burn*|burnt|scratch*|slash*|slit arm|arms|wrist|wrists|thigh|"
                    + "thighs",
                "cut|cuts|burn*|scratch*|pills|tablets purpose|deliberate*",
                "=been|am|was|started|im !cutting again|$",
            ], unless: byAccident, isSaidWithNot: true),
        HeardSign(
            { _ in .lowMood },
            [
                "depress*", "hopeless*", "despair*|despond*", "worthless*|pathetic",
                "mood|mind|mental* low|awful|terrible|dark|bottom|gutter|floor|bad|struggl*|"
                    + "crash*|health|plummet*",
                "=feel|feeling|felt|im|am|been|so|very|really|pretty|quite !low|down|empty|"
                    + "numb|hollow $",
                "low|down|empty|numb|hollow|useless|broken|defeated feel|feeling|felt",
                "=so|very|really|pretty|quite|feel|feeling|felt !low|down about|today|again|"
                    + "lately|this|all|and",
                "cry|cried|crying|tears|tearful|weepy|sobb* low|down|sleep|bed|again|lot|"
                    + "reason|stop|keep|day|days|night|every|constant*|nonstop|whole|hours|"
                    + "week|all|most|morning|indoors|mirror|face|skin",
                "pointless|meaningless|bleak everything|life|all|feel*",
                "cope|coping cant|cannot|not",
                "=rock bottom", "way|future !cant|cannot|no out|see", "=dead inside",
                "nothing !worth feels|seems|anything",
                "enough !of everything|life|living|all", "enjoy* nothing|anything",
                "=lowest|low point|ebb", "lowest at|my|ever", "=black dog",
                "=dark place|thoughts|days",
                "hate|hated|loathe|disgust* myself|life", "=giving|give !up on|$",
                "=giving up everything|life",
                "miserable|lonely so|feel*|really|very|utterly", "alone feel*|utterly",
                "=fed up with life|everything",
                "=lost all|the|my|any|interest|hope interest|hope|joy|in|will",
                "ashamed face|skin|myself|hide",
            ],
            unless:
                "humid|pressure|weather|onion*|energy|battery|iron|carbs|sugar|fat|on|football|"
                + "match|score|film|movie|wedding|knee|leg|foot|cheese|coffee|bread|cake|"
                + "pudding|chocolate|leftovers|decorating"),
        HeardSign(
            { _ in .lowMood },
            [
                "=cant|cannot go on $", "=cant|cannot go on like|living|this",
                "joy|pleasure|hope|motivation no|nothing|without|lost|any|zero",
                "point|use see|no|whats|what cant|cannot|any|the|of|in|anything|anymore",
                "better|improv* ever|things|life|anything !see|imagine cant|cannot|never|dont",
                "bed out down|low|sad|empty|numb|mood cant|cannot|couldnt|hardly|barely",
                "!house|anyone|people|world leave|left|face|get havent|cant|cannot|couldnt|not",
            ],
            unless: "decaf|trial|school|early|cake", isSaidWithNot: true),
    ]

    private static let food =
        "eat|eating|eaten|ate|food|foods|meal|meals|mealtime*|dinner|lunch|breakfast|bite|"
        + "bites|calori*|reintroduc*|plate|swallow|mouthful|dairy|eggs|gluten"
    private static let afraid =
        "afraid|scared|scares|scary|frighten*|terrif*|anxious|anxiety|panic*|dread*|fear|fears|"
        + "fearful|petrified|phobi*|guilt*|ashamed|distress*|cry|cried|crying|tears|"
        + "tearful|obsess*|sobb*|meltdown"

    static let eating: [HeardSign] = [
        HeardSign(
            { _ in .foodFear },
            [
                "=food fear", afraid + " " + food, "=skipping|skip meals",
                "=scared|afraid|terrified|frightened of milk|cheese|bread|wheat|nuts|peanut*|fish|"
                    + "soy|yoghurt|yogurt|egg",
                "afraid|scared|frighten*|terrif*|panic* adding|add|try|trying back|again|in",
                "=stressed about food|eating|meals",
                "disgust* feel|felt|myself eat|eating|ate|food",
                "nervous eat|eating|food|meals|bite",
                "everything|anything else|but !scared|terrified|frightened|afraid",
                "worried|worry every|each bite|meal|time",
                "meal|meals|breakfast|lunch|dinner|them !skip*|miss* worr*|afraid|scared|fear*|"
                    + "anxi*|react*",
                "skip* meal|meals|food good|thin*|weight|calori*|punish*|control|fat",
                "refus* eat|eating|meals", "avoid* meals|mealtimes", "starv* myself|rather|than",
                "hate|hated|hating|loathe myself|body eat*|ate|cake|pizza|chocolate|crisps|binge*",
                "binge*|binging", "purg*", "sick|vomit*|threw|throw* purpose",
                "food !enemy|poison|battle|war",
                "hid|hiding|hide|lie|lying|lied|secret* food|eating|eat",
                "day|days !without eating|food",
                "myself made|make|making|makes sick|vomit*|throw*|puke",
                "fingers|finger|toothbrush throat",
                "laxativ* weight|after|ate|took|taking|lose|thin",
                "obsess*|count* weight|calori*|eating|calorie",
                "food|eating think|thinking all|only|constant*|nonstop",
                "food|eating stop !thinking cant|cannot",
                "anorexi*|bulimi*|orthorexi*|arfid", "=eating disorder*", "=safe foods",
                "foods !down|only|left five|four|three|six|seven|two|few|5|4|3|6|7",
                "eat|eating|ate|eaten !barely|hardly|scarcely", "=eating less and",
                "eat|eating|than !rather not|starve|die",
                "eat|eating|food !lost|no|zero interest",
            ], unless: "party|film|movie|onion*|dog|birthday|price|ice|spicy|covid|constipat*"),
        HeardSign(
            { _ in .foodFear },
            [
                "=stopped|not|barely|hardly|cant|cannot eat|eating anything|altogether|"
                    + "properly|enough|at|for|much|any",
                "=stopped eating $", "dare|dares|daring eat|eating|swallow",
                "eat|eating|food|meal|meals|dinner|lunch|breakfast !cant|cannot|couldnt|not "
                    + "face|bring|touch|manage",
                "eat|eaten !havent|not|didnt|hadnt|dont since|days|day|all|yesterday|two",
                "eat|eating !cant|cannot|couldnt stop", "starved|starve all|next|day|days",
                "eat|eating !cant|cannot|couldnt without|panic*|fear|crying",
            ],
            unless: "dairy|gluten|cheese|milk|meat|egg|eggs|wheat|sugar|bread|sunset|ramadan|"
                + "nuts|out", isSaidWithNot: true),
    ]
}
