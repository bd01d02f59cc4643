import ExperimentDiary
import ExperimentText

extension Instrument {
    private static func grade(
        _ id: String, _ name: String, _ summary: String, every days: Int,
        _ change: SmallestWorthwhileChange, _ bands: Evidence, licence: String, rater: Rater,
        daily: Bool = false, notes: [String] = []
    ) -> Instrument {
        Instrument(
            id: id, name: name, summary: summary,
            items: [InstrumentItem("grade", .whole(0, 4), "0 clear to 4 severe")],
            range: 0...4, unit: "grades", recall: .now, minimumDaysBetween: days,
            smallestWorthwhileChange: change, bands: .grades(bands), licence: licence, rater: rater,
            isDailySuitable: daily, notes: notes, rule: SingleItem(key: "grade"))
    }

    /// Validated Investigator Global Assessment of atopic dermatitis.
    package static let vigaAD = grade(
        "viga-ad", "vIGA-AD", "a clinician's single grade of eczema", every: 7,
        SmallestWorthwhileChange(
            1, Evidence(.verified, "Simpson, vIGA-AD in the BREEZE-AD trials, Br J Dermatol")),
        Evidence(.verified, "International Eczema Council, vIGA-AD"),
        licence: "CC BY-ND 4.0, no modification, credit Eli Lilly.", rater: .clinician)

    /// Investigator Global Assessment of acne.
    package static let acneIGA = grade(
        "acne-iga", "Acne IGA", "a single grade of acne", every: 7,
        SmallestWorthwhileChange(
            1,
            Evidence(
                .verified, "FDA guidance on acne, May 2018: success is grade 0 or 1 and 2 down")),
        Evidence(.verified, "FDA guidance on acne, May 2018"), licence: "Free.", rater: .either,
        notes: ["Same light, same mirror, same time of day."])

    /// Investigator Global Assessment of rosacea, or the person's own.
    package static let rosaceaIGA = grade(
        "rosacea-iga", "Rosacea IGA", "a single grade of rosacea", every: 7,
        SmallestWorthwhileChange(
            1, Evidence(.memory, "one grade; trials ask for 0 or 1 and 2 down, source not opened")),
        Evidence(.memory, "five grades from clear to severe, as in trials of rosacea"),
        licence: "Rights not verified.", rater: .either,
        notes: ["Lumps, pustules and redness together. Same light, same mirror, same time of day."])

    /// Clinician's Erythema Assessment of rosacea.
    package static let cea = grade(
        "cea", "Clinician's Erythema Assessment", "a clinician's grade of facial redness", every: 1,
        rednessChange, rednessBands, licence: "Rights not verified.", rater: .clinician)

    /// Patient's Self-Assessment of redness.
    package static let psaRedness = grade(
        "psa-redness", "Patient's Self-Assessment of redness",
        "the person's grade of facial redness",
        every: 1, rednessChange, rednessBands, licence: "Rights not verified.", rater: .participant,
        daily: true,
        notes: [
            "Validated for own rating (J Drugs Dermatol 2015;14:841) [V]. Same light every day."
        ])

    private static let rednessChange = SmallestWorthwhileChange(
        1, Evidence(.memory, "one grade; trials use a composite of two grades, source not opened"))
    private static let rednessBands = Evidence(.memory, "five grades from clear to severe")
}
