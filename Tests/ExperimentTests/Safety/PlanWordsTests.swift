import Experiment
import Testing

@testable import ExperimentDiary
@testable import ExperimentText
@testable import ExperimentTrial

/// A food that only the title, the question or the name of a phase tells of.
@Suite("Foods in the title of a plan")
struct PlanWordsTests {
    private func plan(
        title: String = "By hand", question: String = "Does it help?", phase: String = "with it",
        diet: String = "do: Do it.", _ safety: String = ""
    ) throws -> TrialPlan {
        try DraftPlan(
            yaml: """
                title: "\(title)"
                question: "\(question)"
                outcomes:
                  - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1, primary: true}
                conditions: [{id: usual}, {id: new, name: phase B, against: usual, \(diet)}]
                \(safety.isEmpty ? "" : "safety: {answers: {\(safety)}}")
                schedule:
                  start: 2026-12-01
                  phases:
                    - {condition: usual, days: 14}
                    - {name: "\(phase)", condition: new, days: 30}
                    - {condition: usual, days: 14}

                """, file: "plan.yaml"
        ).validated()
    }

    private func today(_ plan: TrialPlan, _ day: String = "2026-12-20") -> String {
        DayBrief(plan, on: Sample.day(day), logged: []).text(TerminalStyle(width: 4000))
    }

    @Test(
        "after a severe reaction nobody is told to live what a title or a question calls by a food",
        arguments: [
            "Peanut butter for my rosacea", "Is my skin better with a glass of milk a day?",
            "Does milk make my rosacea worse?", "An egg every morning", "Can I get used to peanut?",
        ])
    func forbidden(text: String) throws {
        for plan in [
            try plan(title: text, "adrenaline-pen: yes"),
            try plan(question: text, "anaphylaxis: yes"),
            try plan(title: text, "food-allergy: yes"),
            try plan(phase: text, "adrenaline-pen: yes"),
        ] {
            #expect(plan.offersForbiddenFood, "\(text)")
            #expect(today(plan).contains("not lived as planned"), "\(text)")
            #expect(plan.safetyRemarks.contains { $0.hasSuffix("Plan without that food.") })
        }
        #expect(try plan(title: text).lacksSafetyRecord)
        #expect(try !plan(title: text, "anaphylaxis: no").offersForbiddenFood)
    }

    @Test(
        "a food that a title leaves out does not come back over an allergy",
        arguments: [
            "Dairy-free for my rosacea", "Is it better without peanuts?", "Giving up milk",
            "Less cheese",
            "After giving up peanuts. Did it come from nuts?",
        ])
    func leftOut(title: String) throws {
        let plan = try plan(title: title, "food-allergy: yes")
        #expect(!today(plan).contains("not lived as planned"), "\(title)")
        #expect(today(plan, "2027-01-20").contains("not lived as planned"), "\(title)")
        #expect(plan.safetyRemarks.contains { $0.hasSuffix("Choose the design before-after.") })
        #expect(plan.restrictionCap(on: Sample.day("2026-12-20")) == 56)
    }

    @Test("a suspect is left out where the change takes away what it does not name")
    func suspect() throws {
        let plan = try plan(
            question: "Does milk trigger it?", diet: "do: Without it.", "food-allergy: yes")
        #expect(!today(plan).contains("not lived as planned"))
        #expect(today(plan, "2027-01-20").contains("not lived as planned"))
    }

    @Test(
        "what conditions account for, what is put on the skin and what is no food tell nothing new",
        arguments: [
            ("Dairy and itch", "leaves-out: [dairy]"), ("Milk, then none", "do: No milk."),
            ("Does it help my skin?", "do: Meditate."),
            ("Shea butter cream on my face", "do: Twice a day."),
            ("Fish oil for acne", "do: One capsule."), ("A walk after breakfast", "do: Walk."),
            ("Earlier nights", "do: Sleep by ten."),
        ])
    func quiet(title: String, diet: String) throws {
        let plan = try plan(title: title, diet: diet)
        #expect(plan.foodsOfWords.eaten == [] && plan.foodsOfWords.leftOut == [], "\(title)")
    }

    @Test("answers that block a plan of n1 strike out one that was written by hand")
    func blocked() throws {
        for (diet, safety) in [
            ("do: A bottle of kombucha a day.", "age: 36, immune-medicine: yes, food-allergy: no"),
            ("do: A probiotic capsule.", "age: 36, infection-risk: yes"),
            ("do: Eat four slices of bread.", "age: 36, coeliac-diagnosed: yes, food-allergy: no"),
            ("leaves-out: [dairy]", "age: 36, eating-disorder: yes"),
            ("leaves-out: [dairy]", "age: 16"),
        ] {
            let plan = try plan(diet: diet, safety)
            #expect(today(plan).contains("not lived as planned"), "\(diet)")
            #expect(plan.offersForbiddenFood && !plan.safetyRemarks.isEmpty, "\(diet)")
        }
        #expect(
            try !plan(diet: "do: A bottle of kombucha a day.", "age: 36, food-allergy: no")
                .offersForbiddenFood)
    }

    @Test("n1 plan asks about a food that the title adds to a template")
    func asked() throws {
        var request = PlanRequest()
        (request.template, request.complaint, request.worthwhile) = ("sleep-4w", .rosacea, 1)
        (request.start, request.seed) = (Sample.day("2027-01-04"), 7)
        request.answers = try SafetyAnswers([
            ("age", "36"), ("red-flags-gut", "no"), ("red-flags-skin", "no"),
            ("changes-medicine", "no"),
        ])
        func refusal(_ title: String?, _ more: [(question: String, text: String)] = []) throws
            -> String?
        {
            request.title = title
            var asked = request
            asked.answers = try request.answers.replacing(more)
            do { _ = try PlanProposal(asked, today: Sample.day("2026-12-01"), seed: 7) } catch {
                return error.description
            }
            return nil
        }
        #expect(try refusal(nil) == nil)
        #expect(try refusal("Sleep, and no milk at night") == nil)
        #expect(try refusal("Sleep and warm milk")?.contains("food-allergy") == true)
        let yes = [("food-allergy", "yes")].map { (question: $0.0, text: $0.1) }
        #expect(try refusal("Sleep and warm milk", yes)?.contains("G1") == true)
    }

    @Test(
        "an amount beside a template's own name is its amount",
        arguments: [
            ("Vitamin D 60000 IU", true), ("Vitamin D 10000 IU a day", true),
            ("Vitamin D 1000 IU", false), ("Vitamin D for 60000 seconds", false),
        ])
    func amount(title: String, isTooMuch: Bool) {
        let found = PlanWords([title, nil], names: ["Vitamin D"]).unplannable
        #expect(found == (isTooMuch ? .overdose : nil))
    }
}
