import ExperimentDiary
import ExperimentText

// Diets against what is blamed for flushing, hives or rashes.
extension Template {
    private static let ownLengths = SourcedStatement.ours("No trial stands behind these lengths")

    package static let spicyHot = Template(
        id: "spicy-hot-4w", name: "No spicy food and no hot drinks for four weeks", kind: .diet,
        aliases: ["spicy-food", "spicy", "hot-drinks", "spicy-hot"],
        instruction: "No spicy food; let every drink cool until it is lukewarm.",
        doseUnit: "spicy meals and hot drinks a day", removes: [.spicy], baseline: PhaseLength(14),
        active: PhaseLength(28), lag: PhaseLength(3), washout: PhaseLength(3),
        reversal: .returnToUsual(days: 14), covariates: [.heat, .sun, .alcohol, .stress],
        evidence: [
            SourcedStatement(
                "Rosacea: spicy food named as a trigger by 45 % and hot drinks by 36 %", .verified,
                "rosacea.org survey 2002, n = 1,066"), ownLengths,
        ], cautions: [.ours("Heat of rooms, baths and weather flushes by itself: log it")])

    package static let caffeineFree = Template(
        id: "caffeine-free-4w", name: "Caffeine-free for four weeks", kind: .diet,
        aliases: ["caffeine-free", "caffeine", "coffee-free", "coffee", "no-coffee"],
        instruction: "No coffee, black or green tea, cola or energy drinks; go down over a week.",
        doseUnit: "cups a day", removes: [.caffeine], baseline: PhaseLength(14), rampDays: 7,
        active: PhaseLength(28), lag: PhaseLength(10), washout: PhaseLength(7),
        reversal: .returnToUsual(days: 14), covariates: [.sleep, .stress, .heat],
        evidence: [ownLengths],
        cautions: [
            .ours("Headache and tiredness of the first week come from stopping: go down slowly"),
            SourcedStatement(
                "With lithium, less caffeine can raise its level in the blood: ask a doctor first",
                .verified, "case report, Prim Care Companion CNS Disord 2024;26(2):23cr03642"),
            .ours(
                "A hot drink is heat as well as caffeine: keep the number of hot drinks as it "
                    + "is"),
        ])

    /// A broad diet of weeks with a way back, led by somebody who knows it.
    private static func broad(
        id: String, name: String, aliases: [String], group: FoodGroup, instruction: String,
        foods: [String], active: PhaseLength, evidence: [SourcedStatement],
        cautions: [SourcedStatement]
    ) -> Template {
        Template(
            id: id, name: name, kind: .diet, aliases: aliases, instruction: instruction,
            doseUnit: "servings a day", removes: [group], baseline: PhaseLength(14), active: active,
            lag: PhaseLength(7), washout: PhaseLength(3),
            reversal: .challenge(
                ChallengeLadder(
                    portion: "a usual serving", steps: [0.25, 0.5, 1], clearDays: 3, sustained: nil,
                    foods: foods, Evidence(.designDefault, "in the manner of FODMAP challenges"))),
            maintenance: "Everything that stayed quiet comes back.",
            covariates: [.usualDiet, .antibiotics, .stress, .adherence], evidence: evidence,
            cautions: cautions + [
                .ours(
                    "Broad and hard to keep: a dietitian's list, not one "
                        + "from the net")
            ],
            cap: PhaseLength(42), needsClinician: true)
    }

    package static let lowHistamine = broad(
        id: "low-histamine-4w", name: "Low histamine for four weeks",
        aliases: ["low-histamine", "histamine", "histamine-free"], group: .histamine,
        instruction: "Keep to a list low in histamine: fresh food, nothing aged, smoked or "
            + "fermented.",
        foods: ["aged cheese", "smoked or salted meat", "tomato", "wine vinegar"],
        active: PhaseLength(28, 14...28),
        evidence: [
            SourcedStatement(
                "The evidence for a link between histamine in food and reproducible signs is limited",
                .verified, "Reese 2017, Allergo J Int 26:72, German guideline"),
            SourcedStatement(
                "10 to 14 days of a diet low in histamine, then food by food", .memory,
                "the same guideline"),
        ], cautions: [])

    package static let lowNickel = broad(
        id: "low-nickel-6w", name: "Low nickel for six weeks",
        aliases: ["low-nickel", "nickel", "nickel-free"], group: .nickel,
        instruction: "Keep to a list low in nickel: little cocoa, oats, pulses, nuts and "
            + "wholegrain.",
        foods: ["oats", "cocoa", "pulses"], active: PhaseLength(42, 28...42),
        evidence: [
            SourcedStatement(
                "Of people allergic to nickel, 1 % of the most sensitive may react to the nickel of a usual "
                    + "diet",
                .verified, "Jensen 2006, Contact Dermatitis 54:79, abstract")
        ],
        cautions: [.ours("A patch test for nickel comes first; cocoa and nuts are among its foods")]
    )

    package static let lowSalicylate = broad(
        id: "low-salicylate-4w", name: "Low salicylate for four weeks",
        aliases: ["low-salicylate", "salicylate", "salicylates", "salicylate-free"],
        group: .salicylates,
        instruction: "Keep to a list low in salicylates, guided by a dietitian.",
        foods: ["berries", "tomato", "curry spices"], active: PhaseLength(28, 14...28),
        evidence: [
            SourcedStatement(
                "Urticaria: three weeks without pseudoallergens helped one in three of 140, without a "
                    + "comparison group",
                .verified, "Magerl 2010, Allergy 65:78, abstract")
        ],
        cautions: [
            .ours("It leaves out most fruit and vegetables: never longer than planned"),
            .ours("Aspirin and similar painkillers are a separate matter for a doctor"),
        ])
}
