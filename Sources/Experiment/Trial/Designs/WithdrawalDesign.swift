import ExperimentDiary
import ExperimentText
import Stats

/// Withdrawal (ABA): the change is made and taken back.
package struct WithdrawalDesign: TrialDesign {
    package let baselineDays: Int
    package let treatmentDays: Int
    package let withdrawalDays: Int
    package let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.leadInFillsPhase`.
    package init(
        baselineDays: Int, treatmentDays: Int, withdrawalDays: Int, leadInDays: Int = 0
    ) throws(DesignError) {
        try FixedPhases.check(
            [baselineDays, treatmentDays, withdrawalDays], leadInDays: leadInDays)
        self.baselineDays = baselineDays
        self.treatmentDays = treatmentDays
        self.withdrawalDays = withdrawalDays
        self.leadInDays = leadInDays
    }

    package var schedules: ListedArrangements {
        FixedPhases.schedules([baselineDays, treatmentDays, withdrawalDays])
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(runsOf: arrangement).phases(leadInDays: leadInDays)
    }
}
