import Experiment
import Testing

@Suite("Laws of the templates")
struct TemplateLawsTests {
    @Test("names and aliases are unique, and each finds its template")
    func identity() throws {
        let words = Template.catalogue.flatMap { [$0.id] + $0.aliases }
        #expect(Set(words).count == words.count)
        for template in Template.catalogue {
            for word in [template.id] + template.aliases {
                #expect(try Template.named(word).id == template.id)
            }
        }
    }

    @Test(
        "a baseline has two weeks, and a phase outlasts its lag, for every complaint",
        arguments: Template.catalogue)
    func lengths(_ template: Template) {
        for complaint in Complaint.allCases.map(Optional.some) + [nil] {
            #expect(template.baseline.days(for: complaint) >= Template.leastBaselineDays)
            #expect(template.active.days(for: complaint) > template.lag.days(for: complaint))
            #expect(template.rampDays <= template.active.days(for: complaint))
            if let cap = template.cap {
                #expect(template.active.days(for: complaint) <= cap.days(for: complaint))
            }
        }
        for length in [template.baseline, template.active, template.lag, template.washout] {
            #expect(length.range.contains(length.usual))
            #expect(length.exceptions.allSatisfy { length.range.contains($0.days) })
        }
    }

    @Test("the usual phase passes the template's own limits", arguments: Template.catalogue)
    func ownLimits(_ template: Template) {
        #expect(throws: Never.self) {
            try template.check(
                activeDays: template.active.usual, for: nil, agreedWithClinician: false)
        }
    }

    @Test(
        "a staple food that is left out has a cap and comes back on a ladder",
        arguments: Template.catalogue)
    func staples(_ template: Template) {
        guard template.removes.contains(where: \.isStaple) else { return }
        #expect(template.cap != nil)
        guard case .challenge(let ladder) = template.reversal else {
            Issue.record("\(template.id) leaves a staple out for good")
            return
        }
        #expect(ladder.observationDays >= 3)
        #expect(ladder.daysPerFood > 0 && !ladder.foods.isEmpty)
    }

    @Test(
        "nothing is brought in and left out at once, and each names covariates and evidence",
        arguments: Template.catalogue)
    func contents(_ template: Template) {
        #expect(!(template.adds + template.mayAdd).contains { template.removes.contains($0) })
        #expect(!template.covariates.isEmpty && !template.evidence.isEmpty)
        #expect(!template.instruction.isEmpty && template.components.isEmpty)
        #expect(template.isIrreversible == (template.reversal.days == 0))
        #expect(Set(template.covariates).count == template.covariates.count)
    }

    @Test(
        "live microbes pause for antibiotics and never come first in a crossover when swallowed",
        arguments: Template.catalogue)
    func live(_ template: Template) {
        #expect(template.pausesForAntibiotics == template.isLive)
        if template.isLive && template.kind != .topical { #expect(!template.mayComeFirst) }
    }
}

@Suite("Short names of templates")
struct ShortNameTests {
    @Test("a template's short name has no length, and no two share one")
    func names() {
        let names = Template.catalogue.map(\.shortName)
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(!name.isEmpty && !name.contains("week") && !name.contains("phases"))
            #expect(name.count <= 40, "\(name)")
        }
        #expect(names.contains("dairy-free") && names.contains("low FODMAP"))
    }
}
