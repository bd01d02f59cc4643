import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Global Acne Grading System: six regions, each by its worst lesion.
    package static let gags = Instrument(
        id: "gags", name: "Global Acne Grading System", summary: "worst acne lesion of six regions",
        items: ["forehead", "right_cheek", "left_cheek", "nose", "chin", "chest_back"].map {
            InstrumentItem(
                $0, .whole(0, 4), "worst lesion: none 0, comedo 1, papule 2, pustule 3, nodule 4")
        },
        range: 0...44, recall: .now, minimumDaysBetween: 7,
        smallestWorthwhileChange: .none(
            Evidence(.designDefault, "none found; set one in the plan")),
        bands: SeverityBands(
            [
                .below(0..<1, "none"), .below(1..<19, "mild"), .below(19..<31, "moderate"),
                .below(31..<39, "severe"), .above(39, through: 44, "very severe"),
            ],
            unassigned: [39],
            Evidence(.secondary, "Doshi 1997, Int J Dermatol 36:416, by way of a re-implementation")
        ),
        licence: "Formula published.", rater: .either,
        notes: [
            "Factors: forehead and cheeks 2, nose and chin 1, chest with upper back 3.",
            "The source assigns 39 to no band, so no band is given there.",
        ],
        rule: WeightedSum(weights: [2, 2, 2, 1, 1, 3]))
}
