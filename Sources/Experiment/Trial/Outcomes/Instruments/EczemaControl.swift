import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Recap of atopic eczema: control of eczema over the last week.
    package static let recap = Instrument(
        id: "recap", name: "Recap of atopic eczema",
        summary: "seven items on the control of eczema in the last week",
        items: (1...7).map { InstrumentItem("q\($0)", .whole(0, 4), "0 best to 4 worst") },
        range: 0...28, recall: .days(7), minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            3, Evidence(.verified, "Baker 2024, Skin Health Dis 4(6), ski2.470, abstract")),
        bands: .starting(
            at: [0, 2, 6, 12, 20], end: 28,
            labels: [
                "completely controlled", "mostly controlled", "moderately controlled",
                "a little controlled", "not at all controlled",
            ],
            Evidence(.memory, "Bhanot 2022, Br J Dermatol, interpretability of RECAP")),
        licence: "Copyright University of Nottingham; free for non-commercial use [M]. Only keys "
            + "are stored here.",
        blankItems: .zero(upTo: 1), takesHigherOfTwo: true,
        notes: [
            "Under 2 points may be error of measurement, 2-2.9 small, 3-3.9 likely and 4 or more "
                + "highly "
                + "likely important (Baker 2024) [V].",
            "Seven items: Howells 2020, Br J Dermatol 183:524, PMC7496132 [V]. One blank item counts "
                + "0, of two boxes ticked the higher counts: the owner's page [V].",
        ],
        rule: WeightedSum())

    /// Atopic Dermatitis Control Tool.
    package static let adct = Instrument(
        id: "adct", name: "Atopic Dermatitis Control Tool",
        summary: "six items on the control of eczema in the last week",
        items: (1...6).map { InstrumentItem("q\($0)", .whole(0, 4), "0 best to 4 worst") },
        range: 0...24, recall: .days(7), minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            5, Evidence(.verified, "Simpson 2019, BMC Dermatol 19:15; the owner's page")),
        bands: .starting(
            at: [0, 7], end: 24, labels: ["in control", "may not be in control"],
            Evidence(.verified, "Pariser 2020, Curr Med Res Opin, abstract: 7 or more")),
        licence: "Copyright Sanofi and Regeneron; rights for own use not verified. Only keys are "
            + "stored "
            + "here.",
        notes: ["Every item has to be answered [V]."], rule: WeightedSum())
}
