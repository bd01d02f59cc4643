import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

extension DesignFacts.Carryover {
    /// What the plan leaves out after a tested phase, and whether the days that it kept still drift.
    package init(_ data: TrialData) {
        let specification = data.specification
        guard specification.usesLags else {
            self = .modelled
            return
        }
        let days = specification.washoutInDays
        let advised = data.plan.template.map { $0.washout.days(for: data.plan.complaint) } ?? 0
        self =
            if days == 0 { .notExamined } else if days < advised {
                .tooShort(days: days, advised: advised)
            } else if data.driftsAfterTestedPhases { .seen } else { .leftOut(days: days) }
    }
}
