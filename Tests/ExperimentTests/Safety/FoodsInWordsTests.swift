import Experiment
import Foundation
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentDiary
@testable import ExperimentReport
@testable import ExperimentText
@testable import ExperimentTrial

/// A food that no key names, only a text of the plan.
@Suite("Foods in the words of a plan")
struct FoodsInWordsTests {
    private func plan(
        _ diet: String, _ answers: String? = nil, usual: String = "{id: usual}",
        outcomes: String = ""
    ) throws -> TrialPlan {
        try DraftPlan(
            yaml: """
                title: By hand
                outcomes:
                  - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1, primary: true}
                \(outcomes)
                conditions:
                  - \(usual)
                  - {id: diet, against: usual, \(diet)}
                \(answers.map { "safety: {answers: {\($0)}}" } ?? "")
                schedule:
                  start: 2026-12-01
                  phases:
                    - {condition: usual, days: 14}
                    - {condition: diet, days: 30}
                    - {condition: usual, days: 14}

                """, file: "plan.yaml"
        ).validated()
    }

    private struct Named: Sendable {
        let text: String
        var eaten: Set<FoodGroup> = []
        var leftOut: Set<FoodGroup> = []
    }

    private static let named: [Named] = [
        Named(text: "Eat peanuts every day.", eaten: [.nuts]),
        Named(text: "eat-peanuts", eaten: [.nuts]),
        Named(text: "A glass of milk at breakfast", eaten: [.dairy]),
        Named(text: "with prawns", eaten: [.fish]),
        Named(text: "No peanuts, no milk.", leftOut: [.dairy, .nuts]),
        Named(text: "nut-free", leftOut: [.nuts]),
        Named(text: "Leave out egg; eat sesame instead.", eaten: [.sesame], leftOut: [.egg]),
        Named(text: "Eat nothing that contains soy.", leftOut: [.soy]),
        Named(text: "Eat kiwi at noon", eaten: [.other]),
        Named(text: "An apple a day", eaten: [.other]),
        Named(text: "Drink no wine.", leftOut: [.alcohol]),
        Named(text: "Eat as usual."), Named(text: "Eat slowly."), Named(text: "Eat before seven."),
        Named(text: "Shea butter cream on the face"), Named(text: "Body milk on both arms"),
        Named(text: "Drink oat milk"), Named(text: "Sleep by ten."), Named(text: "Live as usual."),
    ]

    private func today(_ plan: TrialPlan, _ day: String) -> String {
        DayBrief(plan, on: Sample.day(day), logged: []).text(TerminalStyle(width: 4000))
    }

    private func calendar(_ plan: TrialPlan) -> String {
        TrialCalendar(plan, stamp: "2026-11-30T12:00:00Z", version: "0").text
            .replacing("\r\n ", with: "")
    }

    @Test("what is to be eaten and what is to be left out")
    func words() {
        for named in Self.named {
            let found = FoodsInWords([named.text])
            #expect(Set(found.eaten) == named.eaten, "\(named.text): \(found.eaten)")
            #expect(Set(found.leftOut) == named.leftOut, "\(named.text): \(found.leftOut)")
        }
    }

    @Test("the words of no template name a food to eat that the template does not know")
    func templates() {
        for template in Template.catalogue {
            let condition = Condition(
                id: template.id, name: template.name, reference: "usual",
                instruction: template.instruction, leavesOut: template.removes, bringsIn: [])
            let own = template.removes + template.adds + template.mayAdd
            let found = condition.foodsBroughtIn(beside: template).filter { !own.contains($0) }
            #expect(found == [], "\(template.id): \(found)")
        }
    }

    @Test(
        "with a severe reaction, a pen or an allergy nobody is told to eat what a text names",
        arguments: ["anaphylaxis: yes", "adrenaline-pen: yes", "food-allergy: yes"],
        ["do: Eat peanuts every day.", "name: eat peanuts", "do: A handful of walnuts a day"])
    func forbidden(answer: String, diet: String) throws {
        let plan = try plan(diet, answer)
        #expect(plan.mayEat().permission == .never && plan.offersForbiddenFood)
        #expect(plan.safetyRemarks.contains { $0.hasPrefix("Not to be lived as planned") })
        let text = today(plan, "2026-12-20")
        #expect(text.contains("not lived as planned") && !text.contains("Eat peanuts"), "\(text)")
        #expect(calendar(plan).components(separatedBy: "STATUS:CANCELLED").count == 2)
        #expect(!plan.mayReturn(to: plan.conditions[1]).isForHome)
    }

    @Test("who answered that it was none of these foods may eat it")
    func cleared() throws {
        let answers = "adrenaline-pen: yes, food-allergy: no, immediate-reaction: no"
        let plan = try plan("do: Eat peanuts every day.", answers)
        #expect(plan.mayEat().isForHome && !plan.offersForbiddenFood)
        #expect(today(plan, "2026-12-20").contains("Eat peanuts every day."))
    }

    @Test("a food that usual life names is none to eat either")
    func reference() throws {
        let usual = "{id: usual, do: Eat peanuts every day.}"
        let plan = try plan("do: Live without them.", "adrenaline-pen: yes", usual: usual)
        #expect(!today(plan, "2026-12-02").contains("Eat peanuts"))
    }

    @Test("a plan that leaves a food out in words only does not give it back over an allergy")
    func leftOut() throws {
        let plan = try plan("do: No peanuts.", "food-allergy: yes")
        #expect(today(plan, "2027-01-20").contains("not lived as planned"))
        #expect(!today(plan, "2026-12-20").contains("not lived as planned"))
    }

    @Test("the time limit holds for a food that only a plan's own words leave out")
    func cap() throws {
        for diet in ["leaves-out: [dairy]", "do: No milk."] {
            let plan = try plan(diet)
            #expect(plan.restrictionCap(on: Sample.day("2026-12-20")) == 56, "\(diet)")
            #expect(plan.restrictedDays(on: Sample.day("2027-01-13")) == 30, "\(diet)")
        }
        #expect(try plan("do: Meditate.").restrictionCap(on: Sample.day("2026-12-20")) == nil)
    }

    @Test(
        "without a safety record such a plan says so in check, today and calendar, in report and letter"
    )
    func unasked() throws {
        for diet in ["do: Eat peanuts every day.", "do: No peanuts.", "brings-in: [kiwi]"] {
            let plan = try plan(diet)
            #expect(plan.lacksSafetyRecord, "\(diet)")
            #expect(plan.safetyRemarks.first?.hasPrefix("No safety record") == true)
            #expect(today(plan, "2026-12-20").contains("No safety record"))
            #expect(calendar(plan).contains("No safety record"), "\(diet)")
            let rows = (0..<58).map { place in
                "\(Sample.day("2026-12-01").advanced(by: place)),\(3 + place * 7 % 4)"
            }
            let table = (["date,itch"] + rows).joined(separator: "\n") + "\n"
            let diary = try Diary(CSVTable(bytes: Array(table.utf8), file: "diary.csv"), plan: plan)
            let report = Report(
                try TrialAnalysis(plan, diary: diary), provenance: Provenance(version: "0.0.0"))
            for form in [
                MarkdownRenderer.text(report), MarkdownRenderer.text(report, form: .letter),
            ] {
                #expect(form.contains("No safety record"), "\(diet)")
            }
        }
        #expect(try !plan("do: Moisturising cream twice a day.").lacksSafetyRecord)
    }

    @Test(
        "what is eaten or swallowed starts on one day for all outcomes",
        arguments: [
            ("leaves-out: [dairy]", true), ("brings-in: [kefir]", true), ("do: Eat peanuts.", true),
            ("do: No milk.", true), ("do: The cream twice a day.", false), ("do: Meditate.", false),
        ])
    func staggered(diet: String, isRefused: Bool) throws {
        let text = """
            title: Two sites
            outcomes:
              - {id: face, scale: {from: 0, to: 10, better: lower}, worthwhile: 1, primary: true}
              - {id: arm, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions: [{id: usual}, {id: new, against: usual, \(diet)}]
            schedule:
              start: 2026-12-01
              phases: [{condition: usual, days: 14}, {condition: new, days: 26}]
              outcomes:
                arm: [{condition: usual, days: 25}, {condition: new, days: 15}]

            """
        let draft = try DraftPlan(yaml: text, file: "plan.yaml")
        guard isRefused else {
            #expect(try draft.validated().isStaggered)
            return
        }
        let error = #expect(throws: PlanError.self) { try draft.validated() }
        #expect(
            error?.description
                == "plan.yaml:10, schedule.outcomes: found outcomes that start \"new\" on different "
                + "days; expected one schedule, because what is eaten, swallowed or left out reaches "
                + "the whole body on the same day. Delete the phases of the outcomes.")
    }

    @Test("no reason lets a food or a supplement start site by site", arguments: Template.catalogue)
    func sites(_ template: Template) throws {
        guard template.isOfWholeBody else { return }
        var request = PlanRequest()
        (request.template, request.complaint) = (template.id, .rosacea)
        (request.design, request.sites) = (.multipleBaseline, ["left-cheek", "chin"])
        (request.start, request.seed, request.despite) = (Sample.day("2027-01-04"), 7, "I can")
        request.isAgreedWithClinician = true
        let calm = ["age": "36", "bmi": "22", "coeliac-tested": "yes"]
        request.answers = try SafetyAnswers(
            SafetyQuestion.catalogue.map(\.id).filter { $0 != "tolerates-food" }
                .map { ($0, calm[$0] ?? "no") })
        let error = #expect(throws: PlanRefusal.self) {
            try PlanProposal(request, today: Sample.day("2026-12-01"), seed: 7)
        }
        #expect(
            error?.description.hasSuffix("reaches every site on the same day. Choose random-start.")
                == true)
    }
}
