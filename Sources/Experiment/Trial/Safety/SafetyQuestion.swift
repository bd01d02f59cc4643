import ExperimentDiary
import ExperimentText

/// A question that is asked before a plan is written.
package struct SafetyQuestion: Sendable, Hashable, Identifiable {
    /// The key of the answer in flags, files and the plan.
    package let id: String
    package let text: String
    package let kind: Kind
    /// The gate that reads the answer.
    package let gate: SafetyGate

    /// What an answer is.
    package enum Kind: Sendable, Hashable {
        case yesNo
        case number(ClosedRange<Double>, unit: String)
    }

    package init(_ id: String, _ gate: SafetyGate, _ text: String, _ kind: Kind = .yesNo) {
        self.id = id
        self.gate = gate
        self.text = text
        self.kind = kind
    }

    /// Why it is asked, and how to answer.
    package var help: String {
        let how =
            switch kind {
            case .yesNo: "Answer yes or no."
            case .number(let range, let unit):
                "Answer with a number from \(PlainNumber.text(range.lowerBound)) to "
                    + "\(PlainNumber.text(range.upperBound)) (\(unit))."
            }
        let index =
            id == "bmi"
            ? " It is your weight in kg, divided twice by your height in m: 60 / 1.7 "
                + "/ 1.7." : ""
        return "\(gate.purpose) (\(gate.rawValue), \(gate.title)) \(how)\(index)"
    }

    /// Reads `yes`, `no`, `y`, `n`, `true`, `false`, or a number with a decimal point; where medicines are asked
    /// about, also their names.
    /// - Throws: `SafetyError.notAnAnswer`.
    package func answer(_ text: String) throws(SafetyError) -> SafetyAnswer {
        let word = text.lowercased()
        switch kind {
        case .yesNo:
            if ["yes", "y", "true"].contains(word) { return .yes }
            if ["no", "n", "false"].contains(word) { return .no }
            if let takesOne = Medicine.answer(to: id, taking: word) { return takesOne ? .yes : .no }
        case .number(let range, _):
            if let value = Double(word), range.contains(value) { return .number(value) }
        }
        throw .notAnAnswer(question: id, found: text, kind: kind)
    }
}

/// What was answered to a safety question.
package enum SafetyAnswer: Sendable, Hashable, CustomStringConvertible {
    case yes
    case no
    case number(Double)

    /// As it is stored in the plan; `SafetyQuestion.answer` reads it back.
    package var description: String {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .number(let value): PlainNumber.text(value)
        }
    }
}

extension SafetyQuestion {
    /// Every question that a gate can ask, in the order of asking.
    package static let catalogue: [SafetyQuestion] = [
        Self("age", .g4, "How old are you?", .number(0...120, unit: "years")),
        Self(
            "red-flags-gut", .g14,
            "Do you have blood in your stool, anaemia, diarrhoea that wakes you at night, fever, "
                + "or did "
                + "you lose weight quickly?"),
        Self(
            "red-flags-skin", .g14,
            "Do you have any of these: widespread blisters, painful punched-out sores, infected "
                + "skin, hot "
                + "redness that spreads quickly, redness of most of the skin, pus spots with "
                + "fever, a "
                + "painful or red eye, a change of sight, swollen joints, a mole that changes?"),
        Self(
            "changes-medicine", .g12,
            "Would this plan start, stop or change the dose of a prescribed medicine, creams "
                + "included?"
        ),
        Self(
            "anaphylaxis", .g1,
            "Did you ever have a severe allergic reaction with trouble breathing, faintness or "
                + "collapse?"
        ),
        Self("adrenaline-pen", .g1, "Were you ever prescribed an adrenaline pen?"),
        Self("food-allergy", .g1, "Did a doctor diagnose an allergy to a food of this plan?"),
        Self(
            "immediate-reaction", .g1,
            "Did you ever get hives, swelling, wheeze or vomiting within 2 hours of eating a food "
                + "of this plan?"),
        Self(
            "severe-delayed-reaction", .g1,
            "Did a food of this plan ever bring a severe reaction that came later than 2 hours?"),
        Self("nut-reaction", .g1, "Did you ever react to any nut, however mildly or long ago?"),
        Self("asthma-uncontrolled", .g2, "Do you have asthma that is not well controlled?"),
        Self("eczema", .g3, "Do you have eczema, or did you have it?"),
        Self(
            "avoids-food", .g3,
            "Do you leave the food of this plan out already, wholly or almost?"),
        // Asked up to 0.1.0, where "no" was the answer of the higher risk; still read in older
        // plans.
        Self(
            "tolerates-food", .g3,
            "Do you eat the food of this plan now without an immediate reaction?"),
        Self("pregnant", .g5, "Are you pregnant, trying to become pregnant, or breastfeeding?"),
        Self("eating-disorder", .g6, "Did you ever have an eating disorder?"),
        Self("fear-of-food", .g6, "Are you afraid of eating certain foods, or of eating at all?"),
        Self("bmi", .g6, "What is your body mass index?", .number(8...100, unit: "kg/m2")),
        Self("unplanned-weight-loss", .g6, "Did you lose weight recently without meaning to?"),
        Self(
            "coeliac-tested", .g7,
            "Were you tested for coeliac disease after eating gluten in more than one meal a day "
                + "for at "
                + "least 6 weeks?"),
        Self("coeliac-diagnosed", .g7, "Were you told that you have coeliac disease?"),
        Self(
            "infection-risk", .g8,
            "Does any of these apply to you: a weakened immune system, a line in a large vein, a "
                + "recent "
                + "critical illness, a damaged gut, a heart valve disease?"),
        Self(
            "immune-medicine", .g8,
            "Do you take methotrexate, ciclosporin, azathioprine, mycophenolate, steroid tablets, a "
                + "biologic (a name that ends in -mab or -cept, as dupilumab: Dupixent), a JAK or TYK2 "
                + "inhibitor (a name that ends in -tinib, as upadacitinib: Rinvoq; ruxolitinib cream, too), "
                + "apremilast, or chemotherapy?"),
        Self(
            "heavy-drinking", .g11,
            "Do you drink heavily every day, or do you get shaky, sweaty or ill when you stop?"),
        Self(
            "alcohol-past", .g11,
            "Did you ever have a problem with alcohol, or did you decide not to drink any more?"),
        Self("liver-disease", .g11, "Do you have a disease of the liver or the pancreas?"),
        Self(
            "alcohol-medicine", .g11,
            "Do you take a medicine that does not go with alcohol, as metronidazole, disulfiram, "
                + "methotrexate, isotretinoin, acitretin, lithium, insulin, warfarin, a sedative or an "
                + "opioid?"),
        Self(
            "glucose-lowering", .g13,
            "Do you take insulin, a sulfonylurea (as gliclazide or glimepiride), an SGLT2 inhibitor (a "
                + "name that ends in -gliflozin) or a GLP-1 medicine (semaglutide: Ozempic, Wegovy; "
                + "tirzepatide: Mounjaro, Zepbound)?"),
        Self(
            "anticoagulant", .g13,
            "Do you take a blood thinner, as warfarin, apixaban, rivaroxaban, clopidogrel or "
                + "daily aspirin?"),
        Self(
            "mao-inhibitor", .g13,
            "Do you take an MAO inhibitor, as phenelzine, tranylcypromine, moclobemide or "
                + "linezolid?"),
        Self(
            "product-allergy", .g15,
            "Are you allergic to anything that such a product may hold: milk protein, soy, fish, "
                + "shellfish, "
                + "nuts, a fragrance or a preservative, ragweed or daisies?"),
        Self(
            "kidney-or-calcium", .g15,
            "Do you have kidney disease, kidney stones, high calcium in the blood, sarcoidosis, "
                + "or an "
                + "overactive parathyroid gland?"),
        Self(
            "calcium-medicine", .g15,
            "Do you take alfacalcidol, calcitriol, another vitamin D medicine, a thiazide water tablet, "
                + "digoxin, levothyroxine, or a tetracycline (as doxycycline or lymecycline)?"),
        Self(
            "vitamin-a-medicine", .g15,
            "Do you take isotretinoin (Roaccutane, Accutane), acitretin or alitretinoin?"),
        Self(
            "narrow-gut", .g15,
            "Do you have a narrowing of the gut, an earlier blockage, a stomach that empties "
                + "slowly, or "
                + "trouble swallowing?"),
        Self(
            "heart-or-chest", .g16,
            "Do you have a heart disease, or chest pain, faintness or unusual breathlessness on "
                + "effort?"),
    ]

    /// The question with this key.
    /// - Throws: `SafetyError.unknownQuestion` with the nearest key.
    package static func named(_ id: String) throws(SafetyError) -> SafetyQuestion {
        if let question = catalogue.first(where: { $0.id == id }) { return question }
        throw .unknownQuestion(found: id, nearest: NearestName.of(id, among: catalogue.map(\.id)))
    }
}
