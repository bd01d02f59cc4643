import ExperimentDiary
import ExperimentText

extension Template {
    private static let eczemaOnline = "Eczema Care Online, food challenge page"

    private static let oneFoodAtATime = SourcedStatement(
        "One food at a time; a professional's advice for cutting a food longer than 2 weeks",
        .verified,
        eczemaOnline)

    private static let anyFoodInEczema = SourcedStatement(
        "Eczema: leaving out any food improved SCORAD by a worthwhile amount in 50 % against 41 "
            + "% of "
            + "controls, low certainty",
        .verified, "Oykhman 2022, J Allergy Clin Immunol Pract")

    private static let toleranceLoss = SourcedStatement(
        "In eczema, leaving out a tolerated food can end the tolerance: 19 % of children without "
            + "an "
            + "earlier immediate reaction developed one, 30 % of those anaphylaxis",
        .verified, "Chang 2016, J Allergy Clin Immunol Pract")

    private static let challengeWhenQuiet = SourcedStatement(
        "Challenge only while the skin is under control; after a flare stop, and retry 2-3 weeks "
            + "after it "
            + "settled",
        .verified, eczemaOnline)

    /// Longest elimination without a clinician: 8 weeks.
    private static let eliminationCap = PhaseLength(56)

    /// One food left out for weeks, then tried again step by step.
    private static func elimination(
        id: String, name: String, aliases: [String], group: FoodGroup, food: String,
        portion: String,
        active: PhaseLength, lag: PhaseLength, covariates: [SuggestedCovariate],
        evidence: [SourcedStatement], cautions: [SourcedStatement]
    ) -> Template {
        Template(
            id: id, name: name, kind: .diet, aliases: aliases,
            instruction: "Eat nothing that contains \(group.name); log every slip with its amount.",
            doseUnit: "portions a day", removes: [group], baseline: PhaseLength(14), active: active,
            lag: lag, washout: PhaseLength(14),
            reversal: .challenge(.home(food, portion: portion)),
            maintenance: "A personal amount: the most that stayed quiet, \"\(group.name)-light\".",
            covariates: covariates, evidence: evidence,
            cautions: cautions + [oneFoodAtATime, toleranceLoss, challengeWhenQuiet],
            cap: eliminationCap)
    }

    package static let dairyFree = elimination(
        id: "dairy-free-6w", name: "Dairy-free for six weeks",
        aliases: ["dairy-free", "milk-free"],
        group: .dairy, food: "milk", portion: "200 ml of milk or the same in yogurt or cheese",
        active: PhaseLength(42), lag: PhaseLength(14),
        covariates: [.sugar, .glycaemicLoad, .sun, .stress, .cycle, .topicals, .adherence],
        evidence: [
            anyFoodInEczema,
            SourcedStatement(
                "Acne: observational only, odds ratio 1.25 for any dairy and 1.32 for skim milk",
                .verified, "Juhl 2018, Nutrients 10:1049"),
            SourcedStatement(
                "Rosacea: dairy named as a trigger by 8 % of those asked", .verified,
                "rosacea.org survey 2002, n = 1,066"),
        ],
        cautions: [
            SourcedStatement(
                "Calcium, vitamin D and iodine need another source", .verified,
                "IOM 2010 dietary reference intakes; PMC7281966")
        ])

    package static let eggFree = elimination(
        id: "egg-free", name: "Egg-free", aliases: ["egg-free-6w"], group: .egg, food: "egg",
        portion: "one cooked egg", active: PhaseLength(42, 28...42), lag: PhaseLength(14, 7...14),
        covariates: [.atopy, .asthma, .topicals, .adherence], evidence: [anyFoodInEczema],
        cautions: [])

    package static let soyFree = elimination(
        id: "soy-free", name: "Soy-free", aliases: ["soya-free"], group: .soy, food: "soy",
        portion: "100 g of tofu or 250 ml of soy drink", active: PhaseLength(42, 28...42),
        lag: PhaseLength(14, 7...14), covariates: [.atopy, .asthma, .topicals, .adherence],
        evidence: [anyFoodInEczema], cautions: [])

    package static let nutFree = elimination(
        id: "nut-free", name: "Nut-free", aliases: ["peanut-free"], group: .nuts, food: "nuts",
        portion: "a small handful, 30 g", active: PhaseLength(42, 28...42),
        lag: PhaseLength(14, 7...14), covariates: [.atopy, .asthma, .topicals, .adherence],
        evidence: [anyFoodInEczema],
        cautions: [
            .ours(
                "Never try nuts again at home if there was any reaction to a nut, however long ago")
        ])

    package static let glutenFree = Template(
        id: "gluten-free", name: "Gluten-free", kind: .diet, aliases: ["wheat-free"],
        instruction: "Eat no wheat, barley or rye; log every slip.",
        doseUnit: "slices of bread a day",
        removes: [.wheat], baseline: PhaseLength(14),
        active: PhaseLength(42, 42...90, [(.psoriasis, 90)]), lag: PhaseLength(14),
        washout: PhaseLength(14),
        reversal: .challenge(
            ChallengeLadder(
                portion: "2 slices of wheat bread", steps: [0.25, 0.5, 1], clearDays: 0,
                sustained: (14, 14), foods: ["wheat bread"],
                Evidence(.designDefault, "a small first portion, then 2 slices a day for 14 days"))),
        maintenance: nil, covariates: [.fibre, .fodmaps, .adherence],
        evidence: [
            SourcedStatement(
                "Psoriasis: a trial of 90 days, with benefit in people who have antibodies",
                .secondary,
                "celiac.org on the National Psoriasis Foundation's advice, JAMA Dermatol 2018")
        ],
        cautions: [
            SourcedStatement(
                "Blood test for coeliac disease first, while still eating gluten: later it "
                    + "misleads",
                .verified, "NICE NG20 1.1.3-1.1.4"),
            oneFoodAtATime,
        ],
        cap: PhaseLength(56, 56...90, [(.psoriasis, 90)]))

    package static let wheyFree = elimination(
        id: "whey-free", name: "Whey-free", aliases: ["whey", "no-whey", "protein-powder"],
        group: .whey, food: "whey protein", portion: "one scoop of 25 g",
        active: PhaseLength(42, 28...56, [(.acne, 56)]),
        lag: PhaseLength(14, 14...28, [(.acne, 28)]),
        covariates: [.exercise, .dairy, .cycle, .adherence],
        evidence: [
            SourcedStatement(
                "Acne: case series of people who took whey protein", .verified,
                "Silverberg 2012, Cutis 90:70; Pontes 2013, An Bras Dermatol 88:907")
        ],
        cautions: [.ours("Milk, cheese and yogurt stay as they are: this is about the powder")])

    package static let leaveOut = elimination(
        id: "leave-out", name: "Leaving out one food of your own",
        aliases: [
            "leave-out-food", "chocolate-free", "chocolate", "red-meat", "red-meat-free",
            "fish-free", "fish", "shellfish", "seafood", "seafood-free", "sesame", "tomato", "corn",
            "shellfish-free", "tomato-free", "nightshades", "sesame-free", "corn-free",
        ],
        group: .other, food: "the food", portion: "a usual serving of the food",
        active: PhaseLength(28, 28...42), lag: PhaseLength(14, 7...14),
        covariates: [.usualDiet, .topicals, .adherence],
        evidence: [.ours("Nothing is known here about a food of your own naming")],
        cautions: [
            .ours("Name the food in the plan's title, and leave out that one only"),
            .ours("Fish, shellfish and sesame bring severe reactions as nuts do"),
        ])

    package static let fodmap = Template(
        id: "fodmap-3phase", name: "Low FODMAP in three phases", kind: .diet,
        aliases: ["fodmap", "low-fodmap"],
        instruction:
            "Keep to the low-FODMAP list, then try each subgroup, then eat what stayed quiet.",
        doseUnit: "FODMAP servings a day", removes: [.fodmap], baseline: PhaseLength(14),
        active: PhaseLength(28, 14...42), lag: PhaseLength(7), washout: PhaseLength(3, 2...3),
        reversal: .challenge(
            ChallengeLadder(
                portion: "a high serving of the subgroup", steps: [0.33, 0.67, 1], clearDays: 3,
                sustained: nil,
                foods: [
                    "lactose", "fructose", "sorbitol", "mannitol", "galacto-oligosaccharides",
                    "fructans of wheat", "fructans of onion", "fructans of garlic",
                ],
                Evidence(
                    .verified,
                    "3 days low, medium, high for each subgroup, 6-8 weeks in all: Monash, the 3 "
                        + "phases; "
                        + "2-3 clear days between: Ward, FODMAP reintroduction [S]"))),
        maintenance: "All subgroups that stayed quiet come back.",
        covariates: [.fibre, .cycle, .stress, .stool, .adherence],
        evidence: [
            SourcedStatement("Restriction of 2-6 weeks", .verified, "Monash, the 3 phases"),
            .ours("The gut is the primary outcome; the skin is exploratory"),
        ],
        cautions: [
            SourcedStatement(
                "Stop the restriction at 6 weeks; it lowers bifidobacteria", .secondary,
                "Sultan 2022, J Neurogastroenterol Motil"),
            SourcedStatement(
                "With an irritable bowel, coeliac disease is looked for first", .verified,
                "NICE NG20 1.1.1"),
            SourcedStatement(
                "A dietitian guides the diet", .verified,
                "Williams 2018, J Community Nurs 32(1); NICE CG61 [M]"),
        ],
        cap: PhaseLength(42), interactsWith: [.glucoseLowering])

    package static let sixFood = Template(
        id: "six-food", name: "Six-food elimination", kind: .diet, aliases: ["6-food", "few-food"],
        instruction: "Leave out milk, egg, wheat, soy, nuts and fish, guided by a dietitian.",
        removes: [.dairy, .egg, .wheat, .soy, .nuts, .fish], baseline: PhaseLength(14),
        active: PhaseLength(42), lag: PhaseLength(14), washout: PhaseLength(14),
        reversal: .challenge(
            ChallengeLadder(
                portion: "a usual serving", steps: [0.25, 0.5, 1], clearDays: 3, sustained: (4, 7),
                foods: ["fish", "nuts", "soy", "egg", "wheat", "milk"],
                Evidence(
                    .verified,
                    "one food after the other: J Allergy Clin Immunol 2018, dietary therapy; a "
                        + "small first "
                        + "portion and the days are defaults of this project"))
        ),
        covariates: [.weight, .adherence],
        evidence: [
            SourcedStatement(
                "A diet for inflammation of the gullet, steered by endoscopy and a dietitian; 6 "
                    + "weeks",
                .verified,
                "J Allergy Clin Immunol 2018, dietary therapy (10.1016/j.jaci.2018.02.028)"),
            SourcedStatement(
                "Evidence for few-food diets in eczema is insufficient", .verified,
                "Lim 2017, Pediatr Dermatol, review"),
        ],
        cautions: [toleranceLoss], cap: eliminationCap, interactsWith: [.glucoseLowering],
        needsClinician: true)

    package static let lowGlycaemicLoad = Template(
        id: "low-gl-12w", name: "Low glycaemic load for twelve weeks", kind: .diet,
        aliases: ["low-gl", "low-gi", "low-glycaemic", "low-glycemic"],
        instruction:
            "Swap refined starch and sugar for whole grains, pulses, vegetables and protein.",
        doseUnit: "glycaemic load a day", removes: [.sugar], baseline: PhaseLength(14, 14...28),
        active: PhaseLength(84), lag: PhaseLength(28), washout: PhaseLength(28),
        reversal: .returnToUsual(days: 28), covariates: [.weight, .cycle, .hormones, .topicals],
        evidence: [
            SourcedStatement(
                "Acne: lesions fell by 23.5 against 12.0 in 12 weeks; weight fell, too", .verified,
                "Smith 2007, Am J Clin Nutr 86:107"),
            SourcedStatement(
                "An 8-week trial: lesions 26 % down against 16 %, not clearly different", .verified,
                "Reynolds 2010, Nutrients 2:1060, abstract"),
            SourcedStatement(
                "A 10-week randomised trial in 32 people: fewer lesions of both kinds", .verified,
                "Kwon 2012, Acta Derm Venereol 92:241, abstract"),
        ],
        cautions: [.ours("Loss of weight is an explanation of its own: log it")],
        cap: PhaseLength(112), interactsWith: [.glucoseLowering])

    package static let lowSugar = Template(
        id: "low-sugar-upf", name: "Less sugar and ultra-processed food", kind: .diet,
        aliases: ["low-sugar", "sugar-free", "no-snacks"],
        instruction: "No added sugar and no ultra-processed snacks or meals.",
        doseUnit: "g of sugar a day",
        removes: [.sugar, .ultraProcessed], baseline: PhaseLength(14),
        active: PhaseLength(42, 42...84),
        lag: PhaseLength(14), washout: PhaseLength(14), reversal: .returnToUsual(days: 14),
        covariates: [.weight, .glycaemicLoad, .sugar, .ultraProcessed],
        evidence: [.ours("Extrapolated from trials of glycaemic load")],
        cap: PhaseLength(112), interactsWith: [.glucoseLowering])

    package static let mediterranean = Template(
        id: "mediterranean-16w", name: "Mediterranean diet for sixteen weeks", kind: .diet,
        aliases: ["mediterranean"],
        instruction:
            "Vegetables, pulses, whole grains, fish, nuts and olive oil; little meat and sugar.",
        doseUnit: "points of a Mediterranean diet score", mayAdd: [.dairy, .nuts, .wheat, .fish],
        baseline: PhaseLength(28), active: PhaseLength(112), lag: PhaseLength(28),
        washout: PhaseLength(56), reversal: .returnToUsual(days: 56),
        covariates: [.weight, .alcohol, .season],
        evidence: [
            SourcedStatement(
                "Psoriasis: PASI fell by 3.4 against 0.0 in 38 people led by dietitians", .verified,
                "MEDIPSO, JAMA Dermatol 2025")
        ],
        cautions: [.ours("A whole pattern: nothing is learned about a single food in it")],
        interactsWith: [.anticoagulant, .glucoseLowering], isDietPattern: true)

    private static func ferments(
        id: String, name: String, aliases: [String], instruction: String, doseUnit: String,
        adds: [FoodGroup], mayAdd: [FoodGroup], _ evidence: [SourcedStatement]
    ) -> Template {
        Template(
            id: id, name: name, kind: .diet, aliases: aliases, instruction: instruction,
            doseUnit: doseUnit, adds: adds, mayAdd: mayAdd, baseline: PhaseLength(21), rampDays: 28,
            active: PhaseLength(70), lag: PhaseLength(28), washout: PhaseLength(28),
            reversal: .stop(observeDays: 28),
            covariates: [.dairy, .histamine, .antibiotics, .dose],
            evidence: evidence,
            cautions: [
                .ours("Live ferments need the questions about immunity and lines in a vein first")
            ],
            mayComeFirst: false, isLive: true, interactsWith: [.maoInhibitor])
    }

    package static let fermented = ferments(
        id: "fermented-10w", name: "Fermented foods for ten weeks",
        aliases: [
            "fermented", "ferments", "kimchi", "sauerkraut", "pickles", "mustard-pickles",
            "kombucha",
            "yogurt", "yoghurt", "fermented-drinks",
        ],
        instruction: "Raise ferments over 4 weeks to 6 servings a day, then hold for 6 weeks.",
        doseUnit: "servings a day", adds: [.ferments], mayAdd: [.dairy, .soy],
        [
            SourcedStatement(
                "3 weeks before, 4 of ramp and 6 of hold, 4 after; the outcomes were "
                    + "inflammatory markers, "
                    + "not skin",
                .verified, "Wastyk 2021, Cell 184:4137")
        ])

    package static let kefir = ferments(
        id: "kefir-10w", name: "Kefir daily for ten weeks", aliases: ["kefir"],
        instruction:
            "Raise kefir over 4 weeks from 50 to 200 ml a day, or to an amount of your own that "
            + "you write "
            + "into the plan, then hold it for 6 weeks.",
        doseUnit: "ml a day", adds: [.ferments, .dairy], mayAdd: [],
        [
            SourcedStatement(
                "One small study of kefir in eczema, blinding not checked", .verified,
                "Alves 2021, Foods 10:2794, abstract")
        ])

    package static let fibreRamp = Template(
        id: "fibre-ramp", name: "More fibre, step by step", kind: .diet,
        aliases: ["fibre", "fiber", "fiber-ramp", "whole-foods", "vegetables", "oats", "legumes"],
        instruction: "Add 5 g of fibre a day every week from vegetables, oats, berries and pulses.",
        doseUnit: "g of fibre a day", mayAdd: [.fodmap, .wheat, .nuts], baseline: PhaseLength(14),
        rampDays: 28, active: PhaseLength(84), lag: PhaseLength(28),
        washout: PhaseLength(28, 28...56),
        reversal: .stop(observeDays: 28), covariates: [.fibre, .stool, .usualDiet],
        evidence: [.ours("No trial stands behind these lengths")], interactsWith: [.anticoagulant])

    package static let alcoholFree = Template(
        id: "alcohol-free-4w", name: "Alcohol-free for four weeks", kind: .diet,
        aliases: ["alcohol-free", "no-alcohol"], instruction: "Drink no alcohol.",
        doseUnit: "units a day", removes: [.alcohol], baseline: PhaseLength(14),
        active: PhaseLength(28),
        lag: PhaseLength(14, 3...14, [(.rosacea, 3)]), washout: PhaseLength(7),
        reversal: .challenge(
            ChallengeLadder(
                portion: "one standard drink", steps: [1, 0, 0, 1], clearDays: 3, sustained: nil,
                foods: ["alcohol"],
                Evidence(
                    .designDefault, "one drink on a few occasions, 72 hours or more apart"))),
        covariates: [.heat, .spicyFood, .sleep],
        evidence: [
            SourcedStatement(
                "Rosacea: alcohol named as a trigger by 52 %", .verified,
                "rosacea.org survey 2002, n = 1,066"),
            SourcedStatement(
                "Psoriasis: drinking goes with severity", .verified, "Am J Clin Dermatol 2022"),
        ],
        cautions: [
            SourcedStatement(
                "Whoever drinks heavily every day must not stop at once: withdrawal is dangerous",
                .verified, "Drinkaware, page on alcohol withdrawal")
        ])
}
