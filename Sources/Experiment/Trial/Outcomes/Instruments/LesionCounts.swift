import ExperimentDiary
import ExperimentText

extension Instrument {
    private static let countChange = SmallestWorthwhileChange(
        nil, shareOfBaseline: 0.3,
        Evidence(
            .designDefault, "none found; 30 % of the baseline count until the plan says otherwise"))

    private static let countNotes = [
        "Same light, same mirror, same time of day; one to three times a week."
    ]

    private static func count(
        _ key: String, _ hint: String, isOptional: Bool = false
    ) -> InstrumentItem {
        InstrumentItem(key, .whole(0, 300), hint, isOptional: isOptional)
    }

    /// Inflammatory lesions of acne or rosacea.
    package static let inflammatoryLesions = Instrument(
        id: "lesions.inflammatory", name: "Inflammatory lesion count",
        summary: "papules, pustules and nodules of the face",
        items: [
            count("papules", "red bumps"), count("pustules", "with a yellow or white head"),
            count("nodules", "deep lumps", isOptional: true),
        ],
        range: 0...900, unit: "lesions", recall: .now, minimumDaysBetween: 2,
        smallestWorthwhileChange: countChange, licence: "Free.", isCount: true, notes: countNotes,
        rule: WeightedSum())

    /// Comedones, open and closed.
    package static let noninflammatoryLesions = Instrument(
        id: "lesions.noninflammatory", name: "Non-inflammatory lesion count",
        summary: "open and closed comedones of the face",
        items: [count("open_comedones", "blackheads"), count("closed_comedones", "whiteheads")],
        range: 0...600, unit: "lesions", recall: .now, minimumDaysBetween: 2,
        smallestWorthwhileChange: countChange, licence: "Free.", isCount: true, notes: countNotes,
        rule: WeightedSum())

    /// Flushing episodes of a day, for rosacea.
    package static let flushing = Instrument(
        id: "flushing", name: "Flushing episodes",
        summary: "flushing episodes of the last 24 hours",
        items: [InstrumentItem("episodes", .whole(0, 50))], range: 0...50, unit: "episodes",
        recall: .days(1), minimumDaysBetween: 1, smallestWorthwhileChange: countChange,
        licence: "Free.", isCount: true, isDailySuitable: true, rule: SingleItem(key: "episodes"))
}
