import Experiment
import Testing

@Suite("Bundles and conflicts")
struct BundleTests {
    private func sentence(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "no error"
    }

    private func templates(_ names: String...) throws -> [Template] {
        try names.map { try Template.named($0) }
    }

    @Test("three changes at once make one bundle as slow as the slowest: the psoriasis story")
    func psoriasis() throws {
        let bundle = try Template.bundle(templates("mediterranean", "kefir", "low-sugar"))
        #expect(bundle.components == ["mediterranean-16w", "kefir-10w", "low-sugar-upf"])
        #expect(bundle.isBundle)
        #expect(bundle.baseline.usual == 28)
        #expect(bundle.active.usual == 112)
        #expect(bundle.lag.usual == 28)
        #expect(bundle.washout.usual == 56)
        #expect(bundle.isLive && !bundle.mayComeFirst)
        #expect(bundle.interactsWith == [.anticoagulant, .glucoseLowering, .maoInhibitor])
        #expect(
            bundle.cautions.first?.text
                == "Several changes on one date: only what they do together can be told")
    }

    @Test("a bundle keeps the tightest cap, every caution once, and what cannot be taken back")
    func joined() throws {
        let bundle = try Template.bundle(templates("dairy-free", "fodmap", "meditation"))
        #expect(bundle.cap?.usual == 42)
        #expect(bundle.isIrreversible)
        #expect(bundle.removes == [.dairy, .fodmap])
        #expect(Set(bundle.cautions).count == bundle.cautions.count)
        #expect(Set(bundle.covariates).count == bundle.covariates.count)
        for part in try templates("dairy-free", "fodmap", "meditation") {
            #expect(part.cautions.allSatisfy { bundle.cautions.contains($0) })
        }
    }

    @Test("kefir in a dairy-free arm is refused, whichever is named first")
    func kefir() throws {
        let expected = """
            "kefir-10w" with "dairy-free-6w": found dairy in the first; expected none, because the second leaves dairy out. Drop one of the two or pick foods without dairy.
            """
        #expect(sentence { _ = try Template.bundle(templates("kefir", "dairy-free")) } == expected)
        #expect(sentence { _ = try Template.bundle(templates("dairy-free", "kefir")) } == expected)
    }

    @Test("what may hold the food is refused, too; a food is judged by its name")
    func may() throws {
        #expect(
            throws: TemplateError.conflict(
                bringsIn: "fermented-10w", leavesOut: "dairy-free-6w", group: .dairy)
        ) {
            try Template.bundle(templates("dairy-free", "fermented"))
        }
        let dairyFree = try Template.named("dairy-free")
        #expect(
            throws: TemplateError.conflict(
                bringsIn: "goat yogurt", leavesOut: "dairy-free-6w", group: .dairy)
        ) {
            try dairyFree.checkConflict(consuming: "goat yogurt")
        }
        #expect(throws: Never.self) { try dairyFree.checkConflict(consuming: "kimchi") }
        #expect(throws: Never.self) {
            try dairyFree.checkConflict(with: Template.named("probiotic"))
        }
    }

    @Test("ferments without milk go with a dairy-free arm, kefir does not")
    func avoided() throws {
        let bundle = try Template.bundle(
            templates("dairy-free", "fermented"), withFoodsFreeOf: [.dairy])
        #expect(bundle.mayAdd == [.soy])
        #expect(bundle.removes == [.dairy] && bundle.adds == [.ferments])
        #expect(throws: TemplateError.self) {
            try Template.bundle(templates("dairy-free", "kefir"), withFoodsFreeOf: [.dairy])
        }
    }

    @Test("the same change twice is one change")
    func twice() {
        #expect(throws: TemplateError.emptyBundle) {
            try Template.bundle(templates("sleep", "sleep"))
        }
    }

    @Test("changes that start within 14 days of each other are refused; 14 days apart they are not")
    func apart() throws {
        let first = try #require(CalendarDay(iso: "2026-03-01"))
        let near = PlannedChange("sleep-4w", on: first.advanced(by: 13))
        let far = PlannedChange("sleep-4w", on: first.advanced(by: 14))
        let diet = PlannedChange("dairy-free-6w", on: first)
        #expect(throws: Never.self) { try PlannedChange.checkApart([far, diet]) }
        #expect(
            sentence { try PlannedChange.checkApart([near, diet]) } == """
                "dairy-free-6w" and "sleep-4w": found 13 days between their starts; expected 14 or more, because changes that start together cannot be told apart. Put one off, or plan them as one bundle and learn only what they do together.
                """)
        #expect(throws: Never.self) { try PlannedChange.checkApart([]) }
    }

    @Test("one change is no bundle")
    func one() {
        #expect(
            sentence { _ = try Template.bundle(templates("sleep")) } == """
                bundle: found fewer than two changes; expected two or more. Plan a single change by its name.
                """)
    }

    @Test(
        "an unknown template offers the nearest, by id or by alias",
        arguments: [
            ("diary-free-6w", "dairy-free-6w"), ("keffir", "kefir-10w"),
            ("mediteranean", "mediterranean-16w"),
            ("fodmaps", "fodmap-3phase"),
        ])
    func unknown(found: String, nearest: String) {
        #expect(
            sentence { _ = try Template.named(found) }
                == "template \"\(found)\": not in the catalogue. Did you mean \"\(nearest)\"?")
    }

    @Test("what is no arm of a home trial is refused with the reason")
    func never() {
        #expect(
            sentence { _ = try Template.named("FMT") } == """
                template "FMT": a transplant of stool is never planned at home. Talk to a doctor.
                """)
        #expect(
            sentence { _ = try Template.named("isotretinoin") } == """
                template "isotretinoin": a medicine is never an arm of a plan. Keep to what was prescribed or to its leaflet, and log its use as background or rescue.
                """)
        #expect(
            sentence { _ = try Template.named("zzzzzz") } == """
                template "zzzzzz": not in the catalogue. See `n1 templates` for the list.
                """)
    }

    @Test("phases that are too long or too short are refused with the limit")
    func limits() throws {
        let dairy = try Template.named("dairy-free")
        #expect(
            sentence { try dairy.check(activeDays: 60, for: nil, agreedWithClinician: false) }
                == """
                dairy-free-6w: found an active phase of 60 days; expected at most 56 without a clinician or dietitian. Shorten it, or state that one agreed.
                """)
        #expect(
            sentence { try dairy.check(activeDays: 14, for: nil, agreedWithClinician: false) }
                == """
                dairy-free-6w: found an active phase of 14 days; expected more than 14, the days of onset that the estimate leaves out. Lengthen the phase.
                """)
        #expect(
            sentence { try dairy.check(activeDays: 42, for: .vitiligo, agreedWithClinician: false) }
                == """
                dairy-free-6w: found an active phase of 42 days; expected 84 or more for vitiligo, which changes that slowly. Lengthen the phase.
                """)
    }
}
