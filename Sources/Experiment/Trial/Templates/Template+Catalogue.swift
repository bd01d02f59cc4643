import ExperimentDiary
import ExperimentText

extension Template {
    /// Every template, by kind. A new one is one value in the file of its kind and one name here.
    package static let catalogue: [Template] = [
        .dairyFree, .wheyFree, .eggFree, .soyFree, .nutFree, .glutenFree, .fodmap, .sixFood,
        .lowHistamine, .lowNickel, .lowSalicylate, .leaveOut, .spicyHot, .caffeineFree,
        .lowGlycaemicLoad, .lowSugar, .mediterranean, .fermented, .kefir, .fibreRamp, .alcoholFree,
        .probiotic, .prebiotic, .synbiotic, .postbiotic, .omega3, .vitaminD, .calcium, .chamomile,
        .supplement,
        .mindfulness, .sleep, .exercise,
        .topicalRoutine, .topicalProbiotic,
    ]

    /// The template with this id, or with this word among its aliases.
    /// - Throws: `TemplateError.unknown` with the nearest id; `.neverPlanned` for what is no arm of
    /// a home
    ///   trial, as a prescription drug.
    package static func named(_ name: String) throws(TemplateError) -> Template {
        let word = name.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
        if let template = catalogue.first(where: { $0.id == word || $0.aliases.contains(word) }) {
            return template
        }
        if let refusal = neverPlanned.first(where: { $0.words.contains(word) }) {
            throw .neverPlanned(found: name, reason: refusal.reason)
        }
        if let change = UnplannableChange.asked(by: [name]) {
            throw .neverPlanned(found: name, reason: change.reason)
        }
        throw .unknown(found: name, nearest: nearest(to: name))
    }

    /// The id nearest to a mistyped name; an alias stands for the id of its template.
    private static func nearest(to name: String) -> String? {
        let names = catalogue.map(\.id) + catalogue.flatMap(\.aliases) + catalogue.map(\.firstWord)
        guard let found = NearestName.of(name, among: names) else { return nil }
        return catalogue.first {
            $0.id == found || $0.aliases.contains(found) || $0.firstWord == found
        }?.id
    }

    private static let neverPlanned: [(words: [String], reason: String)] = [
        (
            ["fmt", "faecal-transplant", "fecal-transplant"],
            "a transplant of stool is never planned at home. Talk to a doctor."
        ),
        (
            [
                "isotretinoin", "roaccutane", "accutane", "betnovate", "betamethasone",
                "hydrocortisone",
                "mometasone", "clobetasol", "triamcinolone", "topical-steroid", "steroid",
                "steroids",
                "prednisone", "prednisolone", "tacrolimus", "pimecrolimus", "calcipotriol",
                "alfacalcidol", "calcitriol", "podowart", "podophyllotoxin", "antibiotic",
                "antibiotics",
                "doxycycline", "lymecycline", "minocycline", "erythromycin", "metronidazole",
                "ivermectin", "azelaic-acid", "benzoyl-peroxide", "tretinoin", "adapalene",
                "tazarotene",
                "acitretin", "spironolactone", "contraceptive", "biologic", "biologics",
                "dupilumab", "dupixent", "humira", "tralokinumab", "lebrikizumab", "ixekizumab",
                "tofacitinib", "ruxolitinib", "deucravacitinib", "roflumilast", "crisaborole",
                "elidel", "protopic", "differin", "clindamycin", "minoxidil", "finasteride",
                "levothyroxine", "insulin", "antidepressant", "warfarin", "adalimumab",
                "secukinumab", "ustekinumab", "omalizumab", "upadacitinib",
                "abrocitinib", "baricitinib", "apremilast", "ciclosporin", "cyclosporine",
                "methotrexate", "azathioprine", "antihistamine", "antihistamines", "cetirizine",
                "loratadine", "fexofenadine", "ibuprofen", "aspirin", "paracetamol", "metformin",
                "vitamin-a", "retinol",
            ],
            "a medicine is never an arm of a plan. Keep to what was prescribed or to its "
                + "leaflet, and log "
                + "its use as background or rescue."
        ),
        (
            [
                "fasting", "intermittent-fasting", "water-fast", "water-fasting", "juice-fast",
                "fast", "keto", "ketogenic", "ketogenic-diet", "keto-diet", "carnivore",
                "carnivore-diet", "zero-carb", "detox", "cleanse", "lion-diet", "elemental-diet",
            ],
            "fasting and diets of very few foods are not planned here: they can harm, above all "
                + "with "
                + "diabetes, low weight or an eating disorder. Talk to a doctor or dietitian."
        ),
        (
            ["infant-formula", "formula", "baby-food", "breast-milk"],
            "plans are for adults. What a child eats is for a doctor to say."
        ),
    ]
}

extension Template {
    /// `dairy` of `dairy-free-6w`.
    fileprivate var firstWord: String { String(id.prefix { $0 != "-" }) }
}
