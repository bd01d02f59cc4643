import ExperimentDiary
import ExperimentText

/// What is about to be planned, as far as the gates need it.
package struct SafetySubject: Sendable {
    package let template: Template
    package let complaint: Complaint?
    /// Days of the active phase.
    package let activeDays: Int

    package init(_ template: Template, for complaint: Complaint?, activeDays: Int) {
        self.template = template
        self.complaint = complaint
        self.activeDays = activeDays
    }

    /// A food that was left out is eaten again in the end, step by step or as before.
    var reintroducesFood: Bool { !staples.isEmpty }

    /// Food that the person may not have eaten before comes in. FODMAPs are a group of sugars, no
    /// food to
    /// be allergic to.
    var bringsFood: Bool { (template.adds + template.mayAdd).contains { $0 != .fodmap } }

    /// Staple foods that are left out.
    var staples: [FoodGroup] { template.removes.filter(\.isStaple) }

    /// Foods whose tolerance a long elimination can end.
    var tolerableFoods: [FoodGroup] {
        let known: Set<FoodGroup> = [
            .dairy, .egg, .nuts, .wheat, .soy, .fish, .sesame, .whey, .other,
        ]
        return template.removes.filter(known.contains)
    }

    var touchesNuts: Bool {
        (template.removes + template.adds + template.mayAdd).contains(.nuts)
    }

    /// A person of low weight or with an eating disorder is kept from it altogether.
    var isRestrictive: Bool {
        template.isRestriction || template.isDietPattern || template.isExertion
    }

    /// Something is swallowed or put on the skin.
    var isProduct: Bool {
        template.kind == .supplement || template.kind == .topical || template.isLive
    }

    /// Carbohydrates or effort change the blood sugar.
    var changesSugar: Bool { template.interactsWith.contains(.glucoseLowering) }

    var hasCalciumOrVitaminD: Bool {
        let ids = template.isBundle ? template.components : [template.id]
        return ids.contains { ["calcium", "vitamin-d", "supplement-12w"].contains($0) }
    }

    var mayHoldVitaminA: Bool {
        let ids = template.isBundle ? template.components : [template.id]
        return ids.contains { ["supplement-12w", "topical-routine"].contains($0) }
    }

    var isFibre: Bool {
        let ids = template.isBundle ? template.components : [template.id]
        return ids.contains { ["fibre-ramp", "prebiotic-12w", "synbiotic-12w"].contains($0) }
    }

    var mayBringWheat: Bool { (template.adds + template.mayAdd).contains(.wheat) }

    /// The food is left out already, by the question of today or that of 0.1.0.
    func avoids(_ answers: SafetyAnswers) -> Bool {
        answers.isYes("avoids-food") || answers["tolerates-food"] == .no
    }

    func hasEczema(_ answers: SafetyAnswers) -> Bool {
        complaint == .eczema || answers.isYes("eczema")
    }

    /// Questions whose answer can matter to this plan, in the order of asking; a follow-up appears
    /// once
    /// the answer that calls for it is given.
    package func questions(after answers: SafetyAnswers) -> [SafetyQuestion] {
        SafetyQuestion.catalogue.filter { asks($0, after: answers) }
    }

    private func asks(_ question: SafetyQuestion, after answers: SafetyAnswers) -> Bool {
        switch question.id {
        case "anaphylaxis", "adrenaline-pen": reintroducesFood
        case "asthma-uncontrolled": reintroducesFood || template.isExertion
        case "food-allergy", "immediate-reaction", "severe-delayed-reaction":
            reintroducesFood || bringsFood
        case "nut-reaction": touchesNuts
        case "eczema": reintroducesFood && complaint != .eczema
        case "avoids-food": reintroducesFood && answers["tolerates-food"] == nil
        case "tolerates-food": false
        case "coeliac-tested":
            template.removes.contains(.wheat) || template.removes.contains(.fodmap)
        case "coeliac-diagnosed":
            template.removes.contains(.wheat) || template.removes.contains(.fodmap) || mayBringWheat
        case "kidney-or-calcium", "calcium-medicine": hasCalciumOrVitaminD
        case "vitamin-a-medicine": mayHoldVitaminA
        case "narrow-gut": isFibre
        case "product-allergy": isProduct
        default: asks(question.gate, about: question.id)
        }
    }

    private func asks(_ gate: SafetyGate, about key: String) -> Bool {
        switch gate {
        case .g5:
            isRestrictive || isProduct || template.removes.contains(.alcohol)
        case .g6: template.kind == .diet || isRestrictive
        case .g8: template.isLive
        case .g11: template.removes.contains(.alcohol)
        case .g13: template.interactsWith.contains { $0.rawValue == key }
        case .g4, .g12, .g14: true
        case .g16: template.isExertion
        case .g1, .g2, .g3, .g7, .g9, .g10, .g15: false
        }
    }
}

/// The decisions of all gates about one plan. Pure and total: the same answers give the same
/// review, and
/// every set of answers gives one.
package struct SafetyReview: Sendable {
    /// In the order of the gates.
    package let decisions: [GateDecision]
    /// Questions that matter and were not answered.
    package let unanswered: [SafetyQuestion]
    /// Blocks of the plan that no further answer could lift.
    package let certainBlocks: [GateDecision]

    package init(of subject: SafetySubject, answers: SafetyAnswers) {
        decisions = SafetyGate.allCases.flatMap { $0.decisions(about: subject, answers) }
        unanswered = subject.questions(after: answers).filter { answers[$0.id] == nil }
        certainBlocks = decisions.filter {
            $0.action == .block && $0.scope == .plan && !$0.isUnclear
                && ($0.gate != .g7 || answers["coeliac-tested"] != nil)
        }
    }

    package func decisions(_ action: GateAction) -> [GateDecision] {
        decisions.filter { $0.action == action }
    }

    /// Reasons why no plan is written at all.
    package var blocks: [GateDecision] { decisions(.block).filter { $0.scope == .plan } }

    /// Reasons why the plan ends without a challenge at home.
    package var challengeBlocks: [GateDecision] {
        decisions(.block).filter { $0.scope == .challenge }
    }

    package var needsClinician: Bool { !decisions(.clinician).isEmpty }

    /// True when every question is answered, nothing blocks the plan, and a clinician agreed where
    /// one is
    /// needed. A blocked challenge must still be taken out of the plan.
    package func allowsPlan(agreedWithClinician: Bool) -> Bool {
        unanswered.isEmpty && blocks.isEmpty && (agreedWithClinician || !needsClinician)
    }

    /// True when, besides, the food may be tried again at home.
    package func allowsChallenge(agreedWithClinician: Bool) -> Bool {
        allowsPlan(agreedWithClinician: agreedWithClinician) && challengeBlocks.isEmpty
    }
}
