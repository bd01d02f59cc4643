import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Affected body surface in percent, by handprints.
    package static let bsa = Instrument(
        id: "bsa", name: "Body surface area",
        summary: "affected skin in handprints, each about 1 %",
        items: [InstrumentItem("area", .range(0...100, step: nil), "handprints with fingers")],
        range: 0...100, step: nil, unit: "%", recall: .now, minimumDaysBetween: 7,
        smallestWorthwhileChange: .none(
            Evidence(.designDefault, "none found; set one in the plan")),
        bands: SeverityBands(
            [
                .below(0..<3, "mild"), .through(3...10, "moderate"),
                .above(10, through: 100, "severe"),
            ],
            Evidence(.memory, "psoriasis limits of 3 and 10 %, source not opened")),
        licence: "Free.", notes: ["The bands are for psoriasis."], rule: SingleItem(key: "area"))
}
