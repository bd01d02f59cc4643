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
                .below(0..<3, "mild for psoriasis"), .through(3...10, "moderate for psoriasis"),
                .above(10, through: 100, "severe for psoriasis"),
            ],
            Evidence(
                .verified, "limits of 3 and 10 %: Canadian Psoriasis Network, page on severity")),
        licence: "Free.", notes: ["The bands are for psoriasis."], rule: SingleItem(key: "area"))
}
