import ExperimentDiary
import ExperimentText

extension SafetyGate {
    /// What this gate says about a plan; empty when it stays shut.
    package func decisions(about subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision]
    {
        switch self {
        case .g1: reactions(subject, answers)
        case .g2: asthma(subject, answers) + effortInAsthma(subject, answers)
        case .g3: tolerance(subject, answers)
        case .g4: age(answers)
        case .g5: pregnancy(subject, answers)
        case .g6: eating(subject, answers)
        case .g7: coeliac(subject, answers)
        case .g8: infection(subject, answers)
        case .g9: dairyNutrients(subject, answers)
        case .g10: breadth(subject, answers)
        case .g11: alcohol(subject, answers)
        case .g12: medicine(answers)
        case .g13: interactions(subject, answers)
        case .g14: redFlags(answers)
        case .g15: products(subject, answers)
        case .g16: effort(subject, answers)
        }
    }

    /// Eating the food is the danger: at the end of an elimination that is the challenge, in a plan
    /// that
    /// brings the food in it is the plan.
    private func reactions(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        let isNutReaction = subject.touchesNuts && answers.isYes("nut-reaction")
        let toFood =
            isNutReaction
            || ["food-allergy", "immediate-reaction", "severe-delayed-reaction"]
                .contains(where: answers.isYes)
        let toAnything = answers.isYes("anaphylaxis") || answers.isYes("adrenaline-pen")
        var decisions = [GateDecision]()
        // Who had a severe reaction, and did not say that it was to none of these foods, may have had it to one.
        let isUnclear =
            toAnything
            && !["food-allergy", "immediate-reaction"].allSatisfy { answers[$0] == .no }
        if subject.bringsFood, !toFood, isUnclear {
            decisions.append(
                GateDecision(
                    .g1, .block,
                    GateDecision.unclearReaction))
        }
        if subject.bringsFood, toFood {
            decisions.append(
                GateDecision(
                    .g1, .block,
                    "You reacted to a food that this plan brings in: do not eat it at home. Talk "
                        + "to an "
                        + "allergy clinic."))
        }
        if subject.reintroducesFood, toFood || toAnything {
            decisions.append(
                GateDecision(
                    .g1, .block, of: .challenge,
                    "Supervised challenge only: do not try this food again at home. Talk to an "
                        + "allergy "
                        + "clinic."))
        }
        return decisions
    }

    private func asthma(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard subject.reintroducesFood, answers.isYes("asthma-uncontrolled") else { return [] }
        return [
            GateDecision(
                .g2, .block, of: .challenge,
                "No food is tried again at home while asthma is not well controlled. See a "
                    + "doctor about it "
                    + "first.")
        ]
    }

    private func effortInAsthma(
        _ subject: SafetySubject, _ answers: SafetyAnswers
    ) -> [GateDecision] {
        guard subject.template.isExertion, answers.isYes("asthma-uncontrolled") else { return [] }
        return [
            GateDecision(
                .g2, .clinician,
                "Effort can bring on asthma that is not well controlled: agree the exercise with "
                    + "a clinician "
                    + "first.")
        ]
    }

    /// Eating the food now is the lower risk; whoever left it out long ago has the higher one. So
    /// the
    /// warning stands whatever was answered, and a food that is avoided is not tried at home.
    private func tolerance(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard !subject.staples.isEmpty else { return [] }
        guard subject.hasEczema(answers) else {
            return subject.avoids(answers)
                ? [
                    GateDecision(
                        .g3, .warn,
                        "You leave the food out already, so there is nothing to take away: the plan "
                            + "begins with the days as they are now and brings it back, a small "
                            + "portion first.")
                ] : []
        }
        let avoided = subject.avoids(answers) ? Self.avoidedWithEczema : []
        guard !subject.tolerableFoods.isEmpty, subject.activeDays > 14 else {
            return avoided + [Self.lostTolerance]
        }
        let foods = PlainNumber.list(subject.tolerableFoods.map(\.name))
        let long = GateDecision(
            .g3, .clinician,
            "With eczema, leaving out \(foods) for more than 14 days needs a clinician's "
                + "agreement.")
        let several = subject.staples.count > 1 ? [Self.severalWithEczema] : []
        return (avoided.isEmpty ? [long] : avoided) + several + [Self.lostTolerance]
    }

    private static let lostTolerance = GateDecision(
        .g3, .warn,
        "With eczema, leaving out a food that is tolerated can end the tolerance: of children who were "
            + "referred with eczema that food set off and who had no earlier immediate reaction, 19 of "
            + "100 had one after leaving it out, 30 of 100 of those anaphylaxis.")

    private static let avoidedWithEczema = [
        GateDecision(
            .g3, .clinician,
            "With eczema and a food that was left out already, the next portion needs a clinician's "
                + "agreement."),
        GateDecision(
            .g3, .block, of: .challenge,
            "Supervised challenge only: after a long time without the food, eczema brings a higher "
                + "risk of a sudden reaction. Talk to an allergy clinic."),
    ]

    private static let severalWithEczema = GateDecision(
        .g3, .block, of: .challenge,
        "Supervised challenge only: with eczema and several foods left out at once, each first "
            + "portion belongs under supervision.")

    private func age(_ answers: SafetyAnswers) -> [GateDecision] {
        guard let age = answers.number("age"), age < 18 else { return [] }
        return [
            GateDecision(
                .g4, .block,
                "Plans are for adults: growth and allergy need a doctor's eye before the age of 18."
            )
        ]
    }

    private func pregnancy(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard answers.isYes("pregnant") else { return [] }
        var decisions: [GateDecision] = []
        if subject.isRestrictive {
            decisions.append(
                GateDecision(
                    .g5, .clinician,
                    "No food is left out and no exercise begun in pregnancy, while trying for it "
                        + "or while "
                        + "breastfeeding without a clinician's agreement: iodine need rises to "
                        + "220-290 "
                        + "micrograms a day."))
        }
        if subject.template.removes.contains(.alcohol) {
            decisions.append(
                GateDecision(
                    .g5, .block, of: .challenge,
                    "No drink in pregnancy, while trying for it or while breastfeeding: leave "
                        + "alcohol out "
                        + "and go on without."))
        }
        if subject.isProduct {
            decisions.append(
                GateDecision(
                    .g5, .clinician,
                    "In pregnancy, while trying for it and while breastfeeding no supplement, "
                        + "new cream "
                        + "with active substances or raw ferment without a clinician's "
                        + "agreement: vitamin A "
                        + "and retinol harm the unborn child, and raw ferments can carry "
                        + "listeria."))
        }
        return decisions
    }

    private func eating(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        let signs = ["eating-disorder", "fear-of-food", "unplanned-weight-loss"]
        let isThin = answers.number("bmi").map { $0 < 18.5 } ?? false
        guard subject.template.kind == .diet || subject.isRestrictive,
            isThin || signs.contains(where: answers.isYes)
        else { return [] }
        guard subject.isRestrictive else {
            return [
                GateDecision(
                    .g6, .clinician,
                    "With a low weight, or with an eating disorder now or earlier, a rule about "
                        + "food needs a "
                        + "clinician's agreement, even one that adds something.")
            ]
        }
        let isEffortAlone = subject.template.isExertion && !subject.template.isRestriction
        return [
            GateDecision(
                .g6, .block,
                isEffortAlone
                    ? "No exercise is planned here with a low weight or an eating disorder: talk "
                        + "to a doctor "
                        + "first."
                    : "Nothing is left out of the diet here. A plan that adds something, or one "
                        + "about sleep, "
                        + "stress or skin care, is open to you; a doctor can help with the rest.")
        ]
    }

    private func coeliac(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        let removes = subject.template.removes
        let leavesWheat = removes.contains(.wheat)
        guard leavesWheat || removes.contains(.fodmap) else {
            guard !subject.template.adds.contains(.wheat) || !answers.isYes("coeliac-diagnosed")
            else {
                return [
                    GateDecision(
                        .g7, .block, "With coeliac disease gluten is never eaten for a trial.")
                ]
            }
            return subject.mayBringWheat && answers.isYes("coeliac-diagnosed")
                ? [
                    GateDecision(
                        .g7, .warn,
                        "With coeliac disease take grains without gluten only, in this plan as "
                            + "always.")
                ] : []
        }
        if answers.isYes("coeliac-diagnosed") {
            return [
                GateDecision(
                    .g7, .block,
                    "With coeliac disease a gluten-free diet is a treatment, not a trial, and "
                        + "gluten is not "
                        + "tried again.")
            ]
        }
        if answers.isYes("coeliac-tested") { return [] }
        let reacts = ["anaphylaxis", "adrenaline-pen", "food-allergy", "immediate-reaction"]
            .contains(where: answers.isYes)
        return [
            GateDecision(
                .g7, .block,
                "Test for coeliac disease before going "
                    + "\(leavesWheat ? "gluten-free" : "low in FODMAPs"): the "
                    + "test holds only after gluten in more than one meal a day for at least 6 "
                    + "weeks. "
                    + (reacts
                        ? "After a sudden reaction to a food do not eat it for that at home: ask an "
                            + "allergy clinic how you are tested."
                        : "Whoever stopped already eats 8-10 g a day (about 4 slices of bread) for 6 "
                            + "weeks first, with a doctor."))
        ]
    }

    private func infection(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        let signs = ["infection-risk", "immune-medicine"]
        guard subject.template.isLive, signs.contains(where: answers.isYes) else { return [] }
        return [
            GateDecision(
                .g8, .block,
                "No live microbes with a weakened immune system or a medicine that weakens it, a "
                    + "line in a large vein, a recent critical "
                    + "illness, a damaged gut or a valve disease: they can reach the blood.")
        ]
    }

    private func dairyNutrients(
        _ subject: SafetySubject, _ answers: SafetyAnswers
    ) -> [GateDecision] {
        guard subject.template.removes.contains(.dairy), subject.activeDays > 14 else { return [] }
        let isOlder = answers.number("age").map { $0 > 50 } ?? false
        let calcium =
            isOlder
            ? "calcium 1000 mg a day, in the US 1200 mg for women from 51 and men from 71 (700 "
                + "mg in the UK)"
            : "calcium 1000 mg a day from 19 to 50 years (700 mg in the UK)"
        return [
            GateDecision(
                .g9, .warn,
                "Without dairy for more than 14 days, three nutrients need another source.",
                checklist: [
                    calcium,
                    "vitamin D 15 micrograms a day (10 in the UK)",
                    "iodine 150 micrograms a day (140 in the UK); a glass of plant milk that is "
                        + "not "
                        + "fortified has about 2",
                ])
        ]
    }

    private func breadth(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        let isFODMAP = subject.template.removes.contains(.fodmap)
        let old =
            !subject.staples.isEmpty && answers.number("age").map { $0 >= Self.oldAge } ?? false
            ? [Self.oldAgeAndRestriction] : []
        guard isFODMAP || subject.staples.count > 1 || subject.template.needsClinician else {
            return old
        }
        return old + [
            GateDecision(
                .g10, .clinician,
                isFODMAP && subject.staples.count == 1
                    ? "A diet low in FODMAPs is guided by a dietitian: it leaves out many foods "
                        + "and needs a way "
                        + "back."
                    : "Leaving out two or more food groups at once, or a broad "
                        + "one, needs the "
                        + "agreement of a clinician or dietitian."),
            GateDecision(
                .g10, .warn,
                "Never leave out more than one food at a time on your own: the diet gets poor "
                    + "and nothing is "
                    + "learned about a single food."),
        ]
    }

    /// The age is a default of this project.
    private static let oldAge = 75.0

    private static let oldAgeAndRestriction = GateDecision(
        .g10, .clinician,
        "From 75 years on, leaving a food out needs the agreement of a clinician or dietitian: weight "
            + "and muscle that are lost hardly come back.")

    private func alcohol(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard subject.template.removes.contains(.alcohol) else { return [] }
        if answers.isYes("heavy-drinking") {
            return [
                GateDecision(
                    .g11, .block,
                    "Do not stop drinking at once on your own: withdrawal can be dangerous. A "
                        + "doctor or an "
                        + "alcohol service can help you to stop.")
            ]
        }
        let reasons = ["alcohol-past", "liver-disease", "alcohol-medicine"]
        guard reasons.contains(where: answers.isYes) else { return [] }
        return [
            GateDecision(
                .g11, .block, of: .challenge,
                "No drink is part of your plan: leave alcohol out, and do not try it again for a "
                    + "trial.")
        ]
    }

    private func medicine(_ answers: SafetyAnswers) -> [GateDecision] {
        guard answers.isYes("changes-medicine") else { return [] }
        return [
            GateDecision(
                .g12, .block,
                "A prescribed medicine is never an arm of a plan. Keep it as prescribed, steady "
                    + "in the "
                    + "background or as rescue, and log its use.")
        ]
    }

    private func interactions(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision]
    {
        subject.template.interactsWith.filter { answers.isYes($0.rawValue) }.map {
            GateDecision(.g13, .clinician, $0.advice)
        }
    }

    private func redFlags(_ answers: SafetyAnswers) -> [GateDecision] {
        guard answers.isYes("red-flags-gut") || answers.isYes("red-flags-skin") else { return [] }
        return [
            GateDecision(
                .g14, .block, "See a doctor first: these signs need a diagnosis, not a trial.")
        ]
    }
}

extension MedicineClass {
    fileprivate var advice: String {
        switch self {
        case .glucoseLowering:
            "With insulin or a sulfonylurea, fewer carbohydrates or more effort can bring the "
                + "blood sugar too "
                + "low; with an SGLT2 inhibitor fewer carbohydrates can bring ketosis; with a GLP-1 "
                + "medicine one eats little as it is, and a stricter diet can leave too little: agree "
                + "it, and the doses, with a clinician first."
        case .anticoagulant:
            "With a blood thinner, more omega-3, a herb such as chamomile, or a change of leafy "
                + "vegetables "
                + "alters how it works: agree it with a clinician first."
        case .maoInhibitor:
            "With an MAO inhibitor, aged ferments can raise the blood pressure dangerously: "
                + "agree it with a "
                + "clinician first."
        }
    }
}
