import ExperimentDiary
import ExperimentText

/// How long a food may stay out, which stop rule S6 watches over.
///
/// Two limits: the cap of the template on days before the first challenge, and the longest way back, which
/// counts the days of watching and settling between challenges too. A clinician's agreement stretches both,
/// to the days that were planned.
extension TrialPlan {
    /// Days without the food that a day may be the last of; nil where nothing is left out or no cap is known.
    package func restrictionCap(on day: CalendarDay) -> Int? {
        let isWayBack = schedule.phase(on: day)?.part.isReintroduction == true
        guard let template = capped, let cap = template.cap?.days(for: complaint),
            !restricted.isEmpty, self.template?.cap != nil || !isWayBack
        else { return nil }
        let limit =
            isWayBack ? template.longestUntilBack(for: complaint, isAgreed: false) ?? cap : cap
        guard safety?.isAgreedWithClinician == true else { return limit }
        return max(
            limit,
            isWayBack
                ? (daysAvoided(in: plannedSchedule).max() ?? 0) + 1
                : plannedSchedule.longestRestriction(of: restricted))
    }

    /// Days in a row, this one among them, on which food was to be left out; nil on other days. A pause of the
    /// trial ends the row, and so does usual life, or a stretch of eating the one food again and again; a
    /// portion of a challenge only does not count.
    package func restrictedDays(on day: CalendarDay) -> Int? {
        guard let phase = schedule.phase(on: day), avoidance(in: phase, foodsTriedAgain) == .whole
        else {
            return nil
        }
        return daysAvoided(in: schedule, until: day).last
    }

    /// The plan itself gives the food back on the next day, or begins to: of several foods one after
    /// another, whose way back planning keeps within its own limit.
    package func foodReturns(after day: CalendarDay) -> Bool {
        schedule.phase(on: day.advanced(by: 1)).map {
            $0.part.isReintroduction || avoidance(in: $0, foodsTriedAgain) != .whole
        } ?? false
    }

    private enum Avoidance { case none, interrupted, whole }

    /// Of several foods the others stay out while one is tried again.
    private func avoidance(in phase: Phase, _ foods: Int) -> Avoidance {
        if phase.part.isReintroduction, foods > 1 { return .whole }
        switch phase.part {
        case .challenge: return .interrupted
        case .sustained: return .none
        case .observation, .washout: return .whole
        case .baseline, .comparison, .elimination:
            return restricted.contains { $0.id == phase.condition } ? .whole : .none
        }
    }

    private var foodsTriedAgain: Int { Set(schedule.phases.compactMap(\.food)).count }

    /// The count on every day of the schedule until a day.
    private func daysAvoided(in schedule: Schedule, until day: CalendarDay? = nil) -> [Int] {
        var (counts, last): ([Int], CalendarDay?) = ([], nil)
        let foods = foodsTriedAgain
        for phase in schedule.phases where day.map({ phase.first <= $0 }) ?? true {
            let isNext = last.map { $0.advanced(by: 1) == phase.first } ?? true
            let avoidance = avoidance(in: phase, foods)
            for date in phase.first...min(phase.last, day ?? phase.last) {
                let before = date == phase.first && !isNext ? 0 : counts.last ?? 0
                switch avoidance {
                case .none: counts.append(0)
                case .interrupted: counts.append(before)
                case .whole: counts.append(before + 1)
                }
            }
            last = phase.last
        }
        return counts
    }

    /// Tested conditions that leave food out, by their keys, their words or their template.
    private var restricted: [Condition] {
        testedConditions.filter {
            !$0.foodsLeftOut(beside: template).isEmpty || template?.removes.isEmpty == false
        }
    }

    /// The template whose cap holds: the plan's own, and for staple foods that no template leaves out that of
    /// any one food.
    private var capped: Template? {
        if let template, template.cap != nil { return template }
        return foodsLeftOut.contains(where: \.isStaple) ? .leaveOut : nil
    }
}

extension Template {
    /// The most days without a food until it is eaten again for good: half as many again as the cap, twice as
    /// many with a clinician's agreement. A default of this project.
    package func longestUntilBack(for complaint: Complaint?, isAgreed: Bool) -> Int? {
        guard let cap = cap?.days(for: complaint) else { return nil }
        return isAgreed ? longest(for: complaint) : cap * 3 / 2
    }
}

extension Reintroduction {
    /// Days on which a food of it stays out, from the first day without: of one food those between its
    /// challenges, of several all days until the last one is back.
    package func daysAvoided(after active: Int) -> Int {
        let eaten = daysAtDose.reduce(0, +)
        guard foods.count > 1 else {
            return active + repeats * observationDays + (repeats - 1) * washoutDays
        }
        let food = repeats * (eaten + observationDays + washoutDays) + sustainedDays
        return active + foods.count * food
    }

    /// The same way back made short enough: fewer challenges of a food, then no repeated exposure of each of
    /// several, then fewer days to settle, four at least.
    package func fitted(after active: Int, within limit: Int) -> Reintroduction {
        var shorter = self
        while shorter.daysAvoided(after: active) > limit, shorter.repeats > 1 {
            shorter.repeats -= 1
        }
        if shorter.daysAvoided(after: active) > limit, foods.count > 1 {
            (shorter.sustainedDays, shorter.sustainedExposures) = (0, 0)
        }
        while shorter.daysAvoided(after: active) > limit, shorter.washoutDays > 4 {
            shorter.washoutDays -= 1
        }
        return shorter
    }
}
