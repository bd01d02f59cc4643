import ExperimentDiary
import ExperimentText

/// The catalogue of templates, or one of them, for a terminal, a pipe or a program.
package enum TemplateText {
    /// Every template by kind, one a line.
    package static func list(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        for kind in TemplateKind.allCases {
            page.heading(kind.heading)
            page.table(
                Template.catalogue.filter { $0.kind == kind }.map { template in
                    [template.id, "\(template.active.usual) d", template.name]
                })
        }
        page.space()
        page.paragraph(
            "Show one with n1 templates NAME. Days are those of the active phase. Two or more at once "
                + "are one bundle, written with a plus: kefir-10w+low-sugar-upf.")
        return page.text
    }

    /// One template with its lengths for a complaint.
    package static func page(
        _ template: Template, for complaint: Complaint?, _ style: TerminalStyle
    ) -> String {
        var page = TextPage(style)
        page.title(template.description)
        page.paragraph(template.instruction)
        lengths(of: template, for: complaint, on: &page)
        foods(of: template, on: &page)
        page.heading("Worth logging beside the score")
        page.points(template.covariates.map(\.label))
        page.heading("What is known")
        page.points(template.evidence.map(\.description))
        page.heading("Cautions")
        page.points(template.cautions.map(\.description))
        legend(on: &page)
        return page.text
    }

    private static func lengths(
        of template: Template, for complaint: Complaint?, on page: inout TextPage
    ) {
        page.heading("Days" + (complaint.map { ", for \($0.rawValue)" } ?? ""))
        page.label("baseline", days(template.baseline, complaint))
        let ramp = template.rampDays > 0 ? ", the first \(template.rampDays) rising" : ""
        page.label("active", days(template.active, complaint) + ramp)
        page.label("onset", days(template.lag, complaint) + ", left out of the main estimate")
        page.label("wash-out", days(template.washout, complaint))
        page.label("then", then(template.reversal))
        page.label("afterwards", template.maintenance)
        page.label("dose", template.doseUnit)
        page.label(
            "at most",
            template.cap.map { cap in "\(cap.days(for: complaint)) days without a clinician" })
    }

    private static func days(_ length: PhaseLength, _ complaint: Complaint?) -> String {
        let usual = length.days(for: complaint)
        guard length.range.count > 1 else { return "\(usual)" }
        return "\(usual) (\(length.range.lowerBound) to \(length.range.upperBound))"
    }

    package static func then(_ reversal: Reversal) -> String {
        switch reversal {
        case .challenge(let ladder):
            "tried again step by step: \(PlainNumber.list(ladder.foods)), \(ladder.daysPerFood) "
                + "days each; one portion is \(ladder.portion)"
        case .returnToUsual(let days): "back to usual for \(days) days"
        case .stop(let days): "stop, and \(days) more days of diary"
        case .impossible(let reason): "no way back: \(reason)"
        }
    }

    private static func foods(of template: Template, on page: inout TextPage) {
        let groups = [
            ("leaves out", template.removes), ("brings in", template.adds),
            ("may bring in", template.mayAdd),
        ].filter { !$0.1.isEmpty }
        guard !groups.isEmpty else { return }
        page.heading("Food")
        for (label, foods) in groups { page.label(label, PlainNumber.list(foods.map(\.name))) }
    }

    private static func legend(on page: inout TextPage) {
        page.space()
        page.paragraph(
            "[V] \(EvidenceTag.verified.meaning). [S] \(EvidenceTag.secondary.meaning). "
                + "[M] \(EvidenceTag.memory.meaning). [D] \(EvidenceTag.designDefault.meaning).")
        page.paragraph("This is no medical advice.")
    }
}

extension TemplateKind {
    fileprivate var heading: String {
        switch self {
        case .diet: "Diet"
        case .supplement: "Supplements"
        case .behaviour: "How you live"
        case .topical: "On the skin"
        }
    }
}

extension TemplateText {
    package static func json(_ templates: [Template], for complaint: Complaint?) -> JSON {
        .array(templates.map { json($0, for: complaint) })
    }

    /// One template; days are those for the complaint.
    package static func json(_ template: Template, for complaint: Complaint?) -> JSON {
        .object([
            "id": .string(template.id),
            "name": .string(template.name),
            "kind": .string(template.kind.rawValue),
            "aliases": strings(template.aliases),
            "instruction": .string(template.instruction),
            "doseUnit": JSON(template.doseUnit),
            "leavesOut": strings(template.removes.map(\.rawValue)),
            "bringsIn": strings(template.adds.map(\.rawValue)),
            "mayBringIn": strings(template.mayAdd.map(\.rawValue)),
            "baselineDays": .integer(template.baseline.days(for: complaint)),
            "activeDays": .integer(template.active.days(for: complaint)),
            "onsetLagDays": .integer(template.lag.days(for: complaint)),
            "washoutDays": .integer(template.washout.days(for: complaint)),
            "reversalDays": .integer(template.reversal.days),
            "then": .string(then(template.reversal)),
            "capDays": template.cap.map { .integer($0.days(for: complaint)) } ?? .null,
            "log": strings(template.covariates.map(\.rawValue)),
            "evidence": .array(template.evidence.map(statement)),
            "cautions": .array(template.cautions.map(statement)),
        ])
    }

    private static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

    private static func statement(_ statement: SourcedStatement) -> JSON {
        .object([
            "text": .string(statement.text),
            "source": .string(statement.evidence.source),
            "tag": .string(statement.evidence.tag.rawValue),
        ])
    }
}
