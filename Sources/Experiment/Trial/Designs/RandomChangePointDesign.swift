import ExperimentDiary
import ExperimentText
import Stats

/// Phases A, B, A, B (or more, or fewer) whose days of change are random, none shorter than a
/// minimum. For ABAB over n days with phases of at least m there are C(n - 4m + 3, 3) schedules.
///
/// Source: Onghena (1992), Behavioral Assessment 14, 153-171.
package struct RandomChangePointDesign: TrialDesign {
    package let days: Int
    package let phaseCount: Int
    package let minimumPhaseDays: Int
    package let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.phasesDoNotFit`, `.leadInFillsPhase`.
    package init(
        days: Int, phaseCount: Int = 4, minimumPhaseDays: Int, leadInDays: Int = 0
    ) throws(DesignError) {
        try DesignLimits.check("days of the whole trial", days)
        try DesignLimits.check("phases", phaseCount, atLeast: 2)
        try DesignLimits.check("days of the shortest phase", minimumPhaseDays)
        guard phaseCount * minimumPhaseDays <= days else {
            throw .phasesDoNotFit(phases: phaseCount, minimumDays: minimumPhaseDays, days: days)
        }
        try DesignLimits.check(leadInDays: leadInDays, shortest: minimumPhaseDays)
        self.days = days
        self.phaseCount = phaseCount
        self.minimumPhaseDays = minimumPhaseDays
        self.leadInDays = leadInDays
    }

    package var schedules: PhaseChangePoints {
        PhaseChangePoints(
            phases: (0..<phaseCount).map { $0 % 2 }, length: days,
            minimumPhaseLength: minimumPhaseDays)
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(runsOf: arrangement).phases(leadInDays: leadInDays)
    }
}
