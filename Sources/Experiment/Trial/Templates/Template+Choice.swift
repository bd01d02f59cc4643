import ExperimentDiary
import ExperimentText

extension Template {
    /// One template by name or alias, or several joined by a plus as one bundle: `kefir+low-sugar`.
    ///
    /// - `avoided`: food groups that the person keeps out although a template may bring them.
    ///
    /// Throws `TemplateError` for a name that is not in the catalogue, or parts that contradict.
    package static func chosen(
        _ text: String, withFoodsFreeOf avoided: [FoodGroup] = []
    ) throws(TemplateError) -> Template {
        var parts: [Template] = []
        for name in text.split(separator: "+", omittingEmptySubsequences: false) {
            parts.append(try named(String(name)))
        }
        guard parts.count > 1 else { return try named(text) }
        return try bundle(parts, withFoodsFreeOf: avoided)
    }
}
