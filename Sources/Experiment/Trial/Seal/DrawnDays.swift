import ExperimentDiary
import ExperimentText

extension TrialPlan {
    /// The day of the calendar on which each day of the draw was lived, in the order of the draw: what was
    /// drawn stays drawn when a pause moves it. Nil for days that were never lived, because their phase was
    /// ended early; days that a phase got beyond the draw are none of it.
    /// - Complexity: O(days) for each amendment.
    package var drawnDays: [CalendarDay?] {
        let planned = plannedSchedule
        var days = planned.days.map(Optional.some)
        var schedule = planned
        for amendment in amendments.inForce {
            let shift = schedule.shift(by: amendment)
            days = days.map { $0.flatMap(shift) }
            schedule = (try? schedule.amended(by: [amendment])) ?? schedule
        }
        return days
    }
}

extension Schedule {
    /// Where an amendment moves a day; nil for a day that it takes out.
    fileprivate func shift(by amendment: Amendment) -> (CalendarDay) -> CalendarDay? {
        let day = amendment.day
        guard let last = phase(on: day)?.last ?? pause(on: day)?.upperBound else { return { $0 } }
        switch amendment.change {
        case .note, .takeBack: return { $0 }
        case .stop: return { $0 < day ? $0 : nil }
        case .pause(let days): return { $0 < day ? $0 : $0.advanced(by: days) }
        case .extend(let days): return { $0 <= last ? $0 : $0.advanced(by: days) }
        case .endPhase:
            let saved = day.distance(to: last) + 1
            return { $0 < day ? $0 : $0 <= last ? nil : $0.advanced(by: -saved) }
        }
    }
}
