import Experiment
import ExperimentConclusions
import ExperimentDiary
@testable import ExperimentPlanning
import ExperimentTrial
import Testing

@Suite("Designs that a plan is offered")
struct DesignOfferTests {
    private func offers() throws -> [DesignOffer] {
        let request = try PlanRequest(
            yaml: ExampleTrial.text("examples/stories/rosacea-dairy/answers.yaml"),
            file: "answers.yaml")
        let today = try #require(CalendarDay(iso: "2026-11-21"))
        return DesignOffer.offers(request, today: today, seed: 1)
    }

    @Test("each says its days, its chance and the grade that it can reach")
    func sentences() throws {
        let offers = try offers()
        #expect(offers.count >= 2)
        for offer in offers {
            #expect(offer.sentence.hasPrefix("\(offer.kind.rawValue): \(offer.days) days"))
            let grade = try #require(offer.reachableGrade)
            #expect(offer.sentence.hasSuffix("evidence up to grade \(grade.rawValue) of A to D."))
        }
    }

    @Test("a design that goes back can reach a better grade than one change, which ends at C")
    func grades() throws {
        let offers = try offers()
        for offer in offers where offer.kind == .beforeAfter {
            #expect(offer.reachableGrade == .c)
        }
        for offer in offers where offer.kind == .withdrawal {
            #expect(offer.reachableGrade == .b)
        }
    }

    @Test("beside what was chosen stands what else fits, and which of them tells more")
    func comparison() throws {
        let offers = try offers()
        let lines = DesignOffer.comparison(of: offers)
        let best = try #require(DesignOffer.suggestion(among: offers))
        #expect(offers[0].kind == .reintroduction && best.kind != .reintroduction)
        #expect(lines.count == offers.count + 1)
        #expect(lines[0].hasPrefix("reintroduction: "))
        #expect(lines[0].contains("; foods come back one by one; "))
        #expect(lines[0].hasSuffix(" This is the plan."))
        #expect(
            lines.last
                == "\(best.kind.rawValue) would tell more: for it, plan into another folder with "
                + "--design \(best.kind.rawValue).")
        #expect(DesignOffer.comparison(of: [offers[0]]).isEmpty)
        #expect(DesignOffer.comparison(of: [best, best]).count == 2)
    }
}
