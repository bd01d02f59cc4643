import ExperimentDiary
import ExperimentText
import Stats

/// ABAB on fixed days: made, taken back and made again. For random days of change see
/// `RandomChangePointDesign`.
package struct ABABDesign: TrialDesign {
    /// Lengths of A1, B1, A2 and B2.
    package let phaseDays: [Int]
    package let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.leadInFillsPhase`.
    package init(
        baselineDays: Int, treatmentDays: Int, withdrawalDays: Int, repeatedTreatmentDays: Int,
        leadInDays: Int = 0
    ) throws(DesignError) {
        phaseDays = [baselineDays, treatmentDays, withdrawalDays, repeatedTreatmentDays]
        try FixedPhases.check(phaseDays, leadInDays: leadInDays)
        self.leadInDays = leadInDays
    }

    package var schedules: ListedArrangements { FixedPhases.schedules(phaseDays) }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(runsOf: arrangement).phases(leadInDays: leadInDays)
    }
}
