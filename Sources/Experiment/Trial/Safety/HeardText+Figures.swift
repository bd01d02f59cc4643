import ExperimentText

/// Words that mean something else than they say.
extension HeardText {
    /// Places of words in a turn of speech, in talk about something that was read or learned, in a plan for
    /// what may come, or of long ago.
    static func figures(in words: [String]) -> Set<Int> {
        places(of: idioms, in: words).union(topics(in: words)).union(plans(in: words))
            .union(isLongAgo(words) ? Set(words.indices) : [])
    }

    /// Places of what is meant in earnest of a reaction, and hardly so in a remark.
    static func figuresOfRemarks(in words: [String]) -> Set<Int> {
        places(of: idiomsOfRemarks, in: words).union(laughter(in: words))
    }

    private static func places(of idioms: [HeardSign.Pattern], in words: [String]) -> Set<Int> {
        Set(idioms.flatMap { $0.places(in: words).flatMap(\.self) })
    }

    private static let price = "price|prices|bill|cost|total"

    private static let idioms = [
        "=took|take|takes|taking my|your|our breath away", "=breath of fresh",
        "=bated|baited breath",
        "=under|save|waste|hold|held|holding my|your breath", "=breathing space|room",
        "=jumped|jump|ram|rammed down my|your throat",
        "=bit|bite|biting|held|hold my tongue", "=tongue twister*", "=tongue in cheek",
        "=tip|slip of the|my tongue", "=mother|native tongue",
        "=get|got|getting it|this|that off my chest",
        "=chest of|freezer|press", "=treasure|tool|medicine|ice chest",
        "=swallow* my pride|words", "=faint hope|praise|hearted|memory|whiff",
        "=fainted|faint|fainting|died|collapsed|choked at|over|seeing the|that " + price,
        "=fainted|faint|fainting|died|collapsed|choked when i|we saw the " + price,
        "=died|die|dying of embarrassment|boredom|laughter|shame|curiosity|hunger|thirst",
        "=died|die|dying|collaps* laughing", "=im|am|was|absolutely|literally dying for|to",
        "=gasping for a|my cup|cuppa|coffee|drink|pint|brew", "=gasping for tea|coffee|water|wine",
        "=pass|passed|passing out leaflets|flyers|sweets|cards|copies|samples|presents|snacks",
        "=choked up at|watching|over|about|saying|reading",
        "=sick of|to|note|pay|leave|day|days", "=sick and tired", "=homesick",
        "=choked|choking back tears",
        "=breathless|dizzy with excitement",
        "=binge*|binging watch*|netflix|youtube|telly|tv|boxset*",
        "=binge* on|a|the netflix|series|show|telly|tv|box",
        "=hive* of|mind activity|at|of",
        "=blood sweat", "=blood orange*",
        "=bloody hell|awful|cold|hot|hungry|annoying|good|brilliant|tired|typical|great|"
            + "starving|freezing|lovely|delicious|itchy|stupid|long|miserable|useless|boring|"
            + "hard|nightmare|well",
        "=killing|kills me|it|time|for", "=kill|killed for|an|a|time", "=murder a|some",
        "=adrenaline rush|junkie|pumping|fuelled|kick|high|buzz",
        "=hopeless at|with|case|romantic", "=pregnant pause|looking|belly",
        "=look|looks|looked|looking pregnant", "=look|looks|looked|looking like im|i pregnant",
        "=operation of",
        "=surgery rang|called|phoned|closed|website|receptionist|car|waiting|appointment",
        "=rang|called|phoned|emailed|ring|call the|my surgery",
        "=blurry|blurred photo*|picture*|line|lines", "=rash decision*|move|promise|purchase*",
        "=fever pitch", "=swell*|swollen with pride", "=swollen river",
        "=puffy jacket|coat|clouds",
        "=hit the ground|floor running", "=jaw hit|dropped the|to floor|the",
        "=how to use|give|inject|work|stab|spot|treat|recognise|recognize",
        "=came|come|coming round|around|over for",
        "=cried|cry|crying laughing|watching",
        "=cry|cried|crying at|over a|the film|movie|wedding|spilt",
        "=cry|cried|crying with|of laughter|laughing|joy|happiness",
        "=tears of|with joy|laughter|laughing",
        "=weak at the knees", "=pain in the neck|bum|backside|butt",
        "=dizzy|giddy with excitement|heights|joy",
        "=emergency exit|plumber|stash",
        "=floor laughing", "=heart attack when|at",
        "=will|ill|gonna|would use|need|inject the|my|it|an epipen*|pen|adrenaline",
        "=used to have|get|suffer|faint|wheeze|vomit",
        "=mole sauce|hill", "=food for thought", "=antibiotic* resistan*|free",
        "=lost a|1|one|half pound|lb|kg|kilo", "=1kg|1lb",
        "=fear of missing|flying|spiders|heights",
    ].map(HeardSign.Pattern.init)

    private static let idiomsOfRemarks = [
        "=out of breath after|from running|jogging|gym|football|swimming|cycling",
        "=collaps* into|in bed|giggles|hysterics|laughter",
        "=collaps* into|onto the|a|my sofa|couch|bed|chair|armchair|hammock",
        "voice|hoarse karaoke|cheering|shouting|singing|concert|choir",
        "collapse tired|exhausted|knackered|shattered",
        "out slept|asleep|nightshift|shift|knackered",
        "=lump in my throat at|watching|reading|during|saying",
        "=out of breath after|from|on|at a|the|my|our|running|jogging " + HeardSign.exertion,
        "=out of breath running|jogging|cycling|dancing|swimming",
        "breathing|breathe|breathed hard|heavy|heavily " + HeardSign.exertion,
        "panting|puffed|puffing|winded|breathless " + HeardSign.exertion,
        "dizzy|faint|spinning maths|numbers|choice*",
    ].map(HeardSign.Pattern.init)

    /// "Laughed so much at the film I couldn't breathe", to a comma or an "and".
    private static func laughter(in words: [String]) -> Set<Int> {
        let start = words.firstIndex { $0.hasPrefix("laugh") || $0.hasPrefix("giggl") }
        let ends: Set = [",", "and", "when", "while", "as"]
        return Set(words.indices[(start ?? words.endIndex)...].prefix { !ends.contains(words[$0]) })
    }

    // MARK: Talk

    private static let media: Set<String> = [
        "documentary", "programme", "program", "podcast", "article", "leaflet", "book", "video",
        "webinar",
        "film", "movie", "lecture", "course", "talk", "story", "blog", "post", "novel", "read",
        "reading",
        "learned", "learnt", "episode", "thread", "lesson", "quiz", "presentation",
    ]

    private static let myself: Set<String> = [
        "i", "im", "ive", "id", "me", "my", "myself", "mine", "and", "so", ",",
    ]

    private static let talking: Set<String> = [
        "talked", "talking", "taught", "chatted", "chatting", "spoke", "asked", "asking",
        "explained",
        "explaining", "joked", "show", "debate", "argument", "questions",
    ]

    /// From "an article about" to a comma or to what is said of oneself.
    private static func topics(in words: [String]) -> Set<Int> {
        let starts = words.indices.dropFirst().filter { place in
            ["about", "on"].contains(words[place]) && media.contains(words[place - 1])
                || words[place] == "about"
                    && (["me", "us"].contains(words[place - 1])
                        || words[..<place].suffix(5).contains(where: talking.contains))
        }
        return Set(
            starts.flatMap { start in
                words.indices[start...].prefix { !myself.contains(words[$0]) }
            })
    }

    // MARK: Plans

    private static let orders: Set<String> = [
        "plan", "plans", "told", "supposed", "instructions", "instructed", "reminded", "ready",
        "advised",
        "says", "advice", "rule", "rules",
    ]

    /// What is behind "in case", or behind an order and "if": no more than something to do one day.
    private static func plans(in words: [String]) -> Set<Int> {
        let start = words.indices.first { place in
            switch words[place] {
            case "case": place > 0 && ["in", "incase"].contains(words[place - 1])
            case "if", "unless": words[..<place].contains(where: orders.contains)
            default: false
            }
        }
        guard let start else { return [] }
        let order = words[..<start].firstIndex(where: orders.contains)
        let end = words[start...].firstIndex(of: ",") ?? words.endIndex
        return Set((order ?? start)..<end)
    }

    // MARK: Long ago

    private static let longAgo = [
        "=years|decades ago", "=as a child|kid|teenager|teen|toddler|baby|student",
        "=since|in childhood", "=when i was little|young|small|younger|pregnant",
        "=when i was a kid|child|teenager|teen|baby", "=last year", "=in 197*|198*|199*|200*|201*",
    ].map(HeardSign.Pattern.init)

    private static let nowAsWell: Set<String> = [
        "like", "same", "again", "since", "worst", "worse", "than", "first", ",", "today", "now",
        "tonight", "just", "yesterday", "still", "morning",
    ]

    private static func isLongAgo(_ words: [String]) -> Bool {
        !words.contains(where: nowAsWell.contains)
            && longAgo.contains { !$0.places(in: words).isEmpty }
    }
}
