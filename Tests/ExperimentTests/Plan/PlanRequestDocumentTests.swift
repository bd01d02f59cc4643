import Experiment
import Testing

@testable import ExperimentDiary
@testable import ExperimentReport
@testable import ExperimentText
@testable import ExperimentTrial

@Suite("Answers that are kept")
struct PlanRequestDocumentTests {
    /// Everything that can be answered.
    private func full() throws -> PlanRequest {
        try PlanRequest(
            yaml: """
                template: dairy-free-6w
                free-of: [egg]
                brings-in: [oat drink]
                condition: eczema
                title: "Milk: yes or no?"
                question: Does milk make me itch, or is it the season?
                start: 2027-01-04
                outcomes: [pp-nrs, poem]
                worthwhile: 2.5
                covariates: [stress]
                design: block-pairs
                seed: 25
                doses: [1, 2.5]
                sites: [left-arm, right-arm]
                order: any
                despite: it can be taken back in me
                repeats: 2
                baseline: 28
                started-because-bad: no
                monthly-rhythm: yes
                cycle-days: 30
                clinician-agreed: yes
                also-changing:
                  - {name: exam term, from: 2027-01-04, to: 2027-01-24}
                  - {name: new cream, from: 2027-02-01}
                safety: {age: 36, bmi: 21.5, pregnant: no, eczema: yes}

                """, file: "answers.yaml")
    }

    @Test("what is written is read back the same")
    func roundTrip() throws {
        let request = try full()
        let text = request.document(comment: ["Not a plan."])
        let again = try PlanRequest(yaml: text, file: "draft.yaml")
        #expect(again.document(comment: ["Not a plan."]) == text)
        #expect(again.answers == request.answers && again.alsoChanging == request.alsoChanging)
        #expect(again.title == request.title && again.question == request.question)
        #expect(again.doses == request.doses && again.sites == request.sites)
        #expect(again.numbers.map(\.value) == [28] && again.isWilliams == false)
        #expect(again.followsMonth == true && again.cycleDays == 30)
        #expect(again.startedBecauseBad == false && again.isAgreedWithClinician)
        for key in PlanRequest.keys where !PlanRequest.numberKeys.contains(key) {
            #expect(text.contains("\(key):"), "\(key)")
        }
    }

    @Test("nothing that was not answered is written")
    func empty() {
        #expect(PlanRequest().document() == "")
    }
}
