import ExperimentDiary
import ExperimentText

extension Instrument {
    private static let easiSigns = [
        "erythema", "oedema_papulation", "excoriation", "lichenification",
    ]

    private static let easiBands = SeverityBands(
        [
            .through(0...0, "clear"), .above(0, through: 1, "almost clear"),
            .above(1, through: 7, "mild"), .above(7, through: 21, "moderate"),
            .above(21, through: 50, "severe"), .above(50, through: 72, "very severe"),
        ],
        Evidence(.verified, "Leshem 2015, Br J Dermatol 172:1353"))

    private static func easi(
        id: String, name: String, ages: String, weights: [Double]
    ) -> Instrument {
        let index = RegionIndex(
            regions: zip(["head_neck", "arms", "trunk", "legs"], weights).map { ($0, $1) },
            signs: easiSigns)
        return Instrument(
            id: id, name: name, summary: "four eczema signs in four regions, \(ages)",
            items: index.items(signs: .range(0...3, step: 0.5)), range: 0...72, step: nil,
            recall: .now, minimumDaysBetween: 7,
            smallestWorthwhileChange: SmallestWorthwhileChange(
                6.6, shareOfBaseline: 0.5,
                Evidence(
                    .memory,
                    "6.6: Schram 2012, Allergy 67:99, original text not opened; 50 %: Silverberg 2021, "
                        + "Br J Dermatol 184:888 [V]")),
            bands: easiBands, licence: "Open guide CC BY-NC-ND (Hanifin 2022, Dermatitis).",
            rater: .clinician,
            notes: [
                "For import from a visit; not meant for own daily rating.",
                "Signs are 0-3 in half points here, 0-4 in PASI.",
                "Region weights by age are from a secondary source [S]. Other severity limits exist "
                    + "(Chopra: mild 0.1-5.9); these are Leshem's.",
            ],
            rule: index)
    }

    /// Eczema Area and Severity Index from 8 years of age.
    package static let easi = easi(
        id: "easi", name: "Eczema Area and Severity Index", ages: "8 years and older",
        weights: [0.1, 0.2, 0.3, 0.4])

    /// Eczema Area and Severity Index under 8 years: a larger head, shorter legs.
    package static let easiUnder8 = easi(
        id: "easi.under8", name: "Eczema Area and Severity Index, under 8", ages: "under 8 years",
        weights: [0.2, 0.2, 0.3, 0.3])
}
