import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// The evidence of a trial in plain words, for a terminal or a pipe.
package enum EvidenceText {
    /// `showsInterval` adds the interval by inversion of the randomisation test.
    package static func text(
        _ evidence: TrialEvidence, style: TerminalStyle, showsInterval: Bool = false
    ) -> String {
        let head =
            style.wrapped(evidence.plan.title).map(style.bold)
            + (evidence.plan.source.map { style.wrapped($0).map(style.dim) } ?? [])
        let sections =
            EvidenceSection.all(of: evidence, showsInterval: showsInterval)
            + EvidenceSection.nextSteps(of: evidence)
        let parts = sections.map { section in
            [style.bold(section.heading)]
                + section.paragraphs.flatMap { style.wrapped($0) }
                + (section.table.map { TerminalRenderer.table($0, style) } ?? [])
                + section.closing.flatMap { style.wrapped($0) }
        }
        let footer = style.wrapped(EvidenceWording.footer).map(style.dim)
        return ([head] + parts + [footer]).map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }
}
