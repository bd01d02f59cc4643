import ExperimentDiary
import ExperimentText
import Stats

/// A new draw every day, with a limit on how long a condition may stay, every such schedule being
/// equally likely. For effects that come and go within a day.
package struct DailyAlternationDesign: TrialDesign {
    package let schedules: RunLimitedSequences

    /// - Parameters:
    ///   - days: of the whole trial.
    ///   - conditions: 2 to 12.
    ///   - maximumRun: the most days in a row under one condition.
    ///   - isBalanced: whether each condition gets equally many days.
    /// - Throws: `.tooFew`, `.tooMany`, `.noBalancedSequence`, `.tableTooLarge`.
    package init(
        days: Int, conditions: Int = 2, maximumRun: Int, isBalanced: Bool = true
    ) throws(DesignError) {
        try DesignLimits.check("conditions", conditions, atLeast: 2, atMost: 12)
        try DesignLimits.check("days of the whole trial", days, atLeast: conditions)
        try DesignLimits.check("days in a row under one condition", maximumRun)
        let balance: RunLimitedSequences.Balance = isBalanced ? .equal : .free
        guard !isBalanced || days % conditions == 0 else {
            throw .noBalancedSequence(days: days, conditions: conditions)
        }
        let schedules = RunLimitedSequences(
            length: days, conditionCount: conditions, maximumRun: maximumRun, balance: balance)
        guard let schedules else {
            throw .tableTooLarge(
                states: RunLimitedSequences.stateCount(
                    length: days, conditionCount: conditions, maximumRun: maximumRun,
                    balance: balance),
                limit: RunLimitedSequences.stateLimit)
        }
        self.schedules = schedules
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(runsOf: arrangement).phases(leadInDays: 0)
    }
}
