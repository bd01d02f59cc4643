import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// How many of the scores that were due in each phase are there.
///
/// A weekly questionnaire is due once a week, so its phase of 42 days is whole with six scores.
struct Completeness: DiaryLook {
    package static let subject = DiaryRemark.Subject.completeness

    private let outcomes: [OutcomeCheck]

    package init(_ material: CheckMaterial) {
        outcomes = material.data.map { OutcomeCheck($0, until: material.lastDay) }
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

/// The scores of one outcome that were due in one phase, and those that are there.
package struct PhaseCompleteness: Sendable {
    package let phase: Phase
    /// Scores due by now.
    package let due: Int
    /// Of those, how many are there; a score on another day than the due one counts too.
    package let scored: Int
    /// Days of this phase on which a score was due and none came.
    package let missing: [CalendarDay]
    /// Days of the phase that are still to come.
    package let toCome: Int

    /// From 0 to 1; nil while nothing was due.
    package var share: Double? { due == 0 ? nil : Double(scored) / Double(due) }

    package init(_ phase: Phase, in data: TrialData, until lastDay: CalendarDay) {
        let days = data.days.filter { phase.days.contains($0.day) && $0.day <= lastDay }
        let scoredDays = days.count { $0.score != nil }
        self.phase = phase
        toCome = phase.lengthInDays - days.count
        if data.outcome.daysBetween == 1 {
            due = days.count
            missing = days.filter { $0.score == nil }.map(\.day)
        } else {
            let dueDays = data.plan.dueDays(of: data.outcome)
                .filter { phase.days.contains($0) && $0 <= lastDay }
            due = dueDays.count
            missing = Self.unanswered(dueDays, in: days, every: data.outcome.daysBetween)
        }
        scored = min(scoredDays, due)
    }

    /// Due days without a score until the next one is due.
    private static func unanswered(
        _ due: [CalendarDay], in days: [TrialDay], every gap: Int
    ) -> [CalendarDay] {
        due.filter { day in
            !days.contains { $0.score != nil && (0..<gap).contains(day.distance(to: $0.day)) }
        }
    }
}
