import Testing

import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("Plans that are written")
struct PlanWriterTests {
    static let complaints: [Complaint?] = [nil] + Complaint.allCases

    @Test(
        "every template for every complaint makes a plan that is read back whole",
        arguments: complaints)
    func roundTrip(complaint: Complaint?) throws {
        for template in Template.catalogue {
            let active = template.active.days(for: complaint)
            guard active >= (complaint?.leastInformativePhaseDays ?? 1) else { continue }
            let request = try Sample.request(template, complaint)
            let proposal = try PlanProposal(request, today: Sample.today, seed: 5)
            let (text, plan) = try PlanWriter(proposal).written()
            #expect(plan.template?.id == template.id)
            #expect(plan.complaint == complaint)
            #expect(plan.seed == 5 && plan.design?.seed == 5)
            #expect(plan.design?.settings == proposal.settings)
            #expect(plan.reintroduction == proposal.reintroduction)
            #expect(plan.safety?.answers == request.answers)
            #expect(plan.safety?.decisions == proposal.review.decisions)
            #expect(plan.safety?.askedOn == Sample.today)
            #expect(plan.stopRules == StopRule.allCases)
            #expect(plan.schedule.days.lowerBound == request.start)
            #expect(plan.conditions[1].instruction == template.instruction)
            #expect(plan.conditions[1].leavesOut == template.removes)
            #expect(plan.outcomes.map(\.instrument.id) == proposal.outcomes.map(\.instrument.id))
            #expect(plan.primaryOutcome.worthwhile == 1)
            #expect(plan.analysis.onsetLagInDays == template.lag.days(for: complaint))
            #expect(try PlanWriter(proposal).written().text == text)
        }
    }

    @Test(
        "a monthly rhythm lengthens the baseline and is taken into account; without one it is said")
    func monthlyRhythm() throws {
        var request = try Sample.request(.exercise, .rosacea)
        func plan() throws -> TrialPlan {
            try PlanWriter(PlanProposal(request, today: Sample.today, seed: 5)).written().plan
        }
        #expect(request.asksAboutMonth(.exercise))
        let open = try plan()
        #expect(!open.hasNoMonthlyRhythm && open.analysis.cycle == nil)
        request.followsMonth = true
        request.cycleDays = 31
        #expect(!request.asksAboutMonth(.exercise))
        let yes = try plan()
        #expect(yes.analysis.cycle?.lengthInDays == 31)
        #expect(yes.schedule.phases[0].lengthInDays >= 28)
        #expect(!PlanDiagnosis(yes).isFatal)
        request.followsMonth = false
        let no = try plan()
        #expect(no.hasNoMonthlyRhythm && no.analysis.cycle == nil)
        #expect(no.schedule == open.schedule)
        request.followsMonth = nil
        request.complaint = .eczema
        #expect(!request.asksAboutMonth(.exercise))
    }

    @Test("an answers file says whether there is a monthly rhythm, and of how many days")
    func monthlyAnswers() throws {
        let request = try PlanRequest(
            yaml: "monthly-rhythm: yes\ncycle-days: 26\n", file: "answers.yaml")
        #expect(request.followsMonth == true && request.cycleDays == 26)
        #expect(throws: PlanError.self) {
            try PlanRequest(yaml: "cycle-days: 90\n", file: "answers.yaml")
        }
    }

    @Test("no design is offered that keeps time with a rhythm")
    func offers() throws {
        var request = try Sample.request(.sleep, .rosacea)
        request.design = .abab
        request.numbers = [
            ("baseline", 14), ("treatment", 14), ("withdrawal", 14), ("repeated-treatment", 14),
        ]
        let (_, plan) = try PlanWriter(
            PlanProposal(request, today: Sample.today, seed: 5)
        ).written()
        #expect(!PlanRhythm.all(plan.testedConditions[0], in: plan).isEmpty)
        #expect(DesignOffer.offers(request, today: Sample.today, seed: 5).isEmpty)
        (request.design, request.numbers) = (nil, [])
        #expect(!DesignOffer.offers(request, today: Sample.today, seed: 5).isEmpty)
    }

    @Test("a drawn schedule follows from its seed, and other seeds give others")
    func seeds() throws {
        var request = try Sample.request(.exercise, .eczema)
        request.design = .blockPairs
        request.numbers = [("pairs", 4), ("period", 42)]
        func order(_ seed: UInt64) throws -> [String] {
            let proposal = try PlanProposal(request, today: Sample.today, seed: seed)
            return try PlanWriter(proposal).written().plan.schedule.phases.map(\.condition)
        }
        #expect(try order(3) == order(3))
        #expect(Set(try (1...20).map { try order($0) }).count > 5)
    }

    @Test(
        "the challenge that a reaction forbids leaves before and after, with the decision in the plan"
    )
    func challengeTakenOut() throws {
        var request = try Sample.request(.dairyFree, .rosacea)
        request.answers = try request.answers.replacing([("anaphylaxis", "yes")])
        let plan = try PlanWriter(PlanProposal(request, today: Sample.today, seed: 1)).written()
            .plan
        #expect(plan.design?.settings.kind == .beforeAfter)
        #expect(plan.reintroduction == nil)
        #expect(
            plan.safety?.decisions.contains { $0.gate == .g1 && $0.scope == .challenge } == true)
    }

    @Test(
        "any text of the person survives the YAML",
        arguments: [
            "a: b", "- x", "#1 cream", "\"quoted\"", "it's", "line\nbreak", "tab\there", "null",
            "yes",
            "{a, b}", "[x]", "emoji 🥛", "ünïcode", "trailing ", " leading", "back\\slash", "%",
            "a very long sentence that has to be folded because it does not fit into one line of the file, "
                + "and that goes on and on until it is long enough",
            "a long sentence with  two spaces that must not be folded because folding would lose one of the two "
                + "of them for good",
        ])
    func texts(text: String) throws {
        var request = try Sample.request(.sleep, .skin)
        request.title = text
        request.bringsIn = [text]
        request.alsoChanging = [
            ExpectedChange(name: text, first: Sample.day("2026-12-24"), last: nil)
        ]
        let plan = try PlanWriter(PlanProposal(request, today: Sample.today, seed: 1)).written()
            .plan
        #expect(plan.title == text)
        #expect(plan.conditions[1].bringsIn == [text])
        #expect(plan.alsoChanging.map(\.name) == [text])
    }
}

@Suite("Requests that are refused")
struct PlanRefusalTests {
    private func refusal(
        _ template: Template = .dairyFree, _ complaint: Complaint? = .rosacea,
        _ change: (inout PlanRequest) throws -> Void
    ) throws -> String {
        var request = try Sample.request(template, complaint)
        request.isAgreedWithClinician = false
        try change(&request)
        do {
            _ = try PlanWriter(PlanProposal(request, today: Sample.today, seed: 1)).written()
            return ""
        } catch { return "\(error)" }
    }

    @Test("a start in the past")
    func past() throws {
        #expect(
            try refusal { $0.start = Sample.day("2026-11-20") }
                == "start: found 2026-11-20; expected 2026-11-21 or later, because a plan is made before "
                + "its first day. Choose a later day.")
    }

    @Test("a plan longer than its safety cap, unless a clinician agreed")
    func cap() throws {
        #expect(
            try refusal { $0.numbers = [("treatment", 57)] }
                == "dairy-free-6w: found an active phase of 57 days; expected at most 56 without a "
                + "clinician or dietitian. Shorten it, or state that one agreed.")
        #expect(
            try refusal {
                $0.numbers = [("treatment", 57)]
                $0.isAgreedWithClinician = true
            } == "")
    }

    @Test("a phase that its onset lag fills")
    func lag() throws {
        #expect(
            try refusal { $0.numbers = [("treatment", 14)] }
                == "dairy-free-6w: found an active phase of 14 days; expected more than 14, the days of "
                + "onset that the estimate leaves out. Lengthen the phase.")
    }

    @Test("a phase shorter than an outcome looks back on")
    func recall() throws {
        let text = try refusal(.sleep, .eczema) {
            $0.outcomes = ["pp-nrs", "poem"]
            $0.numbers = [("treatment", 9)]
        }
        #expect(
            text
                == "poem: found a phase of which 6 days follow the lag of 3; expected at least 7, because "
                + "it looks back that far and would mix two phases. Lengthen the phases, or choose an "
                + "outcome that looks back less.")
    }

    @Test("10^6 days, and no block at all")
    func numbers() throws {
        #expect(
            try refusal(.sleep, .skin) { $0.numbers = [("treatment", 1_000_000)] }
                == "design: days of a phase: found 1000000; expected at most 3653. Change the design."
        )
        #expect(
            try refusal(.sleep, .skin) {
                $0.design = .blockPairs
                $0.numbers = [("pairs", -1)]
            } == "design: pairs: found -1; expected at least 1. Change the design.")
    }

    @Test("pairs of long periods count as long restrictions: two of them can follow each other")
    func longPairs() throws {
        let text = try refusal(.dairyFree, .eczema) {
            $0.design = .blockPairs
            $0.numbers = [("pairs", 2), ("period", 30)]
            $0.answers = try $0.answers.replacing([("tolerates-food", "yes")])
        }
        #expect(
            text
                == "no plan is written until a clinician or dietitian has agreed:\n  G3: With eczema, "
                + "leaving out dairy for more than 14 days needs a clinician's agreement.\n"
                + "State that one agreed with --clinician-agreed.")
    }

    @Test("a block says why, and asks for nothing more")
    func blocked() throws {
        #expect(
            try refusal { $0.answers = try SafetyAnswers([("age", "16")]) }
                == "no plan is written, because of your answers:\n  G4: Plans are for adults: growth and "
                + "allergy need a doctor's eye before the age of 18.")
    }

    @Test("unanswered questions are listed with their keys")
    func unanswered() throws {
        let text = try refusal(.sleep, .skin) { $0.answers = SafetyAnswers() }
        #expect(
            text.hasPrefix(
                "safety: found no answer to 4 questions; expected one to each before a plan is written. "
                    + "Answer each with --answer, as --answer age=34, by yes, no or a number:\n  age: "
            ))
    }

    @Test("what needs a clinician is not written without one")
    func clinician() throws {
        #expect(
            try refusal { $0.answers = try $0.answers.replacing([("pregnant", "yes")]) }
                == "no plan is written until a clinician or dietitian has agreed:\n  G5: No food is left "
                + "out and no exercise begun in pregnancy, while trying for it or while breastfeeding without a clinician's "
                + "agreement: iodine need rises to 220-290 micrograms a day.\n"
                + "State that one agreed with --clinician-agreed.")
    }

    @Test("kefir in a dairy-free arm")
    func conflict() throws {
        #expect(
            try refusal { $0.bringsIn = ["goat kefir"] }
                == "\"goat kefir\" with \"dairy-free-6w\": found dairy in the first; expected none, because "
                + "the second leaves dairy out. Drop one of the two or pick foods without dairy.")
        #expect(try refusal { $0.bringsIn = ["oat milk"] } == "")
    }

    @Test("an outcome without a published change needs one")
    func worthwhile() throws {
        #expect(
            try refusal(.sleep, .acne) { $0.worthwhile = nil }
                == "worthwhile: found no smallest change worth having for lesions.inflammatory, and none is "
                + "published; expected one in points. Say from which change on it would be worth the "
                + "effort.")
    }

    @Test("designs that the change does not bear")
    func designs() throws {
        #expect(
            try refusal(.mindfulness, .skin) { $0.design = .abab }
                == "mindfulness-8w: found a design of the kind abab, which goes back; expected before-after "
                + "or random-start, because a skill once learned is not unlearned by stopping. Choose "
                + "one of them, or say with --despite why it can be taken back in you.")
        #expect(
            try refusal(.sixFood, .gut) {
                $0.design = .withdrawal
                $0.isAgreedWithClinician = true
            }
                == "six-food: found a design of the kind withdrawal, in which several foods come back on "
                + "one day; expected reintroduction, which brings them back one by one, or before-after. "
                + "Choose one of them.")
        #expect(
            try refusal(.probiotic, .skin) { $0.design = .blockPairs }
                == "probiotic-12w: found a design of the kind block-pairs, in which it may come first; "
                + "expected one with a baseline before it, because its effect lingers. Choose "
                + "withdrawal or abab, or say with --despite why it does not linger in you.")
        #expect(
            try refusal(.dairyFree, .rosacea) { $0.design = .dailyAlternation }
                == "dairy-free-6w: found a design of the kind daily-alternation, which changes every few "
                + "days; expected phases longer than 14 days, the time its effect takes to build up. "
                + "Choose withdrawal, abab or block-pairs, or say with --despite why it acts within a "
                + "day in you. No template is known to act within a day.")
        #expect(
            try refusal(.sleep, .skin) { $0.design = .reintroduction }
                == "sleep-4w: found a design of the kind reintroduction, and no food that is left out; "
                + "expected a template that leaves one out. Choose withdrawal.")
    }
}
