import ExperimentDiary
import ExperimentText
import Stats

/// Randomised block pairs: in each pair both conditions come once, in random order (AB or BA).
/// With k pairs there are 2^k schedules. The first choice where effects come and go within a
/// period.
///
/// Source: AHRQ user's guide for n-of-1 trials (2014), chapter 4.
package struct BlockPairDesign: TrialDesign {
    package let pairs: Int
    package let periodDays: Int
    package let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.leadInFillsPhase`.
    package init(pairs: Int, periodDays: Int, leadInDays: Int = 0) throws(DesignError) {
        try DesignLimits.check("pairs", pairs)
        try DesignLimits.check("days of a period", periodDays)
        try DesignLimits.check("days of the whole trial", 2 * pairs * periodDays)
        try DesignLimits.check(leadInDays: leadInDays, shortest: periodDays)
        self.pairs = pairs
        self.periodDays = periodDays
        self.leadInDays = leadInDays
    }

    package var schedules: ConcatenatedSets {
        let orders = [[0, 1], [1, 0]].map { order in
            PeriodSequence(order.map { ($0, periodDays) }).arrangement
        }
        return ConcatenatedSets((0..<pairs).map { _ in ListedArrangements(orders) })
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(arrangement, periodDays: periodDays).phases(leadInDays: leadInDays)
    }
}
