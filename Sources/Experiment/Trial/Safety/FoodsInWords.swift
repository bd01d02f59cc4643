import ExperimentDiary
import ExperimentText

/// Foods that the words of a plan name, where no key says so: what is to be eaten ("eat peanuts every day") and
/// what is to be left out ("no milk", "nut-free").
///
/// Words of the skin take the foods of their clause away unless something is eaten or drunk there: a cream is no
/// dairy. What is eaten and in no group is the person's own food; rather too much than too little.
struct FoodsInWords: Sendable {
    private(set) var eaten: [FoodGroup] = []
    private(set) var leftOut: [FoodGroup] = []
    /// What words of a title blame.
    private(set) var suspected: [FoodGroup] = []
    /// What is eaten in as many words: "eat", "drink", "a handful".
    private(set) var eatenExpressly: [FoodGroup] = []

    /// - `isOfTitle`: what the words are about is not the place on which something is put: "my skin and milk".
    init(_ texts: [String], isOfTitle: Bool = false) {
        for clause in texts.flatMap(Self.clauses) {
            if isOfTitle, clause.contains(where: Self.blaming.contains) {
                suspected +=
                    FoodsInWords(
                        [
                            clause.filter { !Self.blaming.contains($0) }
                                .joined(separator: " ")
                        ], isOfTitle: true
                    ).eaten
                continue
            }
            read(clause, away: isOfTitle ? Self.products : Self.skin)
        }
        (eaten, leftOut) = (eaten.firstOccurrences, leftOut.firstOccurrences)
    }

    private static func clauses(_ text: String) -> [[String]] {
        text.lowercased().split { ".;:!?()\n".contains($0) }.flatMap { sentence in
            sentence.split { !$0.isLetter && $0 != "'" }.map(String.init)
                .split { ["but", "then"].contains($0) }.map(Array.init)
        }
    }

    /// - `away`: words that take the foods of their clause away.
    private mutating func read(_ words: [String], away: Set<String>) {
        let isEating = words.contains(where: Self.eating.contains)
        if !isEating, words.contains(where: away.contains) { return }
        var isNegated = false
        for (place, word) in words.enumerated() {
            if Self.eating.contains(word),
                !words[..<place].suffix(2).contains(where: Self.negators.contains)
            {
                isNegated = false
            }
            if Self.negators.contains(word) || Self.givesUp(place, in: words) { isNegated = true }
            if Self.adding.contains(word) { isNegated = false }
            let isFree = words.dropFirst(place + 1).first == "free"
            let before = Array(words[max(0, place - 2)...place])
            let groups = Self.groups(named: word, after: before.dropLast())
            if isNegated || isFree {
                leftOut += groups
            } else {
                eaten += groups
                eatenExpressly += isEating ? groups : []
            }
        }
        if eaten.isEmpty, leftOut.isEmpty, Self.namesOwnFood(words) { eaten.append(.other) }
    }

    /// Of one word, with those before it, which make oat milk of milk.
    private static func groups(named word: String, after before: ArraySlice<String>) -> [FoodGroup]
    {
        let alone = FoodGroup.groups(in: word)
        let groups = FoodGroup.groups(in: (before + [word]).joined(separator: " "))
            .filter(alone.contains)
        let known = groups.filter { ($0.isStaple || $0 == .alcohol) && !contents.contains($0) }
        return known.isEmpty && groups.contains(where: contents.contains) ? [.other] : known
    }

    /// What foods hold rather than are: an apple, a tomato, a food of the person's own.
    private static let contents: Set<FoodGroup> = [.fodmap, .histamine, .nickel, .salicylates]

    /// "Eat kiwi", and not "eat as usual", "eat before seven".
    private static func namesOwnFood(_ words: [String]) -> Bool {
        guard let place = words.firstIndex(where: { ["eat", "eats", "eating"].contains($0) }) else {
            return false
        }
        let isNegated = words[..<place].contains(where: negators.contains)
        let object = words.dropFirst(place + 1).first { !articles.contains($0) }
        return !isNegated && object.map { !manners.contains($0) && !$0.hasSuffix("ly") } ?? false
    }

    private static let eating: Set<String> = [
        "breakfast", "dinner", "drink", "drinking", "eat", "eating", "eats", "handful", "lunch",
        "meal",
        "meals", "portion", "portions", "serving", "servings", "snack", "spoon", "spoonful",
        "swallow",
        "taste",
    ]

    private static func givesUp(_ place: Int, in words: [String]) -> Bool {
        ["give", "gives", "giving", "gave"].contains(words[place])
            && words.dropFirst(place + 1).first == "up"
    }

    /// Whether words take anything away.
    static func takesAway(_ texts: [String]) -> Bool {
        texts.flatMap(clauses).contains { words in
            words.indices.contains { place in
                negators.contains(words[place]) && !amounts.contains(words[place])
                    || givesUp(place, in: words) || words[place] == "free"
            }
        }
    }

    /// "A little more each day" takes nothing away.
    private static let amounts: Set<String> = ["except", "fewer", "instead", "less", "little"]

    private static let blaming: Set<String> = [
        "blame", "cause", "caused", "causes", "culprit", "from", "trigger", "triggered",
        "triggering", "triggers",
        "worse", "worsen", "worsens",
    ]

    private static let adding: Set<String> = ["add", "adding", "more", "plus"]

    private static let negators: Set<String> = [
        "cutting", "ditch", "ditching", "drop", "dropping", "fewer", "less", "quitting", "reduce",
        "reducing",
        "stopping",
        "avoid", "avoiding", "cut", "eliminate", "except", "exclude", "excluding", "instead",
        "leave",
        "leaving", "never", "no", "not", "nothing", "omit", "quit", "skip", "stop", "without",
        "don't",
        "dont", "little",
    ]

    private static let products: Set<String> = [
        "apply", "bath", "cleanser", "cream", "emollient", "lotion", "mask", "moisturise",
        "moisturiser",
        "moisturize", "moisturizer", "oil", "ointment", "rub", "serum", "shampoo", "shower", "soap",
        "sunscreen",
        "wash",
    ]

    private static let skin = products.union([
        "arm", "body", "face", "hand", "hands", "scalp", "skin",
    ])

    private static let articles: Set<String> = [
        "a", "all", "an", "any", "every", "more", "much", "my", "one", "some", "the", "three",
        "two", "your",
    ]

    private static let manners: Set<String> = [
        "after", "and", "anything", "as", "at", "before", "between", "breakfast", "by", "dinner",
        "earlier",
        "early", "every", "everything", "five", "food", "foods", "from", "healthy", "in", "late",
        "later", "less",
        "like", "lunch", "meal", "meals", "nothing", "only", "or", "out", "slow", "slower",
        "snacks", "supper",
        "usual", "vegetables", "well", "what", "whatever", "when", "with", "within",
    ]
}

extension Condition {
    /// Its name and its instruction, but for what its template says.
    private func words(beside template: Template?) -> FoodsInWords {
        let texts = [name, instruction].compactMap(\.self).filter { text in
            !(template.map { $0.instruction.contains(text) } ?? false)
        }
        return FoodsInWords(texts)
    }

    /// Groups that are left out under it, by its keys or, where these name none, by its words.
    func foodsLeftOut(beside template: Template?) -> [FoodGroup] {
        guard leavesOut.isEmpty, template?.removes.isEmpty ?? true else { return leavesOut }
        return words(beside: template).leftOut
    }

    /// Groups that come in under it, by its keys and by its words. A food in no group is the person's own.
    func foodsBroughtIn(beside template: Template?) -> [FoodGroup] {
        let known =
            (template?.removes ?? []) + (template?.adds ?? []) + (template?.mayAdd ?? [])
            + leavesOut
        let named = bringsIn.flatMap { food -> [FoodGroup] in
            let groups = FoodGroup.groups(in: food)
            return groups.isEmpty && template == nil ? [.other] : groups
        }
        return (named + words(beside: template).eaten.filter { !known.contains($0) })
            .firstOccurrences
    }
}
