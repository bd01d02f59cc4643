import Experiment
import Foundation
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentDiary
@testable import ExperimentText
@testable import ExperimentTrial

/// Nothing that is written offers a food that the answers forbid: no design, whatever its name and
/// whatever reason is given for it, no phase, no line of a day, no event of the calendar.
@Suite("No road leads to a forbidden food")
struct ForbiddenFoodTests {
    private static let today = CalendarDay(iso: "2026-12-01") ?? CalendarDay(daysSinceEpoch: 0)
    private static let start = CalendarDay(iso: "2027-01-04") ?? CalendarDay(daysSinceEpoch: 0)

    /// Questions whose "yes" forbids a food, or the way back to it.
    private static let forbidding = [
        "anaphylaxis", "adrenaline-pen", "food-allergy", "immediate-reaction",
        "severe-delayed-reaction", "nut-reaction", "asthma-uncontrolled", "eczema", "avoids-food",
        "pregnant", "alcohol-past", "liver-disease", "alcohol-medicine",
    ]

    private static func answers(yes: [String]) throws -> SafetyAnswers {
        let calm = ["age": "36", "bmi": "22", "coeliac-tested": "yes"]
        return try SafetyAnswers(
            SafetyQuestion.catalogue.filter { $0.id != "tolerates-food" }.map { question in
                (question.id, yes.contains(question.id) ? "yes" : calm[question.id] ?? "no")
            })
    }

    private static func request(
        _ template: Template, _ complaint: Complaint?, _ design: DesignKind?, despite: String?,
        _ answers: SafetyAnswers
    ) -> PlanRequest {
        var request = PlanRequest()
        request.template = template.id
        request.complaint = complaint
        request.design = design
        request.despite = despite
        request.start = start
        request.seed = 7
        request.worthwhile = 1
        request.isAgreedWithClinician = true
        request.answers = answers
        if design == .multipleBaseline { request.sites = ["left-arm", "right-arm"] }
        return request
    }

    private static func proposal(_ request: PlanRequest) -> PlanProposal? {
        try? PlanProposal(request, today: today, seed: 7)
    }

    private static let withFood = Template.catalogue.filter { !$0.removes.isEmpty }

    @Test(
        "no design that goes back is written over any pair of answers that forbids the food",
        arguments: withFood.map(\.id))
    func designs(_ id: String) throws {
        let template = try Template.named(id)
        var written = 0
        for (place, first) in Self.forbidding.enumerated() {
            for second in Self.forbidding[place...] {
                let answers = try Self.answers(yes: [first, second])
                for complaint in [Complaint.eczema, .rosacea] {
                    for design in [DesignKind?.none] + DesignKind.allCases.map(Optional.some) {
                        for despite in [nil, "it can be taken back in me"] {
                            let request = Self.request(
                                template, complaint, design, despite: despite, answers)
                            guard let proposal = Self.proposal(request) else { continue }
                            written += 1
                            let isForbidden = !proposal.review.challengeBlocks.isEmpty
                            let goesBack =
                                proposal.settings.kind.goesBack || proposal.reintroduction != nil
                            if isForbidden, goesBack {
                                Issue.record(
                                    "\(id) \(complaint) \(proposal.settings.kind): \(first), \(second)"
                                )
                            }
                        }
                    }
                }
            }
        }
        #expect(written > 0)
    }

    @Test(
        "each answer that forbids the food leaves only designs that do not go back",
        arguments: Complaint.allCases)
    func complaints(_ complaint: Complaint) throws {
        for template in Self.withFood {
            for question in Self.forbidding {
                let answers = try Self.answers(yes: [question])
                for design in DesignKind.allCases {
                    let request = Self.request(template, complaint, design, despite: "x", answers)
                    guard let proposal = Self.proposal(request) else { continue }
                    let isForbidden = !proposal.review.challengeBlocks.isEmpty
                    #expect(
                        !isForbidden || !design.goesBack, "\(template.id) \(design) \(question)")
                }
            }
        }
    }

    /// A plan over an answer that forbids its food, as it is written.
    private func plan(_ id: String, _ question: String) throws -> TrialPlan {
        let request = Self.request(
            try Template.named(id), .rosacea, nil, despite: nil,
            try Self.answers(yes: [question]))
        return try PlanWriter(PlanProposal(request, today: Self.today, seed: 7)).written().plan
    }

    @Test(
        "no day, no event and no sheet of such a plan offers the food",
        arguments: [
            ("dairy-free", "food-allergy"), ("egg-free", "anaphylaxis"),
            ("nut-free", "nut-reaction"), ("soy-free", "asthma-uncontrolled"),
            ("gluten-free", "adrenaline-pen"), ("alcohol-free", "alcohol-past"),
            ("leave-out", "immediate-reaction"), ("whey-free", "severe-delayed-reaction"),
        ])
    func days(template: String, question: String) throws {
        let plan = try plan(template, question)
        #expect(!plan.mayEat().isForHome)
        #expect(!plan.offersForbiddenFood)
        let calendar = TrialCalendar(plan, stamp: "2026-12-01T12:00:00Z", version: "0").text
        #expect(!calendar.contains("DESCRIPTION:Eat ") || !calendar.contains("portion"))
        for day in plan.schedule.days {
            let text = DayBrief(plan, on: day, logged: []).text(TerminalStyle(width: 400))
            #expect(!text.contains("portion"), "\(day): \(text)")
        }
        let after = plan.schedule.days.upperBound.advanced(by: 1)
        if plan.foodsLeftOut.contains(where: \.isStaple) {
            let text = DayBrief(plan, on: after, logged: []).text(TerminalStyle(width: 400))
            #expect(text.contains("Do not go back"), "\(text)")
        }
        for condition in plan.conditions where condition.reference == nil {
            #expect(!plan.mayReturn(to: condition).isForHome)
        }
    }

    @Test("a plan of 0.1.0 that goes back over a blocked challenge is struck out on its way back")
    func oldPlan() throws {
        let plan = try Sample.plan(
            adding: """
                template: dairy-free-6w
                safety: {answers: {food-allergy: yes, adrenaline-pen: yes}}
                """,
            phases: """
                    - {condition: usual, days: 14}
                    - {condition: diet, days: 42}
                    - {condition: usual, days: 28}
                """)
        #expect(plan.offersForbiddenFood)
        let last = plan.schedule.days.upperBound
        let text = DayBrief(plan, on: last, logged: []).text(TerminalStyle(width: 400))
        #expect(text.contains("not lived as planned") && !text.contains("Live as usual."))
        let calendar = TrialCalendar(plan, stamp: "2026-12-01T12:00:00Z", version: "0").text
        #expect(calendar.components(separatedBy: "STATUS:CANCELLED").count == 2)
        #expect(DailySheet(plan).html.contains("not at home"))
        #expect(plan.safetyRemarks.count == 1)
    }

    @Test("the file of a plan says of S5 and S6 what these rules say in that plan")
    func rulesInFile() throws {
        for (yes, isBack) in [(["food-allergy"], false), ([], true)] {
            let request = Self.request(
                try Template.named("dairy-free-6w"), .rosacea, nil, despite: nil,
                try Self.answers(yes: yes))
            let proposal = try PlanProposal(request, today: Self.today, seed: 7)
            let (text, plan) = try PlanWriter(proposal).written()
            let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for rule in [StopRule.s5, .s6] {
                #expect(line.contains(rule.message(in: plan)), "\(rule): \(yes)")
            }
            #expect(line.contains("comes back as a small portion first.") == isBack)
        }
    }

    @Test("bread comes back from a quarter of a portion on, once and then daily")
    func bread() throws {
        let request = Self.request(
            try Template.named("gluten-free"), .rosacea, nil, despite: nil,
            try Self.answers(yes: []))
        let proposal = try PlanProposal(request, today: Self.today, seed: 7)
        let plan = try PlanWriter(proposal).written().plan
        let challenges = plan.schedule.phases.filter { $0.part == .challenge }
        #expect(challenges.map(\.portion) == [0.25, 0.5, 1])
        #expect(plan.schedule.phases.contains { $0.part == .sustained && $0.lengthInDays == 14 })
    }

    @Test(
        "names are found with spaces, capitals and as a brand, and never lead to an arm",
        arguments: ["water fast", "Keto diet", "infant formula", "Dupixent", "minoxidil"])
    func never(name: String) {
        let error = #expect(throws: TemplateError.self) { try Template.named(name) }
        guard case .neverPlanned? = error else {
            Issue.record("\(name): \(error.map { "\($0)" } ?? "")")
            return
        }
    }

    @Test("a plan with foods and without a safety record says so")
    func noRecord() throws {
        let plan = try Sample.plan(adding: "template: nut-free")
        #expect(plan.lacksSafetyRecord)
        #expect(plan.safetyRemarks.first?.hasPrefix("No safety record") == true)
        let day = plan.schedule.days.lowerBound
        #expect(
            DayBrief(plan, on: day, logged: []).text(TerminalStyle(width: 400)).contains(
                "No safety record"))
    }

    @Test(
        "the gates ask what a plan does, whichever template it names, or none",
        arguments: [
            ("leaves-out: [dairy]", "food-allergy", ""), ("leaves-out: [nuts]", "nut-reaction", ""),
            ("leaves-out: [nuts]", "nut-reaction", "template: egg-free"),
            ("leaves-out: [egg]", "adrenaline-pen", "template: sleep-4w"),
            ("leaves-out: [alcohol]", "pregnant", ""),
        ])
    func byHand(diet: String, question: String, template: String) throws {
        let plan = try byHand(diet, "anaphylaxis: no, \(question): yes", template)
        let last = plan.schedule.days.upperBound
        let text = DayBrief(plan, on: last, logged: []).text(TerminalStyle(width: 400))
        #expect(text.contains("not lived as planned") && !text.contains("Live as usual"))
        #expect(plan.offersForbiddenFood && plan.safetyRemarks.count == 1)
        #expect(
            !PlanDiagnosisText(plan).text(TerminalStyle(width: 400)).contains("Going back once"))
    }

    @Test("a food that is brought in over an answer that forbids it is not eaten either")
    func broughtIn() throws {
        let plan = try byHand("brings-in: [milk, kefir]", "anaphylaxis: no, food-allergy: yes", "")
        let diet = try #require(plan.schedule.phases.first { $0.condition == "diet" })
        let text = DayBrief(plan, on: diet.first, logged: []).text(TerminalStyle(width: 400))
        #expect(text.contains("not lived as planned"), "\(text)")
        let calendar = TrialCalendar(plan, stamp: "2026-12-01T12:00:00Z", version: "0").text
        #expect(calendar.components(separatedBy: "STATUS:CANCELLED").count == 2)
        #expect(plan.safetyRemarks.contains { $0.contains("do not eat it at home") })
    }

    @Test("a safety record that says nothing of reactions is none")
    func emptyRecord() throws {
        #expect(try byHand("leaves-out: [dairy]", "age: 34", "").lacksSafetyRecord)
        #expect(try !byHand("leaves-out: [dairy]", "anaphylaxis: no", "").lacksSafetyRecord)
        #expect(try !byHand("do: Sleep by ten.", "age: 34", "").lacksSafetyRecord)
    }

    @Test("a plan that cannot go back is not told to go back")
    func diagnosis() throws {
        let phases = """
                - {condition: usual, days: 14}
                - {condition: diet, days: 42}
            """
        let forbidden = try Sample.plan(
            adding: """
                template: dairy-free-6w
                safety: {answers: {food-allergy: yes}}
                """, phases: phases)
        let text = PlanDiagnosisText(forbidden).text(TerminalStyle(width: 4000))
        #expect(
            text.contains("The food does not come back at home") && !text.contains("Going back"))
        let free = try Sample.plan(adding: "", phases: phases)
        #expect(
            PlanDiagnosisText(free).text(TerminalStyle(width: 4000)).contains("Going back once"))
    }

    private func byHand(_ diet: String, _ answers: String, _ template: String) throws -> TrialPlan {
        try DraftPlan(
            yaml: """
                title: By hand
                \(template)
                outcomes:
                  - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
                conditions:
                  - {id: usual}
                  - {id: diet, against: usual, \(diet)}
                safety: {answers: {\(answers)}}
                schedule:
                  start: 2026-12-01
                  phases:
                    - {condition: usual, days: 14}
                    - {condition: diet, days: 30}
                    - {condition: usual, days: 14}

                """, file: "plan.yaml"
        ).validated()
    }
}
