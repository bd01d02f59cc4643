import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// How many of the scores that were due in each phase are there.
///
/// A weekly questionnaire is due once a week, so its phase of 42 days is whole with six scores.
struct CompletenessLook: DiaryLook {
    package static let subject = DiaryRemark.Subject.completeness

    private let outcomes: [OutcomeCheck]

    package init(_ material: CheckMaterial) {
        outcomes = material.data.map { OutcomeCheck($0) }
    }

    package var remarks: [DiaryRemark] {
        outcomes.flatMap { outcome in outcome.phases.compactMap { remark($0, of: outcome.outcome) }
        }
    }

    private func remark(_ phase: PhaseCompleteness, of outcome: PlannedOutcome) -> DiaryRemark? {
        guard let share = phase.share, share < GradedEvidence.enoughDays else { return nil }
        let percent = Int((100 * share).rounded(.down))
        return DiaryRemark(
            Self.subject,
            "\(outcome.name), \(phase.phase.name) from \(phase.phase.first): \(phase.scored) of "
                + "\(CheckWords.counted(phase.due, "due score")), \(percent) %.",
            days: phase.missing, lines: [], consequence: consequence(share))
    }

    /// The bounds are those of the grade of evidence, which counts all phases together.
    private func consequence(_ share: Double) -> String {
        share < GradedEvidence.tooFewDays
            ? "Gaps stay gaps. Below 60 % over the whole trial the evidence is graded D."
            : "Gaps stay gaps. Below 80 % over the whole trial the evidence loses a grade."
    }
}
