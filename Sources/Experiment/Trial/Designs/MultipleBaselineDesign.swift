import ExperimentDiary
import ExperimentText
import Stats

/// Multiple baseline: several body sites or outcomes, treated from different days on, so that
/// whatever else happened on one of those days is seen at the sites that were not yet treated.
///
/// Starting days may be random within a window each, and the windows may be dealt out to the sites
/// at random; with s sites and windows of w days that gives s! w^s schedules.
///
/// Source: Wampold & Worsham (1986), Behavioral Assessment 8, 135-143 (order);
/// Koehler & Levin (1998), Psychological Methods 3, 206-217 (order and days).
package struct MultipleBaselineDesign: TrialDesign {
    package let days: Int
    /// How many days each baseline may last, from the earliest window to the latest.
    package let baselineDays: [ClosedRange<Int>]
    /// Whether it is random which site gets which window; if not, site i gets window i.
    package let isOrderRandom: Bool
    package let leadInDays: Int

    /// - Throws: `.tooFew` (below two sites), `.tooMany`, `.windowOutOfRange`, `.windowsOverlap`,
    ///   `.leadInFillsPhase`.
    package init(
        days: Int, baselineDays: [ClosedRange<Int>], isOrderRandom: Bool = true,
        leadInDays: Int = 0
    ) throws(DesignError) {
        try DesignLimits.check("days of the whole trial", days, atLeast: 2)
        try DesignLimits.check("sites or outcomes", baselineDays.count, atLeast: 2, atMost: 12)
        for window in baselineDays where window.lowerBound < 1 || window.upperBound >= days {
            throw .windowOutOfRange(found: window, allowed: 1...days - 1)
        }
        for (first, second) in zip(baselineDays, baselineDays.dropFirst())
        where first.upperBound >= second.lowerBound {
            throw .windowsOverlap(first: first, second: second)
        }
        let latest = baselineDays.map(\.upperBound).max() ?? 1
        try DesignLimits.check(leadInDays: leadInDays, shortest: days - latest)
        self.days = days
        self.baselineDays = baselineDays
        self.isOrderRandom = isOrderRandom
        self.leadInDays = leadInDays
    }

    package var seriesCount: Int { baselineDays.count }

    package var schedules: ConcatenatedSets {
        let starts = baselineDays.map { RandomStartDesign.starts($0, days: days) }
        return isOrderRandom
            ? ConcatenatedSets([OrderedSelection(items: starts, selecting: starts.count)])
            : ConcatenatedSets(starts.map { ListedArrangements($0) })
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        (0..<seriesCount).flatMap { series in
            PeriodSequence(runsOf: arrangement[series * days..<(series + 1) * days])
                .phases(leadInDays: leadInDays, series: series)
        }
    }
}
