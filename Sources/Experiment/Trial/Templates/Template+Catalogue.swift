import ExperimentDiary
import ExperimentText

extension Template {
    /// Every template, by kind. A new one is one value in the file of its kind and one name here.
    package static let catalogue: [Template] = [
        .dairyFree, .eggFree, .soyFree, .nutFree, .glutenFree, .fodmap, .sixFood,
        .lowGlycaemicLoad, .lowSugar, .mediterranean, .fermented, .kefir, .fibreRamp, .alcoholFree,
        .probiotic, .prebiotic, .synbiotic, .postbiotic, .omega3, .vitaminD, .calcium, .supplement,
        .mindfulness, .sleep, .exercise,
        .topicalRoutine, .topicalProbiotic,
    ]

    /// The template with this id, or with this word among its aliases.
    /// - Throws: `TemplateError.unknown` with the nearest id; `.neverPlanned` for what is no arm of a home
    ///   trial, as a prescription drug.
    package static func named(_ name: String) throws(TemplateError) -> Template {
        if let template = catalogue.first(where: { $0.id == name || $0.aliases.contains(name) }) {
            return template
        }
        if let refusal = neverPlanned.first(where: { $0.words.contains(name.lowercased()) }) {
            throw .neverPlanned(found: name, reason: refusal.reason)
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
                "isotretinoin", "betnovate", "betamethasone", "hydrocortisone", "topical-steroid",
                "alfacalcidol", "podowart", "podophyllotoxin", "antibiotic", "antibiotics",
                "biologic",
                "antihistamine", "methotrexate", "ibuprofen",
            ],
            "a medicine is never an arm of a plan. Keep it as it is prescribed, and log its use as "
                + "background or rescue."
        ),
    ]
}

extension Template {
    /// `dairy` of `dairy-free-6w`.
    fileprivate var firstWord: String { String(id.prefix { $0 != "-" }) }
}
