public import Stats

/// Before/after (AB): usual life, then the change. Nothing is random, so nothing but a model tells
/// the change from whatever else happened that month.
public struct BeforeAfterDesign: TrialDesign {
    public let baselineDays: Int
    public let treatmentDays: Int
    public let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.leadInFillsPhase`.
    public init(
        baselineDays: Int, treatmentDays: Int, leadInDays: Int = 0
    ) throws(DesignError) {
        try FixedPhases.check([baselineDays, treatmentDays], leadInDays: leadInDays)
        self.baselineDays = baselineDays
        self.treatmentDays = treatmentDays
        self.leadInDays = leadInDays
    }

    public var schedules: ListedArrangements {
        FixedPhases.schedules([baselineDays, treatmentDays])
    }

    public func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(runsOf: arrangement).phases(leadInDays: leadInDays)
    }
}
