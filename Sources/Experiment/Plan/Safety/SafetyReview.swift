/// What is about to be planned, as far as the gates need it.
public struct SafetySubject: Sendable {
    public let template: Template
    public let complaint: Complaint?
    /// Days of the active phase.
    public let activeDays: Int

    public init(_ template: Template, for complaint: Complaint?, activeDays: Int) {
        self.template = template
        self.complaint = complaint
        self.activeDays = activeDays
    }

    /// A food is tried again at home at the end.
    var hasFoodChallenge: Bool {
        guard case .challenge = template.reversal else { return false }
        return template.isRestriction
    }

    /// Food that the person may not have eaten before comes in.
    var bringsFood: Bool { !(template.adds + template.mayAdd).filter { $0 != .fodmap }.isEmpty }

    /// Staple foods that are left out.
    var staples: [FoodGroup] { template.removes.filter(\.isStaple) }

    /// Foods whose tolerance a long elimination can end.
    var tolerableFoods: [FoodGroup] {
        template.removes.filter { [.dairy, .egg, .nuts, .wheat, .soy].contains($0) }
    }

    var touchesNuts: Bool {
        (template.removes + template.adds + template.mayAdd).contains(.nuts)
    }

    /// Questions whose answer can matter to this plan, in the order of asking.
    public var questions: [SafetyQuestion] {
        SafetyQuestion.catalogue.filter { asks($0) }
    }

    private func asks(_ question: SafetyQuestion) -> Bool {
        switch question.gate {
        case .g1:
            (hasFoodChallenge || bringsFood) && (question.id != "nut-reaction" || touchesNuts)
        case .g2: hasFoodChallenge || bringsFood
        case .g3:
            !staples.isEmpty && (question.id != "eczema" || complaint != .eczema)
        case .g5, .g6: template.isRestriction
        case .g7: template.removes.contains(.wheat)
        case .g8: template.isLive
        case .g11: template.removes.contains(.alcohol)
        case .g13: template.interactsWith.contains { $0.rawValue == question.id }
        case .g4, .g12, .g14: true
        case .g9, .g10: false
        }
    }
}

/// The decisions of all gates about one plan. Pure and total: the same answers give the same review, and
/// every set of answers gives one.
public struct SafetyReview: Sendable {
    /// In the order of the gates.
    public let decisions: [GateDecision]
    /// Questions that matter and were not answered.
    public let unanswered: [SafetyQuestion]

    public init(of subject: SafetySubject, answers: SafetyAnswers) {
        decisions = SafetyGate.allCases.flatMap { $0.decisions(about: subject, answers) }
        unanswered = subject.questions.filter { answers[$0.id] == nil }
    }

    public func decisions(_ action: GateAction) -> [GateDecision] {
        decisions.filter { $0.action == action }
    }

    /// Reasons why no plan is written at all.
    public var blocks: [GateDecision] { decisions(.block).filter { $0.scope == .plan } }

    /// Reasons why the plan ends without a challenge at home.
    public var challengeBlocks: [GateDecision] {
        decisions(.block).filter { $0.scope == .challenge }
    }

    public var needsClinician: Bool { !decisions(.clinician).isEmpty }

    /// True when every question is answered, nothing blocks the plan, and a clinician agreed where one is
    /// needed. A blocked challenge must still be taken out of the plan.
    public func allowsPlan(agreedWithClinician: Bool) -> Bool {
        unanswered.isEmpty && blocks.isEmpty && (agreedWithClinician || !needsClinician)
    }

    /// True when, besides, the food may be tried again at home.
    public func allowsChallenge(agreedWithClinician: Bool) -> Bool {
        allowsPlan(agreedWithClinician: agreedWithClinician) && challengeBlocks.isEmpty
    }
}
