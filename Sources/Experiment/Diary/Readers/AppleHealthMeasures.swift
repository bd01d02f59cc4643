import ExperimentText

/// A type of Apple Health's records: its series here, how a day's records become one value, and the
/// units that it may come in.
struct AppleHealthMeasure {
    /// After `HKQuantityTypeIdentifier` or `HKCategoryTypeIdentifier`.
    package let type: String
    package let series: String
    package let rule: Rule
    /// Units and the factors to the series' own; empty for categories.
    package var units: [(name: String, factor: Double)] = []

    package enum Rule {
        /// Added up; a phone and a watch count the same steps, so that the source with the most counts.
        case sum
        case mean
        case last
        case sleep
        case severity
        case flow
        /// Minutes from start to end, added up.
        case duration
    }

    private static let mass = [
        ("kg", 1.0), ("lb", kilogramsPerPound), ("g", 0.001), ("st", 6.350_293_18),
    ]
    private static let grams = [("g", 1.0), ("mg", 0.001), ("oz", 28.349_523_125)]
    private static let milligrams = [("mg", 1.0), ("g", 1000), ("mcg", 0.001)]
    private static let micrograms = [("mcg", 1.0), ("mg", 1000), ("g", 1_000_000)]
    private static let energy = [("kcal", 1.0), ("Cal", 1), ("kJ", 1 / 4.184), ("cal", 0.001)]
    private static let beats = [("count/min", 1.0)]
    private static let minutes = [("min", 1.0), ("hr", 60), ("s", 1.0 / 60)]

    package static let all: [AppleHealthMeasure] =
        [
            .init(type: "StepCount", series: "steps", rule: .sum, units: [("count", 1)]),
            .init(
                type: "DistanceWalkingRunning", series: "distance.km", rule: .sum,
                units: [("km", 1), ("mi", kilometresPerMile), ("m", 0.001)]),
            .init(
                type: "AppleExerciseTime", series: "exercise.minutes", rule: .sum, units: minutes),
            .init(
                type: "ActiveEnergyBurned", series: "energy.burned.kcal", rule: .sum, units: energy),
            .init(type: "TimeInDaylight", series: "daylight.minutes", rule: .sum, units: minutes),
            .init(type: "DietaryEnergyConsumed", series: "energy.kcal", rule: .sum, units: energy),
            .init(type: "DietarySugar", series: "sugar.g", rule: .sum, units: grams),
            .init(
                type: "DietaryCarbohydrates", series: "carbohydrates.g", rule: .sum, units: grams),
            .init(type: "DietaryFiber", series: "fibre.g", rule: .sum, units: grams),
            .init(type: "DietaryProtein", series: "protein.g", rule: .sum, units: grams),
            .init(type: "DietaryFatTotal", series: "fat.g", rule: .sum, units: grams),
            .init(type: "DietaryCalcium", series: "calcium.mg", rule: .sum, units: milligrams),
            .init(type: "DietaryVitaminD", series: "vitamin-d.ug", rule: .sum, units: micrograms),
            .init(type: "DietaryIodine", series: "iodine.ug", rule: .sum, units: micrograms),
            .init(
                type: "NumberOfAlcoholicBeverages", series: "alcohol.drinks", rule: .sum,
                units: [("count", 1)]),
            .init(
                type: "RestingHeartRate", series: "heart-rate.resting", rule: .mean, units: beats),
            .init(type: "HeartRate", series: "heart-rate", rule: .mean, units: beats),
            .init(
                type: "HeartRateVariabilitySDNN", series: "hrv.ms", rule: .mean,
                units: [("ms", 1), ("s", 1000)]),
            // A share is written as 0.97 with the unit %.
            .init(
                type: "OxygenSaturation", series: "oxygen.percent", rule: .mean, units: [("%", 100)]
            ),
            .init(
                type: "BodyFatPercentage", series: "body-fat.percent", rule: .last,
                units: [("%", 100)]),
            .init(type: "BodyMass", series: "weight.kg", rule: .last, units: mass),
            .init(
                type: "AppleSleepingWristTemperature", series: "temperature.wrist", rule: .mean,
                units: [("degC", 1)]),
            .init(type: "SleepAnalysis", series: "sleep", rule: .sleep),
            .init(type: "MindfulSession", series: "mindful.minutes", rule: .duration),
            .init(type: "MenstrualFlow", series: "menstrual-flow", rule: .flow),
            .init(type: "VaginalBleeding", series: "menstrual-flow", rule: .flow),
        ] + symptoms

    private static let symptoms = [
        "Acne", "DrySkin", "Bloating", "AbdominalCramps", "Constipation", "Diarrhea", "Heartburn",
        "Nausea", "Fatigue", "MoodChanges", "SleepChanges", "Headache", "HotFlashes",
        "NightSweats",
    ].map { AppleHealthMeasure(type: $0, series: "symptom.\($0)", rule: .severity) }

    /// The severity of a symptom from 0 (not present) to 3; nil where none was given.
    package static func severity(_ value: String) -> Double? {
        switch value {
        case "HKCategoryValueSeverityNotPresent", "HKCategoryValuePresenceNotPresent", "1": 0
        case "HKCategoryValueSeverityMild", "2": 1
        case "HKCategoryValueSeverityModerate", "3": 2
        case "HKCategoryValueSeveritySevere", "4": 3
        default: nil
        }
    }

    /// The flow from 0 (none) to 3; 1 where it was not graded.
    static func flow(_ value: String) -> Double? {
        for (name, number) in [
            ("None", 0.0), ("Unspecified", 1), ("Light", 1), ("Medium", 2), ("Heavy", 3),
        ] where value.hasSuffix(name) {
            return number
        }
        return nil
    }
}
