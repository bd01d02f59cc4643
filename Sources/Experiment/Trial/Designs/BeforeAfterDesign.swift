import ExperimentDiary
import ExperimentText
import Stats

/// Before/after (AB): usual life, then the change. Nothing is random, so nothing but a model tells
/// the change from whatever else happened that month.
package struct BeforeAfterDesign: TrialDesign {
    package let baselineDays: Int
    package let treatmentDays: Int
    package let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.leadInFillsPhase`.
    package init(
        baselineDays: Int, treatmentDays: Int, leadInDays: Int = 0
    ) throws(DesignError) {
        try FixedPhases.check([baselineDays, treatmentDays], leadInDays: leadInDays)
        self.baselineDays = baselineDays
        self.treatmentDays = treatmentDays
        self.leadInDays = leadInDays
    }

    package var schedules: ListedArrangements {
        FixedPhases.schedules([baselineDays, treatmentDays])
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(runsOf: arrangement).phases(leadInDays: leadInDays)
    }
}
