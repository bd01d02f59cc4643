import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What belongs beside a reading at known switches: whether its lag agrees with the regression, and what
/// becomes of a start on a bad day.
package struct SwitchContext: Sendable {
    /// Whether the first switch is the start of what is tested.
    package let beginsAtFirstSwitch: Bool
    package let agreement: LagAgreement?
    private let start: StartingPoint?
    private let probabilityBefore: Double?

    /// Of a plain table, about which no more is known than its switches.
    package init(_ reading: SwitchReading) {
        beginsAtFirstSwitch = false
        agreement = nil
        start = nil
        probabilityBefore = reading.probabilityBefore
    }

    /// Of a trial.
    package init(_ data: TrialData, _ reading: SwitchReading) {
        let regression = try? EffectAnalysis(data)
        let onset = regression?.fit.onset.flatMap(OnsetTiming.init)
        beginsAtFirstSwitch = !SearchedSeries(data).startsOn
        agreement = LagAgreement(
            reading, halfTime: onset?.halfTime, onsetLagInDays: data.specification.onsetLagInDays)
        start = regression.flatMap(StartingPoint.init)
        probabilityBefore = reading.probabilityBefore
    }

    package var sentences: [String] {
        [agreement?.sentence, regressionToTheMean].compactMap(\.self)
    }

    /// Scores come back by themselves after a bad day; with noise that runs through the switch that is
    /// expected and does not count as an effect. After a spell of many days it does: of a series with ten
    /// bad days before its switch and nothing else the chance of an effect is .90.
    private var regressionToTheMean: String {
        guard let start, start.isElevated else {
            guard let probabilityBefore, probabilityBefore >= 0.5 else {
                return
                    "Scores that come back by themselves after a bad day are no effect: the chance "
                    + "above expects them to, as far as neighbouring values resemble each other."
            }
            return
                "Something came or changed before the switch already. A bad spell that ends with the "
                + "switch looks like an effect in the chance above, which expects scores to come back after "
                + "a bad day, not after a spell."
        }
        func points(_ value: Double) -> String { PlainNumber.text(value, decimals: 1) }
        return "The week before the first switch was bad, \(points(start.last.mean)) on average "
            + "after \(points(start.earlier.mean)): about \(points(start.expectedFromLastDays)) points "
            + "of improvement are to be expected with no change at all. The chance above allows "
            + "for that only as far as neighbouring days resemble each other."
    }
}
