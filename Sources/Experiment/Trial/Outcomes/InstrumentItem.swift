import ExperimentDiary
import ExperimentText

/// One entry of an instrument's form: a key and the values it takes. Questionnaire wording is never
/// stored.
package struct InstrumentItem: Sendable, Hashable {
    package let key: String
    package let allowed: AllowedValues
    /// What the values stand for, in words of this project; empty when the key says it.
    package let hint: String
    /// May be left out without making the score incomplete.
    package let isOptional: Bool
    /// May be given several times, as the form of each stool of a day.
    package let repeats: Bool

    package init(
        _ key: String, _ allowed: AllowedValues, _ hint: String = "", isOptional: Bool = false,
        repeats: Bool = false
    ) {
        self.key = key
        self.allowed = allowed
        self.hint = hint
        self.isOptional = isOptional
        self.repeats = repeats
    }
}
