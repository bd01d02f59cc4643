import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// When the primary outcome of a trial changed, compared with the switches that the plan made.
///
/// The plan knows the switches, so the first question is whether they had an effect and how late
/// (`atSwitches`); the search that does not know them (`blind`) says whether anything changed, and
/// whether it did before the first switch. Every scored day takes part, the onset lag too; the posterior
/// is that of `ChangepointPosterior.Options.reading`.
package struct ChangeAnalysis: Sendable {
    package let data: TrialData
    package let blind: ChangeSummary
    /// Nil when the trial has no switch inside its scored days.
    package let atSwitches: SwitchReading?
    /// For the report; nil without a switch.
    package let timing: ChangeTiming?
    /// Chance that a change lies in the first days after the first switch, as the plan's onset lag
    /// allows (at least seven); nil without a switch.
    package let probabilitySoonAfter: Double?

    /// - Throws: `ChangepointError` for fewer than 14 scored days or scores that are all equal.
    package init(_ data: TrialData) throws(ChangepointError) {
        let series = SearchedSeries(data)
        let (y, times) = (series.values, series.times)
        self.data = data
        guard y.count <= PosteriorDesign.longest else {
            blind = try ChangeSearch().run(y, times: times)
            atSwitches = nil
            timing = nil
            probabilitySoonAfter = nil
            return
        }
        let fit = try ChangepointPosterior(options: .reading(count: y.count)).fit(
            y, times: times)
        blind = try ChangeSearch().summary(of: fit, times: times)
        guard let first = series.switches.first else {
            atSwitches = nil
            timing = nil
            probabilitySoonAfter = nil
            return
        }
        let reading = try SwitchReading(
            y, blind: fit, switches: series.switches, startsOn: series.startsOn,
            isTrial: true, level: data.plan.analysis.level)
        let soon = max(7, data.plan.analysis.onsetLagInDays)
        atSwitches = reading
        probabilitySoonAfter = fit.probability(ofChangeAtTimes: first...first + soon)
        let dates = Self.dates(blind)
        timing = reading.probabilityBefore.map { before in
            ChangeTiming(
                switchDay: CalendarDay(daysSinceEpoch: first),
                probabilityOfAnyChange: fit.probabilityOfAnyChange,
                probabilityBeforeSwitch: before, date: dates,
                daily: zip(times, fit.chanceOfChangeByIndex).map {
                    ChangeTiming.DayChance(
                        day: CalendarDay(daysSinceEpoch: $0), probability: $1)
                })
        }
    }

    private static func dates(_ blind: ChangeSummary) -> ChangeTiming.DateSet? {
        let clearest = blind.changes.max { ($0.probability ?? 0) < ($1.probability ?? 0) }
        guard let change = clearest, let lower = change.lower, let upper = change.upper
        else { return nil }
        return ChangeTiming.DateSet(
            mostProbable: CalendarDay(daysSinceEpoch: change.time),
            days: CalendarDay(daysSinceEpoch: lower)...CalendarDay(daysSinceEpoch: upper),
            level: 0.95)
    }
}

extension ChangeTiming {
    /// The timing of a trial's primary outcome; nil where it cannot be searched for changes (fewer than
    /// fourteen scored days) or has no switch.
    package init?(_ analysis: TrialAnalysis) {
        guard let timing = (try? ChangeAnalysis(analysis.primary.data))?.timing else { return nil }
        self = timing
    }
}
