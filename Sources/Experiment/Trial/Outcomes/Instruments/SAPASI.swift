import ExperimentDiary
import ExperimentText

extension Instrument {
    private static let sapasiAreas: [(key: String, weight: Double)] = [
        ("head", 0.1), ("arms", 0.2), ("trunk", 0.3), ("legs", 0.4),
    ]

    /// Self-administered PASI: shaded figures for the extent, three lines for the signs.
    package static let sapasi = Instrument(
        id: "sapasi", name: "Self-administered PASI",
        summary: "psoriasis by the person: extent in four regions and three signs",
        items: sapasiAreas.map {
            InstrumentItem("\($0.key).area", .whole(0, 6), "0 none, 6 nearly all of this region")
        }
            + ["redness", "thickness", "scale"].map {
                InstrumentItem($0, .range(0...100, step: nil), "mm of a line of 100, worst at 100")
            },
        range: 0...72, step: nil, recall: .now, minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            nil, shareOfBaseline: 0.5,
            Evidence(.designDefault, "no value in points found; half, as trials of PASI ask")),
        licence: "Rights not verified. Only keys are stored here.",
        notes: [
            "Weighted extent x sum of the three lines x 4 / 100: Fleischer 1994, J Invest "
                + "Dermatol 102:967 "
                + "[M]. It goes with PASI at r = 0.69 and is higher (Sampogna 2003, Arch "
                + "Dermatol) [V]."
        ],
        rule: SAPASIRule())

    /// 4 / 100 x (0.1 head + 0.2 arms + 0.3 trunk + 0.4 legs) x (redness + thickness + scale).
    private struct SAPASIRule: ScoringRule {
        package func value(of answers: CheckedAnswers) -> Double {
            let extent = sapasiAreas.reduce(0) { $0 + $1.weight * answers["\($1.key).area"] }
            return extent * 4 / 100
                * (answers["redness"] + answers["thickness"] + answers["scale"])
        }
    }
}
