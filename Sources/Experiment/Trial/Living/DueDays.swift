import ExperimentDiary
import ExperimentText

extension TrialPlan {
    /// The days on which an outcome is recorded: daily, or as often as its plan says, counted anew
    /// with each
    /// condition so that no look back crosses a switch.
    package func dueDays(of outcome: PlannedOutcome) -> [CalendarDay] {
        let recall = outcome.instrument.recall.lengthInDays
        var due: [CalendarDay] = []
        for stretch in schedule(of: outcome).stretches {
            let earliest = stretch.lowerBound.advanced(by: recall - 1)
            let next = due.last.map { max(earliest, $0.advanced(by: outcome.daysBetween)) }
            var day = next ?? earliest
            while day <= stretch.upperBound {
                due.append(day)
                day = day.advanced(by: outcome.daysBetween)
            }
        }
        return due
    }

    /// What is to be recorded on a day of the schedule: outcomes that are due, then covariates.
    package func dueSeries(on day: CalendarDay) -> [PlannedSeries] {
        guard schedule.phase(on: day) != nil else { return [] }
        return outcomes.filter { $0.daysBetween == 1 || dueDays(of: $0).contains(day) }
            .flatMap(\.series)
            + series.filter { $0.instrument == nil && isDue($0, on: day) }
    }
}

extension TrialPlan {
    /// Every so many days from the first one on, for a series of no instrument.
    package func isDue(_ series: PlannedSeries, on day: CalendarDay) -> Bool {
        schedule.days.lowerBound.distance(to: day) % series.daysBetween == 0
    }
}

extension Schedule {
    /// Days in a row under one condition; trying foods again is one stretch as a whole.
    package var stretches: [ClosedRange<CalendarDay>] {
        var stretches: [(days: ClosedRange<CalendarDay>, kind: String)] = []
        for phase in phases {
            let kind = phase.part.isReintroduction ? "\u{0}" : phase.condition
            if let last = stretches.last, last.kind == kind,
                last.days.upperBound.advanced(by: 1) == phase.first
            {
                stretches[stretches.count - 1].days = last.days.lowerBound...phase.last
            } else {
                stretches.append((phase.days, kind))
            }
        }
        return stretches.map(\.days)
    }
}
