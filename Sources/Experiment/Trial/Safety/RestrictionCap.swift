import ExperimentDiary
import ExperimentText

/// How long a food may stay out, which stop rule S6 watches over.
extension TrialPlan {
    /// The most days in a row under a condition that leaves food out: the cap of the template, which a
    /// clinician's agreement stretches to the days that were planned. Nil where nothing is left out or no
    /// cap is known.
    package var restrictionCap: Int? {
        guard let cap = template?.cap?.days(for: complaint), !restricted.isEmpty else { return nil }
        guard safety?.isAgreedWithClinician == true else { return cap }
        return max(cap, plannedSchedule.longestRestriction(of: restricted))
    }

    /// Days in a row, this one among them, on which food was to be left out; nil on other days. A pause
    /// of the trial ends the row, and so does the first challenge.
    package func restrictedDays(on day: CalendarDay) -> Int? {
        let ids = restricted.map(\.id)
        let lived = schedule.phases.filter { $0.first <= day }
        guard let last = lived.last, last.last >= day, isRestricting(last, ids) else { return nil }
        var first = last.first
        for phase in lived.dropLast().reversed() {
            guard isRestricting(phase, ids), phase.last.advanced(by: 1) == first else { break }
            first = phase.first
        }
        return first.distance(to: day) + 1
    }

    /// Tested conditions that leave food out, by their own word or by their template's.
    private var restricted: [Condition] {
        testedConditions.filter { !$0.leavesOut.isEmpty || template?.removes.isEmpty == false }
    }

    private func isRestricting(_ phase: Phase, _ conditions: [String]) -> Bool {
        conditions.contains(phase.condition) && !phase.part.isReintroduction
    }
}
