import ExperimentDiary
import ExperimentText

extension Template {
    private static func topical(
        id: String, name: String, aliases: [String], instruction: String, doseUnit: String,
        active: PhaseLength, isLive: Bool
    ) -> Template {
        Template(
            id: id, name: name, kind: .topical, aliases: aliases, instruction: instruction,
            doseUnit: doseUnit, baseline: PhaseLength(14), active: active, lag: PhaseLength(28),
            washout: PhaseLength(28, 28...56), reversal: .stop(observeDays: 28),
            covariates: [.topicals, .sun, .season, .adherence],
            evidence: [.ours("No trial stands behind these lengths")],
            cautions: [
                .ours(
                    "Everything else on the skin stays as it is; prescribed creams are never changed"
                ),
                .ours("Try a new product on a small patch for two days first"),
            ],
            isLive: isLive)
    }

    package static let topicalRoutine = topical(
        id: "topical-routine", name: "A changed skin routine",
        aliases: ["topical", "cleanser", "fragrance-free", "moisturiser", "moisturizer"],
        instruction: "One product swapped or added, used the same way every day.",
        doseUnit: "times a day", active: PhaseLength(84), isLive: false)

    package static let topicalProbiotic = topical(
        id: "topical-probiotic", name: "A probiotic or postbiotic on the skin",
        aliases: ["topical-postbiotic", "probiotic-cream"],
        instruction: "One product, used the same way every day.", doseUnit: "times a day",
        active: PhaseLength(84, 56...84), isLive: true)
}
