import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// When the scores went over to another level, compared with the switch of the plan. A flare, a spell
/// and a drift are no date. Filled from the change analysis; a report of which none was made has none.
package struct ChangeTiming: Sendable, Equatable {
    /// First day of the tested phase.
    package let switchDay: CalendarDay
    /// Of all days on which the plan changed the condition the one that is nearest to the date.
    package let nearestSwitch: CalendarDay
    /// Chance that the scores ended on another level than they began, flares and drifts allowed for.
    package let probabilityOfNewLevel: Double
    /// Chance that they did so before the switch.
    package let probabilityBeforeSwitch: Double
    /// First day of the new level; nil without a likely one, and where it may have come gradually.
    package let date: DateSet?
    /// A stretch on another level that ended again, where that explains the scores best.
    package let spell: Spell?
    /// For each scored day the chance that a new level began on it; empty without a date.
    package let daily: [DayChance]

    /// First day on the other level, and first day back.
    package struct Spell: Sendable, Equatable {
        package let first: CalendarDay
        package let back: CalendarDay

        package init(first: CalendarDay, back: CalendarDay) {
            self.first = first
            self.back = back
        }
    }

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

    /// Whether the chances of the days are worth a picture.
    package var showsDays: Bool { !daily.isEmpty }

    package init(
        switchDay: CalendarDay, laterSwitches: [CalendarDay] = [], probabilityOfNewLevel: Double,
        probabilityBeforeSwitch: Double, date: DateSet?, spell: Spell? = nil,
        daily: [DayChance] = []
    ) {
        self.switchDay = switchDay
        nearestSwitch = ([switchDay] + laterSwitches).nearest(to: date?.mostProbable ?? switchDay)
        self.probabilityOfNewLevel = probabilityOfNewLevel
        self.probabilityBeforeSwitch = probabilityBeforeSwitch
        self.date = date
        self.spell = spell
        self.daily = daily
    }
}

extension ChangeTiming {
    /// - `times`: one a value of the series that was read.
    /// - `switches`: of the plan, the first one first.
    init(_ lasting: LastingReading, times: [Int], switches: [Int]) {
        func day(_ time: Int) -> CalendarDay { CalendarDay(daysSinceEpoch: time) }
        let switchTime = switches[0]
        let chances = zip(times, lasting.dateChances).map {
            DayChance(day: day($0), probability: $1 * lasting.probability)
        }
        let date = lasting.change.flatMap { change -> DateSet? in
            guard let lower = change.lower, let upper = change.upper else { return nil }
            return DateSet(
                mostProbable: day(change.time), days: day(lower)...day(upper), level: 0.95)
        }
        self.init(
            switchDay: day(switchTime), laterSwitches: switches.dropFirst().map(day),
            probabilityOfNewLevel: lasting.probability,
            probabilityBeforeSwitch: lasting.probability(before: switchTime, times: times),
            date: date,
            spell: lasting.isClaimed
                ? nil
                : lasting.spell.map { Spell(first: day($0.first), back: day($0.behind)) },
            daily: date == nil ? [] : chances)
    }
}

extension [CalendarDay] {
    /// The earlier of two that are as near.
    /// - Precondition: not empty.
    fileprivate func nearest(to day: CalendarDay) -> CalendarDay {
        reduce(self[0]) {
            $1.distance(to: day).magnitude < $0.distance(to: day).magnitude ? $1 : $0
        }
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
