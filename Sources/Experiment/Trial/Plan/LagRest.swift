import ExperimentDiary
import ExperimentText

/// The hours of onset lag and wash-out beyond their whole days, of a plan whose `analysis: unit` is hours.
///
/// Whole days are left out whole. On the day after them, what was measured in the first hours is left out
/// of the day's score; what has no time cannot be told from it, and is left out too.
package struct LagRest: Sendable, Equatable {
    package let onset: Int
    package let washout: Int

    package static let none = LagRest(onset: 0, washout: 0)

    package var isNone: Bool { self == .none }
}

extension AnalysisPlan {
    /// `3 days`, `36 hours`.
    package var onsetLagText: String { Self.text(onsetLagInDays, rest.onset, isInHours: isInHours) }
    package var washoutText: String { Self.text(washoutInDays, rest.washout, isInHours: isInHours) }

    package var onsetLagInHours: Int { onsetLagInDays * 24 + rest.onset }
    package var washoutInHours: Int { washoutInDays * 24 + rest.washout }

    private static func text(_ days: Int, _ hours: Int, isInHours: Bool) -> String {
        isInHours ? Phrase.count(days * 24 + hours, "hour") : Phrase.count(days, "day")
    }
}

extension TrialPlan {
    /// The hours at the start of a day in which an effect still builds up or fades; 0 on most days.
    package func lagHours(
        on day: CalendarDay, by specification: Specification
    ) -> (hours: Int, exclusion: LaggedPart)? {
        guard specification.usesLags, !specification.rest.isNone,
            let phase = schedule.phase(on: day),
            let before = schedule.phase(before: phase), before.condition != phase.condition
        else { return nil }
        let into = phase.first.distance(to: day)
        let isTested = condition(phase.condition)?.reference != nil
        if isTested {
            let isRest = into == specification.onsetLagInDays && specification.rest.onset > 0
            return isRest ? (specification.rest.onset, .onset) : nil
        }
        let followsTested = condition(before.condition)?.reference != nil
        let isRest =
            followsTested && into == specification.washoutInDays && specification.rest.washout > 0
        return isRest ? (specification.rest.washout, .washout) : nil
    }

    package enum LaggedPart: Sendable { case onset, washout }
}

extension Diary {
    /// Without what was measured in the hours in which an effect still builds up or fades.
    package func leavingOutLags(of plan: TrialPlan, by specification: Specification) -> Diary {
        guard specification.usesLags, !specification.rest.isNone else { return self }
        return leavingOut { entry in
            guard let lag = plan.lagHours(on: entry.day, by: specification) else { return false }
            guard let second = entry.second else { return true }
            let start = plan.diary.day.startsAt
            return ((second - start) + 86_400) % 86_400 < lag.hours * 3600
        }
    }
}
