import ExperimentDiary
import ExperimentText

/// Gates on what is swallowed, put on the skin, or asked of the body.
extension SafetyGate {
    func products(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        var decisions: [GateDecision] = []
        if subject.isProduct, answers.isYes("product-allergy") {
            decisions.append(
                GateDecision(
                    .g15, .clinician,
                    "Choose a product without what you are sensitive to, and have a pharmacist "
                        + "or clinician "
                        + "look at its label: probiotics can hold milk protein, omega-3 fish, "
                        + "creams "
                        + "fragrance, chamomile pollen of the daisy family."))
        }
        if subject.hasCalciumOrVitaminD, answers.isYes("kidney-or-calcium") {
            decisions.append(
                GateDecision(
                    .g15, .block,
                    "No calcium or vitamin D on your own with kidney disease, stones, high "
                        + "calcium, "
                        + "sarcoidosis or an overactive parathyroid gland. Ask your doctor."))
        }
        if subject.hasCalciumOrVitaminD, answers.isYes("calcium-medicine") {
            decisions.append(
                GateDecision(
                    .g15, .block,
                    "With alfacalcidol or another vitamin D medicine, or a thiazide, calcium can rise "
                        + "dangerously; digoxin, levothyroxine and doxycycline work differently beside "
                        + "calcium. Ask your doctor first."))
        }
        if subject.mayHoldVitaminA, answers.isYes("vitamin-a-medicine") {
            decisions.append(
                GateDecision(
                    .g15, .block,
                    "No vitamin A, retinol, peeling or unknown supplement beside isotretinoin, "
                        + "acitretin or "
                        + "alitretinoin: they add up. Ask your doctor."))
        }
        if subject.isFibre, answers.isYes("narrow-gut") {
            decisions.append(
                GateDecision(
                    .g15, .block,
                    "No rise of fibre with a narrow gut, an earlier blockage, a slow stomach or "
                        + "trouble "
                        + "swallowing: it can get stuck. Ask your doctor."))
        }
        if subject.isFibre { decisions.append(Self.fluid) }
        return decisions
    }

    /// Source: Health Navigator New Zealand, bulk-forming laxatives [V]; what slows the stomach [M].
    private static let fluid = GateDecision(
        .g15, .warn,
        "With more fibre drink more: a glass of water with each portion, about 8 glasses a day, unless a "
            + "doctor limits what you drink. Raise it slowly; stop at cramps, vomiting or a belly that "
            + "swells without stool. Take other medicines two hours apart from a fibre powder. With "
            + "semaglutide, tirzepatide or another medicine that slows the stomach ask your doctor first."
    )

    func effort(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard subject.template.isExertion, answers.isYes("heart-or-chest") else { return [] }
        return [
            GateDecision(
                .g16, .block,
                "See a doctor before you begin to exercise with a heart disease, chest pain, "
                    + "faintness or "
                    + "breathlessness on effort.")
        ]
    }
}
