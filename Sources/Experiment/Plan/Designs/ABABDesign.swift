public import Stats

/// ABAB on fixed days: made, taken back and made again. For random days of change see
/// `RandomChangePointDesign`.
public struct ABABDesign: TrialDesign {
    /// Lengths of A1, B1, A2 and B2.
    public let phaseDays: [Int]
    public let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.leadInFillsPhase`.
    public init(
        baselineDays: Int, treatmentDays: Int, withdrawalDays: Int, repeatedTreatmentDays: Int,
        leadInDays: Int = 0
    ) throws(DesignError) {
        phaseDays = [baselineDays, treatmentDays, withdrawalDays, repeatedTreatmentDays]
        try FixedPhases.check(phaseDays, leadInDays: leadInDays)
        self.leadInDays = leadInDays
    }

    public var schedules: ListedArrangements { FixedPhases.schedules(phaseDays) }

    public func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(runsOf: arrangement).phases(leadInDays: leadInDays)
    }
}
