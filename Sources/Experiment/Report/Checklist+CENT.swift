import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

extension Checklist {
    /// CENT 2015, the extension of CONSORT for n-of-1 trials.
    package static func cent(_ report: Report) -> Checklist {
        let text = ChecklistText(report)
        return Checklist(
            name: "CENT 2015",
            items: [
                Item("1a", "Title names an n-of-1 trial", text.title),
                Item("1b", "Structured summary", text.summary),
                Item("2a", "Background, and why one person suits the question", nil),
                Item("2b", "Objective", text.question),
                Item("3a", "Design: periods, lengths, run-in, wash-out", text.design),
                Item("3b", "Changes after the start, with reasons", text.changes),
                Item("4a", "Diagnosis, other conditions, other treatment", nil),
                Item("4b", "Setting", "At home, by the person."),
                Item("4c", "Research or personal use; ethics", nil),
                Item("5", "Each condition, planned and as it went", text.conditions),
                Item("6a", "Outcomes, set beforehand; how they were measured", text.outcomes),
                Item("6b", "Changes of outcomes after the start", nil),
                Item("7a", "How the length and number of periods were chosen", nil),
                Item("7b", "Interim looks and stopping rules", text.stopping),
                Item("8a", "Whether and how the order was randomised; the order", text.order),
                Item("9", "Concealment of the order", text.concealment),
                Item("10", "Who made and who assigned the order", text.assigner),
                Item("11", "Blinding", text.blinding),
                Item("12", "Method of analysis; carryover, time, resemblance of days", text.method),
                Item("13a", "Periods completed, in order", text.periods),
                Item("13b", "Early ends, with reasons", text.earlyEnd),
                Item("14a", "Dates", text.dates),
                Item("14b", "Why the trial ended", text.end),
                Item("15", "The person at baseline", text.baseline),
                Item("16", "Periods and observations analysed", text.analysed),
                Item("17a", "Result of each period, with a plot of all data", text.results),
                Item("17b", "Effect and its precision", text.effect),
                Item("18", "Other analyses, planned and exploratory", text.others),
                Item("19", "Harms under each condition", text.harms),
                Item("20", "Limitations", text.limits),
                Item("21", "Generalisability", "To this person, in these weeks."),
                Item("22", "Interpretation", text.answer),
                Item("23", "Registration", nil),
                Item("24", "Where the plan can be read", text.protocolAccess),
                Item("25", "Funding", nil),
            ])
    }

    /// SPENT 2019, the extension of SPIRIT for the protocols of n-of-1 trials.
    static func spent(_ report: Report) -> Checklist {
        let text = ChecklistText(report)
        return Checklist(
            name: "SPENT 2019",
            items: [
                Item("1", "Title", text.title),
                Item("2", "Registration", nil),
                Item("3", "Version of the plan", text.protocolAccess),
                Item("4", "Funding", nil),
                Item("5", "Roles", nil),
                Item("6", "Background and choice of comparison", nil),
                Item("7", "Objective", text.question),
                Item("8", "Design, sequence, number and length of periods", text.design),
                Item("9", "Setting", "At home, by the person."),
                Item("10", "Eligibility", nil),
                Item("11a", "Conditions", text.conditions),
                Item("11b", "When a period is changed or stopped", text.stopping),
                Item("11c", "How adherence is followed", text.adherence),
                Item("11d", "Other care that is allowed", nil),
                Item("12", "Outcomes", text.outcomes),
                Item("13", "Timeline", text.periods),
                Item("14", "How the number of periods was chosen", nil),
                Item("16", "Order: how made, concealed, carried out", text.order),
                Item("17", "Blinding", text.blinding),
                Item("18", "Collection of data", text.collection),
                Item("19", "Management of data", "One diary file; every value keeps its line."),
                Item("20", "Analysis, missing days, carryover, resemblance of days", text.method),
                Item("21", "Stopping", text.stopping),
                Item("22", "Harms", text.harms),
                Item("24-27", "Ethics, consent, confidentiality", nil),
                Item("28-31", "Interests, access, care afterwards, sharing", nil),
            ])
    }
}
