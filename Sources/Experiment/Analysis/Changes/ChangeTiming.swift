import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// When the scores changed, compared with the switch of the plan. Filled from the change analysis;
/// a report of which none was made has none.
package struct ChangeTiming: Sendable, Equatable {
    /// First day of the tested phase.
    package let switchDay: CalendarDay
    /// Chance that the level changed at all.
    package let probabilityOfAnyChange: Double
    /// Chance that it changed before the switch.
    package let probabilityBeforeSwitch: Double
    /// First day of the new level; nil when no date stands out.
    package let date: DateSet?
    /// For each scored day the chance that a new level began on it; empty when it was not worked out.
    package let daily: [DayChance]

    package struct DayChance: Sendable, Equatable {
        package let day: CalendarDay
        package let probability: Double
    }

    package struct DateSet: Sendable, Equatable {
        package let mostProbable: CalendarDay
        package let days: ClosedRange<CalendarDay>
        /// Probability that the days hold the change.
        package let level: Double

        package init(mostProbable: CalendarDay, days: ClosedRange<CalendarDay>, level: Double) {
            self.mostProbable = mostProbable
            self.days = days
            self.level = level
        }
    }

    /// Whether the chances of the days are worth a picture: below this a change is not in question.
    package var showsDays: Bool { probabilityOfAnyChange >= 0.2 && !daily.isEmpty }

    /// The date, where a change is likelier than none: below that a most probable day says nothing.
    package var clearDate: DateSet? { probabilityOfAnyChange >= 0.5 ? date : nil }

    package init(
        switchDay: CalendarDay, probabilityOfAnyChange: Double, probabilityBeforeSwitch: Double,
        date: DateSet?, daily: [DayChance] = []
    ) {
        self.daily = daily
        self.switchDay = switchDay
        self.probabilityOfAnyChange = probabilityOfAnyChange
        self.probabilityBeforeSwitch = probabilityBeforeSwitch
        self.date = date
    }
}

/// How long the effect took to build up, as far as the data can tell.
package struct OnsetTiming: Sendable, Equatable {
    /// Days until half of the effect was there, with its range.
    package let halfTime: OnsetSummary.Quantiles
    /// After 0, 1, ... days of the condition.
    package let course: [Share]

    /// How much of the effect after the last day is there, as a share with its range: the mean, and
    /// 1.96 posterior standard deviations either way.
    package struct Share: Sendable, Equatable {
        package let mean: Double
        package let lower: Double
        package let upper: Double

        package init(mean: Double, lower: Double, upper: Double) {
            self.mean = mean
            self.lower = lower
            self.upper = upper
        }
    }

    /// Nil when the timing is not estimable.
    package init?(_ onset: OnsetSummary) {
        guard onset.isEstimable, let whole = onset.course.last?.mean, whole != 0 else { return nil }
        halfTime = onset.halfTime
        course = onset.course.map { point in
            let mean = point.mean / whole
            let reach = 1.959_963_984_540_054 * point.standardDeviation / whole.magnitude
            return Share(mean: mean, lower: mean - reach, upper: mean + reach)
        }
    }
}
