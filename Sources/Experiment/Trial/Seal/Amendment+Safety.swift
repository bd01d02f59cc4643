import ExperimentDiary
import ExperimentText

/// An amendment that safety forbids: it would lengthen or bring nearer what must not be eaten at
/// home, or
/// leave a food out beyond its limit.
package struct UnsafeAmendment: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
}

extension Amendment {
    /// - Parameters:
    ///   - plan: with this amendment in it.
    ///   - stops: rules that spoke so far.
    /// - Throws: `UnsafeAmendment`; a stop, a pause and a note always pass.
    package func checkSafety(
        in plan: TrialPlan, after stops: [StopNotice]
    ) throws(UnsafeAmendment) {
        switch change {
        case .stop, .pause, .note: return
        case .extend, .endPhase, .takeBack: break
        }
        let phases = plan.schedules.compactMap { $0.schedule.phase(on: day) }
        if let answer = phases.compactMap({ plan.objection(to: $0, after: stops) }).first {
            throw UnsafeAmendment(
                description: "the amendment of \(day): found a phase that must not be lived at "
                    + "home; "
                    + "expected none to be lengthened or brought nearer. \(answer.reason) End "
                    + "the plan with "
                    + "--stop.")
        }
        guard case .extend = change else { return }
        for phase in phases {
            guard let cap = plan.restrictionCap(on: phase.last),
                let days = plan.restrictedDays(on: phase.last),
                days > cap
            else { continue }
            throw UnsafeAmendment(
                description: "the amendment of \(day): found \(days) days in a row without the "
                    + "food; "
                    + "expected at most \(cap), the limit of rule S6. Give fewer days.")
        }
    }
}
