import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

/// Plans and requests that the tests of planning share.
enum Sample {
    static let today = day("2026-11-21")

    static func day(_ text: String) -> CalendarDay {
        CalendarDay(iso: text) ?? CalendarDay(daysSinceEpoch: 0)
    }

    /// A plan of 14 days before, 42 with the change and 28 after, with more lines added at its end.
    static func yaml(adding lines: String = "", phases: String = standardPhases) -> String {
        """
        title: Test
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
        conditions:
          - {id: usual}
          - {id: diet, against: usual}
        schedule:
          start: 2026-12-01
          phases:
        \(phases)
        \(lines)

        """
    }

    static let standardPhases = """
            - {name: Before, condition: usual, days: 14}
            - {name: Diet, condition: diet, days: 42}
            - {name: After, condition: usual, days: 28}
        """

    static func plan(adding lines: String = "", phases: String = standardPhases) throws -> TrialPlan
    {
        try DraftPlan(yaml: yaml(adding: lines, phases: phases), file: "plan.yaml").validated()
    }

    /// The problems of a plan, one a line; empty when it has none.
    static func problems(adding lines: String = "", phases: String = standardPhases) -> String {
        do {
            _ = try plan(adding: lines, phases: phases)
            return ""
        } catch { return "\(error)" }
    }

    /// Answers that no gate minds.
    static func harmlessAnswers(
        _ template: Template, _ complaint: Complaint?
    ) throws -> SafetyAnswers {
        let subject = SafetySubject(
            template, for: complaint, activeDays: template.active.days(for: complaint))
        var answers = SafetyAnswers()
        while let question = subject.questions(after: answers).first(where: {
            answers[$0.id] == nil
        }) {
            let text: String
            switch question.id {
            case "age": text = "40"
            case "bmi": text = "23"
            case "coeliac-tested": text = "yes"
            default: text = "no"
            }
            answers = try answers.replacing([(question.id, text)])
        }
        return answers
    }

    static func request(_ template: Template, _ complaint: Complaint?) throws -> PlanRequest {
        var request = PlanRequest()
        request.template = template.id
        request.complaint = complaint
        request.start = day("2026-12-01")
        request.worthwhile = 1
        request.isAgreedWithClinician = true
        request.answers = try harmlessAnswers(template, complaint)
        return request
    }
}
