import ExperimentDiary
import ExperimentText

extension Instrument {
    private static let pasiIndex = RegionIndex(
        regions: [("head", 0.1), ("arms", 0.2), ("trunk", 0.3), ("legs", 0.4)],
        signs: ["erythema", "induration", "desquamation"])

    /// Psoriasis Area and Severity Index.
    package static let pasi = Instrument(
        id: "pasi", name: "Psoriasis Area and Severity Index",
        summary: "three psoriasis signs in four regions",
        items: pasiIndex.items(signs: .whole(0, 4)), range: 0...72, step: nil, recall: .now,
        minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            nil, shareOfBaseline: 0.5,
            Evidence(.designDefault, "no value in points established; trials report 50 % and 75 %")),
        bands: SeverityBands(
            [
                .below(0..<7, "mild"), .through(7...15, "moderate"),
                .above(15, through: 72, "severe"),
            ],
            Evidence(
                .verified,
                "moderate psoriasis definition, Actas Dermosifiliogr 2017, used with DLQI")),
        licence: "Formula published.", rater: .clinician,
        notes: [
            "Signs are 0-4 here, 0-3 in EASI. The area grade 6 starts at 90 %.",
            "Above 10 is often called severe [S].",
        ],
        rule: pasiIndex)
}
