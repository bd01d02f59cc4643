import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Dermatology Life Quality Index, from 16 years of age.
    package static let dlqi = Instrument(
        id: "dlqi", name: "Dermatology Life Quality Index",
        summary: "ten items on how much the skin troubled daily life",
        items: (1...10).map { number in
            InstrumentItem(
                "q\(number)", .whole(0, 3),
                number == 7
                    ? "yes 3; after no, the follow-up 0-2; not relevant 0"
                    : "0 not at all to 3 very much; not relevant 0")
        },
        range: 0...30, recall: .days(7), minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            4, Evidence(.verified, "Basra 2015, Dermatology: 3.3 found, 4 recommended")),
        bands: .starting(
            at: [0, 2, 6, 11, 21], end: 30,
            labels: [
                "no effect", "small effect", "moderate effect", "very large effect",
                "extremely large effect",
            ],
            Evidence(.verified, "Hongbo 2005, J Invest Dermatol 125:659")),
        licence: "(c) A Y Finlay, G K Khan, April 1992. Free in routine care, this line must be "
            + "printed; research needs permission. Only keys are stored here.",
        blankItems: .zero(upTo: 1), takesHigherOfTwo: true,
        notes: [
            "The branch of item 7, the rule for blank items and the higher of two ticks are from "
                + "memory of "
                + "the owner's scoring notes [M]."
        ],
        rule: WeightedSum())
}
