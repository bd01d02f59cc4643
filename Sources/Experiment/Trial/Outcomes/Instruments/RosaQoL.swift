import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Rosacea-specific quality of life: the mean of 21 items.
    package static let rosaQoL = Instrument(
        id: "rosaqol", name: "RosaQoL", summary: "21 items on how much rosacea troubles life",
        items: (1...21).map { InstrumentItem("q\($0)", .whole(1, 5), "1 never to 5 all the time") },
        range: 1...5, step: nil, recall: .days(28), minimumDaysBetween: 28,
        smallestWorthwhileChange: .none(
            Evidence(.memory, "none found; Nicholson 2007, J Am Acad Dermatol 57:213, not opened")),
        licence: "Rights not verified. Only keys are stored here.",
        notes: [
            "21 items in symptoms, emotion and function, 1 to 5 each, and the look back of four "
                + "weeks are "
                + "from memory [M]; more is worse (Spanish validation, Actas Dermosifiliogr "
                + "2024) [V]."
        ],
        rule: WeightedSum(weights: [Double](repeating: 1.0 / 21, count: 21)))
}
