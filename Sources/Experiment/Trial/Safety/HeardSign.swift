import ExperimentDiary
import ExperimentText

/// A sign that a stop rule listens to, in the words that people use for it.
///
/// A pattern is groups of words parted by spaces, each with its alternatives parted by bars; a star
/// stands for any ending. The first group names the thing itself, or the one with a `!`. All groups must be near each
/// other in one clause, in any order, or side by
/// side in this order where the pattern starts with `=`; there a `$` stands for the end of the clause.
struct HeardSign: Sendable {
    let event: @Sendable (_ hours: Double) -> StopEvent
    let patterns: [Pattern]
    /// Words that take the meaning away: a fever that is hay fever. They count beside the sign only, with no comma
    /// and no "and" between: who came out in a rash and fainted has no faint rash.
    let unless: [Stem]
    /// Words that take it away anywhere in the clause: "breathing and swallowing fine".
    let quiet: [Stem]
    let place: Place
    /// True where a "not" belongs to the sign itself: "not eating".
    let isSaidWithNot: Bool

    /// In which fields of the diary it is heard.
    enum Place: Sendable {
        case everywhere
        /// Events of reaction, illness, rescue and antibiotics, where every word is about health.
        case events
        /// Reactions and slips, where what is named is what was touched.
        case reactions
        /// Remarks and travel.
        case remarks

        init(of mark: DayMark?) {
            switch mark {
            case .reaction, .slip: self = .reactions
            case .illness, .rescue, .antibiotics: self = .events
            case .travel, .period, nil: self = .remarks
            }
        }
    }

    init(
        _ event: @escaping @Sendable (Double) -> StopEvent, _ patterns: [String],
        unless: String = "", quiet: String = "", in place: Place = .everywhere,
        isSaidWithNot: Bool = false
    ) {
        self.event = event
        self.patterns = patterns.map(Pattern.init)
        self.unless = unless.split(separator: "|").map { Stem(String($0)) }
        self.quiet = quiet.split(separator: "|").map { Stem(String($0)) }
        self.place = place
        self.isSaidWithNot = isSaidWithNot
    }

    /// Groups of stems.
    struct Pattern: Sendable {
        let groups: [[Stem]]
        /// The words that name the sign: the first group, or the one with a `!`.
        let name: [Stem]
        let isInOrder: Bool
        /// How words of the first group begin, so that most words are passed over quickly.
        private let initials: UInt32

        init(_ text: String) {
            isInOrder = text.hasPrefix("=")
            let written = text.drop { $0 == "=" }.split(separator: " ")
            groups = written.map { group in
                group.drop { $0 == "!" }.split(separator: "|").map { Stem(String($0)) }
            }
            name = groups[written.firstIndex { $0.hasPrefix("!") } ?? 0]
            initials = groups[0].reduce(0) { $0 | $1.initial }
        }

        /// Places of the words of every match.
        func places(in words: [String]) -> [[Int]] {
            guard let first = groups.first else { return [] }
            let starts = words.indices.filter { place in
                initials & Stem.initial(of: words[place]) != 0
                    && first.contains { $0.matches(words[place]) }
            }
            if isInOrder {
                return starts.compactMap { start in
                    let match = Array(start..<start + groups.count)
                    let isMatch = zip(match, groups).allSatisfy { place, group in
                        words.indices.contains(place)
                            ? group.contains { $0.matches(words[place]) }
                            : group.contains(where: \.isEndOfClause)
                    }
                    return isMatch ? match.filter(words.indices.contains) : nil
                }
            }
            return starts.compactMap { start in
                var match = [start]
                for group in groups.dropFirst() {
                    let near = words.indices.filter { place in
                        !match.contains(place) && abs(place - start) <= HeardSign.nearness
                            && group.contains { $0.matches(words[place]) }
                    }
                    guard let place = near.min(by: { abs($0 - start) < abs($1 - start) }) else {
                        return nil
                    }
                    match.append(place)
                }
                return match
            }
        }
    }

    /// A word, or how it begins (`swol*`) or ends (`*cillin`).
    struct Stem: Sendable {
        private let text: String
        private let isPrefix: Bool
        private let isSuffix: Bool
        private let misspelling: Misspelling

        init(_ text: String) {
            isPrefix = text.hasSuffix("*")
            isSuffix = text.hasPrefix("*")
            self.text = text.filter { $0 != "*" }
            misspelling = Misspelling(of: isSuffix ? "" : self.text, isPrefix: isPrefix)
        }

        /// A bit for each letter that a word of it may begin with; one more for all that are no letters.
        var initial: UInt32 { isSuffix ? .max : Self.initial(of: text) }

        static func initial(of word: String) -> UInt32 {
            guard let first = word.utf8.first, (97...122).contains(first) else { return 1 << 26 }
            return 1 << UInt32(first - 97)
        }

        var isEndOfClause: Bool { text == "$" }

        /// As it is spelled in the table.
        func isExactly(_ word: String) -> Bool {
            if isSuffix { return word.hasSuffix(text) }
            return isPrefix ? word.hasPrefix(text) : word == text
        }

        func matches(_ word: String) -> Bool { isExactly(word) || misspelling.matches(word) }
    }

    /// Words further apart belong to different things.
    private static let nearness = 6

    func isHeard(in clause: HeardText.Clause, at spot: Place) -> Bool {
        guard isHeard(at: spot), isEmergency || !clause.isAnsweredNo,
            !isQuiet(in: clause.words)
        else { return false }
        return patterns.contains { pattern in
            pattern.places(in: clause.words).contains { match in
                (isSaidWithNot || clause.denied.isDisjoint(with: match))
                    && (event(0) == .selfHarm || clause.figures(at: spot).isDisjoint(with: match))
                    && (spot == .reactions || others(in: clause).isDisjoint(with: match))
                    && !isTakenAway(match, in: clause.words)
            }
        }
    }

    /// "Not normal", "fine until" and "fine now" do not calm: something was, or is, not fine.
    private func isQuiet(in words: [String]) -> Bool {
        words.indices.contains { place in
            quiet.contains { $0.isExactly(words[place]) } && !HeardText.isDoubtful(place, in: words)
        }
    }

    private func isHeard(at spot: Place) -> Bool {
        place == .everywhere || place == spot || place == .events && spot != .remarks
    }

    private func isTakenAway(_ match: [Int], in words: [String]) -> Bool {
        words.indices.contains { place in
            unless.contains { $0.isExactly(words[place]) }
                && match.contains { Self.areTogether($0, place, in: words) }
        }
    }

    private static func areTogether(_ one: Int, _ other: Int, in words: [String]) -> Bool {
        let between = words[min(one, other)...max(one, other)]
        return between.count <= nearness + 1
            && !between.contains { [",", "and", "like", "as"].contains($0) }
    }

    /// Breathing, throat and collapse are heard whoever they happened to, but for animals: rather too much than
    /// too little.
    private func others(in clause: HeardText.Clause) -> Set<Int> {
        isEmergency || event(0) == .selfHarm ? clause.ofAnimals : clause.ofOthers
    }

    private var isEmergency: Bool { if case .emergency = event(0) { true } else { false } }

    private static let names = all.filter { !$0.isSaidWithNot }.flatMap(\.patterns).flatMap(\.name)
        .map { (initial: $0.initial, stem: $0) }

    /// Whether a "no" before this word may reach over it to the sign behind.
    static func isWordOfSign(_ word: String) -> Bool {
        let initial = Stem.initial(of: word)
        return names.contains { $0.initial & initial != 0 && $0.stem.matches(word) }
    }
}

extension StopEvent {
    /// What words of a diary mean to the stop rules.
    ///
    /// - `mark`: the event that they were written with; nil for a remark.
    /// - hivesAreUsual: hives are what the trial is about, so that a remark on them is no reaction.
    package static func heard(
        in text: String, with mark: DayMark?, hivesAreUsual: Bool = false
    ) -> [StopEvent] {
        let heard = HeardText(text)
        let hours = HeardHours.first(in: heard.words) ?? 0
        let spot = HeardSign.Place(of: mark)
        let signs = HeardSign.all.filter { sign in
            heard.clauses.contains { sign.isHeard(in: $0, at: spot) }
        }
        return signs.map { $0.event(hours) }.filter { event in
            guard hivesAreUsual, spot == .remarks, case .reaction(.hives, _) = event else {
                return true
            }
            return false
        }
    }
}

/// How long after the food something happened.
enum HeardHours {
    /// Of `1h`, `30 min`, `3 hours`, `an hour`, `next day`.
    static func first(in words: [String]) -> Double? {
        for (place, word) in words.enumerated() {
            if let hours = ExperimentDiary.hours(word) { return hours }
            let next = words.dropFirst(place + 1).first ?? ""
            let number = Double(word) ?? numbers[word]
            if let number, let unit = units.first(where: { next.hasPrefix($0.start) }) {
                return number * unit.hours
            }
            if let number, next == "h" { return number }
            if ["next", "following"].contains(word) && nextDays.contains(next)
                || word == "day" && next == "after"
            {
                return 24
            }
        }
        return nil
    }

    private static let numbers: [String: Double] = [
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
        "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20,
        "thirty": 30,
        "forty": 40, "half": 0.5, "few": 3, "couple": 2,
    ]

    private static let nextDays: Set<String> = ["day", "morning", "evening", "night"]

    private static let units: [(start: String, hours: Double)] = [
        ("min", 1.0 / 60), ("hour", 1), ("hr", 1), ("day", 24),
    ]
}
