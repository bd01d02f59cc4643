import ExperimentDiary
import ExperimentText

/// A check that a plan passes before it is written.
package enum SafetyGate: String, Sendable, Hashable, CaseIterable {
    case g1 = "G1", g2 = "G2", g3 = "G3", g4 = "G4", g5 = "G5", g6 = "G6", g7 = "G7", g8 = "G8",
        g9 = "G9", g10 = "G10", g11 = "G11", g12 = "G12", g13 = "G13", g14 = "G14",
        g15 = "G15", g16 = "G16"

    /// What opens the gate, in a few words.
    package var title: String {
        switch self {
        case .g1: "immediate or severe reactions to food"
        case .g2: "poorly controlled asthma"
        case .g3: "eczema and a food that is tolerated"
        case .g4: "age under 18"
        case .g5: "pregnancy and breastfeeding"
        case .g6: "eating disorder or low weight"
        case .g7: "coeliac disease not tested"
        case .g8: "live microbes and a risk of infection"
        case .g9: "nutrients without dairy"
        case .g10: "many foods left out, or for long"
        case .g11: "alcohol"
        case .g12: "prescribed medicine"
        case .g13: "medicines that food interferes with"
        case .g14: "signs that need a doctor first"
        case .g15: "products and what the body bears"
        case .g16: "exercise and what the body bears"
        }
    }

    /// Why it is asked, for the person.
    package var purpose: String {
        switch self {
        case .g1: "Eating a food again that one reacts to at once can be dangerous at home."
        case .g2: "Badly controlled asthma makes a sudden reaction, and effort, more dangerous."
        case .g3: "With eczema, weeks without a food can end that it is tolerated."
        case .g4: "Plans are for adults."
        case .g5:
            "Mother and child need more of some nutrients, and some substances harm the child."
        case .g6:
            "Rules about food can feed an eating disorder, and a low weight leaves no reserve."
        case .g7: "The test for coeliac disease holds only while gluten is eaten."
        case .g8: "Live microbes can reach the blood of people who cannot keep them out."
        case .g9: "Dairy is the main source of some nutrients."
        case .g10: "The more is left out, the poorer the diet and the less is learned."
        case .g11:
            "Stopping at once can be dangerous after heavy drinking, and a drink may not be for you."
        case .g12: "A trial on oneself never starts, stops or changes a prescribed medicine."
        case .g13: "Some medicines work differently beside such a change."
        case .g14: "These signs want a diagnosis before any trial."
        case .g15: "What a product holds may not go with you or your medicines."
        case .g16: "Effort is not for everybody without a doctor's word."
        }
    }

    /// What the rule rests on.
    package var basis: Evidence {
        switch self {
        case .g1:
            Evidence(
                .verified,
                "NICE QS118 statement 3; Eczema Care Online; iMAP 2017, Clin Transl Allergy 7:26")
        case .g2:
            Evidence(
                .secondary,
                "asthma makes a severe reaction in a food challenge likelier: AAAAI work group, "
                    + "Nowak-Wegrzyn 2009; a review of 2022 finds it a weak predictor (PMC9544052) [V]"
            )
        case .g3:
            Evidence(
                .verified,
                "Chang 2016, J Allergy Clin Immunol Pract; JAAD International 2022, food allergy "
                    + "testing"
            )
        case .g4: Evidence(.verified, "Singh 2022, AAAAI work group; NICE CG116 and QS118")
        case .g5: Evidence(.verified, "iodine need of 220-290 micrograms a day: PMC7281966")
        case .g6:
            Evidence(
                .verified,
                "history of exclusion diets goes with ARFID symptoms, odds ratio 3.12: cohort of "
                    + "495"
            )
        case .g7: Evidence(.verified, "NICE NG20 1.1.3-1.1.4; Coeliac Australia, gluten challenge")
        case .g8: Evidence(.verified, "BMC Infect Dis 2014;14:194 table 2")
        case .g9:
            Evidence(
                .verified, "IOM 2010 dietary reference intakes; PMC7281966; UK values from memory")
        case .g10:
            Evidence(
                .verified,
                "Eczema Care Online; Monash, the 3 phases; Sultan 2022, J Neurogastroenterol Motil; "
                    + "older people: ESPEN guideline 2019, Clin Nutr 38:10, abstract")
        case .g11: Evidence(.verified, "Drinkaware, page on alcohol withdrawal")
        case .g12: Evidence(.designDefault, "rule of this project's design")
        case .g13:
            Evidence(
                .secondary,
                "MAO inhibitors: Drug Ther Bull 1964;2:88 [V, abstract]; SGLT2 inhibitors: J Nurse Pract "
                    + "2023;19:104527 [V, abstract]; warfarin and vitamin K: Cambridge University Hospitals, "
                    + "dietary advice for patients taking warfarin [V]; blood sugar, GLP-1 medicines, omega-3 "
                    + "and herbs: known interactions [M]")
        case .g14:
            Evidence(
                .secondary,
                "gut: BMC Gastroenterol 2011;11:96, table 1 [V]; skin, eyes and joints: general medical "
                    + "red flags [M]")
        case .g15:
            Evidence(
                .secondary,
                "calcium and vitamin D with thiazides, digoxin and levothyroxine: product "
                    + "information of Kalcipos-D, section 4.5; with alfacalcidol: product information "
                    + "of Enzola [V]; fluid beside fibre, and two hours to other medicines: Health "
                    + "Navigator New Zealand, bulk-forming laxatives [V]; upper intake levels of vitamins "
                    + "A, B6 and D: dietary reference intakes, NBK278991 and BCcampus, Human Nutrition [V]; "
                    + "tetracyclines, retinoids, fibre in a narrow gut and allergens: product labels [M]"
            )
        case .g16: Evidence(.verified, "PAR-Q, questions on heart, chest pain and dizziness")
        }
    }
}

/// What a gate demands, from the hardest to the mildest.
package enum GateAction: String, Sendable, Hashable, CaseIterable {
    /// That part of the plan is refused.
    case block
    /// It needs the explicit statement that a clinician or dietitian agreed.
    case clinician
    /// A text in the plan and in the report.
    case warn
}

/// The part of a plan that a decision is about.
package enum GateScope: String, Sendable, Hashable, CaseIterable {
    case plan
    /// Only the reintroduction or challenge at home; the rest may go on.
    case challenge
}

/// What one gate says about one plan.
package struct GateDecision: Sendable, Hashable, CustomStringConvertible {
    package let gate: SafetyGate
    package let action: GateAction
    package let scope: GateScope
    /// What it means and what to do, for the person.
    package let message: String
    /// Points to tick off; empty for most gates.
    package let checklist: [String]

    package var basis: Evidence { gate.basis }

    package init(
        _ gate: SafetyGate, _ action: GateAction, of scope: GateScope = .plan, _ message: String,
        checklist: [String] = []
    ) {
        self.gate = gate
        self.action = action
        self.scope = scope
        self.message = message
        self.checklist = checklist
    }

    /// It rests on answers that are missing: further ones can lift it.
    var isUnclear: Bool { message == Self.unclearReaction }

    static let unclearReaction =
        "A severe reaction, or an adrenaline pen, and no answer to what it was for: do not eat a food that "
        + "this plan brings in at home. Talk to an allergy clinic."

    /// `G9 warn: ...`.
    package var description: String { "\(gate.rawValue) \(action.rawValue): \(message)" }
}
