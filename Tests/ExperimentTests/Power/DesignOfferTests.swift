import Experiment
import ExperimentConclusions
import ExperimentDiary
@testable import ExperimentPlanning
import ExperimentTrial
import Testing

@Suite("Designs that a plan is offered")
struct DesignOfferTests {
    private func offers() throws -> [DesignOffer] {
        var request = PlanRequest()
        request.template = "dairy-free-6w"
        request.complaint = .rosacea
        let today = try #require(CalendarDay(iso: "2026-11-21"))
        request.start = today.advanced(by: 5)
        request.answers = try SafetyAnswers([]).replacing(
            SafetySubject(
                Template.chosen("dairy-free-6w"), for: .rosacea,
                activeDays: Template.chosen("dairy-free-6w").active.days(for: .rosacea)
            ).questions(after: SafetyAnswers()).map { question in
                switch question.kind {
                case .yesNo: (question.id, "no")
                case .number: (question.id, question.id == "age" ? "40" : "22")
                }
            })
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
}
