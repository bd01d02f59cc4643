import ExperimentText

/// A text of the diary as the stop rules hear it: words in clauses, those under a "no" told apart.
///
/// "No" reaches only over the words that may stand between it and a sign ("no sign of any swelling
/// or hives"). The first other word ends its reach: in "no milk today, hives" the hives are there.
struct HeardText: Sendable {
    let clauses: [Clause]

    /// Words up to a full stop, a semicolon or a "but".
    struct Clause: Sendable {
        /// Lower case, without apostrophes and hyphens; a comma is a word of its own.
        let words: [String]
        /// Places of words that are said not to be.
        let denied: Set<Int>
        /// Places of words about somebody else: the son who threw up.
        let ofOthers: Set<Int>
        let ofAnimals: Set<Int>
        fileprivate let figures: Set<Int>
        fileprivate let figuresOfRemarks: Set<Int>
        /// A question that the writer answers at once: "hives? no".
        let isAnsweredNo: Bool

        /// Places of words that mean something else than they say.
        func figures(at spot: HeardSign.Place) -> Set<Int> {
            spot == .remarks ? figures.union(figuresOfRemarks) : figures
        }
    }

    init(_ text: String) {
        let split = Self.split(text)
        clauses = split.indices.map { place in
            let words = split[place].filter { $0 != "?" }
            let answer = split.dropFirst(place + 1).first?.first ?? ""
            return Clause(
                words: words, denied: Self.denied(in: words),
                ofOthers: Self.told(of: Self.others, in: words),
                ofAnimals: Self.told(of: Self.animals, in: words),
                figures: Self.figures(in: words),
                figuresOfRemarks: Self.figuresOfRemarks(in: words),
                isAnsweredNo: split[place].last == "?" && ["no", "nope", "none"].contains(answer))
        }
    }

    var words: [String] { clauses.flatMap(\.words) }

    /// It begins with a "no" and tells nothing else.
    var isDenial: Bool {
        clauses.allSatisfy { clause in
            ["no", "none", "nothing", "nil", "0", "never", "not", "without"].contains {
                $0 == clause.words.first
            }
        }
    }

    /// A cream, gel or drops, and nothing that is swallowed.
    var isOfLocalTreatment: Bool {
        HeardSign.saysLocalForm(words)
            && !clauses.contains { clause in
                HeardSign.interruptions.contains { $0.isHeard(in: clause, at: .events) }
            }
    }

    // MARK: Words

    private static let breaks: Set<String> = [
        "but", "however", "although", "though", "except", "then",
    ]

    private static func split(_ text: String) -> [[String]] {
        var clauses: [[String]] = [[]]
        var word = ""
        let characters = Array(text.lowercased())
        func isNumber(_ place: Int) -> Bool {
            characters.indices.contains(place) && characters[place].isNumber
        }
        func endWord() {
            guard !word.isEmpty else { return }
            if breaks.contains(word) {
                clauses.append([])
            } else {
                clauses[clauses.count - 1].append(word)
            }
            word = ""
        }
        for (place, character) in characters.enumerated() {
            switch character {
            case "'", "\u{2019}", "\u{2018}", "`": continue
            case _ where character.isLetter || character.isNumber: word.append(character)
            case _
            where [".", ","].contains(character) && isNumber(place - 1) && isNumber(place + 1):
                word.append(".")
            case "?":
                endWord()
                if !clauses[clauses.count - 1].isEmpty { clauses[clauses.count - 1].append("?") }
                clauses.append([])
            case ",", ":", "/", "+", "&":
                endWord()
                clauses[clauses.count - 1].append(",")
            case ".", ";", "!", "\n", "(", ")", "\u{2013}", "\u{2014}":
                endWord()
                clauses.append([])
            default: endWord()
            }
        }
        endWord()
        return clauses.filter { !$0.isEmpty }
    }

    // MARK: What is denied

    private static let negators: Set<String> = [
        "no", "not", "without", "never", "none", "nor", "neither", "zero", "didnt", "dont",
        "doesnt", "wasnt", "isnt", "arent", "werent", "hasnt", "havent", "hadnt", "denies",
        "denied",
        "nothing",
    ]

    private static let animals = words(
        "cat cats dog dogs kitten puppy hamster rabbit horse pony hen hens parrot guineapig "
            + "tortoise")

    /// Who else may be meant.
    private static let others = animals.union(
        words(
            """
            aunt auntie babies baby bloke boss boy boyfriend boys brother child children classmate colleague
            coworker cousin dad daddy daughter everybody everyone family father fiance fiancee flatmate friend
            friends gf bf girl girlfriend girls grandad granddad granddaughter grandfather grandma grandmother
            grandson gran granny guy housemate hubby husband kid kids lad lady lads lass man mate mates mother
            mum mummy mom mommy mil nan nana nanny neighbour neighbours neighbor nephew niece parents
            partner roommate sister sisters somebody someone son sons teacher toddler twin twins uncle wife
            woman workmate
            """))

    /// With what a tale of them goes on.
    private static let theirVerbs = words(
        """
        s is are was were has have had having got gets getting been being be in on off with down caught came
        come comes went goes takes took taking started starts needs needed feels felt just still also again
        both all ended keeps kept taken rushed fell broke found on at recovering getting going visiting
        """)

    /// What leads back from them: "I".
    private static let firstPerson = words("i im ive id ill me my myself mine we our us so")

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// A tale of somebody else runs on to a comma, a "so", or what is said of oneself: "husband has a cough and
    /// is on antibiotics, I'm fine". It begins with a verb or a sign: "mum's lasagne" is no tale of mum.
    private static func told(of others: Set<String>, in words: [String]) -> Set<Int> {
        var told: Set<Int> = []
        for place in words.indices {
            let word = words[place]
            let isOwner = word.hasSuffix("s") && others.contains(String(word.dropLast()))
            let isLittleOne = word.hasPrefix("one") && place > 0 && words[place - 1] == "little"
            guard others.contains(word) || isOwner || isLittleOne else { continue }
            if let back = words[..<place].lastIndex(of: "for"), place - back <= 3 {
                told.formUnion(words.indices[..<back].suffix(4))
            }
            guard let next = words.dropFirst(place + 1).first,
                theirVerbs.contains(next) || HeardSign.isWordOfSign(next)
            else { continue }
            told.formUnion(
                words.indices[(place + 1)...].prefix { further in
                    words[further] == "," && isOfThemStill(words.dropFirst(further + 1).first)
                        || words[further] != "," && !firstPerson.contains(words[further])
                })
        }
        return told
    }

    private static func isOfThemStill(_ word: String?) -> Bool {
        ["both", "one", "he", "she", "they", "his", "her", "poor", "all"].contains(word ?? "")
    }

    /// What may stand between "no" and the sign.
    private static let fillers: Set<String> = [
        "a", "an", "any", "anymore", "more", "further", "other", "another", "new", "sign", "signs",
        "of", "real", "big", "visible", "obvious", "trouble", "problem", "problems", "issue",
        "issues", "difficulty", "difficulties", "symptom", "symptoms", "with", "in", "my", "the",
        "like", "get", "got", "have", "had", "having", "feel", "felt", "feeling", "notice",
        "noticed", "see", "seen", "develop", "developed", "come", "been", "be", "being", "longer",
        "yet", "even", "experience", "experienced", "hint", "trace", "evidence", "today", "is",
        "was", "really", "at", "all", "short", "shortness", "lip", "lips", "face", "facial",
        "throat", "tongue", "mouth", "eye", "eyes", "chest", "skin", "night", "high", "stool",
        "stools",
        "to", "for", "wrong", "unusual", "tight", "tightness", "need", "needed", "needing", "use",
        "used", "using", "running",
        "test", "or", "nor", "either", "start", "started", "starting", "begun",
    ]

    private static let endings: Set<String> = ["none", "negative", "absent", "zero", "0", "nil"]

    /// Said of the word before: "throat fine, lips swollen".
    private static let allClear: Set<String> = ["fine", "ok", "okay", "normal", "clear"]

    /// What collapses harmlessly.
    private static let things: Set<String> = [
        "bed", "bridge", "building", "cake", "chair", "gazebo", "house", "ladder", "marquee",
        "roof",
        "shelf", "shelves", "sofa", "table", "tent", "umbrella", "wall",
    ]

    /// A word that calms and does not: "not normal", "fine until", "ok now".
    static func isDoubtful(_ place: Int, in words: [String]) -> Bool {
        let before = words[..<place].suffix(2)
        return before.contains { negators.contains($0) || ["cant", "couldnt"].contains($0) }
            || turns.contains(words.dropFirst(place + 1).first ?? "")
    }

    private static let turns: Set<String> = ["until", "till", "now", "before", "earlier"]

    private static func denied(in words: [String]) -> Set<Int> {
        var denied: Set<Int> = []
        for place in words.indices where isNegator(place, in: words) {
            denied.formUnion(reach(of: place, in: words))
        }
        // "The tent collapsed", though not "collapsed in the tent".
        for place in words.indices.dropLast() where things.contains(words[place]) {
            let next =
                words[place + 1] == "has" || words[place + 1] == "just" ? place + 2 : place + 1
            if next < words.count, words[next].hasPrefix("collaps") { denied.insert(next) }
        }
        // "fever: none", "hives no" at the end, "throat fine".
        for place in words.indices.dropLast() {
            let next = words[place + 1] == "," && place + 2 < words.count ? place + 2 : place + 1
            let isLast = next == words.count - 1
            if endings.contains(words[next]) || (isLast && words[next] == "no")
                || allClear.contains(words[place + 1]) && !isDoubtful(place + 1, in: words)
            {
                denied.insert(place)
            }
        }
        return denied
    }

    /// "Not breathing well", "could not breathe" and "not able to" are signs, no denials.
    private static func isNegator(_ place: Int, in words: [String]) -> Bool {
        guard negators.contains(words[place]) else { return false }
        let next = words.dropFirst(place + 1).first ?? ""
        if next.hasPrefix("breath") && words[place] != "without" && next != "breathlessness" {
            return ["no", "never", "none", "nor", "zero", "neither"].contains(words[place])
                && next != "breath"
        }
        if ["able", "only", "just"].contains(next) { return false }
        let before = place > 0 ? words[place - 1] : ""
        let isInability = ["could", "can"].contains(before)
        return !isInability || ["see", "find", "notice", "feel"].contains(next)
    }

    private static func reach(of negator: Int, in words: [String]) -> Set<Int> {
        let isList = words.dropFirst(negator).contains { ["or", "nor"].contains($0) }
        var reached: Set<Int> = []
        for place in words.indices.dropFirst(negator + 1) {
            let word = words[place]
            let isPassed =
                fillers.contains(word) || HeardSign.isWordOfSign(word) || (word == "," && isList)
            guard isPassed else { break }
            reached.insert(place)
        }
        return reached
    }
}
