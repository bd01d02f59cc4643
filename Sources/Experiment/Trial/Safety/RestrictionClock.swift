import ExperimentDiary
import ExperimentText

/// How long food has been out on each day, and how long it may stay out, which stop rule S6 watches over. The
/// plan's words are read once, for all days.
///
/// Two limits: the cap of the template on days before the first challenge, and the longest way back, which
/// counts the days of watching and settling between challenges too. A clinician's agreement stretches both,
/// to the days that were planned.
package struct RestrictionClock: Sendable {
    private let plan: TrialPlan
    /// Tested conditions that leave food out, by their keys, their words or their template.
    private let restricted: [Condition]
    private let foodsTriedAgain: Int
    /// The first day of the restriction of somebody who left the food out already; nil for others.
    private let avoidedUntil: CalendarDay?
    /// Before the first challenge, and on the way back; nil where nothing is left out or no cap is known.
    private let caps: (before: Int, wayBack: Int?)?
    /// Days in a row on which food was to be left out.
    private let counts: [CalendarDay: Int]

    private enum Avoidance { case none, interrupted, whole }

    /// - Complexity: linear in the days of the schedule.
    package init(_ plan: TrialPlan) {
        self.plan = plan
        let isInTitle = !plan.foodsOfWords.leftOut.isEmpty
        let restricted = plan.testedConditions.filter {
            !$0.foodsLeftOut(beside: plan.template).isEmpty
                || plan.template?.removes.isEmpty == false || isInTitle
        }
        let foods = Set(plan.schedule.phases.compactMap(\.food)).count
        let avoidedUntil = Self.avoidedUntil(plan, restricted)
        func avoidance(_ phase: Phase) -> Avoidance {
            phase.last < avoidedUntil ?? phase.first
                ? .whole : Self.avoidance(in: phase, restricted, foods)
        }
        func counts(_ schedule: Schedule) -> [CalendarDay: Int] {
            Self.daysAvoided(in: schedule, avoidance)
        }
        self.restricted = restricted
        self.avoidedUntil = avoidedUntil
        foodsTriedAgain = foods
        let caps = restricted.isEmpty ? nil : Self.caps(plan, restricted, counts)
        self.caps = caps
        self.counts = Self.daysAvoided(
            in: plan.schedule, after: Self.daysBefore(plan, restricted, cap: caps?.before),
            avoidance)
    }

    /// Somebody who leaves the food out already does so on the days before the first tested one, too.
    private static func avoidedUntil(
        _ plan: TrialPlan, _ restricted: [Condition]
    ) -> CalendarDay? {
        guard plan.avoidsFoodAlready else { return nil }
        return plan.schedule.phases.first { phase in
            restricted.contains { $0.id == phase.condition }
        }?.first
    }

    /// Days without the food before the first one of the plan. How many there were nobody knows: where the plan
    /// begins with them and brings the food back, its own days use up what is left of the cap.
    private static func daysBefore(
        _ plan: TrialPlan, _ restricted: [Condition], cap: Int?
    ) -> Int {
        guard plan.avoidsFoodAlready, let cap, let first = plan.plannedSchedule.phases.first,
            restricted.contains(where: { $0.id == first.condition })
        else { return 0 }
        return max(0, cap - first.lengthInDays)
    }

    /// Days without the food that a day may be the last of.
    package func cap(on day: CalendarDay) -> Int? {
        let isWayBack = plan.schedule.phase(on: day)?.part.isReintroduction == true
        return isWayBack ? caps?.wayBack : caps?.before
    }

    /// A pause of fewer days than a week is none from leaving food out: the row goes on after it.
    private static let longestBreak = 7

    /// Days in a row, this one among them, on which food was to be left out; nil on other days. A pause of a
    /// week ends the row, and so does usual life, or a stretch of eating the one food again and again; a
    /// portion of a challenge only does not count.
    package func days(on day: CalendarDay) -> Int? {
        avoidance(on: day) == .whole ? counts[day] : nil
    }

    /// The plan itself gives the food back on the next day, or begins to: of several foods one after
    /// another, whose way back planning keeps within its own limit.
    package func foodReturns(after day: CalendarDay) -> Bool {
        let next = day.advanced(by: 1)
        guard let phase = plan.schedule.phase(on: next) else { return false }
        return phase.part.isReintroduction || avoidance(on: next) != .whole
    }

    private func avoidance(on day: CalendarDay) -> Avoidance? {
        plan.schedule.phase(on: day).map { phase in
            phase.last < avoidedUntil ?? phase.first
                ? .whole : Self.avoidance(in: phase, restricted, foodsTriedAgain)
        }
    }

    /// Of several foods the others stay out while one is tried again.
    private static func avoidance(
        in phase: Phase, _ restricted: [Condition], _ foods: Int
    ) -> Avoidance {
        if phase.part.isReintroduction, foods > 1 { return .whole }
        switch phase.part {
        case .challenge: return .interrupted
        case .sustained: return .none
        case .observation, .washout: return .whole
        case .baseline, .comparison, .elimination:
            return restricted.contains { $0.id == phase.condition } ? .whole : .none
        }
    }

    private static func daysAvoided(
        in schedule: Schedule, after before: Int = 0, _ avoidance: (Phase) -> Avoidance
    ) -> [CalendarDay: Int] {
        var counts: [CalendarDay: Int] = [:]
        var count = before
        var last: CalendarDay?
        for phase in schedule.phases {
            if let last, last.distance(to: phase.first) > longestBreak { count = 0 }
            let avoidance = avoidance(phase)
            for day in phase.days {
                switch avoidance {
                case .none: count = 0
                case .interrupted: break
                case .whole: count += 1
                }
                counts[day] = count
            }
            last = phase.last
        }
        return counts
    }

    /// The template whose cap holds is the plan's own, and for staple foods that no template leaves out that of
    /// any one food, which knows no way back.
    private static func caps(
        _ plan: TrialPlan, _ restricted: [Condition],
        _ counts: (Schedule) -> [CalendarDay: Int]
    ) -> (before: Int, wayBack: Int?)? {
        let own = plan.template.flatMap { $0.cap == nil ? nil : $0 }
        let anyFood = plan.foodsLeftOut.contains(where: \.isStaple) ? Template.leaveOut : nil
        guard let template = own ?? anyFood, let cap = template.cap?.days(for: plan.complaint)
        else { return nil }
        let wayBack = own.map { $0.longestUntilBack(for: plan.complaint, isAgreed: false) ?? cap }
        guard plan.safety?.isAgreedWithClinician == true else { return (cap, wayBack) }
        let planned = plan.plannedSchedule
        return (
            max(cap, planned.longestRestriction(of: restricted)),
            wayBack.map { max($0, (counts(planned).values.max() ?? 0) + 1) }
        )
    }
}

extension TrialPlan {
    /// Its food was left out before the first day, as was answered.
    package var avoidsFoodAlready: Bool {
        safety.map { $0.answers.isYes("avoids-food") || $0.answers["tolerates-food"] == .no }
            ?? false
    }

    /// Days without the food that a day may be the last of; nil where nothing is left out or no cap is known.
    package func restrictionCap(on day: CalendarDay) -> Int? { RestrictionClock(self).cap(on: day) }

    /// Days in a row, this one among them, on which food was to be left out; nil on other days.
    package func restrictedDays(on day: CalendarDay) -> Int? {
        RestrictionClock(self).days(on: day)
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
