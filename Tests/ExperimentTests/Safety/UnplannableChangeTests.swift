import Experiment
import Foundation
import Testing

@testable import ExperimentDiary
@testable import ExperimentText
@testable import ExperimentTrial

/// What no plan asks of a person, in whatever words a plan is written.
@Suite("What no plan may ask")
struct UnplannableChangeTests {
    /// Words of a tested condition, and what they ask.
    static let asked: [(words: String, change: UnplannableChange)] = [
        ("Stop taking isotretinoin and methotrexate.", .medicine),
        ("no isotretinoin", .medicine), ("Take half of the warfarin tablets", .medicine),
        ("Skip Dupixent every other week", .medicine), ("Ozempic 0.5 mg a week", .medicine),
        ("taper prednisolone by 5 mg a week", .medicine), ("switch from Rinvoq to zinc", .medicine),
        ("low dose doxycycline, 40 mg", .medicine), ("brimonidine gel each morning", .medicine),
        ("no insulin with breakfast", .medicine), ("lithium every other day", .medicine),
        ("spironolactone 25 mg", .medicine), ("stop the antibiotics", .medicine),
        ("Without Eliquis", .medicine), ("isotretionin 10 mg", .medicine),
        ("Give no milk to the baby", .child), ("my daughter's eczema without egg", .child),
        ("oat milk for my 6 month old", .child), ("my 9 year old drinks kefir", .child),
        ("Nothing but water", .fasting), ("a 7 day water fast", .fasting),
        ("Fast for 3 days a week", .fasting), ("keto", .fasting), ("500 kcal a day", .fasting),
        ("intermittent fasting, 16 hours", .fasting), ("carnivore, meat only", .fasting),
        ("Drink a drop of bleach", .poison), ("MMS drops", .poison), ("colloidal silver", .poison),
        ("fish antibiotics from the pet shop", .poison), ("horse paste once a week", .poison),
        ("a glass of raw milk a day", .poison), ("a stool transplant from my brother", .poison),
        ("swallow essential oil of oregano", .poison), ("turpentine on sugar", .poison),
        ("A coffee enema every morning", .poison), ("Drink castor oil", .poison),
        ("Take kratom", .poison),
        ("Peanut desensitisation at home", .allergen), ("egg oral immunotherapy", .allergen),
        ("have I outgrown my shrimp allergy", .allergen),
        ("aspirin, which once gave me hives", .allergen),
        ("Eat only fruit for 28 days", .fasting), ("Drink no water until noon", .fasting),
        ("a liver cleanse", .fasting), ("detox tea", .fasting),
        ("A glass of red wine every evening", .alcohol), ("Drink two beers a day", .alcohol),
        ("Vitamin D 50000 IU every day", .overdose), ("100,000 IU vitamin A", .overdose),
        ("vitamin d3 250 mcg", .overdose), ("100 mg zinc a day", .overdose),
        ("vitamin A 25 000 IU", .overdose), ("selenium 800 mcg", .overdose),
        ("Lugol's iodine 12 mg a day", .overdose),
    ]

    /// Words that ask nothing of the kind.
    static let harmless = [
        "Eat nothing that contains dairy.", "Live as usual.", "The cream twice a day.",
        "Keep doxycycline as prescribed.", "Log every day with antibiotics.",
        "Kefir daily, the same medicine and creams", "Keep to isotretinoin as before; no milk.",
        "Prebiotic inulin 5 g a day", "A walk before breakfast, at a fast pace",
        "No fast food", "Drink nothing but water instead of cola", "Baby oil on the arms",
        "Sleep before the baby wakes", "A bleach bath as prescribed", "Fish oil tablets, 1 g",
        "Cod liver oil", "Alcohol-free beer", "Drink no alcohol.", "No wine, no beer.",
        "A spoon of apple cider vinegar", "Vitamin D 1000 IU with 500 mg calcium",
        "Vitamin D 20000 IU once a week", "zinc gluconate 200 mg",
        "vitamin C 500 mg and zinc 15 mg",
        "Tea tree oil on the spots", "Chamomile tea, two cups", "Raw vegetables and oat milk",
        "the same practice every day", "A multivitamin a day", "Cut out caffeine",
        "Cleanse the face with water", "Pollen allergy tablets as prescribed",
        "castor oil on the brows",
        "Peppermint tea", "An oat bath in the evening", "Swap butter for olive oil",
        "A fasting glucose test is logged", "Meditate for 20 minutes", "no metallic jewellery",
    ]

    @Test("a change that nobody may plan is known by its words", arguments: asked)
    func known(words: String, change: UnplannableChange) {
        #expect(UnplannableChange.asked(by: [words]) == change, "\(words)")
    }

    @Test("what only sounds like it is none", arguments: harmless)
    func calm(words: String) {
        #expect(UnplannableChange.asked(by: [words]) == nil, "\(words)")
    }

    @Test("titles may speak of a medicine that goes on, and not of one that is changed")
    func titles() {
        for title in [
            "Can I stop isotretinoin?", "Is my skin better with less warfarin?",
            "Is half the dose of methotrexate enough?", "Does Mounjaro clear my acne?",
            "Coming off methotrexate", "Ozempic for my rosacea",
        ] {
            #expect(
                UnplannableChange.asked(by: [title], isNamed: true) == .medicine, "\(title)")
        }
        for title in [
            "Is my rosacea better without dairy while I take doxycycline?",
            "Drinking less wine", "A glass of wine or none: does stopping help?",
            "Dairy and acne beside isotretinoin", "Doxycycline and kefir", "Wine and rosacea",
        ] {
            #expect(UnplannableChange.asked(by: [title], isNamed: true) == nil, "\(title)")
        }
    }

    @Test("a title that tells to drink is enough")
    func drinks() {
        let title = "A glass of red wine for my rosacea"
        #expect(UnplannableChange.asked(by: [title], isNamed: true) == .alcohol)
    }

    @Test("no template asks any of it")
    func templates() {
        for template in Template.catalogue {
            let texts = [template.name, template.instruction, template.shortName]
            #expect(UnplannableChange.asked(by: texts) == nil, "\(template.id)")
        }
    }

    // MARK: In a plan

    private func plan(_ diet: String, _ safety: String = "", title: String = "By hand") throws
        -> TrialPlan
    {
        try DraftPlan(
            yaml: """
                title: "\(title)"
                outcomes:
                  - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1, primary: true}
                conditions: [{id: usual}, {id: new, against: usual, do: "\(diet)"}]
                \(safety)
                schedule:
                  start: 2026-12-01
                  phases: [{condition: usual, days: 14}, {condition: new, days: 30}]

                """, file: "plan.yaml"
        ).validated()
    }

    private func today(_ plan: TrialPlan) -> String {
        DayBrief(plan, on: Sample.day("2026-12-20"), logged: []).text(TerminalStyle(width: 4000))
    }

    @Test("such a plan is refused by check, today and calendar", arguments: asked)
    func struck(words: String, change: UnplannableChange) throws {
        let plan = try plan(words)
        #expect(plan.offersForbiddenFood)
        #expect(plan.safetyRemarks.contains { $0.contains(change.message) }, "\(words)")
        #expect(today(plan).contains("not lived as planned") && !today(plan).contains(words))
        let calendar = TrialCalendar(plan, stamp: "2026-11-30T12:00:00Z", version: "0").text
        #expect(calendar.components(separatedBy: "STATUS:CANCELLED").count == 2, "\(words)")
    }

    @Test("a title alone is enough, and a doctor's agreement opens what a doctor can lead")
    func led() throws {
        let agreed = "safety: {clinician-agreed: true, answers: {age: 36}}"
        #expect(try plan("Do it.", title: "Can I stop isotretinoin?").unplannable == .medicine)
        #expect(try plan("Stop warfarin.", agreed).unplannable == nil)
        #expect(try plan("Give the baby kefir.", agreed).unplannable == .child)
    }

    @Test("n1 plan writes no plan over such a title, question, food or dose")
    func requests() throws {
        func refusal(_ change: (inout PlanRequest) -> Void) throws -> String? {
            let calm = ["age": "36", "bmi": "22", "coeliac-tested": "yes"]
            var request = PlanRequest()
            (request.template, request.complaint, request.worthwhile) = ("vitamin-d", .rosacea, 1)
            (request.start, request.seed) = (Sample.day("2027-01-04"), 7)
            request.answers = try SafetyAnswers(
                SafetyQuestion.catalogue.filter { $0.id != "tolerates-food" }.map {
                    ($0.id, calm[$0.id] ?? "no")
                })
            change(&request)
            do { _ = try PlanProposal(request, today: Sample.day("2026-12-01"), seed: 7) } catch {
                return error.description
            }
            return nil
        }
        #expect(try refusal { _ in } == nil)
        #expect(try refusal { $0.title = "Vitamin D for my baby" }?.contains("G4") == true)
        #expect(try refusal { $0.question = "Can I stop Humira?" }?.contains("G12") == true)
        #expect(try refusal { $0.bringsIn = ["raw milk"] }?.contains("G15") == true)
        #expect(
            try refusal {
                $0.design = .permutedBlocks
                $0.doses = [25, 250]
            }?.contains("More than an adult may take in a day") == true)
    }
}
