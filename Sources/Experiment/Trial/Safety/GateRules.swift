import ExperimentDiary
import ExperimentText

extension SafetyGate {
    /// What this gate says about a plan; empty when it stays shut.
    package func decisions(about subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        switch self {
        case .g1: reactions(subject, answers)
        case .g2: asthma(subject, answers)
        case .g3: tolerance(subject, answers)
        case .g4: age(answers)
        case .g5: pregnancy(subject, answers)
        case .g6: eating(subject, answers)
        case .g7: coeliac(subject, answers)
        case .g8: infection(subject, answers)
        case .g9: dairyNutrients(subject)
        case .g10: breadth(subject)
        case .g11: alcohol(subject, answers)
        case .g12: medicine(answers)
        case .g13: interactions(subject, answers)
        case .g14: redFlags(answers)
        }
    }

    /// Eating the food is the danger: at the end of an elimination that is the challenge, in a plan that
    /// brings the food in it is the plan.
    private func reactions(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        let isNutReaction = subject.touchesNuts && answers.isYes("nut-reaction")
        let toFood =
            isNutReaction
            || ["food-allergy", "immediate-reaction", "severe-delayed-reaction"]
                .contains(where: answers.isYes)
        let toAnything = answers.isYes("anaphylaxis") || answers.isYes("adrenaline-pen")
        var decisions = [GateDecision]()
        if subject.bringsFood, toFood {
            decisions.append(
                GateDecision(
                    .g1, .block,
                    "You reacted to a food that this plan brings in: do not eat it at home. Talk to an "
                        + "allergy clinic."))
        }
        if subject.reintroducesFood, toFood || toAnything {
            decisions.append(
                GateDecision(
                    .g1, .block, of: .challenge,
                    "Supervised challenge only: do not try this food again at home. Talk to an allergy "
                        + "clinic."))
        }
        return decisions
    }

    private func asthma(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard subject.reintroducesFood, answers.isYes("asthma-uncontrolled") else { return [] }
        return [
            GateDecision(
                .g2, .block, of: .challenge,
                "No food is tried again at home while asthma is not well controlled. See a doctor about it "
                    + "first.")
        ]
    }

    private func tolerance(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard subject.hasEczema(answers), !subject.staples.isEmpty, answers.isYes("tolerates-food")
        else { return [] }
        let warning = GateDecision(
            .g3, .warn,
            "With eczema, leaving out a food that is tolerated can end the tolerance: 19 of 100 children "
                + "without an earlier immediate reaction had one afterwards, 30 of 100 of those anaphylaxis."
        )
        guard !subject.tolerableFoods.isEmpty, subject.activeDays > 14 else { return [warning] }
        let foods = PlainNumber.list(subject.tolerableFoods.map(\.name))
        return [
            GateDecision(
                .g3, .clinician,
                "With eczema, leaving out \(foods) for more than 14 days needs a clinician's agreement."
            ),
            warning,
        ]
    }

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
        guard subject.template.isRestriction, answers.isYes("pregnant") else { return [] }
        return [
            GateDecision(
                .g5, .clinician,
                "No food is left out in pregnancy, while trying for it or while breastfeeding without a "
                    + "clinician's agreement: iodine need rises to 220-290 micrograms a day.")
        ]
    }

    private func eating(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        let signs = ["eating-disorder", "fear-of-food", "unplanned-weight-loss"]
        let isThin = answers.number("bmi").map { $0 < 18.5 } ?? false
        guard subject.template.isRestriction, isThin || signs.contains(where: answers.isYes) else {
            return []
        }
        return [
            GateDecision(
                .g6, .block,
                "Nothing is left out of the diet here. A plan that adds something, or one about sleep, "
                    + "stress or skin care, is open to you; a doctor can help with the rest.")
        ]
    }

    private func coeliac(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard subject.template.removes.contains(.wheat) else { return [] }
        if answers.isYes("coeliac-diagnosed") {
            return [
                GateDecision(
                    .g7, .block,
                    "With coeliac disease a gluten-free diet is a treatment, not a trial, and gluten is not "
                        + "tried again.")
            ]
        }
        if answers.isYes("coeliac-tested") { return [] }
        return [
            GateDecision(
                .g7, .block,
                "Test for coeliac disease before going gluten-free: the test holds only after gluten in "
                    + "more than one meal a day for at least 6 weeks. Whoever stopped already eats 8-10 g a "
                    + "day (about 4 slices of bread) for 6 weeks first.")
        ]
    }

    private func infection(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard subject.template.isLive, answers.isYes("infection-risk") else { return [] }
        return [
            GateDecision(
                .g8, .block,
                "No live microbes with a weakened immune system, a line in a large vein, a recent critical "
                    + "illness, a damaged gut or a valve disease: they can reach the blood.")
        ]
    }

    private func dairyNutrients(_ subject: SafetySubject) -> [GateDecision] {
        guard subject.template.removes.contains(.dairy), subject.activeDays > 14 else { return [] }
        return [
            GateDecision(
                .g9, .warn,
                "Without dairy for more than 14 days, three nutrients need another source.",
                checklist: [
                    "calcium 1000 mg a day from 19 to 50 years (700 mg in the UK)",
                    "vitamin D 15 micrograms a day (10 in the UK)",
                    "iodine 150 micrograms a day; a glass of plant milk that is not fortified has about 2",
                ])
        ]
    }

    private func breadth(_ subject: SafetySubject) -> [GateDecision] {
        let isLongFODMAP = subject.template.removes.contains(.fodmap) && subject.activeDays > 42
        guard isLongFODMAP || subject.staples.count > 1 || subject.template.needsClinician else {
            return []
        }
        return [
            GateDecision(
                .g10, .clinician,
                "Leaving out two or more food groups at once, or FODMAPs for more than 42 days, needs the "
                    + "agreement of a clinician or dietitian."),
            GateDecision(
                .g10, .warn,
                "Never leave out more than one food at a time on your own: the diet gets poor and nothing is "
                    + "learned about a single food."),
        ]
    }

    private func alcohol(_ subject: SafetySubject, _ answers: SafetyAnswers) -> [GateDecision] {
        guard subject.template.removes.contains(.alcohol), answers.isYes("heavy-drinking") else {
            return []
        }
        return [
            GateDecision(
                .g11, .block,
                "Do not stop drinking at once on your own: withdrawal can be dangerous. A doctor or an "
                    + "alcohol service can help you to stop.")
        ]
    }

    private func medicine(_ answers: SafetyAnswers) -> [GateDecision] {
        guard answers.isYes("changes-medicine") else { return [] }
        return [
            GateDecision(
                .g12, .block,
                "A prescribed medicine is never an arm of a plan. Keep it as prescribed, steady in the "
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
            "With insulin or a sulfonylurea, fewer carbohydrates can bring the blood sugar too low: agree "
                + "the doses with a clinician first."
        case .anticoagulant:
            "With a blood thinner, more omega-3 or a change of leafy vegetables alters how it works: agree it "
                + "with a clinician first."
        case .maoInhibitor:
            "With an MAO inhibitor, aged ferments can raise the blood pressure dangerously: agree it with a "
                + "clinician first."
        }
    }
}
