import Experiment
import Testing

/// The table of the notes, row by row.
@Suite("Templates")
struct TemplateFactsTests {
    struct Row: Sendable {
        let id: String
        let baseline: ClosedRange<Int>
        let active: ClosedRange<Int>
        let lag: ClosedRange<Int>
        let washout: ClosedRange<Int>
    }

    static let rows = [
        Row(
            id: "dairy-free-6w", baseline: 14...14, active: 42...42, lag: 14...14, washout: 14...14),
        Row(id: "egg-free", baseline: 14...14, active: 28...42, lag: 7...14, washout: 14...14),
        Row(id: "soy-free", baseline: 14...14, active: 28...42, lag: 7...14, washout: 14...14),
        Row(id: "nut-free", baseline: 14...14, active: 28...42, lag: 7...14, washout: 14...14),
        Row(id: "gluten-free", baseline: 14...14, active: 42...90, lag: 14...14, washout: 14...14),
        Row(id: "fodmap-3phase", baseline: 14...14, active: 14...42, lag: 7...7, washout: 2...3),
        Row(id: "six-food", baseline: 14...14, active: 42...42, lag: 14...14, washout: 14...14),
        Row(id: "low-gl-12w", baseline: 14...28, active: 84...84, lag: 28...28, washout: 28...28),
        Row(
            id: "mediterranean-16w", baseline: 28...28, active: 112...112, lag: 28...28,
            washout: 56...56),
        Row(
            id: "fermented-10w", baseline: 21...21, active: 70...70, lag: 28...28, washout: 28...28),
        Row(id: "kefir-10w", baseline: 21...21, active: 70...70, lag: 28...28, washout: 28...28),
        Row(
            id: "probiotic-12w", baseline: 14...28, active: 56...84, lag: 28...28, washout: 28...56),
        Row(id: "alcohol-free-4w", baseline: 14...14, active: 28...28, lag: 3...14, washout: 7...7),
        Row(
            id: "low-sugar-upf", baseline: 14...14, active: 42...84, lag: 14...14, washout: 14...14),
        Row(
            id: "mindfulness-8w", baseline: 14...14, active: 56...56, lag: 14...14, washout: 28...28
        ),
        Row(id: "sleep-4w", baseline: 14...14, active: 28...28, lag: 3...3, washout: 7...7),
        Row(id: "fibre-ramp", baseline: 14...14, active: 84...84, lag: 28...28, washout: 28...56),
        Row(id: "omega-3", baseline: 14...14, active: 84...84, lag: 28...28, washout: 28...56),
        Row(id: "vitamin-d", baseline: 14...14, active: 84...84, lag: 28...28, washout: 28...56),
        Row(
            id: "topical-routine", baseline: 14...14, active: 84...84, lag: 28...28,
            washout: 28...56),
    ]

    @Test("days are those of the notes", arguments: rows)
    func days(_ row: Row) throws {
        let template = try Template.named(row.id)
        #expect(template.baseline.range == row.baseline)
        #expect(template.active.range == row.active)
        #expect(template.lag.range == row.lag)
        #expect(template.washout.range == row.washout)
    }

    @Test("a complaint changes a length where the notes say so")
    func exceptions() throws {
        let gluten = try Template.named("gluten-free")
        #expect(gluten.active.days(for: .psoriasis) == 90)
        #expect(gluten.active.days(for: .rosacea) == 42)
        let alcohol = try Template.named("alcohol-free-4w")
        #expect(alcohol.lag.days(for: .rosacea) == 3)
        #expect(alcohol.lag.days(for: .psoriasis) == 14)
    }

    @Test("the home ladder: a quarter, a half, a whole, 3 clear days, then 4 of 14 days")
    func ladder() throws {
        guard case .challenge(let ladder) = try Template.named("dairy-free-6w").reversal else {
            Issue.record("no ladder")
            return
        }
        #expect(ladder.steps == [0.25, 0.5, 1])
        #expect(ladder.clearDays == 3)
        #expect(ladder.sustained?.exposures == 4)
        #expect(ladder.sustained?.days == 14)
        #expect(ladder.daysPerFood == 20)
        #expect(ladder.observationDays == 3)
    }

    @Test("dairy: 14 + 42 days, a wash-out of 14, and 20 of ladder are 90 days")
    func total() throws {
        #expect(try Template.named("dairy-free-6w").totalDays(for: .rosacea) == 90)
        #expect(try Template.named("mindfulness-8w").totalDays(for: nil) == 70)
    }

    @Test("two drinks stand 72 hours apart; each FODMAP subgroup takes 3 days, 6-8 weeks in all")
    func otherLadders() throws {
        guard case .challenge(let drink) = try Template.named("alcohol-free").reversal,
            case .challenge(let fodmap) = try Template.named("fodmap").reversal
        else {
            Issue.record("no ladder")
            return
        }
        #expect(drink.steps == [1, 0, 0, 1])
        #expect(fodmap.steps.count == 3)
        #expect((42...56).contains(fodmap.days))
    }

    @Test(
        "every intervention of the source articles finds a template",
        arguments: [
            "dairy-free", "probiotic", "lactobacillus", "bifidobacterium", "targeted-gut-formula",
            "yogurt",
            "kefir", "kimchi", "sauerkraut", "mustard-pickles", "fermented-drinks", "fibre",
            "vegetables",
            "oats", "legumes", "whole-foods", "prebiotic", "synbiotic", "postbiotic",
            "topical-probiotic",
            "topical-postbiotic", "mediterranean", "low-sugar", "low-gl", "no-snacks",
            "alcohol-free",
            "mindfulness", "meditation", "chamomile-tea", "sleep", "exercise", "fragrance-free",
            "moisturiser",
            "omega-3", "calcium", "vitamin-d",
        ])
    func seeds(word: String) throws {
        #expect(throws: Never.self) { try Template.named(word) }
    }

    @Test(
        "an elimination is capped at 56 days, gluten in psoriasis at 90, FODMAPs at 42; a clinician lifts it"
    )
    func caps() throws {
        let dairy = try Template.named("dairy-free-6w")
        #expect(throws: Never.self) {
            try dairy.check(activeDays: 56, for: .rosacea, agreedWithClinician: false)
        }
        #expect(throws: TemplateError.beyondCap(template: "dairy-free-6w", found: 57, cap: 56)) {
            try dairy.check(activeDays: 57, for: .rosacea, agreedWithClinician: false)
        }
        #expect(throws: Never.self) {
            try dairy.check(activeDays: 57, for: .rosacea, agreedWithClinician: true)
        }
        let gluten = try Template.named("gluten-free")
        #expect(throws: Never.self) {
            try gluten.check(activeDays: 90, for: .psoriasis, agreedWithClinician: false)
        }
        #expect(throws: TemplateError.self) {
            try gluten.check(activeDays: 90, for: .eczema, agreedWithClinician: false)
        }
        #expect(throws: TemplateError.self) {
            try Template.named("fodmap").check(
                activeDays: 43, for: .gut, agreedWithClinician: false)
        }
    }

    @Test("ageing skin and vitiligo need 12 weeks; vitiligo takes no reversal")
    func slow() throws {
        let supplement = try Template.named("supplement-12w")
        #expect(throws: TemplateError.self) {
            try supplement.check(activeDays: 83, for: .ageing, agreedWithClinician: true)
        }
        #expect(throws: Never.self) {
            try supplement.check(activeDays: 84, for: .ageing, agreedWithClinician: true)
        }
        #expect(!Complaint.vitiligo.allowsReversal && Complaint.eczema.allowsReversal)
    }

    @Test(
        "a food is grouped by its words",
        arguments: [
            ("goat kefir", [FoodGroup.dairy, .ferments]), ("oat milk", []),
            ("porridge of oats with milk", [.dairy]),
            ("Greek yoghurt", [.dairy, .ferments]), ("peanut butter", [.nuts]),
            ("dairy-free spread", []),
            ("gluten-free bread", []), ("wheat beer", [.wheat, .alcohol]), ("kimchi", [.ferments]),
            ("apple", [.fodmap]), ("", []), ("peanuts", [.nuts]), ("roasted cashews", [.nuts]),
            ("hazelnuts", [.nuts]), ("pistachios", [.nuts]), ("pecans", [.nuts]),
            ("macadamias", [.nuts]), ("walnuts", [.nuts]), ("mozzarella", [.dairy]),
            ("feta", [.dairy]), ("lactose", [.dairy]), ("spelt flour", [.wheat]),
            ("noodles", [.wheat]), ("rice noodles", []), ("semolina", [.wheat]),
            ("tahini", [.sesame]),
            ("water kefir", [.ferments]), ("oat milk latte", [.caffeine]), ("anchovies", [.fish]),
            ("vegan mayonnaise", []),
        ])
    func foods(food: String, groups: [FoodGroup]) {
        #expect(FoodGroup.groups(in: food) == groups)
    }
}
