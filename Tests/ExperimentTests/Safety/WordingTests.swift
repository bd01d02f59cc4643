import Experiment
import Testing

/// Words that no text of the product uses, searched in every text of the catalogues.
@Suite("Wording of the catalogues")
struct WordingTests {
    static let banned = [
        ["proves"], ["cured"], ["caused"], ["safe"], ["safely"], ["toxin"], ["toxins"], ["detox"],
        ["leaky", "gut"], ["significant"], ["significantly"], ["you", "are", "allergic"],
        ["you", "are", "intolerant"], ["intolerant"],
    ]

    static var texts: [String] { instruments + templates + safety + errors }

    static var instruments: [String] {
        Instrument.catalogue.flatMap { instrument in
            [
                instrument.name, instrument.summary, instrument.licence, instrument.unit,
                "\(instrument.direction)", "\(instrument.recall)", "\(instrument.blankItems)",
                instrument.smallestWorthwhileChange.evidence.source,
            ] + instrument.notes + instrument.items.map(\.hint)
                + (instrument.bands?.bands.map(\.label) ?? [])
        }
    }

    static var templates: [String] {
        Template.catalogue.flatMap { template in
            [
                template.name, template.instruction, template.maintenance ?? "",
                template.doseUnit ?? "",
            ]
                + template.evidence.map(\.description) + template.cautions.map(\.description)
        } + SuggestedCovariate.allCases.map(\.label)
    }

    static var safety: [String] {
        let everything = SafetyQuestion.catalogue.map { question in
            (question: question.id, text: question.kind == .yesNo ? "yes" : "10")
        }
        let answers = try? SafetyAnswers(everything)
        let decisions = Template.catalogue.flatMap { template in
            SafetyReview(
                of: SafetySubject(template, for: .eczema, activeDays: 60),
                answers: answers ?? SafetyAnswers()
            ).decisions
        }
        return SafetyQuestion.catalogue.map(\.text)
            + decisions.flatMap { [$0.message] + $0.checklist }
            + SafetyGate.allCases.flatMap { [$0.title, $0.purpose, $0.basis.source] }
            + StopRule.allCases.flatMap { [$0.trigger, $0.message, $0.basis.source] }
            + StopRule.standingAdvice + [StopRule.whereHelpIs, TrialPlan.questionsBeforeFood]
    }

    static var errors: [String] {
        [
            "\(TemplateError.conflict(bringsIn: "a", leavesOut: "b", group: .dairy))",
            "\(TemplateError.severalChanges(first: "a", second: "b", daysApart: 1, least: 14))",
            "\(TemplateError.beyondCap(template: "a", found: 1, cap: 2))",
            "\(TemplateError.withinLag(template: "a", found: 1, lag: 2))",
            "\(TemplateError.shorterThanComplaint(template: "a", found: 1, complaint: .ageing, least: 2))",
            "\(TemplateError.emptyBundle)",
        ]
    }

    @Test("every gate that can block is among the texts searched")
    func reach() {
        #expect(Self.safety.count > 100)
        #expect(Self.safety.contains { $0.hasPrefix("Supervised challenge only") })
        #expect(Self.safety.contains { $0.hasPrefix("Do not stop drinking at once") })
    }

    @Test("no text holds a banned word")
    func banned() {
        for text in Self.texts {
            let words = text.lowercased().split { !$0.isLetter }.map(String.init)
            for phrase in Self.banned {
                let places = words.indices.filter { words[$0...].starts(with: phrase) }
                #expect(places.isEmpty, "\"\(phrase.joined(separator: " "))\" in \"\(text)\"")
            }
        }
    }

    @Test("the scan finds a banned word when there is one")
    func scan() {
        let words = "This is Leaky gut, perhaps".lowercased().split { !$0.isLetter }.map(
            String.init)
        #expect(words.indices.contains { words[$0...].starts(with: ["leaky", "gut"]) })
    }
}
