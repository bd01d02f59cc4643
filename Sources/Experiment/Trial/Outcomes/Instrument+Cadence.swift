import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Refuses a plan that records this instrument every `days` days when that is too often.
    ///
    /// Two records that look back on the same days are alike because they share them, not because the
    /// person stayed the same; the analysis would take that for autocorrelation.
    /// - Throws: `InstrumentError.recordedTooOften`.
    package func checkCadence(every days: Int) throws(InstrumentError) {
        let least = recallBound
        guard days >= least else {
            throw .recordedTooOften(instrument: id, found: days, least: least, recall: recall)
        }
    }

    /// Refuses the first two records that stand closer than the cadence allows.
    /// - Parameter days: in any order; the same day twice counts as 0 days apart.
    /// - Throws: `InstrumentError.recordsTooClose`.
    package func checkCadence(on days: [CalendarDay]) throws(InstrumentError) {
        let ordered = days.sorted()
        for (earlier, later) in zip(ordered, ordered.dropFirst())
        where earlier.distance(to: later) < recallBound {
            throw .recordsTooClose(
                instrument: id, earlier: earlier, later: later, least: recallBound, recall: recall)
        }
    }

    /// The recall window bounds the cadence from below; records of single events have no bound.
    private var recallBound: Int {
        minimumDaysBetween == 0 ? 0 : max(minimumDaysBetween, recall.lengthInDays)
    }
}
