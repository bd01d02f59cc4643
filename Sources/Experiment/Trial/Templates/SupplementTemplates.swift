import ExperimentDiary
import ExperimentText

extension Template {
    private static let keepTheLabel = SourcedStatement.ours(
        "A product of several ingredients is one change: nothing is learned about a single one")

    /// Something swallowed once a day for twelve weeks.
    private static func supplement(
        id: String, name: String, aliases: [String], instruction: String, doseUnit: String,
        mayAdd: [FoodGroup] = [], baseline: PhaseLength = PhaseLength(14),
        active: PhaseLength = PhaseLength(84, 56...84), lag: PhaseLength = PhaseLength(28),
        washout: PhaseLength = PhaseLength(28, 28...56), covariates: [SuggestedCovariate],
        evidence: [SourcedStatement], cautions: [SourcedStatement] = [], mayComeFirst: Bool = true,
        isLive: Bool = false, interactsWith: [MedicineClass] = []
    ) -> Template {
        Template(
            id: id, name: name, kind: .supplement, aliases: aliases, instruction: instruction,
            doseUnit: doseUnit, mayAdd: mayAdd, baseline: baseline, active: active,
            lag: lag,
            washout: washout, reversal: .stop(observeDays: 28),
            covariates: covariates + [.adherence],
            evidence: evidence, cautions: cautions + [keepTheLabel], mayComeFirst: mayComeFirst,
            isLive: isLive, interactsWith: interactsWith)
    }

    private static let ownLengths = SourcedStatement.ours("No trial stands behind these lengths")

    package static let probiotic = supplement(
        id: "probiotic-12w", name: "Probiotic for twelve weeks",
        aliases: ["probiotic", "lactobacillus", "bifidobacterium"],
        instruction: "One product, the same strains and amount every day.", doseUnit: "CFU a day",
        baseline: PhaseLength(14, 14...28), covariates: [.strain, .dose, .antibiotics, .usualDiet],
        evidence: [
            SourcedStatement(
                "Eczema: pooled SCORAD about 3.9 lower, less than the worthwhile 8.7; probably "
                    + "little or "
                    + "no difference in own ratings",
                .memory,
                "Makrgeorgou 2018, Cochrane CD006135.pub3, abstract read without its numbers"),
            SourcedStatement(
                "Psoriasis: a 12-week randomised trial; fewer relapses over the next 6 months",
                .verified,
                "Navarro-Lopez 2019, Acta Derm Venereol 99:1078"),
            SourcedStatement(
                "Acne: a 12-week randomised trial", .verified,
                "Eguren 2024, Acta Derm Venereol 104:33206"),
        ],
        cautions: [
            SourcedStatement(
                "L. rhamnosus GG was found in 87 % 4 days after stopping and in 33 % after 7",
                .verified,
                "Goldin 1992, Dig Dis Sci 37:121"),
            .ours("Its effect can linger: never the first arm when a reversal is planned"),
        ],
        mayComeFirst: false, isLive: true)

    package static let prebiotic = supplement(
        id: "prebiotic-12w", name: "Prebiotic for twelve weeks", aliases: ["prebiotic", "inulin"],
        instruction: "One product, the same amount every day; raise it over two weeks.",
        doseUnit: "g a day", mayAdd: [.fodmap], covariates: [.fibre, .stool, .dose],
        evidence: [ownLengths])

    package static let synbiotic = supplement(
        id: "synbiotic-12w", name: "Synbiotic for twelve weeks",
        aliases: ["synbiotic", "targeted-gut-formula", "gut-formula"],
        instruction: "One product, the same amount every day.", doseUnit: "doses a day",
        covariates: [.strain, .dose, .antibiotics], evidence: [ownLengths], mayComeFirst: false,
        isLive: true)

    package static let postbiotic = supplement(
        id: "postbiotic-12w", name: "Postbiotic for twelve weeks", aliases: ["postbiotic"],
        instruction: "One product, the same amount every day.", doseUnit: "doses a day",
        covariates: [.dose], evidence: [ownLengths])

    private static let slowStores = SourcedStatement.ours(
        "The body stores it for weeks to months: a wash-out of 28 days is too short to be sure of")

    package static let omega3 = supplement(
        id: "omega-3", name: "Omega-3", aliases: ["omega3", "fish-oil"],
        instruction: "The same amount every day with a meal.", doseUnit: "g of EPA and DHA a day",
        active: PhaseLength(84), washout: PhaseLength(56, 28...56),
        covariates: [.dose, .usualDiet],
        evidence: [ownLengths], cautions: [slowStores], mayComeFirst: false,
        interactsWith: [.anticoagulant])

    package static let vitaminD = supplement(
        id: "vitamin-d", name: "Vitamin D", aliases: ["vitamin-d3"],
        instruction: "The same amount every day, not above the label.",
        doseUnit: "micrograms a day",
        active: PhaseLength(84), washout: PhaseLength(56, 28...56),
        covariates: [.dose, .sun, .season],
        evidence: [ownLengths], cautions: [slowStores], mayComeFirst: false)

    package static let calcium = supplement(
        id: "calcium", name: "Calcium", aliases: [],
        instruction: "The same amount every day, not above the label.", doseUnit: "mg a day",
        active: PhaseLength(84), covariates: [.dose, .dairy], evidence: [ownLengths],
        cautions: [
            .ours("Taken along with a dairy-free diet it is part of that arm, not one of its own")
        ])

    package static let chamomile = supplement(
        id: "chamomile-4w", name: "Chamomile tea for four weeks",
        aliases: ["chamomile", "chamomile-tea", "camomile"],
        instruction: "One cup every evening, at the same time.", doseUnit: "cups a day",
        active: PhaseLength(28, 28...84), lag: PhaseLength(7), washout: PhaseLength(7),
        covariates: [.sleep, .stress, .caffeine], evidence: [ownLengths],
        cautions: [
            .ours("It is of the daisy family, as ragweed is: not with an allergy to them"),
            .ours("A hot drink can flush by itself: let it cool"),
        ], interactsWith: [.anticoagulant])

    package static let supplement = supplement(
        id: "supplement-12w", name: "Any other supplement for twelve weeks",
        aliases: ["supplement"],
        instruction: "One product, the same amount every day.", doseUnit: "doses a day",
        covariates: [.dose], evidence: [ownLengths], interactsWith: [.anticoagulant])
}
