import ExperimentDiary
import ExperimentText

/// Groups of food that a diet leaves out or brings in.
package enum FoodGroup: String, Sendable, Hashable, CaseIterable {
    case dairy, egg, soy, nuts, wheat, fish, fodmap, sugar, ultraProcessed, alcohol, ferments

    package var name: String {
        switch self {
        case .fodmap: "FODMAPs"
        case .ultraProcessed: "ultra-processed food"
        default: rawValue
        }
    }

    /// Foods that diaries name and that belong to the group. Not complete: a word that is missing here
    /// is not free of the group.
    package var words: [String] {
        switch self {
        case .dairy:
            [
                "milk", "buttermilk", "kefir", "yogurt", "yoghurt", "cheese", "butter", "cream",
                "whey", "casein",
                "quark", "skyr", "lassi", "ghee", "custard", "dairy",
            ]
        case .egg: ["egg", "eggs", "mayonnaise", "meringue", "omelette"]
        case .soy: ["soy", "soya", "tofu", "tempeh", "miso", "natto", "edamame"]
        case .nuts: ["nut", "nuts", "almond", "almonds", "cashew", "hazelnut", "walnut", "peanut"]
        case .wheat: ["wheat", "bread", "pasta", "couscous", "seitan", "barley", "rye", "gluten"]
        case .fish: ["fish", "salmon", "tuna", "sardines", "shellfish", "prawns"]
        case .fodmap: ["onion", "garlic", "beans", "lentils", "chickpeas", "apple", "honey"]
        case .sugar: ["sugar", "sweets", "candy", "soda", "syrup"]
        case .ultraProcessed: ["crisps", "chips", "nuggets", "pizza"]
        case .alcohol: ["alcohol", "wine", "beer", "spirits", "cider"]
        case .ferments:
            ["kefir", "yogurt", "yoghurt", "kimchi", "sauerkraut", "kombucha", "tempeh", "miso"]
        }
    }

    /// Before a dairy word they make it a plant's: oat milk, cocoa butter.
    private static let plantWords = [
        "oat", "almond", "soy", "soya", "rice", "coconut", "cashew", "hazelnut", "peanut", "pea",
        "hemp",
        "cocoa", "plant", "vegan", "shea",
    ]

    /// The groups that the words of `food` name, in the order of the cases: "goat kefir" is dairy and a
    /// ferment, "oat milk" and "dairy-free spread" are neither, "oats with milk" is dairy.
    package static func groups(in food: String) -> [FoodGroup] {
        let words = food.lowercased().split { !$0.isLetter }.map(String.init)
        return allCases.filter { $0.isNamed(in: words) }
    }

    private func isNamed(in words: [String]) -> Bool {
        let places = words.indices.filter { self.words.contains(words[$0]) }
        let isDenied = places.contains { words.dropFirst($0 + 1).first == "free" }
        return !isDenied && places.contains { !isOfPlants(at: $0, in: words) }
    }

    private func isOfPlants(at place: Int, in words: [String]) -> Bool {
        self == .dairy && place > 0 && Self.plantWords.contains(words[place - 1])
    }

    /// Leaving it out is an elimination that can cost nutrients or tolerance; sugar, alcohol and
    /// ultra-processed food are none.
    package var isStaple: Bool {
        switch self {
        case .dairy, .egg, .soy, .nuts, .wheat, .fish, .fodmap: true
        case .sugar, .ultraProcessed, .alcohol, .ferments: false
        }
    }
}
