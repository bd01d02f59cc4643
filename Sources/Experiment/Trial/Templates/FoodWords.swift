import ExperimentDiary
import ExperimentText

extension FoodGroup {
    /// Foods that diaries name and that belong to the group, in the singular; `groups(in:)` knows
    /// their
    /// plurals. Not complete: a word that is missing here is not free of the group.
    package var words: Set<String> {
        switch self {
        case .dairy:
            [
                "milk", "buttermilk", "kefir", "yogurt", "yoghurt", "cheese", "cheesecake",
                "butter",
                "cream", "whey", "casein", "caseinate", "quark", "skyr", "lassi", "ghee", "custard",
                "dairy", "lactose", "mozzarella", "parmesan", "feta", "cheddar", "gouda", "brie",
                "camembert", "ricotta", "mascarpone", "halloumi", "gruyere", "emmental",
                "gorgonzola",
                "labneh", "paneer", "milkshake", "latte", "cappuccino", "gelato", "curd",
                "bechamel", "fraiche",
            ]
        case .egg:
            [
                "egg", "mayonnaise", "mayo", "meringue", "omelette", "omelet", "frittata", "aioli",
                "quiche", "albumen", "yolk",
            ]
        case .soy:
            ["soy", "soya", "tofu", "tempeh", "miso", "natto", "edamame", "tamari", "soybean"]
        case .nuts:
            [
                "nut", "almond", "cashew", "hazelnut", "walnut", "peanut", "pistachio", "pecan",
                "macadamia", "marzipan", "praline", "nutella", "nougat", "satay",
                "frangipane", "amaretti", "groundnut",
            ]
        case .wheat:
            [
                "wheat", "bread", "pasta", "couscous", "seitan", "barley", "rye", "gluten", "flour",
                "noodle", "spelt", "semolina", "bulgur", "toast", "bagel", "baguette", "pizza",
                "spaghetti", "macaroni", "lasagne", "lasagna", "cracker", "biscuit", "cookie",
                "cake",
                "croissant", "bun", "pancake", "kamut", "farro", "malt", "breadcrumb", "tortilla",
                "muffin", "pastry",
            ]
        case .fish:
            [
                "fish", "salmon", "tuna", "sardine", "shellfish", "prawn", "shrimp", "cod", "trout",
                "mackerel", "herring", "anchovy", "crab", "lobster", "mussel", "clam", "oyster",
                "squid", "scallop", "haddock", "halibut",
            ]
        case .fodmap:
            [
                "onion", "garlic", "bean", "lentil", "chickpea", "apple", "pear", "honey", "inulin",
                "hummus", "leek", "shallot", "mango", "watermelon", "sorbitol", "mannitol",
                "xylitol",
                "fructose", "cauliflower", "mushroom",
            ]
        case .sugar:
            [
                "sugar", "candy", "soda", "syrup", "lemonade", "cola", "jam", "chocolate",
                "icecream", "cake", "cookie", "dessert", "honey",
            ]
        case .ultraProcessed:
            ["crisp", "chip", "nugget", "pizza", "soda", "cola", "sausage"]
        case .alcohol:
            [
                "alcohol", "wine", "beer", "spirit", "cider", "vodka", "gin", "whisky", "whiskey",
                "rum", "prosecco", "champagne", "cocktail", "liqueur", "sherry", "lager",
            ]
        case .ferments:
            [
                "kefir", "yogurt", "yoghurt", "kimchi", "sauerkraut", "kombucha", "tempeh", "miso",
                "kvass",
            ]
        case .sesame: ["sesame", "tahini", "halva", "hummus"]
        case .whey: ["whey"]
        case .spicy:
            ["chilli", "chili", "curry", "jalapeno", "cayenne", "tabasco", "sriracha", "harissa"]
        case .caffeine:
            ["coffee", "espresso", "latte", "cappuccino", "caffeine", "cola", "matcha", "guarana"]
        case .histamine:
            ["sauerkraut", "salami", "parmesan", "kombucha", "wine"]
        case .nickel: ["cocoa", "chocolate", "buckwheat"]
        case .salicylates: ["aspirin", "curry", "berry", "raisin", "tomato", "mint"]
        case .other: []
        }
    }
}
