public import Stats

/// Withdrawal (ABA): the change is made and taken back.
public struct WithdrawalDesign: TrialDesign {
    public let baselineDays: Int
    public let treatmentDays: Int
    public let withdrawalDays: Int
    public let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.leadInFillsPhase`.
    public init(
        baselineDays: Int, treatmentDays: Int, withdrawalDays: Int, leadInDays: Int = 0
    ) throws(DesignError) {
        try FixedPhases.check(
            [baselineDays, treatmentDays, withdrawalDays], leadInDays: leadInDays)
        self.baselineDays = baselineDays
        self.treatmentDays = treatmentDays
        self.withdrawalDays = withdrawalDays
        self.leadInDays = leadInDays
    }

    public var schedules: ListedArrangements {
        FixedPhases.schedules([baselineDays, treatmentDays, withdrawalDays])
    }

    public func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(runsOf: arrangement).phases(leadInDays: leadInDays)
    }
}
