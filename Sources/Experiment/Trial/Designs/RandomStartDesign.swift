import ExperimentDiary
import ExperimentText
import Stats

/// Before/after with a random day of change within a window: as many schedules as the window has
/// days.
///
/// Source: Edgington (1975), Journal of Psychology 90, 57-68.
package struct RandomStartDesign: TrialDesign {
    package let days: Int
    /// How many days the baseline may last.
    package let baselineDays: ClosedRange<Int>
    package let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.windowOutOfRange`, `.leadInFillsPhase`.
    package init(
        days: Int, baselineDays: ClosedRange<Int>, leadInDays: Int = 0
    ) throws(DesignError) {
        try DesignLimits.check("days of the whole trial", days, atLeast: 2)
        guard baselineDays.lowerBound >= 1, baselineDays.upperBound < days else {
            throw .windowOutOfRange(found: baselineDays, allowed: 1...days - 1)
        }
        try DesignLimits.check(leadInDays: leadInDays, shortest: days - baselineDays.upperBound)
        self.days = days
        self.baselineDays = baselineDays
        self.leadInDays = leadInDays
    }

    package var schedules: ListedArrangements {
        ListedArrangements(Self.starts(baselineDays, days: days))
    }

    package static func starts(_ window: ClosedRange<Int>, days: Int) -> [Arrangement] {
        window.map { PeriodSequence([(0, $0), (1, days - $0)]).arrangement }
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(runsOf: arrangement).phases(leadInDays: leadInDays)
    }
}
