/// Whether a word is another one with one slip of the finger or the ear: a letter left out, doubled or swapped
/// with its neighbour, the letters in another order ("tounge"), or in a long word one wrong letter
/// ("anaphalaxis").
///
/// Only words of six letters or more, with the first and the last letter right: shorter ones have too many
/// neighbours that mean something else ("hives", "hikes"). Words of the language that would be taken for slips
/// are listed; they were found by trying every word of an English dictionary.
struct Misspelling: Sendable {
    private let letters: [UInt8]
    private let isPrefix: Bool

    /// - `isPrefix`: only the beginning of the word is compared.
    init(of word: String, isPrefix: Bool) {
        letters = Array(word.utf8)
        self.isPrefix = isPrefix
    }

    func matches(_ word: String) -> Bool {
        guard letters.count >= 6, word.utf8.count >= letters.count - 1,
            word.utf8.first == letters.first, !Self.isRealWord(word)
        else { return false }
        let typed = Array(word.utf8)
        guard isPrefix else { return isSlip(typed) }
        return (letters.count - 1...letters.count + 1).contains {
            $0 <= typed.count && isSlip(Array(typed.prefix($0)))
        }
    }

    private func isSlip(_ typed: [UInt8]) -> Bool {
        guard typed.last == letters.last, abs(typed.count - letters.count) <= 1 else {
            return false
        }
        if typed.count < letters.count { return Self.isMissingOne(typed, of: letters) }
        if typed.count > letters.count { return Self.isMissingOne(letters, of: typed) }
        return typed.sorted() == letters.sorted() ? isNearOrder(typed) : hasOneWrongLetter(typed)
    }

    private static func isMissingOne(_ short: [UInt8], of long: [UInt8]) -> Bool {
        let place = zip(short, long).prefix { $0 == $1 }.count
        return short[place...].elementsEqual(long[(place + 1)...])
    }

    /// The same letters, of which three neighbours at most stand in another order.
    private func isNearOrder(_ typed: [UInt8]) -> Bool {
        let places = typed.indices.filter { typed[$0] != letters[$0] }
        guard let first = places.first, let last = places.last else { return false }
        return last - first <= 2
    }

    /// Behind the third letter of eight or more.
    private func hasOneWrongLetter(_ typed: [UInt8]) -> Bool {
        let places = typed.indices.filter { typed[$0] != letters[$0] }
        return letters.count >= 8 && places.count == 1 && places[0] >= 3
    }

    private static func isRealWord(_ word: String) -> Bool {
        beginnings.contains { word.hasPrefix($0) }
    }

    private static let beginnings = [
        "acing", "aesthet", "arching", "backed", "backing", "blanking", "breaching", "breadth",
        "breakthrough", "brethren", "bringing", "burred", "carol", "casual", "chock", "claps",
        "coked", "coking", "colas", "conceit", "construct", "cooing", "curse", "cynosur", "dibbl",
        "driblet", "elating", "enduing", "fleeing", "horse", "hospitab", "inflect", "joins",
        "kneel", "lung", "masking", "overdoes", "painted", "painting", "palpat", "pencil",
        "plant", "plate", "ponds", "predispos", "property", "quick", "quinc", "recital", "sacred",
        "sallow", "scarfed", "scarred", "sceptic", "selling", "skeptic", "slick", "sopped",
        "spared", "sticking", "strangely", "strangle", "stropped", "sturgeon", "thought", "throe",
        "trout", "unconcern", "unconscion", "wight", "wined",
    ]
}
