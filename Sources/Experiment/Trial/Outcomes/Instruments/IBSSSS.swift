import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Irritable Bowel Syndrome Severity Scoring System.
    package static let ibsSSS = Instrument(
        id: "ibs-sss", name: "IBS Severity Scoring System",
        summary: "pain, its days, distension, dissatisfaction and interference",
        items: [
            InstrumentItem("pain_severity", .range(0...100, step: nil)),
            InstrumentItem(
                "pain_days", .whole(0, 10), "days with pain of the last 10; each is 10 points"),
            InstrumentItem("distension", .range(0...100, step: nil)),
            InstrumentItem("bowel_dissatisfaction", .range(0...100, step: nil)),
            InstrumentItem("life_interference", .range(0...100, step: nil)),
        ],
        range: 0...500, step: nil, recall: .days(10), minimumDaysBetween: 10,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            50, Evidence(.verified, "Francis 1997, Aliment Pharmacol Ther 11:395")),
        bands: SeverityBands(
            [
                .below(0..<75, "remission"), .through(75...175, "mild"),
                .above(175, through: 300, "moderate"), .above(300, through: 500, "severe"),
            ],
            Evidence(
                .verified, "Francis 1997; 175 and 300 stand in two bands there, the lower is used")),
        licence: "The Rome Foundation sells versions. Only keys are stored here.",
        notes: ["Item keys are from a secondary source [S]."],
        rule: WeightedSum(weights: [1, 10, 1, 1, 1]))
}
