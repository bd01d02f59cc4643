import ExperimentDiary
import ExperimentText

/// What to log beside the outcome because it can move the score by itself.
package enum SuggestedCovariate: String, Sendable, Hashable, CaseIterable {
    case sugar, glycaemicLoad = "glycaemic-load", ultraProcessed = "ultra-processed", fibre,
        fodmaps,
        dairy, alcohol, caffeine, spicyFood = "spicy-food", usualDiet = "usual-diet"
    case sun, heat, season, stress, sleep, exercise, cycle, hormones, topicals, phototherapy
    case weight, stool, nightItch = "night-itch", histamine, atopy, asthma
    case antibiotics, strain, dose, adherence

    /// What is written down and in which unit.
    package var label: String {
        switch self {
        case .sugar: "sugar, g a day"
        case .glycaemicLoad: "glycaemic load, or servings of refined starch"
        case .ultraProcessed: "ultra-processed servings a day"
        case .fibre: "fibre, g a day"
        case .fodmaps: "FODMAP-rich servings a day"
        case .dairy: "dairy servings a day (kefir and yogurt count)"
        case .alcohol: "alcohol, units a day"
        case .caffeine: "caffeine after noon, cups"
        case .spicyFood: "spicy food, yes or no"
        case .usualDiet: "anything unlike the usual diet, as an event"
        case .sun: "sun, hours outdoors"
        case .heat: "heat, as hot rooms, baths or weather"
        case .season: "season, travel to another climate, as an event"
        case .stress: "stress, 0-10"
        case .sleep: "sleep, hours and quality"
        case .exercise: "exercise, minutes a day"
        case .cycle: "first day of each period"
        case .hormones: "hormonal contraception, any change as an event"
        case .topicals: "creams and cleansers, any change as an event"
        case .phototherapy: "light treatment, sessions"
        case .weight: "weight, kg once a week"
        case .stool: "stool type of each stool"
        case .nightItch: "itch at night, which can disturb sleep by itself"
        case .histamine: "headache, flushing or runny nose after ferments"
        case .atopy: "hay fever and other atopic complaints, 0-10"
        case .asthma: "asthma symptoms and reliever use"
        case .antibiotics: "antibiotic courses, as events"
        case .strain: "product, strains and CFU on the label"
        case .dose: "amount taken each day"
        case .adherence: "days kept as planned, and slips"
        }
    }
}
