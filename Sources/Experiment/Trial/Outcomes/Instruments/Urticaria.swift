import ExperimentDiary
import ExperimentText

extension Instrument {
    private static let uasChange = SmallestWorthwhileChange(
        10.0 / 7, borrowed: true,
        Evidence(.designDefault, "a seventh of the UAS7 value, Mathias 2012, Ann Allergy 108:20"))

    private static let uasLicence =
        "Rights of the exact form not verified. Only keys are stored here."

    /// Urticaria Activity Score, once daily form of the guideline.
    package static let uas = Instrument(
        id: "uas", name: "Urticaria Activity Score, once daily",
        summary: "hives and itch of the last 24 hours",
        items: [
            InstrumentItem(
                "hives", .whole(0, 3), "in 24 h: none 0, under 20 1, 20-50 2, over 50 3"),
            InstrumentItem("itch", .whole(0, 3), "none 0 to intense 3"),
        ],
        range: 0...6, recall: .days(1), minimumDaysBetween: 1, smallestWorthwhileChange: uasChange,
        licence: uasLicence, isDailySuitable: true,
        notes: ["Keep to this form: the twice-daily one has other limits for hives."],
        rule: WeightedSum())

    /// Urticaria Activity Score, twice daily form: the mean of morning and evening.
    package static let uasTwiceDaily = Instrument(
        id: "uas.twice-daily", name: "Urticaria Activity Score, twice daily",
        summary: "hives and itch of each half day, averaged over the two",
        items: ["am", "pm"].flatMap { half in
            [
                InstrumentItem(
                    "hives_\(half)", .whole(0, 3), "in 12 h: none 0, under 6 1, 6-12 2, over 12 3"),
                InstrumentItem("itch_\(half)", .whole(0, 3), "none 0 to intense 3"),
            ]
        },
        range: 0...6, step: 0.5, recall: .days(1), minimumDaysBetween: 1,
        smallestWorthwhileChange: uasChange, licence: uasLicence, isDailySuitable: true,
        notes: [
            "The limits of hives are not verified: one printed form has 1-6, 7-12 and above 12 "
                + "[M].",
            "Agrees with the once-daily form (r 0.94, ASSURE-CSU [V]) but is not to be mixed "
                + "with it.",
        ],
        rule: WeightedSum(weights: [0.5, 0.5, 0.5, 0.5]))

    /// Urticaria Control Test: four questions about four weeks, of which more is better.
    package static let uct = Instrument(
        id: "uct", name: "Urticaria Control Test",
        summary: "control of urticaria over four weeks, 16 is complete",
        items: ["symptoms", "life", "treatment", "control"].map {
            InstrumentItem($0, .whole(0, 4), "0 worst to 4 best")
        },
        range: 0...16, direction: .higherIsBetter, recall: .days(28), minimumDaysBetween: 28,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            3, Evidence(.verified, "Kulthanan 2016, Health Qual Life Outcomes 14:61, abstract")),
        bands: .starting(
            at: [0, 12, 16], end: 16,
            labels: ["poorly controlled", "well controlled", "completely controlled"],
            Evidence(
                .secondary,
                "Weller 2014, J Allergy Clin Immunol 133:1365: 12 or more is well "
                    + "controlled")),
        licence: "Copyright MOXIE GmbH; rights for own use not verified. Only keys are stored "
            + "here.",
        notes: ["It looks back four weeks: too far for phases of a few weeks."], rule: WeightedSum()
    )

    /// Urticaria Activity Score of seven consecutive days.
    package static let uas7 = Instrument(
        id: "uas7", name: "UAS7", summary: "urticaria activity summed over seven days",
        items: (1...7).map {
            InstrumentItem("day\($0)", .range(0...6, step: 0.5), "UAS of that day")
        },
        range: 0...42, step: nil, recall: .days(7), minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            10, Evidence(.verified, "9.5-10.5, Mathias 2012, Ann Allergy 108:20")),
        bands: SeverityBands(
            [
                .through(0...0, "free of urticaria"), .between(0, 7, "well controlled"),
                .below(7..<16, "mild"), .below(16..<28, "moderate"), .through(28...42, "severe"),
            ],
            Evidence(.verified, "RTI-HS, UAS7 categories of the REMIX trials")),
        licence: uasLicence, blankItems: .prorate(atLeast: 4),
        notes: ["Prorating from four days on is from memory [M]."], rule: WeightedSum())

    /// UAS7 from the daily scores of seven consecutive days.
    /// - Parameter days: oldest first; nil where nothing was recorded.
    /// - Returns: A score of `uas7`; `filledItems` names the days that were prorated.
    /// - Throws: `ScoringError.wrongNumberOfDays` unless there are seven, `.mixedForms` when days
    /// were
    ///   scored with different forms, `.blankItems` with fewer than four scores.
    package static func uas7(from days: [Score?]) throws(ScoringError) -> Score {
        guard days.count == 7 else {
            throw .wrongNumberOfDays(instrument: "uas7", found: days.count, expected: 7)
        }
        let forms = [uas.id, uasTwiceDaily.id]
        let recorded = days.compactMap(\.self)
        let first = recorded.first { forms.contains($0.instrument) }?.instrument ?? uas.id
        if let other = recorded.first(where: { $0.instrument != first }) {
            throw .mixedForms(instrument: "uas7", found: other.instrument, expected: first)
        }
        return try uas7.score(
            ItemAnswers(days.enumerated().map { .init("day\($0.offset + 1)", $0.element?.value) }))
    }
}
