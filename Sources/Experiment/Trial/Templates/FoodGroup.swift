import ExperimentDiary
import ExperimentText

/// Groups of food that a diet leaves out or brings in.
package enum FoodGroup: String, Sendable, Hashable, CaseIterable {
    case dairy, egg, soy, nuts, wheat, fish, fodmap, sugar, ultraProcessed, alcohol, ferments
    case sesame, whey, spicy, caffeine, histamine, nickel, salicylates
    /// A food of the person's own naming, about which nothing is known here.
    case other

    package var name: String {
        switch self {
        case .fodmap: "FODMAPs"
        case .ultraProcessed: "ultra-processed food"
        case .whey: "whey protein"
        case .spicy: "spicy food and hot drinks"
        case .histamine: "food rich in histamine"
        case .nickel: "food rich in nickel"
        case .salicylates: "food rich in salicylates"
        case .other: "the food that you named"
        default: rawValue
        }
    }

    /// Before a dairy word they make it a plant's: oat milk, cocoa butter.
    private static let plantWords = [
        "oat", "almond", "soy", "soya", "rice", "coconut", "cashew", "hazelnut", "peanut", "pea",
        "hemp",
        "cocoa", "plant", "vegan", "shea",
    ]

    /// The groups that the words of `food` name, in the order of the cases: "goat kefir" is dairy
    /// and a
    /// ferment, "oat milk" and "dairy-free spread" are neither, "oats with milk" is dairy.
    package static func groups(in food: String) -> [FoodGroup] {
        let words = food.lowercased().split { !$0.isLetter }.map(String.init)
        return allCases.filter { $0.isNamed(in: words) }
    }

    private func isNamed(in words: [String]) -> Bool {
        let places = words.indices.filter { place in
            Self.forms(of: words[place]).contains { self.words.contains($0) }
        }
        let isDenied = places.contains { words.dropFirst($0 + 1).first == "free" }
        return !isDenied && places.contains { !isOfPlants(at: $0, in: words) }
    }

    /// A word and what it may be the plural of: cashews, radishes, berries.
    private static func forms(of word: String) -> [String] {
        var forms = [word]
        if word.hasSuffix("ies") { forms.append(word.dropLast(3) + "y") }
        if word.hasSuffix("es") { forms.append(String(word.dropLast(2))) }
        if word.hasSuffix("s") { forms.append(String(word.dropLast())) }
        return forms
    }

    /// Oat milk latte, rice noodles, vegan mayonnaise: what stands before takes the food out of the
    /// group.
    private func isOfPlants(at place: Int, in words: [String]) -> Bool {
        let before = words[..<place].suffix(2)
        switch self {
        case .dairy:
            let isWaterKefir = words[place] == "kefir" && before.last == "water"
            return isWaterKefir || before.contains(where: Self.plantWords.contains)
        case .wheat: return before.last.map(Self.otherGrains.contains) ?? false
        case .egg: return before.contains { ["vegan", "plant"].contains($0) }
        default: return false
        }
    }

    private static let otherGrains = [
        "rice", "corn", "maize", "buckwheat", "chickpea", "lentil", "almond", "coconut", "potato",
        "oat",
        "millet", "quinoa",
    ]

    /// Leaving it out is an elimination that can cost nutrients or tolerance; sugar, alcohol and
    /// ultra-processed food are none.
    package var isStaple: Bool {
        switch self {
        case .dairy, .egg, .soy, .nuts, .wheat, .fish, .fodmap, .sesame, .whey, .histamine, .nickel,
            .salicylates, .other:
            true
        case .sugar, .ultraProcessed, .alcohol, .ferments, .spicy, .caffeine: false
        }
    }
}
