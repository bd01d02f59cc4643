import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// When the primary outcome of a trial changed, compared with the switches that the plan made.
///
/// The plan knows the switches, so the first question is whether they had an effect and how late
/// (`atSwitches`); a search that does not know them says whether the scores went over to a new level,
/// and whether they did before the first switch (`timing`). Every scored day takes part, the onset lag
/// too; the posterior is that of `ChangepointPosterior.Options.reading`.
package struct ChangeAnalysis: Sendable {
    package let data: TrialData
    /// Nil when the trial has no switch inside its scored days, or too many days.
    package let atSwitches: SwitchReading?
    /// For the report; nil without a switch after the first scored day.
    package let timing: ChangeTiming?

    /// - Throws: `ChangepointError` for fewer than 14 scored days or scores that are all equal.
    package init(_ data: TrialData) throws(ChangepointError) {
        let series = SearchedSeries(data)
        let (y, times) = (series.values, series.times)
        self.data = data
        guard y.count <= PosteriorDesign.longest, !series.switches.isEmpty else {
            atSwitches = nil
            timing = nil
            return
        }
        let level = data.plan.analysis.level
        let fit = try ChangepointPosterior(options: .reading(count: y.count)).fit(
            y, times: times)
        let reading = try SwitchReading(
            y, blind: fit, switches: series.switches, startsOn: series.startsOn,
            isTrial: true, level: level)
        atSwitches = reading
        timing =
            reading.probabilityBefore == nil
            ? nil
            : ChangeTiming(
                try LastingReading(y, on: fit.design, level: level), times: times,
                switches: series.switches)
    }
}
